r"""What stands in a cell for a text, a number, a date or a list: exact both ways, and plain to whoever reads it.

A sign that no cell can hold is written `\u{7}`, its number in hexadecimal, also where a blank at the end would be lost;
`\u{}` is a text that is there and empty. A number of which a cell would lose digits is written `\int{…}` or `\float{…}`, a
day before Excel's calendar `\date{…}`. A text that happens to look like one of these has its backslash escaped.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from netmap.locale import N_

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
"""What a cell of a spreadsheet gives; the empty text where there is nothing."""

EMPTY: Final = r"\u{}"
BULLET: Final = "•"
LONGEST: Final = 32_000
"""More UTF-16 signs are not written into one cell; Excel's own limit is 32,767."""

_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff\ud800-\udfff\U000ffffe-\U000fffff\U0010fffe\U0010ffff]"
    r"|_(?=x[0-9A-Fa-f]{4}_)|\\(?=(?:u|int|float|date|long)\{)|\A\#(?=(?:N/A|NV|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!))"
)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]{0,6})\}")
_TAGGED = re.compile(r"\\(int|float|date)\{([^{}]*)\}")
_FIRST_DAY: Final = dt.date(1900, 3, 1)
"""Excel's calendar has a 29 February 1900, so earlier days are off by one."""


class CellError(ValueError):
    """Say what a cell should hold; `mend` says how to get there."""

    def __init__(self, expected: str, mend: str = "", **values: object) -> None:
        super().__init__(expected)
        self.expected, self.mend, self.values = expected, mend, values


def address(sheet: str, row: int, column: int) -> str:
    """Return the address of a cell, counting rows from 1 and columns from 0.

    >>> address("Akteure", 12, 27)
    'Akteure!AB12'
    """
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{sheet}!{letters}{row}"


# ---------------------------------------------------------------------------------------------------------------- texts


def text_to_cell(text: str) -> str:
    r"""Return what stands in a cell for a text.

    >>> text_to_cell("=1+1"), text_to_cell("a\x07b"), text_to_cell(" a"), text_to_cell("")
    ('=1+1', 'a\\u{7}b', '\\u{20}a', '')
    """
    if _ODD.search(text):
        text = _ODD.sub(_escape, text)
    if text and text != text.strip():
        head = _escaped(text[0]) if text[0].isspace() else text[0]
        tail = _escaped(text[-1]) if text[-1].isspace() else text[-1]
        text = head if len(text) == 1 else head + text[1:-1] + tail
    return text


def cell_to_text(cell: Cell) -> str:
    r"""Return the text that a cell stands for; numbers and days as people write them.

    >>> cell_to_text("a\\u{7}b"), cell_to_text(18057.0), cell_to_text("  a "), cell_to_text(dt.date(2018, 3, 1))
    ('a\x07b', '18057', 'a', '2018-03-01')
    """
    if type(cell) is str:
        text = cell.strip()
        return _ESCAPED.sub(_unescape, text) if "\\" in text else text
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**15:
        return str(int(cell))
    if isinstance(cell, dt.datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


def _escape(found: re.Match[str]) -> str:
    return _escaped(found.group())


def _escaped(sign: str) -> str:
    return f"\\u{{{ord(sign):x}}}"


def _unescape(found: re.Match[str]) -> str:
    number = int(found.group(1) or "0", 16)
    return chr(number) if found.group(1) and number < 0x110000 else "" if not found.group(1) else found.group()


def names_to_cell(names: tuple[str, ...]) -> str:
    r"""Return a list of names in one cell.

    >>> names_to_cell(("VHS", "a; b"))
    'VHS; a\\u{3b} b'
    """
    return "; ".join(text_to_cell(one).replace(";", r"\u{3b}") for one in names)


def cell_to_names(cell: Cell) -> tuple[str, ...]:
    """Return the names in a cell, one a line or with semicolons between them.

    >>> cell_to_names("VHS; Hafenschule;"), cell_to_names(3.0)
    (('VHS', 'Hafenschule'), ('3',))
    """
    if not isinstance(cell, str):
        return (cell_to_text(cell),)
    return tuple(cell_to_text(part) for part in cell.replace("\n", ";").split(";") if part.strip())


# -------------------------------------------------------------------------------------------------------------- numbers


def number_to_cell(value: float) -> str | int | float:
    """Return a number as a number where a cell keeps all of its digits (15 are certain), else as text."""
    if isinstance(value, int):
        return value if abs(value) < 10**15 else str(value)
    exact = float(f"{value:.15g}") == value and (value == 0 or 1e-300 < abs(value) < 1e300) and repr(value) != "-0.0"
    return value if exact else repr(value)


def cell_to_number(cell: Cell) -> float:
    """Return the number of a cell, also where it is written as a text, with a decimal comma or a thousands separator.

    >>> cell_to_number("1.234,5"), cell_to_number("2,5"), cell_to_number(3.0)
    (1234.5, 2.5, 3.0)
    """
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise CellError(N_("a number is expected"))
    if not isinstance(cell, str):
        return float(cell)
    text = cell.strip().replace("\u00a0", "").replace("\u202f", "")
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    try:
        return float(text)
    except ValueError:
        raise CellError(N_("a number is expected")) from None


def cell_to_whole(cell: Cell) -> int:
    """Return the whole number of a cell.

    >>> cell_to_whole(12.0), cell_to_whole("1.200"), cell_to_whole("9223372036854775807")
    (12, 1200, 9223372036854775807)
    """
    text = cell.strip() if isinstance(cell, str) else ""
    if re.fullmatch(r"-?\d{1,3}(?:[. \u00a0\u202f]\d{3})+", text):
        text = re.sub(r"[^\d-]", "", text)
    if re.fullmatch(r"[+-]?\d{1,4000}", text, flags=re.ASCII):
        return int(text)
    try:
        value = cell_to_number(cell)
    except CellError:
        raise CellError(N_("a whole number is expected")) from None
    if not value.is_integer():
        raise CellError(N_("a whole number is expected"))
    return int(value)


def version_of(cell: Cell) -> int:
    """Return the version that a cell says, 0 where it says none."""
    try:
        return cell_to_whole(cell) if cell != "" else 0
    except CellError:
        return 0


def point_to_cell(point: tuple[float, float]) -> str:
    """Return a place on the map, as latitude and longitude."""
    return "; ".join(map(repr, point))


def cell_to_point(cell: Cell) -> tuple[float, ...]:
    """Return latitude and longitude.

    >>> cell_to_point("54.09; 12.14"), cell_to_point("54,09; 12,14"), cell_to_point("54.09, 12.14")
    ((54.09, 12.14), (54.09, 12.14), (54.09, 12.14))
    """
    text = cell_to_text(cell)
    parts = text.split(";") if ";" in text else re.split(r",\s+|\s+", text)
    try:
        first, second = (float(part.strip().replace(",", ".")) for part in parts)
    except ValueError:
        raise CellError(N_("latitude and longitude are expected"), N_("Write, for example, “54.0924; 12.1407”.")) from None
    return first, second


# ----------------------------------------------------------------------------------------------------------- own columns


def own_to_cell(value: object, *, floats: bool = False) -> str | int | float | bool | dt.date:
    r"""Return what stands in a cell of the user's own column; `floats` where all numbers of the column are decimal ones.

    >>> own_to_cell(3), own_to_cell(3.0), own_to_cell(3.0, floats=True), own_to_cell(("a", "b")), own_to_cell("")
    (3, '\\float{3.0}', 3.0, '• a\n• b', '\\u{}')
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _number_tagged(value, floats)
    if isinstance(value, dt.date):
        return value if value >= _FIRST_DAY else f"\\date{{{value.isoformat()}}}"
    if isinstance(value, tuple):
        parts = (text_to_cell(one).replace("\n", r"\u{a}") for one in value)
        return "\n".join(f"{BULLET} {part}".rstrip() for part in parts) or BULLET * 2
    text = text_to_cell(str(value))
    if text.startswith(BULLET):
        text = _escaped(BULLET) + text[1:]
    return text or EMPTY


def _number_tagged(value: float, floats: bool) -> str | int | float:
    cell = number_to_cell(value)
    plain = not isinstance(cell, str) and isinstance(value, float) and not value.is_integer()
    if plain or (not isinstance(cell, str) and isinstance(value, float) == floats):
        return cell
    return f"\\{type(value).__name__}{{{value!r}}}"


def cell_to_own(cell: Cell, *, floats: bool = False) -> str | int | float | bool | dt.date | tuple[str, ...]:
    r"""Return the value that a cell of the user's own column stands for.

    >>> cell_to_own(3.0), cell_to_own(3.0, floats=True), cell_to_own("01067"), cell_to_own("• a\n• b")
    (3, 3.0, '01067', ('a', 'b'))
    """
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float):
        return float(cell) if floats or not float(cell).is_integer() else int(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date()
    if isinstance(cell, dt.date) and not isinstance(cell, dt.datetime):
        return cell
    text = cell.strip() if isinstance(cell, str) else ""
    if text.startswith(BULLET):
        return _bulleted(text)
    found = _TAGGED.fullmatch(text) if text.startswith("\\") else None
    return cell_to_text(cell) if found is None else _untagged(*found.groups())


def _bulleted(text: str) -> tuple[str, ...]:
    if text == BULLET * 2:
        return ()
    return tuple(cell_to_text(line.removeprefix(BULLET)) for line in text.split("\n"))


def _untagged(tag: str, text: str) -> int | float | dt.date:
    try:
        return int(text) if tag == "int" else float(text) if tag == "float" else dt.date.fromisoformat(text)
    except ValueError:
        raise CellError(N_("a value such as \\int{{3}}, \\float{{3.0}} or \\date{{1850-01-31}} is expected")) from None

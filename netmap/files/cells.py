"""What a cell of a foreign list says: as a text, a number, a date, a list, yes or no."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from netmap.files.lists import Cell
from netmap.values import AttributeValue, partial_date
from netmap.written_dates import written_date

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_LETTERS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))
_SIGNS = re.compile(r"[^0-9a-z]+")
_INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,14}),\d{1,15}|-?(?:0|[1-9]\d{0,14})\.\d{1,15}")
_LIST = re.compile(r"[;|\n\r]")
_ENUMERATION = re.compile(r",|\s/\s")
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 80_000
_EPOCH = dt.date(1899, 12, 30)
_OLDEST, _NEWEST = 1000, 2200
_NOTHING = frozenset({"nan", "na", "n/a", "#n/a", "#nv", "null", "none", "k. a.", "k.a."})
"""What programs write where a number is not known."""
YES = frozenset({"x", "1", "ja", "j", "yes", "y", "true", "wahr", "✓", "✔", "☑", "✗", "☒"})
NO = frozenset({"", "0", "nein", "n", "no", "false", "falsch", "-", "–", "☐"})


def text(cell: Cell) -> str:
    r"""Return what a cell shows, on one line: whole numbers without `.0`, days as 2018-03-01, no control characters.

    >>> text(18057.0), text(dt.datetime(2018, 3, 1)), text("  Haus\n der\tJugend "), text(None), text(1.5)
    ('18057', '2018-03-01', 'Haus der Jugend', '', '1.5')
    """
    if isinstance(cell, str):
        plain = cell.isprintable() and "  " not in cell and (cell.isascii() or unicodedata.is_normalized("NFC", cell))
        return cell.strip() if plain else _cleaned(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return "; ".join(one for one in map(text, cell) if one) if isinstance(cell, tuple) else _cleaned(str(cell))


def _cleaned(given: str) -> str:
    return unicodedata.normalize("NFC", _CONTROLS.sub("", _SPACES.sub(" ", given))).strip()


def lines(cell: Cell) -> str:
    """Return what a cell shows, its line breaks kept: for descriptions and notes."""
    if not isinstance(cell, str):
        return text(cell)
    return "\n".join(map(_cleaned, cell.splitlines())).strip()


@lru_cache(maxsize=65_536)
def folded(given: str) -> str:
    """Return letters and digits only, by which headings and names are compared.

    >>> folded("Straße / Haus-Nr."), folded("Lfd. Nr."), folded("Łódź")
    ('strassehausnr', 'lfdnr', 'odz')
    """
    plain = given.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", plain)
        for letter, letters in _LETTERS:  # a few times as fast as str.translate
            plain = plain.replace(letter, letters)
        if plain.isascii():
            return _SIGNS.sub("", plain)
        plain = unicodedata.normalize("NFKD", plain)
        if not (kept := _SIGNS.sub("", plain)) and plain.strip():
            return "".join(sign for sign in plain if sign.isalnum())
        return kept
    return _SIGNS.sub("", plain)


def parts(cell: Cell) -> tuple[str, ...]:
    """Return the items of a cell that lists several: parted by `;`, `|`, line breaks, else by `,` or ` / `.

    >>> parts("Schule; Kita"), parts("Deutsch, Arabisch"), parts(("a", "b")), parts("")
    (('Schule', 'Kita'), ('Deutsch', 'Arabisch'), ('a', 'b'), ())
    """
    if isinstance(cell, tuple) and len(cell) > 1:
        return tuple(dict.fromkeys(one for one in map(text, cell) if one))
    return _parts(cell if isinstance(cell, str) else text(cell))


@lru_cache(maxsize=65_536)
def _parts(given: str) -> tuple[str, ...]:
    found = _LIST.split(given)
    if len(found) == 1:
        found = _ENUMERATION.split(given)
    return tuple(dict.fromkeys(one for one in map(text, found) if one))


def words(cell: Cell, known: Callable[[str], object]) -> tuple[str, ...]:
    """Return the items of a cell that lists terms; one that is known as a whole is not parted: `Amt / Fachbereich`.

    >>> words("Amt / Fachbereich", {"Amt / Fachbereich": 1}.get), words("Schule, Kita", {"Schule": 1}.get)
    (('Amt / Fachbereich',), ('Schule', 'Kita'))
    """
    if isinstance(cell, tuple) and len(cell) > 1:
        return parts(cell)
    whole = text(cell)
    if whole and known(whole) is not None:
        return (whole,)
    if _LIST.search(whole):
        return tuple(item for one in _LIST.split(whole) for item in words(one, known))
    return parts(cell)


def decimal(cell: Cell) -> float:
    """Return a number written with a point or a comma; raise ValueError where it is none.

    >>> decimal("1.234,5"), decimal("0,5"), decimal("12.1"), decimal(3)
    (1234.5, 0.5, 12.1, 3.0)
    """
    if isinstance(cell, int | float):
        value = float(cell)
    else:
        shown = text(cell).replace(" ", "")
        value = float(shown.replace(".", "").replace(",", ".") if "," in shown else shown)
    if not math.isfinite(value):
        raise ValueError("a finite number")
    return value


def date(cell: Cell) -> str:
    """Return a partial date, however a list writes it: 2018, März 2018, 03/2018, 1.3.18, a day as Excel counts it.

    Raise ValueError where it is none.

    >>> date(2018.0), date("März 2018"), date("03/2018"), date("1.3.2018"), date(43160), date(dt.date(2018, 3, 1))
    ('2018', '2018-03', '2018-03', '2018-03-01', '2018-03-01', '2018-03-01')
    """
    if isinstance(cell, dt.datetime | dt.date):
        return partial_date(f"{cell:%Y-%m-%d}".zfill(len("2018-03-01")))
    shown = text(cell)
    if shown.isascii() and shown.isdigit():
        serial = int(shown[:7])
        if _OLDEST <= serial <= _NEWEST:
            return partial_date(shown)
        if _FIRST_SERIAL <= serial <= _LAST_SERIAL:
            return (_EPOCH + dt.timedelta(days=serial)).isoformat()
    return written_date(shown)


def typed(cells: Sequence[Cell]) -> list[AttributeValue | None]:
    """Return the values of one column as attributes: numbers where all of them are, days where all are, else texts.

    What has a leading zero is no number, so that a postcode or a number of a school stays what it is.

    >>> typed(["1", "2", ""]), typed(["01067", "18057"]), typed(["1,5", "2"]), typed([1.0, None, 2.5]), typed(["ja", 3.0])
    ([1, 2, None], ['01067', '18057'], [1.5, 2.0], [1.0, None, 2.5], ['ja', '3'])
    """
    if any(isinstance(one, tuple) for one in cells):
        return [_list(one) for one in cells]
    shown = [text(one) for one in cells]
    filled = [one for one in shown if one]
    if (
        filled
        and any(map(_INTEGER.fullmatch, filled))
        and (known := [one for one in filled if one.casefold() not in _NOTHING])
    ):
        filled, shown = known, ["" if one.casefold() in _NOTHING else one for one in shown]
    if all(map(_INTEGER.fullmatch, filled)) and "-0" not in filled:
        return [int(one) if one else None for one in shown]
    if all(_INTEGER.fullmatch(one) or _DECIMAL.fullmatch(one) for one in filled):
        return [decimal(one) if one else None for one in shown]
    if all(isinstance(one, int | float) and not isinstance(one, bool) and math.isfinite(one) for one in _given(cells)):
        return [decimal(one) if isinstance(one, int | float) else None for one in cells]
    if all(isinstance(one, bool) for one in _given(cells)):
        return [one if isinstance(one, bool) else None for one in cells]
    if all(type(one) is dt.date or (isinstance(one, dt.datetime) and one.time() == dt.time()) for one in _given(cells)):
        return [dt.date.fromisoformat(one) if one else None for one in shown]
    return [one or None for one in shown]


def _given(cells: Sequence[Cell]) -> Iterator[Cell]:
    return (one for one in cells if one is not None and one != "")


def _list(cell: Cell) -> AttributeValue | None:
    if isinstance(cell, tuple):
        return tuple(text(one) for one in cell if text(one)) or None
    return (text(cell),) if text(cell) else None


def mended(given: str) -> str:
    r"""Return a text whose UTF-8 was once read as Windows-1252 (`MÃ¼ller`) as it was, any other text unchanged.

    >>> mended("MÃ¼ller"), mended("Müller"), mended("Ãœber â€“ Ã–l")
    ('Müller', 'Müller', 'Über – Öl')
    """
    if "Ã" not in given and "â€" not in given and "Â" not in given:
        return given
    for encoding in ("cp1252", "latin-1"):
        try:
            return given.encode(encoding).decode()
        except UnicodeError:
            continue
    return given

"""From a value to its cell and back, by what a column holds."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from netmap.fields import VALUE_LABELS
from netmap.files.workbook import cells
from netmap.files.workbook.cells import Cell, CellError
from netmap.files.workbook.columns import Column
from netmap.files.workbook.words import KEYED, Words, choices, names, terms
from netmap.landscape import Landscape
from netmap.locale import N_, translator
from netmap.values import partial_date

Encode = Callable[[Any], "str | int | float | bool | dt.date"]
Decode = Callable[[Cell], Any]

YES: Final = frozenset({"ja", "j", "yes", "y", "x", "true", "wahr", "1", "✓"})
NO: Final = frozenset({"nein", "n", "no", "false", "falsch", "0", "-", "–"})
_KEY: Final = re.compile(r"[a-z0-9_]+")
_EXCELS_DAY_ZERO: Final = dt.date(1899, 12, 30)
_MONTHS: Final[Mapping[str, int]] = {
    name: number
    for number, several in enumerate(
        (
            "januar jänner january jan", "februar february feb", "märz maerz march mrz mär mar", "april apr", "mai may",
            "juni june jun", "juli july jul", "august aug", "september sept sep", "oktober october okt oct",
            "november nov", "dezember december dez dec",
        ),
        start=1,
    )
    for name in several.split()
}  # fmt: skip


class Lexicon:
    """Hold the words of a workbook: labels of vocabularies, names of records; the first source decides what is shown.

    `named` gives names by kind and id, and `listed` labels by vocabulary and key, that stand in a workbook itself.
    """

    def __init__(
        self,
        lang: str,
        *landscapes: Landscape,
        named: Mapping[str, Mapping[str, str]] | None = None,
        listed: Iterable[Mapping[str, Mapping[str, str]]] = (),
    ) -> None:
        self.lang = lang
        self._landscapes, self._named, self._listed = landscapes, named, tuple(listed)
        self._words: dict[object, Words] = {}

    def words(self, column: Column) -> Words:
        """Return the words that may stand in a column."""
        which = (column.of, column.everything)
        if which not in self._words:
            self._words[which] = Words(*self._sources(column))
        return self._words[which]

    def has(self, record: str) -> bool:
        """Tell whether one of the landscapes has this record."""
        return any(record in one for one in self._landscapes)

    def _sources(self, column: Column) -> Iterable[Mapping[str, str]]:
        if column.how == "choice":
            yield choices(column.of, self.lang)
        elif column.how in {"term", "terms", "scale"}:
            listed = (one[column.of] for one in self._listed if column.of in one)
            known = (terms(one.vocabulary, column.of, self.lang) for one in self._landscapes)
            yield from (self._with_everything(one, column) for one in (*listed, *known))
        else:
            if self._named is not None:
                yield {key: name for kind in column.of for key, name in self._named.get(kind, {}).items()}
            yield from (names(one, column.of) for one in self._landscapes)

    def _with_everything(self, labels: Mapping[str, str], column: Column) -> Mapping[str, str]:
        """Return labels with `all` behind them where it may stand, without it where areas are named one by one."""
        if column.of != "areas":
            return labels
        one_by_one = {key: label for key, label in labels.items() if key != "all"}
        return one_by_one | ({"all": translator(self.lang)(VALUE_LABELS["all"])} if column.everything else {})


# -------------------------------------------------------------------------------------------------------------- to cells


def encoder(column: Column, lexicon: Lexicon) -> Encode:
    """Return what turns a value of this column into its cell, empty where the value is the usual one and says nothing."""
    make = _ENCODERS.get(column.how) or _worded(column, lexicon)
    if column.how == "yes":
        yes = translator(lexicon.lang)("yes")
        return lambda value: yes if value else ""
    if column.how == "maybe":
        words = {True: translator(lexicon.lang)("yes"), False: translator(lexicon.lang)("no")}
        return lambda value: words.get(value, "")
    if column.path == "version":
        return lambda value: value or ""
    silent = column.default == "unknown"
    return lambda value: "" if value is None or (silent and value == "unknown") else make(value)


def _worded(column: Column, lexicon: Lexicon) -> Encode:
    words = lexicon.words(column)
    if column.how in {"terms", "ids"}:
        return lambda keys: cells.names_to_cell(tuple(map(words.shown, keys)))
    return lambda key: cells.text_to_cell(words.shown(str(key))) if key != "" else ""


_ENCODERS: Final[Mapping[str, Encode]] = {
    "text": cells.text_to_cell,
    "date": str,
    "names": cells.names_to_cell,
    "whole": cells.number_to_cell,
    "number": cells.number_to_cell,
    "point": cells.point_to_cell,
    "json": lambda value: cells.text_to_cell(_json(value)) if value else "",
    "own": cells.own_to_cell,
    "yes": str,
    "maybe": str,
}


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, default=lambda day: {"date": day.isoformat()})


# ------------------------------------------------------------------------------------------------------------ from cells


def decoder(column: Column, lexicon: Lexicon) -> Decode:
    """Return what turns a cell of this column, which is not empty, into its value; it raises CellError."""
    if column.how in _DECODERS:
        return _DECODERS[column.how]
    known: dict[str, str] = {}

    def one(text: str) -> str:
        if text not in known:
            keyed = KEYED.search(text)
            # the words of all records are gathered only where a word stands alone
            known[text] = keyed.group(1) if keyed else _meant(lexicon.words(column), text, column)
        return known[text]

    if column.how in {"terms", "ids"}:
        return lambda cell: tuple(map(one, cells.cell_to_names(cell)))
    if column.how == "scale":
        return lambda cell: cells.cell_to_whole(one(cells.cell_to_text(cell)))
    return lambda cell: one(cells.cell_to_text(cell))


def _meant(words: Words, text: str, column: Column) -> str:
    if not text:
        return ""
    meant = words.meant(text)
    if len(meant) == 1:
        return meant[0]
    if meant:
        keys = ", ".join(f"[{key}]" for key in meant)
        raise CellError(
            N_("a word that stands for one thing is expected"), N_("Write behind it which is meant: {keys}."), keys=keys
        )
    if column.of == "expected_actors" and _KEY.fullmatch(text):  # a landscape may expect actors of its own
        return text
    near = words.near(text)
    if near:
        raise CellError(_unknown(column.how), N_("Did you mean “{near}”?"), near=near)
    if column.how in {"id", "ids"}:
        raise CellError(_unknown(column.how), N_("Add it on its own sheet first, or pick one from the list."))
    raise CellError(_unknown(column.how), N_("Pick one from the list of this column."))


def _unknown(how: str) -> str:
    return (
        N_("a name that stands on another sheet is expected")
        if how in {"id", "ids"}
        else N_("a word of the list is expected")
    )


def cell_to_yes(cell: Cell) -> bool:
    """Return whether a cell says yes.

    >>> cell_to_yes("Ja"), cell_to_yes(False)
    (True, False)
    """
    word = cells.cell_to_text(cell).lower()
    if word in YES | NO:
        return word in YES
    raise CellError(N_("yes or no is expected"))


def cell_to_date(cell: Cell) -> str:
    """Return the day, month or year that a cell says, in all the ways in which people and Excel write them.

    >>> [cell_to_date(one) for one in ("2018-03", 2018.0, "1.3.2018", "März 2018", "03/2018", 43160.0)]
    ['2018-03', '2018', '2018-03-01', '2018-03', '2018-03', '2018-03-01']
    """
    if isinstance(cell, float | int) and not isinstance(cell, bool) and 10_000 <= cell < 3_000_000:
        return (_EXCELS_DAY_ZERO + dt.timedelta(days=int(cell))).isoformat()
    text = cells.cell_to_text(cell)
    for pattern in _DATES:
        found = pattern.fullmatch(text)
        if found:
            text = "-".join(part for part in _parts(found.groupdict()) if part)
            break
    try:
        return partial_date(text)
    except ValueError:
        raise CellError(N_("a date is expected"), N_("Write 2018, 2018-03, 2018-03-01 or 01.03.2018.")) from None


_DATES: Final = tuple(
    map(
        re.compile,
        (
            r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
            r"(?P<month>\d{1,2})[./](?P<year>\d{4})",
            r"(?:(?P<day>\d{1,2})\.\s?)?(?P<name>[^\W\d_]+)\.?\s(?P<year>\d{4})",
            r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})[T ]00:00(?::00)?",
        ),
    )
)


def _parts(found: Mapping[str, str | None]) -> Iterable[str]:
    name, month = found.get("name"), found.get("month")
    if name:
        month = str(_MONTHS.get(name.lower(), ""))
    yield found["year"] or ""
    yield month.zfill(2) if month else "?"
    yield (found.get("day") or "").zfill(2) if found.get("day") else ""


def _cell_to_json(cell: Cell) -> Any:
    try:
        found = json.loads(cells.cell_to_text(cell))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise CellError(N_("names with values in curly brackets are expected"), N_('Write, for example, {{"A": "b"}}.'))
    return found


_DECODERS: Final[Mapping[str, Decode]] = {
    "text": cells.cell_to_text,
    "date": cell_to_date,
    "names": cells.cell_to_names,
    "whole": cells.cell_to_whole,
    "number": cells.cell_to_number,
    "point": cells.cell_to_point,
    "json": _cell_to_json,
    "own": cells.cell_to_own,
    "yes": cell_to_yes,
    "maybe": cell_to_yes,
}

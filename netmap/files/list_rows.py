"""The rows of a foreign list: which of them are records, and what their columns hold beside what netmap knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from netmap.files.cells import date, folded, text, typed
from netmap.files.columns import OWN, Column
from netmap.files.gathering import Gathering
from netmap.files.lists import Cell
from netmap.files.shapes import Understood
from netmap.locale import N_, translator
from netmap.values import ID_LENGTH, AttributeValue

_EXAMPLES: Final = 3
_TOTALS = (
    "summe",
    "gesamt",
    "insgesamt",
    "total",
    "sum",
    "zwischensumme",
    "gesamtsumme",
    "anzahl",
    "ergebnis",
    "gesamtergebnis",
)
_FOOT = ("stand", "quelle", "source", "hinweis", "datenstand", "anmerkung", "erstelltam", "alleangabenohnegewahr")
_TOTAL_CELLS = 0.5
_TOTAL_WORDS = 2
_PERSONS = frozenset({"person", "persons", "personen", "privatperson", "einzelperson", "people", "individual"})
"""Types by which other programs tell persons from organisations."""
NO_DATE: Final = N_("this is no date; written: 2018, 03/2018, 1.3.2018 or März 2018")


class CellError(ValueError):
    """Say which cell of a row cannot be read, by what its column means; the text is the reason, in English."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(reason)
        self.key = key


def data_rows(found: Understood, all_: Gathering) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Yield the rows of a list with their index; empty ones are left out, and, with a word, totals and footnotes at its end.

    A row that has cells beyond the last heading is refused: most likely a separator stands within a text.
    """
    _ = translator(all_.lang)
    body = found.body
    width = len(found.headings.texts)
    last = _last(found)
    foot = [found.headings.first + at + 1 for at in range(last + 1, len(body)) if any(map(text, body[at]))]
    if foot:
        rows = ", ".join(map(str, foot))
        all_.remarks.append(
            _("{sheet}: totals and footnotes are left out: rows {rows}").format(sheet=found.sheet.place, rows=rows)
        )
    for at, row in enumerate(body[: last + 1]):
        if len(row) > width and any(map(text, row[width:])):
            all_.refuse(found, at, _("this row has more cells than there are headings"), column=width)
        elif any(one is not None and one != "" and text(one) for one in row):
            yield at, row


def _last(found: Understood) -> int:
    """Return the index of the last row that is neither empty nor a total or a footnote."""
    body = found.body
    last = len(body) - 1
    while last >= 0 and (not any(map(text, body[last])) or _is_total(body[last], found)):
        last -= 1
    return last


def _is_total(row: Sequence[Cell], found: Understood) -> bool:
    shown = [one for one in map(text, row) if one]
    if not shown:
        return False
    first = shown[0].casefold().rstrip(":. ")
    word = folded(first.split(":")[0].split(" ")[0])
    if word in _TOTALS:
        numbers = sum(_numeric(one) for one in shown[1:])
        return numbers >= _TOTAL_CELLS * len(shown[1:]) and (
            len(shown) > 1 or ":" in shown[0] or len(first.split()) <= _TOTAL_WORDS
        )
    return len(shown) == 1 and len(found.headings.texts) > 1 and ":" in shown[0] and word in _FOOT


def _numeric(shown: str) -> bool:
    return shown.replace(".", "").replace(",", "").replace("-", "").replace("%", "").strip().isdigit()


def no_name(shown: str, lang: str) -> str:
    """Return why a text cannot name anybody, empty where it can."""
    _ = translator(lang)
    if not shown:
        return _("there is no name here")
    return _("a name this long is none") if len(shown) > ID_LENGTH else ""


def own_values(found: Understood, keys: Sequence[Column]) -> list[dict[str, AttributeValue]]:
    """Return of every row what its own columns hold, by heading; what is empty is left out."""
    body = found.body
    result: list[dict[str, AttributeValue]] = [{} for _row in body]
    for column in keys:
        cells = [row[column.index] if column.index < len(row) else None for row in body]
        values = [_as_given(one) for one in cells] if found.sheet.typed else typed(cells)
        for given, value in zip(result, values, strict=True):
            if value is not None:
                given[column.heading] = value
    return result


def _as_given(cell: Cell) -> AttributeValue | None:
    return cell if isinstance(cell, str | bool | int | float) and cell != "" else None


def own_columns(found: Understood) -> list[Column]:
    """Return the columns that are kept under their headings."""
    return [one for one in found.columns if one.key == OWN]


def _one_word(cell: Cell, _known: Callable[[str], object]) -> Sequence[str]:
    shown = text(cell)
    return [shown] if shown else []


def unknown_words(
    found: Understood,
    keys: Mapping[str, Callable[[str], object]],
    all_: Gathering,
    split: Callable[[Cell, Callable[[str], object]], Sequence[str]] = _one_word,
) -> list[Column]:
    """Return the columns with values that netmap has no word for: they are kept under their headings, too, and named.

    `split` parts a cell that may list several.
    """
    _ = translator(all_.lang)
    kept = []
    body = found.body[: _last(found) + 1]
    for column in found.columns:
        look = keys.get(column.key)
        if look is None:
            continue
        cells = {row[column.index] for row in body if column.index < len(row)}
        shown = {one for cell in cells for one in split(cell, look)}
        unknown = sorted(one for one in shown if look(one) is None)
        if unknown:
            kept.append(column)
            some = ", ".join(f"„{one}“" for one in unknown[:_EXAMPLES]) + (" …" if len(unknown) > _EXAMPLES else "")
            what = _("{sheet}: values of “{heading}” that netmap does not know: {n} ({some}); the column is kept as it is.")
            all_.remarks.append(what.format(sheet=found.sheet.place, n=len(unknown), heading=column.heading, some=some))
            if column.key == "type" and _PERSONS & {one.casefold() for one in unknown}:
                what = _(
                    "{sheet}: some rows are persons by their type. netmap is for organisations and offices: take them out."
                )
                all_.remarks.append(what.format(sheet=found.sheet.place))
    return kept


def dates(said: Mapping[str, Cell]) -> dict[str, str]:
    """Return since and until, as far as a row says them; raise CellError for what is no date."""
    result = {}
    for key in ("since", "until"):
        if key in said and text(said[key]):
            try:
                result[key] = date(said[key])
            except ValueError:
                raise CellError(key, NO_DATE) from None
    return result

"""What a foreign sheet is: a list of actors, of ties, of members, or a matrix of either; and what its columns mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from netmap.errors import DataError, Problem
from netmap.files.cells import NO, YES, decimal, folded, text
from netmap.files.columns import LEFT_OUT, OWN, Column, Headings, Kind, columns, headings, meaning, refuse_cases
from netmap.files.lists import Cell, Sheet, Table
from netmap.locale import N_, translator
from netmap.model import ColumnMapping
from netmap.vocabulary import vocabulary

Shape = Literal["actors", "ties", "members", "matrix", "forums_matrix"]
SHAPES: Mapping[str, str] = {
    "actors": N_("one actor in each row"),
    "ties": N_("one cooperation in each row"),
    "members": N_("one membership in each row"),
    "matrix": N_("a matrix of actors and actors"),
    "forums_matrix": N_("a matrix of actors and forums"),
}
"""What a sheet can be, in words."""
_OF: Mapping[str, Kind] = {"actors": "actor", "ties": "tie", "members": "member"}
_SMALLEST = 2
_JUDGED = 2_000
_WIDEST = 3_000


@dataclass(frozen=True)
class Understood:
    """Hold a sheet with what it is taken for; a matrix has no columns with a meaning of their own."""

    sheet: Sheet
    shape: Shape
    headings: Headings
    columns: tuple[Column, ...] = ()

    @property
    def body(self) -> Sequence[Sequence[Cell]]:
        """Return the rows below the headings."""
        return self.sheet.rows[self.headings.first :]

    def indexes(self, key: str) -> list[int]:
        """Return the columns that mean this."""
        return [one.index for one in self.columns if one.key == key]


def understand(
    tables: Iterable[Table],
    *,
    mappings: Iterable[ColumnMapping] = (),
    told: Mapping[str, str] | None = None,
    shape: Shape | None = None,
    lang: str = "de",
) -> tuple[list[Understood], list[str]]:
    """Say of every sheet what it is and what its columns mean, with remarks on what is not read.

    `mappings` are those remembered from earlier imports: one of the same headings decides. `told` and `shape` are what
    somebody said of these lists, and win over all. Raise DataError where a sheet holds cases of persons, and where nothing
    is understood, with what is missing.
    """
    _ = translator(lang)
    remembered = {frozenset(one.columns): one for one in mappings}
    found: list[Understood] = []
    remarks: list[str] = []
    problems: list[Problem] = []
    sheets = [sheet for table in tables for sheet in table.sheets]
    if not sheets:
        raise DataError(_("There is nothing in these lists. Nothing was changed."))
    with_ties = any(_ends(headings(sheet)) for sheet in sheets)
    for sheet in sheets:
        heads = headings(sheet)
        refuse_cases(sheet, heads, lang=lang)
        one = _understood(sheet, heads, remembered, told or {}, shape, with_ties, lang)
        if one is None:
            what = _("no column is recognised in which a name stands")
            mend = _('Say which one it is: --column "HEADING=name". Headings found: {headings}')
            if sum(map(bool, heads.texts)) == 1 and any(one.count(sign) for one in heads.texts for sign in ";,\t"):
                mend = _("All of it stands in one column. In Excel: Data, Text to Columns. Headings found: {headings}")
            shown = ", ".join(f"„{name}“" for name in heads.texts[:12] if name)
            problems.append(
                Problem(sheet.place, heads.first, "no_name", "error", "", what, mend=mend.format(headings=shown))
            )
            remarks.append(_("{sheet}: no list is recognised here; it is not read.").format(sheet=sheet.place))
        else:
            found.append(one)
            remarks += _hidden(sheet, lang)
    if not found:
        raise DataError(_("Nothing was understood, and nothing was changed."), problems)
    if not any(any(map(text, row)) for one in found for row in one.body):
        raise DataError(_("Below the headings there is no row, and nothing was changed."))
    return found, remarks


def _hidden(sheet: Sheet, lang: str) -> list[str]:
    _ = translator(lang)
    if not sheet.hidden:
        return []
    rows = ", ".join(map(str, sorted(sheet.hidden)[:10])) + (" …" if len(sheet.hidden) > len(range(10)) else "")
    return [_("{sheet}: hidden rows are read, too: {rows}").format(sheet=sheet.place, rows=rows)]


def _understood(
    sheet: Sheet,
    heads: Headings,
    remembered: Mapping[frozenset[str], ColumnMapping],
    told: Mapping[str, str],
    shape: Shape | None,
    with_ties: bool,
    lang: str,
) -> Understood | None:
    earlier = remembered.get(frozenset(one for one in heads.texts if one))
    if earlier is not None and earlier.format in SHAPES:
        told = {**earlier.columns, **told}
        shape = shape or earlier.format  # type: ignore[assignment]
    shape = shape or _shape(sheet, heads, told, with_ties=with_ties)
    if shape in {"matrix", "forums_matrix"}:
        return Understood(sheet, shape, _matrix_headings(sheet))
    meant = tuple(columns(heads, sheet.rows, _OF[shape], told=told, lang=lang))
    return _with_name(Understood(sheet, shape, heads, meant))


def _with_name(found: Understood) -> Understood | None:
    """Return what has the columns that its shape needs; a list of carriers without another name is a list of names."""
    keys = {one.key for one in found.columns}
    needed = {"ties": {"source", "target"}, "members": {"forum"}}.get(found.shape, set())
    if not needed <= keys:
        return None
    if found.shape == "ties" or keys & {"name", "id"}:
        return found
    if "carrier" not in keys:
        return None
    renamed = tuple(Column(one.index, one.heading, "name") if one.key == "carrier" else one for one in found.columns)
    return Understood(found.sheet, found.shape, found.headings, renamed)


def _ends(heads: Headings, told: Mapping[str, str] | None = None) -> bool:
    told = told or {}
    keys = {told.get(one) or (meaning(one, "tie") or (0, ""))[1] for one in heads.texts if one}
    return {"source", "target"} <= keys


def _shape(sheet: Sheet, heads: Headings, told: Mapping[str, str], *, with_ties: bool) -> Shape:
    if _ends(heads, told):
        return "ties"
    if not sheet.typed and (matrix := _matrix(sheet, with_ties=with_ties)):
        return matrix
    keys = {told.get(one) or (meaning(one, "actor") or (0, ""))[1] for one in heads.texts if one}
    further = keys - {"", OWN, LEFT_OUT, "name", "id", "forum", "note", "since", "until", "carrier"}
    return "members" if "forum" in keys and keys & {"name", "carrier", "id"} and not further else "actors"


# ------------------------------------------------------------------------------------------------------------- matrices


def _matrix_headings(sheet: Sheet) -> Headings:
    """Return the labels above a matrix: its first row that holds anything, or more than a title."""
    for index, row in enumerate(sheet.rows):
        texts = [text(one) for one in row]
        if sum(map(bool, texts)) > 1:
            while texts and not texts[-1]:
                texts.pop()
            return Headings(tuple(texts), index + 1)
    return Headings((), 0)


def _matrix(sheet: Sheet, *, with_ties: bool) -> Shape | None:
    heads = _matrix_headings(sheet)
    labels = heads.texts[1:]
    body = [row for row in sheet.rows[heads.first : heads.first + _WIDEST + 1] if any(map(text, row))]
    if len(labels) < _SMALLEST or len(body) < _SMALLEST or len(body) > _WIDEST or "" in labels:
        return None
    rows = [text(row[0]) if row else "" for row in body]
    if len(set(rows)) == len(rows) and set(map(folded, rows)) == set(map(folded, labels)) and len(body) == len(labels):
        return "matrix"
    if is_bare(heads, body):
        return "matrix"
    return "forums_matrix" if _of_forums(heads, rows, body, with_ties=with_ties) else None


def is_bare(heads: Headings, body: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether a matrix has labels above it only: as many rows as labels, and numbers in all cells."""
    width = len(heads.texts)
    labels = set(map(folded, heads.texts))
    if len(body) != width or len(labels) < width or all(_is_number(one) for one in heads.texts):
        return False
    return all(len(row) <= width and all(one in {None, ""} or _is_number(one) for one in row) for row in body)


def _is_number(cell: Cell) -> bool:
    try:
        decimal(cell)
    except ValueError:
        return False
    return True


def _of_forums(heads: Headings, rows: Sequence[str], body: Sequence[Sequence[Cell]], *, with_ties: bool) -> bool:
    """Tell whether a table marks who is in what: nothing but marks beside names, and no column that is known.

    0 and 1 alone are marks only where the first column has no heading, since a list of actors may have such columns.
    """
    labels = heads.texts[1:]
    corner = heads.texts[0]
    if with_ties or len(set(rows)) < len(rows) or "" in rows or any(_is_number(one) for one in rows):
        return False
    if any((meaning(one, "actor") or (0, "forum"))[1] != "forum" for one in labels) or (
        corner and not meaning(corner, "actor")
    ):
        return False
    marks = {text(one).casefold() for row in body[:_JUDGED] for one in row[1 : len(labels) + 1]}
    if not marks <= YES | NO | _roles() or not marks & (YES | _roles()):
        return False
    return not corner or bool(marks - {"0", "1", ""})


def _roles() -> set[str]:
    return {one.label(lang).casefold() for one in vocabulary()["roles"].values() for lang in ("de", "en")}

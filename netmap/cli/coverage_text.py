"""The coverage cube as a matrix that can be read in a terminal: a symbol in each field, and what it means below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final

from netmap.analysis.rows import ALL_GROUPS, GROUP_UNKNOWN, STATES, state_name, summary
from netmap.cli.findings_text import wrapped
from netmap.locale import date, number, translator
from netmap.titles import name_of

if TYPE_CHECKING:
    from netmap.analysis.rows import Coverage, CoverageCell
    from netmap.landscape import Landscape

SYMBOLS: Final[Mapping[str, str]] = {
    "not_needed": "–", "not_recorded": "○", "uncovered": "✕", "active_only": "◔", "stale_only": "◌", "single_provider": "1",
    "thin": "▽", "coordinate": "≡", "covered": "●",
}  # fmt: skip
UNSPECIFIC: Final = "*"
TOTAL, UNGROUPED = "Σ", "?"
TERMINAL, NARROWEST = 80, 12
"""The columns of a usual terminal, and the least that the names of the rows are cut to."""


@dataclass(frozen=True)
class Matrix:
    """Hold a part of the cube as rows and columns: labels, and the cell of each field (None: not looked at there).

    `counts` are the distinct offers in each row, and those of unknown group; `corner` names the rows, `area` the one area
    that all of it is about.
    """

    corner: str
    area: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[CoverageCell | None, ...], ...]
    counts: tuple[tuple[int, int], ...]


def matrix_of(found: Coverage, landscape: Landscape, *, by_district: bool, lang: str) -> Matrix:
    """Return areas x groups for the whole city, or, for one area, the city and its districts x groups."""
    _ = translator(lang)
    words = landscape.vocabulary
    cells = {(one.area, one.group, one.district): one for one in (*found.cells, *found.margins)}
    near = districts_of(found)
    if by_district:
        area = found.areas[0]
        city = [None] if any(one.district is None for one in found.cells) else []
        keys: list[tuple[str, str | None]] = [(area, one) for one in (*city, *near)]
        names = [name_of(one, landscape) if one else _("whole city") for _area, one in keys]
    else:
        one_place = near[0] if len(near) == 1 and all(one.district for one in found.cells) else None
        keys = [(area, one_place) for area in found.areas]
        keys = [one for one in keys if any((one[0], group, one[1]) in cells for group in found.groups)]
        names = [words.label("areas", area, lang) for area, _place in keys]
    return Matrix(
        corner=_("District") if by_district else _("Education area"),
        area=words.label("areas", found.areas[0], lang) if by_district else "",
        rows=tuple(names),
        columns=tuple(words.label("target_groups", one, lang) for one in found.groups),
        cells=tuple(tuple(cells.get((area, group, place)) for group in found.groups) for area, place in keys),
        counts=tuple(
            (_count(cells.get((area, ALL_GROUPS, place))), _count(cells.get((area, GROUP_UNKNOWN, place))))
            for area, place in keys
        ),
    )


def districts_of(found: Coverage) -> list[str]:
    """Return the districts that the cells tell apart, in the order of their codes."""
    return list(dict.fromkeys(one.district for one in found.cells if one.district is not None))


def _count(cell: CoverageCell | None) -> int:
    return len(cell.offers) if cell else 0


def sign(cell: CoverageCell | None) -> str:
    """Return what stands in a field: its state's symbol, and a mark where only offers for all newcomers stand there."""
    return "" if cell is None else SYMBOLS[cell.state] + (UNSPECIFIC if cell.unspecific else "")


def coverage_lines(found: Coverage, matrix: Matrix, landscape: Landscape, *, lang: str) -> Iterator[str]:
    """Yield the matrix with its legend, and what it rests on."""
    _ = translator(lang)
    yield _("{name}, as of {day}").format(name=landscape.settings.name, day=date(found.day, lang))
    for sentence in (summary(found, lang=lang), *empty_remarks(found, landscape, lang=lang)):
        yield from wrapped(sentence, first="", rest="  ")
    if not found.cells:
        return
    yield ""
    yield from _grid(matrix, lang)
    yield ""
    for letter, label in zip(ascii_lowercase, matrix.columns, strict=False):
        yield f"  {letter} = {label}"
    yield f"  {TOTAL} = {_('Offers')}, {UNGROUPED} = {_('of these without target group')}"
    yield ""
    counts = Counter(cell.state for row in matrix.cells for cell in row if cell is not None)
    for state in STATES:
        if counts[state]:
            yield f"  {SYMBOLS[state]} {state_name(state, lang=lang)} ({number(counts[state], lang)})"
    if any(cell is not None and cell.unspecific for row in matrix.cells for cell in row):
        yield f"  {UNSPECIFIC} {_('only offers for all newcomers')}"
    yield ""
    yield _("“Not recorded” means: we do not know. “Missing” means: somebody has confirmed it.")


def _grid(matrix: Matrix, lang: str) -> Iterator[str]:
    """Yield the lines of a matrix that fits a terminal; long names of rows are cut for it."""
    heads = [*ascii_lowercase[: len(matrix.columns)], TOTAL, UNGROUPED]
    table = [
        [*(sign(cell) for cell in row), *(number(one, lang) if one else "" for one in counts)]
        for row, counts in zip(matrix.cells, matrix.counts, strict=True)
    ]
    widths = [max(map(len, column)) + 2 for column in zip(heads, *table, strict=True)]
    wide = min(max(map(len, (matrix.corner, *matrix.rows))), max(NARROWEST, TERMINAL - 2 - sum(widths)))
    for label, row in ((matrix.corner, heads), *zip(matrix.rows, table, strict=True)):
        shown = label if len(label) <= wide else label[: wide - 1] + "…"
        yield f"  {shown.ljust(wide)}{''.join(text.rjust(width) for text, width in zip(row, widths, strict=True))}".rstrip()


def empty_remarks(found: Coverage, landscape: Landscape, *, lang: str) -> Iterator[str]:
    """Yield in words why there is little to see: no field, no offers, no districts."""
    _ = translator(lang)
    if not found.cells:
        yield _("No field fits: districts are looked at only for areas and groups for which nearness matters.")
    if not landscape.offers:
        yield _("No offers recorded yet: what exists is not known. An offer is entered in offers.yaml or in the workbook.")
    elif not found.offers:
        yield _("None of the recorded offers is known to be what was asked for.")
    if not landscape.districts:
        yield _("No districts recorded: everything is looked at for the whole city.")


def coverage_table(matrix: Matrix, *, lang: str) -> list[dict[str, object]]:
    """Return the matrix as rows for people: symbol and words in each field."""
    return [
        {
            "row": label,
            **{str(place): _words(cell, lang) for place, cell in enumerate(row, 1)},
            "offers": counts[0],
            "group_unknown": counts[1],
        }
        for label, row, counts in zip(matrix.rows, matrix.cells, matrix.counts, strict=True)
    ]


def coverage_headings(matrix: Matrix, *, lang: str) -> Mapping[str, str]:
    """Return the columns of the matrix as people read them."""
    _ = translator(lang)
    groups = {str(place): label for place, label in enumerate(matrix.columns, 1)}
    return {"row": matrix.corner, **groups, "offers": _("Offers"), "group_unknown": _("group unknown")}


def _words(cell: CoverageCell | None, lang: str) -> str:
    return "" if cell is None else f"{sign(cell)} {state_name(cell.state, lang=lang)}"

"""The pictures of a report: the map and the matrices, each as lines and as dots, with words that say what it shows."""

from __future__ import annotations

import datetime as dt
import tempfile
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from netmap.locale import Language, date, number, translator

if TYPE_CHECKING:
    from netmap.analysis.border import Border
    from netmap.analysis.rows import Coverage
    from netmap.cli.coverage_text import Matrix
    from netmap.document import Picture
    from netmap.editions import Edition
    from netmap.landscape import Landscape

PIXELS: Final = 2_250
"""The width of a matrix in dots: 300 an inch on A4 with the narrowest margins that an office has (10 mm)."""
MOST: Final = 400
"""On more signs than so many nobody can read a name on a page: the map as a page shows them in groups."""
_WIDE: Final = 110


def pictures_of(
    landscape: Landscape, *, day: dt.date, edition: Edition, lang: Language, area: str | None = None
) -> dict[str, Picture]:
    """Return the pictures of a report: the map, the coverage and the mixing of areas; of one `area`, its coverage alone."""
    from netmap.editions import shows, view

    shown = view(landscape, edition)
    found = {}
    if area is None and 0 < len(shown.at(day).actors) <= MOST:
        found["map"] = _map(shown, day, edition, lang)
    if shows(edition, "open_questions"):
        found["coverage"] = _coverage(landscape, day, edition, lang, area)
    if area is None:
        found["mixing"] = _mixing(shown, day, edition, lang)
    return found


def drawn(title: str, words: str, write: Callable[[Path, list[Path]], Path]) -> Picture:
    """Return a picture in both forms from what draws it once, and writes it as one file and as others."""
    from netmap.document import Picture

    with tempfile.TemporaryDirectory() as folder:
        svg, png = Path(folder) / "picture-INTERN.svg", Path(folder) / "picture-INTERN.png"
        write(svg, [png])
        return Picture(title, words, svg.read_bytes(), png.read_bytes())


def _map(shown: Landscape, day: dt.date, edition: Edition, lang: Language) -> Picture:
    from netmap.export.figure import write_figure
    from netmap.layout import positions

    _ = translator(lang)
    places, today = positions(shown, at=day), shown.at(day)
    says = _("Map of {name} on {day}. Actors: {actors}, cooperations between them: {ties}; who has no tie is not on it.")
    words = says.format(
        name=shown.settings.name,
        day=date(day.isoformat(), lang),
        actors=number(len(today.actors), lang),
        ties=number(len(today.cooperations), lang),
    )

    def write(path: Path, also: list[Path]) -> Path:
        return write_figure(shown.at(day), places, path, day=day, edition=edition, lang=lang, paper="page", also=also)

    return drawn(_("The map of the landscape. All of it, to look at and search: netmap map"), words, write)


def _coverage(landscape: Landscape, day: dt.date, edition: Edition, lang: Language, area: str | None) -> Picture:
    from netmap.analysis.rows import summary
    from netmap.cli.coverage_text import districts_of, matrix_of
    from netmap.cli.cubes import cube_of

    _ = translator(lang)
    found = cube_of(landscape, edition=edition, at=day, area=area, lang=lang)
    matrix = matrix_of(found, landscape, by_district=bool(area) and len(districts_of(found)) > 1, lang=lang)
    title = _("Which offers are recorded for which target group, and what nobody has asked: netmap coverage")
    words = _("Matrix. Rows: {rows}, columns: {columns}. {summary}").format(
        rows=len(matrix.rows), columns=len(matrix.columns), summary=summary(found, lang=lang)
    )

    def write(path: Path, also: list[Path]) -> Path:
        return draw_coverage(found, matrix, landscape, path, edition=edition, also=also, lang=lang, pixels=PIXELS)

    return drawn(title, words, write)


def _mixing(shown: Landscape, day: dt.date, edition: Edition, lang: Language) -> Picture:
    from netmap.analysis.border import border
    from netmap.analysis.border_words import mixing_basis

    _ = translator(lang)
    found = border(shown, at=day)
    title = _("Ties in and between education areas, compared with chance: netmap border")
    return drawn(
        title,
        f"{title}. {mixing_basis(found, lang=lang)}",
        lambda path, also: draw_mixing(found, shown, path, edition=edition, also=also, lang=lang, pixels=PIXELS),
    )


def draw_coverage(
    found: Coverage,
    matrix: Matrix,
    landscape: Landscape,
    path: Path,
    *,
    edition: Edition,
    said: Sequence[str] = (),
    pixels: int = 0,
    also: Sequence[Path] = (),
    lang: Language,
) -> Path:
    """Write the matrix of the coverage as a picture, with what it rests on and what is `said` below it."""
    from netmap.analysis.rows import STATES, state_name, summary
    from netmap.cli.coverage_text import SYMBOLS, UNSPECIFIC, sign
    from netmap.export.figures import write_heat_map

    _ = translator(lang)
    states = [[cell.state if cell else "" for cell in row] for row in matrix.cells]
    there = {state for row in states for state in row}
    unspecific = any(cell is not None and cell.unspecific for row in matrix.cells for cell in row)
    below = (
        summary(found, lang=lang),
        f"{UNSPECIFIC} {_('only offers for all newcomers')}" if unspecific else "",
        _("“Not recorded” means: we do not know. “Missing” means: somebody has confirmed it."),
        *said,
    )
    title = _("{name}, as of {day}").format(name=landscape.settings.name, day=date(found.day, lang))
    return write_heat_map(
        path,
        title=f"{matrix.area}\n{title}" if matrix.area else title,
        rows=matrix.rows,
        columns=matrix.columns,
        states=states,
        signs=[[sign(cell) for cell in row] for row in matrix.cells],
        legend={one: f"{SYMBOLS[one]}  {state_name(one, lang=lang)}" for one in STATES if one in there},
        edition=edition,
        below=[one for one in below if one],
        pixels=pixels,
        also=also,
        lang=lang,
    )


def draw_mixing(
    found: Border,
    landscape: Landscape,
    path: Path,
    *,
    edition: Edition,
    said: Sequence[str] = (),
    pixels: int = 0,
    also: Sequence[Path] = (),
    lang: Language,
) -> Path:
    """Write how education areas mix as a picture, with what it rests on and what is `said` below it."""
    from netmap.analysis.border_words import mixing_basis, verdict_words
    from netmap.cli.border import mixing_matrix
    from netmap.export.figures import CHANCE_COLOURS, write_heat_map

    _ = translator(lang)
    labels, cells = mixing_matrix(found.area_mixing, landscape, "areas", lang)
    size = range(len(labels))
    verdicts = {(row.second, row.first): row.verdict for row in found.area_mixing}
    groups = [row.first for row in found.area_mixing if row.first == row.second]
    words = {_state(row.verdict): row for row in found.area_mixing}
    title = _("{name}, as of {day}").format(name=landscape.settings.name, day=date(found.day, lang))
    return write_heat_map(
        path,
        title=f"{title}: {_('Ties by education area')}",
        rows=labels,
        columns=labels,
        states=[[_state(verdicts.get((groups[row], groups[column]))) for column in size] for row in size],
        signs=[[cells.get((row, column), "") for column in size] for row in size],
        legend={
            state: _("too few to say") if state == "too_few" else verdict_words(row, lang=lang)
            for state, row in words.items()
        },
        colours=CHANCE_COLOURS,
        edition=edition,
        below=[*textwrap.wrap(mixing_basis(found, lang=lang), _WIDE), *(one for one in said if one)],
        pixels=pixels,
        also=also,
        lang=lang,
    )


def _state(verdict: str | None) -> str:
    """Return the state of a field of the picture: nothing said is one, whatever the reason."""
    return "" if verdict is None else verdict if verdict in {"more", "fewer", "as_expected"} else "too_few"

"""The border between administration and outside: who has a recorded tie across it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from typer import Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.coverage import picture_edition
from netmap.cli.findings_text import wrapped
from netmap.cli.matrix import matrix_lines
from netmap.cli.options import FreshOption, TiesName, TiesOption
from netmap.errors import DataError
from netmap.locale import N_, number, translator

if TYPE_CHECKING:
    from netmap.analysis.border import Border
    from netmap.analysis.chance import ChanceRow
    from netmap.editions import Edition
    from netmap.landscape import Landscape


@command(
    "border",
    "grenze",
    N_("Show which ties cross the administration's border, and where none is recorded."),
    example="border --ties cooperation",
)
def border(
    asked: Asked,
    ties: TiesOption = TiesName.WORKING,
    fresh: FreshOption = False,
    figure: Annotated[
        Path | None, Option("--figure", metavar=N_("FILE"), help=N_("Write the mixing of areas as a picture: .svg or .png."))
    ] = None,
) -> None:
    """Show which ties cross the administration's border, by office and by area, and how areas and sectors mix."""
    from netmap.analysis.border import border as measure
    from netmap.analysis.border_words import mixing_basis, summary
    from netmap.editions import shows

    _ = asked.text
    with asked.output() as out:
        edition = out.edition if figure is None else picture_edition(asked)
        if not shows(edition, "open_questions"):
            raise DataError(_("Open questions are in the internal and the meeting edition only: --edition meeting"))
        whole = asked.landscape()
        landscape = out.view(whole)
        found = shown_border(measure(whole, ties=ties.value, fresh=fresh, at=asked.day), out.edition)
        if figure is not None:
            _draw(asked, found, landscape, figure)
        if out.as_text:
            for line in border_lines(found, landscape, lang=asked.lang):
                out.line(line)
            return
        if out.for_people:
            out.rows(_table(found, landscape, lang=asked.lang), _headings(asked.lang))
        else:
            out.rows(_records(found))
        for sentence in (*summary(found, lang=asked.lang), mixing_basis(found, lang=asked.lang)):
            out.remark(sentence)


def shown_border(found: Border, edition: Edition) -> Border:
    """Leave out who has no recorded tie, by name, where the edition shows no such list, and who its actors are."""
    from netmap.editions import shows

    if shows(edition, "unconnected"):
        return found
    areas = (dataclasses.replace(one, inside=(), outside=(), unsettled=()) for one in found.areas)
    return dataclasses.replace(found, offices=(), areas=tuple(areas))


def _draw(asked: Asked, found: Border, landscape: Landscape, path: Path) -> None:
    """Write how education areas mix as a picture."""
    from netmap.cli.report_pictures import draw_mixing

    said = (landscape.settings.disclaimer,)
    written = draw_mixing(found, landscape, path, edition=picture_edition(asked), said=said, lang=asked.lang)
    asked.here.say(asked.text("Written: {file}").format(file=written))


def border_lines(found: Border, landscape: Landscape, *, lang: str) -> Iterator[str]:
    """Yield what the border looks like as a person reads it."""
    from netmap.analysis.border_words import area_sentence, office_sentence, summary

    _ = translator(lang)
    yield _("The border of the administration")
    for sentence in summary(found, lang=lang):
        yield from wrapped(sentence, first="  ", rest="  ")
    yield from _section(_("Actors of the administration"), [office_sentence(one, lang=lang) for one in found.offices], lang)
    yield from _section(_("Education areas"), [area_sentence(one, landscape, lang=lang) for one in found.areas], lang)
    yield from _mixing_lines(found, landscape, lang)
    yield from wrapped(
        _("“Not recorded” means: we do not know. “Missing” means: somebody has confirmed it."), first="", rest=""
    )


def _mixing_lines(found: Border, landscape: Landscape, lang: str) -> Iterator[str]:
    from netmap.analysis.border_words import legend, mixing_basis

    _ = translator(lang)
    if not found.mixing_ties:
        yield ""
        yield from wrapped(_("No cooperations recorded yet: how sectors and areas mix cannot be said."))
        return
    for title, rows, words in (
        (_("Ties by sector"), found.sector_mixing, "sectors"),
        (_("Ties by education area"), found.area_mixing, "areas"),
    ):
        yield ""
        yield title
        yield from matrix_lines(*mixing_matrix(rows, landscape, words, lang))
    yield from wrapped(legend(lang=lang), first="  ", rest="  ")
    yield from wrapped(mixing_basis(found, lang=lang), first="  ", rest="  ")


def _section(title: str, sentences: Sequence[str], lang: str) -> Iterator[str]:
    yield ""
    yield f"{title} ({number(len(sentences), lang)})"
    if not sentences:
        yield "  " + translator(lang)("None recorded.")
    for sentence in sentences:
        yield from wrapped(sentence, first="  ", rest="    ")


def mixing_matrix(
    rows: Sequence[ChanceRow], landscape: Landscape, words: str, lang: str
) -> tuple[list[str], dict[tuple[int, int], str]]:
    """Return the labels of the groups that mix, and what stands in each field of the lower half."""
    from netmap.analysis.border_words import NOTHING_SAID, SYMBOLS, group_label

    groups = [row.first for row in rows if row.first == row.second]
    place = {one: at for at, one in enumerate(groups)}
    cells = {(place[row.second], place[row.first]): f"{SYMBOLS.get(row.verdict, NOTHING_SAID)}{row.ties}" for row in rows}
    return [group_label(one, landscape, vocabulary=words, lang=lang) for one in groups], cells


def _records(found: Border) -> list[dict[str, Any]]:
    """Return all rows for programs, each with the part that it belongs to."""
    parts: tuple[tuple[str, Sequence[Any]], ...] = (
        ("office", found.offices),
        ("area", found.areas),
        ("sector_mixing", found.sector_mixing),
        ("area_mixing", found.area_mixing),
    )
    return [{"part": part, **dataclasses.asdict(row)} for part, rows in parts for row in rows]


def _headings(lang: str) -> Mapping[str, str]:
    _ = translator(lang)
    return {"part": _("Part"), "name": _("Name"), "finding": _("Finding"), "ties": _("Ties"), "expected": _("Expected")}


def _table(found: Border, landscape: Landscape, *, lang: str) -> list[dict[str, object]]:
    from netmap.analysis.border_words import area_sentence, group_label, office_sentence, verdict_words

    _ = translator(lang)
    offices: list[dict[str, object]] = [
        {"part": _("Administration"), "name": one.name, "finding": office_sentence(one, lang=lang), "ties": len(one.outside)}
        for one in found.offices
    ]
    areas: list[dict[str, object]] = [
        {
            "part": _("Education area"),
            "name": landscape.vocabulary.label("areas", one.area, lang),
            "finding": area_sentence(one, landscape, lang=lang),
            "ties": one.ties,
        }
        for one in found.areas
    ]
    mixed: list[dict[str, object]] = [
        {
            "part": title,
            "name": " – ".join(group_label(one, landscape, vocabulary=words, lang=lang) for one in (row.first, row.second)),
            "finding": verdict_words(row, lang=lang),
            "ties": row.ties,
            "expected": row.expected,
        }
        for title, rows, words in (
            (_("Ties by sector"), found.sector_mixing, "sectors"),
            (_("Ties by education area"), found.area_mixing, "areas"),
        )
        for row in rows
    ]
    return [*offices, *areas, *mixed]

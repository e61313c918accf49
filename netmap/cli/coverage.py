"""The coverage cube on the command line, and the inventories that tell what was asked."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.findings import Dimension, area_key
from netmap.errors import DataError
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.analysis.rows import Coverage
    from netmap.cli.coverage_text import Matrix
    from netmap.cli.render import Out
    from netmap.editions import Edition
    from netmap.landscape import Landscape
    from netmap.model import Inventory


class AskedName(StrEnum):
    """Name how far somebody has asked."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    NOT_NEEDED = "not-needed"


GroupOption = Annotated[str | None, Option("--group", metavar=N_("GROUP"), help=N_("Only this target group: key or name."))]
DistrictOption = Annotated[str | None, Option("--district", metavar="ID", help=N_("Only this district."))]


@command(
    "coverage",
    "abdeckung",
    N_("Show which offers are recorded for which target group in which area and district, and what nobody has asked."),
    example="coverage clubs --figure vereine.svg",
)
def coverage(
    asked: Asked,
    area: Annotated[str | None, Argument(metavar=N_("AREA"), help=N_("Only this education area, by district."))] = None,
    dimension: Annotated[Dimension, Option("--groups", help=N_("Which groups: by age, status ..."))] = Dimension.AGE,
    group: GroupOption = None,
    district: DistrictOption = None,
    language: Annotated[str, Option("--language", metavar=N_("KEY"), help=N_("Only offers in this language."))] = "",
    cefr: Annotated[str, Option("--cefr", metavar="A1-C2", help=N_("Only offers of this language level."))] = "",
    childcare: Annotated[
        bool | None, Option("--childcare/--no-childcare", help=N_("Only offers with or without childcare."))
    ] = None,
    accessible: Annotated[
        bool | None, Option("--accessible/--not-accessible", help=N_("Only offers that are accessible, or that are not."))
    ] = None,
    free: Annotated[bool | None, Option("--free/--not-free", help=N_("Only offers free of charge, or at a charge."))] = None,
    figure: Annotated[
        Path | None, Option("--figure", metavar=N_("FILE"), help=N_("Write the matrix as a picture: .svg or .png."))
    ] = None,
) -> None:
    """Show which offers are recorded for which target group in which area and district, and what nobody has asked."""
    from netmap.analysis.offer_filter import OfferFilter
    from netmap.cli.coverage_text import districts_of, matrix_of
    from netmap.cli.cubes import cube_of

    with asked.output() as out:
        edition = out.edition if figure is None else picture_edition(asked)
        _may_see(asked, edition)
        landscape = asked.landscape()
        out.view(landscape)
        found = cube_of(
            landscape,
            edition=edition,
            at=asked.day,
            area=area_key(asked.here, landscape, area),
            group=group_key(landscape, group),
            district=district_id(landscape, district),
            dimension=dimension.value,
            wanted=OfferFilter(language_key(asked, landscape, language), cefr.upper(), childcare, accessible, free),
            lang=asked.lang,
        )
        matrix = matrix_of(found, landscape, by_district=bool(area) and len(districts_of(found)) > 1, lang=asked.lang)
        if figure is not None:
            _draw(asked, found, matrix, landscape, figure)
        _tell(out, found, matrix, landscape)


def _tell(out: Out, found: Coverage, matrix: Matrix, landscape: Landscape) -> None:
    """Give the answer in the form asked for."""
    from netmap.analysis.rows import summary
    from netmap.cli.coverage_text import coverage_headings, coverage_lines, coverage_table, empty_remarks

    lang = out.here.lang
    if out.as_text:
        for line in coverage_lines(found, matrix, landscape, lang=lang):
            out.line(line)
        return
    if out.for_people:
        out.rows(coverage_table(matrix, lang=lang), coverage_headings(matrix, lang=lang))
    else:
        out.rows([*found.cells, *found.margins])
    for sentence in (summary(found, lang=lang), *empty_remarks(found, landscape, lang=lang)):
        out.remark(sentence)
    out.remark(out.here.text("“Not recorded” means: we do not know. “Missing” means: somebody has confirmed it."))


def picture_edition(asked: Asked) -> Edition:
    """Return the edition of a picture: as asked for, else for a meeting, like every file."""
    return asked.edition.value if asked.edition else "meeting"


def _draw(asked: Asked, found: Coverage, matrix: Matrix, landscape: Landscape, path: Path) -> None:
    """Write the matrix as a picture."""
    from netmap.cli.report_pictures import draw_coverage
    from netmap.editions import remarks

    edition = picture_edition(asked)
    said = (*remarks(edition, landscape, lang=asked.lang), landscape.settings.disclaimer)
    written = draw_coverage(found, matrix, landscape, path, edition=edition, said=said, lang=asked.lang)
    asked.here.say(asked.text("Written: {file}").format(file=written))


def _may_see(asked: Asked, edition: Edition) -> None:
    from netmap.editions import shows

    if not shows(edition, "open_questions"):
        raise DataError(asked.text("Open questions are in the internal and the meeting edition only: --edition meeting"))


# ------------------------------------------------------------------------------------------------- what a person calls so


def group_key(landscape: Landscape, text: str | None) -> str | None:
    """Return the key of the target group that a person calls so, by key or label; what is no label, as it is."""
    return None if text is None else _key(landscape, "target_groups", text) or text


def language_key(asked: Asked, landscape: Landscape, text: str) -> str:
    """Return the key of the language that a person calls so; refuse others, naming all."""
    if not text:
        return ""
    found = _key(landscape, "languages", text)
    if found is None:
        there = ", ".join(f"{key} ({term.label(asked.lang)})" for key, term in landscape.vocabulary["languages"].items())
        raise DataError(asked.text("There is no language “{text}”. There are: {there}").format(text=text, there=there))
    return found


def _key(landscape: Landscape, vocabulary: str, text: str) -> str | None:
    from netmap.search import fold

    for key, term in landscape.vocabulary[vocabulary].items():
        if fold(text) in {fold(key), fold(term.label_de), fold(term.label_en)}:
            return key
    return None


def district_id(landscape: Landscape, text: str | None) -> str | None:
    """Return the id of the district that a person calls so, by id, name or code; what is none, as it is."""
    from netmap.search import fold

    for one in landscape.districts.values() if text is not None else ():
        if fold(text or "") in {fold(one.id), fold(one.name), fold(one.code)} - {""}:
            return one.id
    return text


# ------------------------------------------------------------------------------------------------------------ inventories


@command(
    "inventory",
    "bestandsaufnahme",
    N_("Record what has been asked: only where an inventory is complete, an empty field is a gap."),
    example='inventory clubs complete --by "Stadtsportbund" --date 2018-11',
    options=("yes", "author", "form", "at", "edition"),
)
def inventory(
    asked: Asked,
    area: Annotated[str, Argument(metavar=N_("AREA"), help=N_("The education area that was asked about."))],
    state: Annotated[
        AskedName, Argument(metavar=N_("STATE"), help=N_("How far it was asked, or that nothing is intended there."))
    ],
    by: Annotated[str, Option("--by", metavar=N_("WHO"), help=N_("Who asked, as a role or an organisation."))],
    date: Annotated[str | None, Option("--date", metavar=N_("DATE"), help=N_("When it was asked; else today."))] = None,
    group: GroupOption = None,
    district: DistrictOption = None,
    why: Annotated[str, Option("--reason", metavar=N_("TEXT"), help=N_("Why nothing is needed there."))] = "",
) -> None:
    """Record what has been asked; an earlier inventory of the same field is replaced."""
    from netmap.analysis.coverage import check_fields
    from netmap.changes import diff

    with asked.here.store() as store:
        landscape = asked.here.read(store)
        key = area_key(asked.here, landscape, area) or ""
        # the cube refuses what it does not have, and says what it has
        place, whom = district_id(landscape, district), group_key(landscape, group)
        check_fields(landscape, area=key, group=whom, district=place, lang=asked.lang)
        record = _inventory(asked, key, state, by=by, date=date, group=whom, district=place, why=why)
        after = landscape.replace([record])
        asked.write(store, diff(landscape, after), landscape, after, reason=asked.text("inventory: {area}").format(area=key))
        asked.warn_of_later(record.date, landscape)


def _inventory(
    asked: Asked,
    area: str,
    state: AskedName,
    *,
    by: str,
    date: str | None,
    group: str | None,
    district: str | None,
    why: str,
) -> Inventory:
    from netmap.cli.session import dated
    from netmap.identifiers import generated_id
    from netmap.model import Inventory as Record

    _ = asked.text
    if not by.strip():
        raise DataError(_("--by must not be empty: an inventory counts only if it says who asked."))
    if state is AskedName.NOT_NEEDED and not why.strip():
        raise DataError(_("{state} wants a reason that can be read out: --reason TEXT").format(state=state.value))
    if state is not AskedName.NOT_NEEDED and why.strip():
        raise DataError(_("A reason belongs to {state} only: leave --reason out.").format(state=AskedName.NOT_NEEDED.value))
    when = dated(date, asked.lang) if date else dt.datetime.now().astimezone().date().isoformat()
    told = {"area": area, "target_group": group or "", "district": district}
    given = {**told, "state": state.value.replace("-", "_"), "reason": why.strip(), "by": by.strip(), "date": when}
    return Record.model_validate({"id": generated_id("inventory", told), **given})

"""Who connects the landscape."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

from typer import Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.options import DirectedOption, FreshOption, TiesName, TiesOption, WeightName, WeightOption
from netmap.cli.visit import actor_named
from netmap.errors import DataError
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.analysis.brokers import Brokers
    from netmap.cli.render import Out
    from netmap.landscape import Landscape


ByOption = Annotated[
    str,
    Option("--by", metavar=N_("GROUPING"), help=N_("What the roles go by: sector, type, area, district, an own attribute.")),
]
AreaOption = Annotated[str | None, Option("--area", metavar=N_("AREA"), help=N_("Show only actors of this education area."))]
DistrictOption = Annotated[
    str | None, Option("--district", metavar=N_("DISTRICT"), help=N_("Show only actors in this district, or citywide."))
]
WithoutOption = Annotated[
    list[str] | None,
    Option("--without", metavar=N_("ACTOR"), help=N_("Leave an actor out, by id or name; may be repeated.")),
]
OfficeOption = Annotated[bool, Option("--without-office", help=N_("Leave the coordinating office out: the hub that maps."))]
IntervalsOption = Annotated[
    bool | None,
    Option("--intervals/--no-intervals", help=N_("How far ranks move when ties are lost (usual up to 500 actors).")),
]
ForceOption = Annotated[bool, Option("--force", help=N_("Show ranks, also where too few have answered."))]


@command(
    "brokers",
    "",
    N_("Show who connects the recorded network, and how sure that is."),
    example="brokers --ties all",
)
def brokers(
    asked: Asked,
    ties: TiesOption = TiesName.WORKING,
    by: ByOption = "sector",
    weight: WeightOption = WeightName.NONE,
    directed: DirectedOption = False,
    fresh: FreshOption = False,
    area: AreaOption = None,
    district: DistrictOption = None,
    without: WithoutOption = None,
    without_office: OfficeOption = False,
    intervals: IntervalsOption = None,
    force: ForceOption = False,
) -> None:
    """Show who connects the recorded network, and how sure that is."""
    from netmap.analysis.brokers import brokers as measure
    from netmap.cli.kernels import quick_igraph
    from netmap.cli.progress import progress
    from netmap.editions import shows

    _ = asked.text
    quick_igraph()
    with asked.output() as out:
        if not shows(out.edition, "rankings"):
            raise DataError(_("Rankings of organisations are in the internal edition only: --edition internal"))
        landscape = out.view(asked.landscape())
        gone = left_out(asked, landscape, without, office=without_office)
        with progress(_("Measuring")) as told:
            found = measure(
                landscape,
                ties=ties.value,
                by=by,
                weight="intensity" if weight is WeightName.INTENSITY else None,
                directed=directed,
                fresh=fresh,
                at=asked.day,
                without=gone,
                beside=() if gone else _hub(asked, landscape),
                area=_key(landscape, area),
                district=_district(landscape, district),
                intervals=intervals,
                lang=asked.lang,
                progress=told,
            )
        _show(asked, out, found, landscape, force=force)


def _show(asked: Asked, out: Out, found: Brokers, landscape: Landscape, *, force: bool) -> None:
    from netmap.cli.brokers_text import broker_headings, broker_lines, broker_remarks, broker_table

    ranks = force or (found.response is not None and not found.response.wants_bands)
    if out.as_text:
        for line in broker_lines(found, landscape, ranks=ranks, lang=asked.lang):
            out.line(line)
        return
    if out.for_people:
        headings = broker_headings(found, ranks=ranks, lang=asked.lang)
        out.rows(broker_table(found, landscape, ranks=ranks, lang=asked.lang), headings)
    else:
        out.rows(found.rows)
    for remark in broker_remarks(found, ranks=ranks or not out.for_people, lang=asked.lang):
        out.remark(remark)


def left_out(asked: Asked, landscape: Landscape, without: Iterable[str] | None, *, office: bool) -> list[str]:
    """Return the ids of the actors that a person wants left out, and of the coordinating office where that is wanted, too.

    Raises UnknownRecordError for who is not there, and DataError where no coordinating office is recorded.
    """
    gone = [actor_named(landscape, one) for one in without or ()]
    hub = landscape.settings.coordinating_office
    if office and not hub:
        raise DataError(asked.text("No coordinating office is recorded: coordinating_office in landscape.yaml names it."))
    return list(dict.fromkeys([*gone, *([hub] if office and hub else [])]))


def _hub(asked: Asked, landscape: Landscape) -> list[str] | None:
    """Return the office to be left out beside the whole, None where there is none on the day."""
    office = landscape.actors.get(landscape.settings.coordinating_office or "")
    day = asked.day or landscape.reference_date()
    return [office.id] if office is not None and office.holds_at(day) else None


def _key(landscape: Landscape, text: str | None) -> str | None:
    """Return the key of the education area that a person calls so; what is none stays as it is and is refused later."""
    from netmap.search import fold

    terms = landscape.vocabulary["areas"].values() if text is not None else ()
    called = [term.key for term in terms if fold(text or "") in {fold(term.key), fold(term.label_de), fold(term.label_en)}]
    return called[0] if called else text


def _district(landscape: Landscape, text: str | None) -> str | None:
    """Return the id of the district that a person calls so, by id, name or code; else what was given."""
    from netmap.search import fold

    every = landscape.districts.values() if text is not None else ()
    called = [one.id for one in every if fold(text or "") in {fold(one.id), fold(one.name), fold(one.code)} - {""}]
    return called[0] if called else text

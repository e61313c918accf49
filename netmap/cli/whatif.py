"""What would change: without somebody, or with a tie that is not there yet."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated

from typer import Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.options import TiesName, TiesOption
from netmap.cli.visit import actor_named
from netmap.errors import DataError, UnknownRecordError
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.analysis.supposed import Link
    from netmap.landscape import Landscape


@command(
    "whatif",
    "waswenn",
    N_("Show what would change if somebody were gone, or if two knew each other: before and after."),
    example="whatif --remove migra",
)
def whatif(
    asked: Asked,
    remove: Annotated[
        list[str] | None, Option("--remove", metavar="ID", help=N_("Take this actor or body out; may be repeated."))
    ] = None,
    add: Annotated[
        list[str] | None,
        Option("--add", metavar="A~B[:KIND]", help=N_("Tie A to B, or seat A in the body B; may be repeated.")),
    ] = None,
    ties: TiesOption = TiesName.WORKING,
) -> None:
    """Show what would change if somebody were gone, or if two knew each other."""
    from netmap.analysis.whatif import whatif as supposed
    from netmap.cli.progress import progress
    from netmap.cli.whatif_text import change_headings, change_rows, whatif_head, whatif_lines
    from netmap.editions import protected_actors, shows

    _ = asked.text
    if not remove and not add:
        raise DataError(_("Say who is to be gone or tied: --remove A, --add A~B, --add A~B:joint_offer"))
    with asked.output(one=True) as out:
        if not shows(out.edition, "open_questions"):
            raise DataError(_("Assumptions are in the internal and the meeting edition only: --edition meeting"))
        landscape = out.view(asked.landscape())
        hidden = () if asked.eyes == "internal" else tuple(sorted(protected_actors(landscape)))
        gone = [_actor_or_forum(landscape, one) for one in remove or ()]
        links = [_link(asked, landscape, one) for one in add or ()]
        with progress(_("Measuring")) as told:
            found = supposed(
                landscape,
                remove=gone,
                add=links,
                ties=ties.value,
                without=hidden,
                at=asked.day,
                lang=asked.lang,
                progress=told,
            )
        if not shows(out.edition, "rankings"):
            # positions of organisations stay on the desk; so do fields in which a protected place might be the one provider
            cells = tuple(one for one in found.cells if one.district is None)
            found = replace(found, brokers=(), cutpoints=(), parted=(), joined=(), cells=cells)
        if out.as_text:
            for line in whatif_lines(found, landscape, lang=asked.lang):
                out.line(line)
            return
        for remark in whatif_head(found, landscape, lang=asked.lang):
            out.remark(remark)
        if out.written.value == "json":
            out.rows([asdict(found)])
        else:
            rows = change_rows(found, landscape, readable=out.for_people, lang=asked.lang)
            out.rows(rows, change_headings(asked.lang) if out.for_people else None)


def _actor_or_forum(landscape: Landscape, text: str) -> str:
    """Return the id of the actor or forum that a person calls so."""
    from netmap.search import fold

    called = [
        one.id
        for one in landscape.forums.values()
        if fold(text) in {fold(name) for name in (one.id, one.name, one.short_name)}
    ]
    return called[0] if len(called) == 1 and text not in landscape.actors else actor_named(landscape, text)


def _link(asked: Asked, landscape: Landscape, text: str) -> Link:
    """Read `A~B` or `A~B:kind`, with the names and labels that people use."""
    from netmap.analysis.supposed import Link

    first, sign, rest = text.partition("~")
    second, colon, kind = rest.rpartition(":")
    key = _kind(landscape, kind) if colon else None
    if key is None and (kind.strip() or not colon):
        second = rest
    if colon and kind.strip() and key is None and not _is_called(landscape, rest):
        kinds = ", ".join(landscape.vocabulary["tie_kinds"])
        says = asked.text("There is no kind of tie “{kind}”. There are: {kinds}")
        raise DataError(says.format(kind=kind.strip(), kinds=kinds))
    if not sign or not first.strip() or not second.strip():
        says = asked.text("“{given}” is no tie. Written: A~B or A~B:kind, for example “vhs~migra:joint_offer”.")
        raise DataError(says.format(given=text))
    return Link(actor_named(landscape, first.strip()), _actor_or_forum(landscape, second.strip()), key or "unspecified")


def _is_called(landscape: Landscape, text: str) -> bool:
    """Tell whether an actor or forum is called so, colon and all."""
    try:
        _actor_or_forum(landscape, text.strip())
    except UnknownRecordError:
        return False
    return True


def _kind(landscape: Landscape, text: str) -> str | None:
    from netmap.search import fold

    for key, term in landscape.vocabulary["tie_kinds"].items():
        if fold(text.strip()) in {fold(key), fold(term.label_de), fold(term.label_en)}:
            return key
    return None

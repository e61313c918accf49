"""Before a visit: the ways from one actor to another, and the page on one actor."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.options import DirectedOption, FreshOption, TiesName, TiesOption
from netmap.cli.progress import progress
from netmap.errors import DataError
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.landscape import Landscape

ActorArgument = Annotated[
    str, Argument(metavar=N_("ACTOR"), help=N_("The id of an actor, or its name, short name or alias."))
]


@command(
    "path",
    "weg",
    N_("Show how one gets from one actor to another: the shortest and the strongest ways, and who stands between."),
    example="path migra hwk-omv",
)
def path(
    asked: Asked,
    source: ActorArgument,
    target: ActorArgument,
    ties: TiesOption = TiesName.WORKING,
    directed: DirectedOption = False,
    fresh: FreshOption = False,
    without: Annotated[
        list[str] | None, Option("--without", metavar="ID", help=N_("Leave an actor out; may be repeated."))
    ] = None,
) -> None:
    """Show how one gets from one actor to another."""
    from netmap.analysis.path import paths, sentences
    from netmap.cli.visit_text import path_headings, path_lines, path_rows
    from netmap.editions import shows

    with asked.output(one=True) as out:
        landscape = out.view(asked.landscape())
        ends = [actor_named(landscape, one) for one in (source, target)]
        for one in ends:
            open_only(asked, landscape, one)
        gone = [actor_named(landscape, one) for one in without or ()]
        with progress(asked.text("Measuring")):
            found = paths(
                landscape,
                *ends,
                ties=ties.value,
                directed=directed,
                fresh=fresh,
                without=gone,
                at=asked.day,
                flags=shows(out.edition, "one_sided"),
                lang=asked.lang,
            )
        if out.as_text:
            for line in path_lines(found, landscape, lang=asked.lang):
                out.line(line)
            return
        for remark in sentences(found, lang=asked.lang):
            out.remark(remark)
        if out.written.value == "json":
            out.rows([asdict(found)])
        else:
            out.rows(path_rows(found, landscape, lang=asked.lang), path_headings(asked.lang) if out.for_people else None)


@command(
    "ego",
    "besuch",
    N_("Show the page to read before a visit: who they are, offers, bodies, ties by age, what to ask."),
    example="ego migra --steps 2",
)
def ego(
    asked: Asked,
    actor: ActorArgument,
    steps: Annotated[int, Option("--steps", min=1, max=4, help=N_("How many steps around the actor are shown."))] = 1,
    ties: TiesOption = TiesName.WORKING,
) -> None:
    """Show the page to read before a visit."""
    from netmap.analysis.ego import ego as around
    from netmap.analysis.ego_questions import questions
    from netmap.cli.visit_text import ego_page, ego_record, page_headings, page_rows
    from netmap.editions import is_protected, shows

    with asked.output(one=True) as out:
        landscape = out.view(asked.landscape())
        one = actor_named(landscape, actor)
        flags, internal = shows(out.edition, "one_sided"), asked.eyes == "internal"
        with progress(asked.text("Measuring")):
            found = around(
                landscape,
                one,
                steps=steps,
                ties=ties.value,
                at=asked.day,
                shown=internal or not is_protected(landscape, landscape.actors[one]),
                flags=flags,
                lang=asked.lang,
            )
        open_ones = questions(found, flags=flags, lang=asked.lang) if shows(out.edition, "open_questions") else []
        page = ego_page(found, open_ones, landscape, lang=asked.lang)
        if not out.for_people:
            out.rows([ego_record(found, open_ones)])
        elif out.file is None:
            out.page(page)
        else:
            out.rows(page_rows(page, lang=asked.lang), page_headings(page))


def actor_named(landscape: Landscape, text: str) -> str:
    """Return the id of the actor that a person calls so; raise UnknownRecordError with what comes near."""
    from difflib import get_close_matches

    from netmap.errors import UnknownRecordError
    from netmap.search import find, fold, proposals

    if text in landscape.actors:
        return text
    wanted = fold(text)
    called = [
        one.id
        for one in landscape.actors.values()
        if wanted in {fold(name) for name in (one.name, one.short_name, *one.aliases) if name}
    ]
    if len(called) == 1:
        return called[0]
    hits = [hit.id for hit in find(landscape, text) if hit.kind == "actor"]
    near = called or [*get_close_matches(text, list(landscape.actors), n=3, cutoff=0.6), *hits]
    raise UnknownRecordError(text, proposals(landscape, near))


def open_only(asked: Asked, landscape: Landscape, actor: str) -> None:
    """Refuse ways to and from protected actors where the edition withholds their ties: none must not mean none."""
    from netmap.editions import is_protected

    if asked.eyes != "internal" and is_protected(landscape, landscape.actors[actor]):
        text = asked.text("Cooperations of {actor} are shown in the internal edition only: --edition internal")
        raise DataError(text.format(actor=landscape.actors[actor].name))

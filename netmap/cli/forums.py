"""The forums (Gremien): who sits where, what none of them deals with."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.findings_text import wrapped
from netmap.errors import DataError
from netmap.locale import N_, number, translator

if TYPE_CHECKING:
    import datetime as dt

    from netmap.analysis.forum_rows import ForumRow, Forums, TurnoverRow
    from netmap.cli.render import Out
    from netmap.editions import Edition
    from netmap.landscape import Landscape

NATURES = {
    "standing": N_("Standing forums"),
    "agreement": N_("Agreements"),
    "unknown": N_("Of unknown nature"),
    "event": N_("Events"),
}


@command(
    "forums",
    "gremien",
    N_("Show the forums: their members, their load, what none of them deals with."),
    example="forums ktg",
)
def forums(
    asked: Asked,
    forum: Annotated[str | None, Argument(metavar=N_("FORUM"), help=N_("Only this forum, by id or name."))] = None,
    since: Annotated[
        str | None, Option("--since", metavar=N_("DATE|rN|@NAME"), help=N_("Who joined and left since then."))
    ] = None,
) -> None:
    """Show who sits in which forum, what none deals with, what they share and cost, or who joined and left."""
    from netmap.analysis.expected import expected
    from netmap.analysis.forums import forums as measure
    from netmap.editions import shows

    _ = asked.text
    with asked.output() as out:
        if not shows(out.edition, "open_questions"):
            raise DataError(_("Open questions are in the internal and the meeting edition only: --edition meeting"))
        landscape = asked.landscape()
        day = asked.day or landscape.reference_date()
        shown = out.view(landscape)
        if since is not None:
            _changes(asked, out, landscape, shown, since, day)
            return
        rows = [] if forum else expected(landscape, at=day).rows
        found = _shown(measure(landscape, expected=rows, at=day), shown, out.edition)
        if forum:
            _one(out, _named(found, landscape, forum, lang=asked.lang), shown, lang=asked.lang)
        else:
            _all(out, found, shown, lang=asked.lang)


def _named(found: Forums, landscape: Landscape, text: str, *, lang: str) -> ForumRow:
    """Return the forum that a person calls so; refuse what is none, or does not exist on the day."""
    from netmap.search import named

    key = named(landscape, text)
    for row in found.rows:
        if row.id == key:
            return row
    words = translator(lang)("“{text}” is no forum, or none on that day. All of them: netmap forums")
    raise DataError(words.format(text=text))


def _shown(found: Forums, shown: Landscape, edition: Edition) -> Forums:
    """Return what an edition may tell: no member that it withholds, and no ranking of organisations by their load."""
    from netmap.editions import shows

    if edition == "internal":
        return found
    seats = {(one.forum, one.actor) for one in shown.memberships.values()}
    rows = tuple(_reduced(row, shown, seats) for row in found.rows if row.id in shown.forums)
    overlap = tuple(
        dataclasses.replace(one, shared=tuple(actor for actor in one.shared if (one.first, actor) in seats))
        for one in found.overlap
    )
    without = tuple(
        dataclasses.replace(one, actors=tuple(actor for actor in one.actors if actor in shown.actors))
        for one in found.without
    )
    load = found.load if shows(edition, "rankings") else ()
    return dataclasses.replace(found, rows=rows, overlap=overlap, without=without, load=load)


def _reduced(row: ForumRow, shown: Landscape, seats: set[tuple[str, str]]) -> ForumRow:
    from collections import Counter

    members = tuple(one for one in row.members if (row.id, one) in seats)
    if members == row.members and row.lead in {None, shown.forums[row.id].lead}:
        return dataclasses.replace(row, guests=tuple(one for one in row.guests if (row.id, one) in seats))
    sectors = Counter(shown.actors[one].sector for one in members)
    areas = Counter(area for one in members for area in shown.actors[one].areas)
    return dataclasses.replace(
        row,
        members=members,
        guests=tuple(one for one in row.guests if (row.id, one) in seats),
        lead=shown.forums[row.id].lead,
        inside=sectors["inside"],
        outside=sectors["outside"],
        unsettled=sectors["unknown"],
        member_areas=tuple(sorted(areas.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def _changes(asked: Asked, out: Out, landscape: Landscape, shown: Landscape, since: str, day: dt.date) -> None:
    from netmap.analysis.forum_words import turnover_sentence
    from netmap.analysis.forums import turnover
    from netmap.cli.moments import then as state_then

    old, asked_day = state_then(asked, since)
    then = asked_day or min(old.reference_date(), day)
    if then > day:
        words = asked.text("{since} is after {day}: --since takes an earlier day.")
        raise DataError(words.format(since=then.isoformat(), day=day.isoformat()))
    rows = turnover(old, landscape, then=then, now=day)
    if out.edition != "internal":
        rows = [_open(row, shown) for row in rows if row.id in shown.forums]
    said = [turnover_sentence(row, shown, lang=asked.lang) for row in rows]
    if out.as_text:
        for line in said or [asked.text("No forums have been recorded yet.")]:
            for part in wrapped(line, first="", rest="  "):
                out.line(part)
    elif out.for_people:
        out.rows(
            [{"name": row.name, "finding": says} for row, says in zip(rows, said, strict=True)],
            {"name": asked.text("Name"), "finding": asked.text("Finding")},
        )
    else:
        out.rows(rows)


def _open(row: TurnoverRow, shown: Landscape) -> TurnoverRow:
    """Leave out whose membership the edition does not show; who left has none any more, so it goes by the actor."""
    hidden = {one.id for one in shown.actors.values() if one.protected}
    joined, left, stayed = (
        tuple(one for one in ids if one in shown.actors and one not in hidden) for ids in (row.joined, row.left, row.stayed)
    )
    return dataclasses.replace(row, joined=joined, left=left, stayed=stayed)


# ---------------------------------------------------------------------------------------------------------------- showing


def _one(out: Out, row: ForumRow, landscape: Landscape, *, lang: str) -> None:
    from netmap.analysis.forum_words import complete_words, details, forum_sentence

    if not out.for_people:
        out.rows([row])
        return
    _ = translator(lang)
    told = [*details(row, landscape, lang=lang), (_("List of members"), complete_words(row, lang=lang))]
    if out.as_text:
        out.line(forum_sentence(row, landscape, lang=lang))
        for name, value in told:
            for part in wrapped(f"{name}: {value}", first="  ", rest="    "):
                out.line(part)
    else:
        out.rows([{"what": name, "says": value} for name, value in told], {"what": _("Field"), "says": _("Finding")})


def _all(out: Out, found: Forums, landscape: Landscape, *, lang: str) -> None:
    from netmap.analysis.forum_words import summary

    if out.as_text:
        for line in forum_lines(found, landscape, lang=lang):
            out.line(line)
        return
    if out.for_people:
        _ = translator(lang)
        out.rows(_table(found, landscape, lang=lang), {"part": _("Part"), "name": _("Name"), "finding": _("Finding")})
    else:
        out.rows(_records(found))
    for sentence in summary(found, lang=lang):
        out.remark(sentence)


def forum_lines(found: Forums, landscape: Landscape, *, lang: str) -> Iterator[str]:
    """Yield the forums and what is said of all of them, as a person reads it."""
    from netmap.analysis.forum_words import summary

    _ = translator(lang)
    yield _("Forums")
    for sentence in summary(found, lang=lang):
        yield from wrapped(sentence, first="  ", rest="  ")
    for title, sentences in _sections(found, landscape, lang):
        if sentences:
            yield ""
            yield f"{title} ({number(len(sentences), lang)})" if title in map(_, NATURES.values()) else title
        for one in sentences:
            yield from wrapped(one, first="  ", rest="    ")
    yield ""
    yield _("“Not recorded” means: we do not know. “Missing” means: somebody has confirmed it.")


def _sections(found: Forums, landscape: Landscape, lang: str) -> Iterator[tuple[str, Sequence[str]]]:
    from netmap.analysis import forum_words as words

    _ = translator(lang)
    for nature, title in NATURES.items():
        own = [row for row in found.rows if row.nature == nature]
        yield _(title), [words.forum_sentence(row, landscape, lang=lang) for row in own]
    yield _("Who is in them"), list(words.missing_sentences(found.rows, lang=lang))
    yield _("What none is recorded for"), list(words.without_sentences(found.without, lang=lang))
    yield _("What they share"), [words.overlap_sentence(row, landscape, lang=lang) for row in found.overlap]
    yield (
        _("What they cost"),
        [words.load_sentence(row, lang=lang) for row in found.load if len(row.forums) > 1 or row.hours],
    )


def _records(found: Forums) -> list[dict[str, Any]]:
    """Return all rows for programs, each with the part that it belongs to."""
    parts: tuple[tuple[str, Sequence[Any]], ...] = (
        ("forum", found.rows),
        ("without", found.without),
        ("overlap", found.overlap),
        ("load", found.load),
    )
    return [{"part": part, **dataclasses.asdict(row)} for part, rows in parts for row in rows]


def _table(found: Forums, landscape: Landscape, *, lang: str) -> list[Mapping[str, object]]:
    return [
        {"part": title, "name": says.partition(":")[0], "finding": says}
        for title, sentences in _sections(found, landscape, lang)
        for says in sentences
    ]

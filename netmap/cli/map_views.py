"""The views that a map may carry: who asks for which, and what of the analyses goes into them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from netmap.errors import DataError
from netmap.locale import N_, date

if TYPE_CHECKING:
    from netmap.analysis.brokers import Brokers
    from netmap.cli.asked import Asked
    from netmap.editions import Edition
    from netmap.export.map_places import Place
    from netmap.export.map_views import Change, Kind, State, View
    from netmap.landscape import Landscape
    from netmap.model import Position

WORDS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "landscape": (),
    "gaps": (),
    "brokers": (),
    "forums": (),
    "ego": (N_("ACTOR"),),
    "border": (),
    "transitions": (),
    "compare": (N_("DATE"), N_("DATE")),
}
"""The views by name, and what each is about: an actor, two dates."""


@dataclass(frozen=True)
class Wanted:
    """Name a view that is asked for, with what it is about: an actor's id, or two states to compare, as they are called."""

    kind: Kind
    actor: str = ""
    states: tuple[State, State] | None = None
    called: tuple[str, str] = ("", "")


_SHOWN_IN: Final[Mapping[str, tuple[str, str]]] = {
    "brokers": ("rankings", N_("Who connects whom is in the internal edition only: --edition internal")),
    "gaps": ("open_questions", N_("Open questions are in the internal and the meeting edition only: --edition meeting")),
    "transitions": (
        "open_questions",
        N_("Open questions are in the internal and the meeting edition only: --edition meeting"),
    ),
}
"""The views that not every edition shows: the part of an output that they are, and what to say where it is not shown."""


def about(asked: Asked, shown: Landscape, kind: Kind, words: Sequence[str]) -> Wanted:
    """Return a view with what it is about, looked up in what the edition shows; refuse what the edition does not."""
    from netmap.cli.visit import actor_named, open_only
    from netmap.editions import shows

    part, says = _SHOWN_IN.get(kind, ("", ""))
    if part and not shows(asked.eyes, part):
        raise DataError(asked.text(says))
    if kind == "compare":
        return _compare(asked, words[0], words[1])
    if kind != "ego":
        return Wanted(kind)
    actor = actor_named(shown, words[0])
    open_only(asked, shown, actor)
    return Wanted(kind, actor=actor)


def _compare(asked: Asked, first: str, second: str) -> Wanted:
    """Look two states up; refuse those in the wrong order, and for everybody's eyes what was known once and no longer is."""
    from netmap.cli.moments import two_moments
    from netmap.export.map_views import State

    _ = asked.text
    if asked.eyes == "public" and any(one.strip().lower().startswith(("@", "r")) for one in (first, second)):
        says = _("The public edition compares dates only: what was once released may since have been withdrawn.")
        raise DataError(says)
    then, now = two_moments(asked, first, second)
    return Wanted("compare", states=(State(then.known, then.day), State(now.known, now.day)), called=(first, second))


def wanted_views(asked: Asked, views: Sequence[str], words: Sequence[str]) -> list[tuple[Kind, list[str]]]:
    """Return each view asked for with its own words: those after its name, else the next of those that stand alone.

    `--view "ego vhs"` and `--view ego vhs` mean the same. Refuse unknown views, and words too few or too many, all at once.
    """
    _ = asked.text
    rest, found, flaws = list(words), [], []
    for one in views:
        name, _space, tail = one.strip().partition(" ")
        kind = next((key for key in WORDS if key == name.lower()), None)
        if kind is None:
            known = ", ".join(" ".join([key, *map(_, needs)]) for key, needs in WORDS.items())
            flaws.append(_("There is no view “{view}”. There are: {views}").format(view=one, views=known))
            continue
        takes = WORDS[kind]
        own = tail.split(maxsplit=max(0, len(takes) - 1))
        while len(own) < len(takes) and rest:
            own.append(rest.pop(0))
        if len(own) != len(takes):
            written = " ".join(["--view", kind, *map(_, takes)])
            flaws.append(_("The view “{view}” is written: {written}").format(view=one, written=written))
        found.append((kind, own))
    if rest and not flaws:
        flaws.append(_("What is “{words}” to be? A view is asked for with --view.").format(words=" ".join(rest)))
    if flaws:
        raise DataError("\n".join(flaws))
    return found


@dataclass(frozen=True)
class Ground:
    """Hold what views are made from: all that is known, what an edition shows of it on a day, and where that stands.

    `brokers` are the positions of all actors in the network, where the edition shows rankings.
    """

    landscape: Landscape
    shown: Landscape
    day: dt.date
    edition: Edition
    places: Mapping[str, Place]
    brokers: Brokers | None = None


def views_of(ground: Ground, wanted: Sequence[Wanted]) -> list[View]:
    """Return the views asked for."""
    return [_kept(_view(ground, one), ground.shown) for one in wanted]


def _view(ground: Ground, wanted: Wanted) -> View:
    from netmap.cli.map_brokers import brokers_view
    from netmap.cli.map_gaps import gaps_view, open_transitions
    from netmap.export.map import LANDSCAPE
    from netmap.export.map_border import border_view
    from netmap.export.map_forums import ego_view, forums_view

    landscape, shown, day = ground.landscape, ground.shown, ground.day
    if wanted.kind == "gaps":
        return gaps_view(landscape, shown, day=day, edition=ground.edition, places=ground.places)
    if wanted.kind == "transitions":
        return open_transitions(landscape, shown, day=day, edition=ground.edition)
    if wanted.kind == "brokers" and ground.brokers is not None:
        return brokers_view(ground.brokers)
    if wanted.kind == "forums":
        return forums_view(shown, _two_mode(shown, day))
    if wanted.kind == "border":
        return border_view(shown)
    if wanted.kind == "ego":
        return ego_view(shown, wanted.actor)
    if wanted.states is not None:
        return _compared(wanted, wanted.states)
    return LANDSCAPE


def _compared(wanted: Wanted, states: tuple[State, State]) -> View:
    from netmap.export.map_views import View, both

    def named(text: str) -> dict[str, str]:
        names = {"first": "{first}", "second": "{second}"}
        return {lang: words.format(**_called(wanted, lang)) for lang, words in both(text, **names).items()}

    return View(
        "compare",
        named(N_("{first} and {second}")),
        named(
            N_(
                "What began and ended from {first} to {second}; what was only found, or is no longer said of then, is no"
                " change."
            )
        ),
        about=re.sub(r"[^a-z0-9]+", "_", "_".join(wanted.called).lower()),
        compares=states,
        changed=_changed(states),
    )


def _changed(states: tuple[State, State]) -> dict[str, Change]:
    """Return what became of each record, as `netmap compare` tells it; what happened before what was learnt."""
    from netmap.analysis.change import compare
    from netmap.analysis.change_rows import Moment

    then, now = (Moment(one.known, one.day) for one in states)
    found = compare(then, now)
    told: dict[str, Change] = {}
    for change in ("new", "gone", "found", "withdrawn"):
        for row in found.of(change):
            told.setdefault(row.id, change)
    return told


def _called(wanted: Wanted, lang: str) -> dict[str, str]:
    """Return how the states are called: dates as people write them, snapshots and revisions by their names."""
    called = (date(text, lang) if text[:1].isdigit() else text for text in wanted.called)
    return dict(zip(("first", "second"), called, strict=True))


def _kept(made: View, shown: Landscape) -> View:
    """Return a view in which those stand where somebody has put them who has done so in this view."""
    stored = {one.subject: (one.x, one.y) for one in shown.positions.values() if one.view == made.name}
    return replace(made, places={**made.places, **stored}) if stored and made.kind != "landscape" else made


def _two_mode(shown: Landscape, day: dt.date) -> dict[str, tuple[float, float]]:
    """Return where forums and their members stand, drawn together by memberships alone."""
    from netmap.layout import positions

    members = {one.actor for one in shown.memberships.values()}
    gone = [*shown.positions, *shown.cooperations, *(key for key in shown.actors if key not in members)]
    return _places(positions(shown.replace(without=gone), at=day))


def _places(found: Iterator[Position] | Sequence[Position]) -> dict[str, tuple[float, float]]:
    return {one.subject: (one.x, one.y) for one in found}

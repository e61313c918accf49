"""The views that a map may carry: who asks for which, and what of the analyses goes into them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from netmap.errors import DataError
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.cli.asked import Asked
    from netmap.export.map_views import View
    from netmap.landscape import Landscape
    from netmap.model import Position

WORDS: Final[Mapping[str, tuple[str, ...]]] = {"landscape": (), "forums": (), "border": (), "ego": (N_("ACTOR"),)}
"""The views by name, and what each is about: an actor, two dates."""


def about(asked: Asked, shown: Landscape, kind: str, words: Sequence[str]) -> Wanted:
    """Return a view with what it is about, looked up in what the edition shows."""
    from netmap.cli.visit import actor_named, open_only

    if kind != "ego":
        return Wanted(kind)
    actor = actor_named(shown, words[0])
    open_only(asked, shown, actor)
    return Wanted(kind, actor=actor)


@dataclass(frozen=True)
class Wanted:
    """Name a view that is asked for, with what it is about: an actor's id, or two states to compare."""

    kind: str
    actor: str = ""
    states: tuple[Landscape, Landscape] | None = None


def wanted_views(asked: Asked, views: Sequence[str], words: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return each view asked for with its own words: those after its name, else the next of those that stand alone.

    `--view "ego vhs"` and `--view ego vhs` mean the same. Refuse unknown views, and words too few or too many, all at once.
    """
    _ = asked.text
    rest, found, flaws = list(words), [], []
    for one in views:
        name, _space, tail = one.strip().partition(" ")
        takes = WORDS.get(name.lower())
        if takes is None:
            known = ", ".join(" ".join([key, *map(_, needs)]) for key, needs in WORDS.items())
            flaws.append(_("There is no view “{view}”. There are: {views}").format(view=one, views=known))
            continue
        own = tail.split(maxsplit=max(0, len(takes) - 1))
        while len(own) < len(takes) and rest:
            own.append(rest.pop(0))
        if len(own) != len(takes):
            written = " ".join(["--view", name.lower(), *map(_, takes)])
            flaws.append(_("The view “{view}” is written: {written}").format(view=one, written=written))
        found.append((name.lower(), own))
    if rest and not flaws:
        flaws.append(_("What is “{words}” to be? A view is asked for with --view.").format(words=" ".join(rest)))
    if flaws:
        raise DataError("\n".join(flaws))
    return found


def views_of(shown: Landscape, wanted: Sequence[Wanted], *, day: dt.date) -> list[View]:
    """Return the views asked for, of what an edition shows on a day."""
    return [_kept(_view(shown, one, day=day), shown) for one in wanted]


def _view(shown: Landscape, wanted: Wanted, *, day: dt.date) -> View:
    from netmap.export.map import LANDSCAPE
    from netmap.export.map_border import border_view
    from netmap.export.map_forums import ego_view, forums_view

    if wanted.kind == "forums":
        return forums_view(shown, _two_mode(shown, day))
    if wanted.kind == "border":
        return border_view(shown)
    if wanted.kind == "ego":
        return ego_view(shown, wanted.actor)
    return LANDSCAPE


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

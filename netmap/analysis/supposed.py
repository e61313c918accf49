"""A landscape as it would be if somebody were gone, or somebody knew somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from netmap.analysis.tied import office_of
from netmap.errors import NetmapError
from netmap.landscape import Landscape
from netmap.locale import translator
from netmap.model import Cooperation, Evidence, Membership, Record


@dataclass(frozen=True)
class Link:
    """Ask for a tie between two actors, or for a seat of an actor in a forum (then `second` is the forum)."""

    first: str
    second: str
    kind: str = "unspecified"


def supposed(
    landscape: Landscape, *, remove: Collection[str], add: Sequence[Link], at: dt.date, lang: str = "de"
) -> Landscape:
    """Return the landscape as it would be: what is removed has ended on the day before, what is added is there."""
    today = landscape.at(at)
    _check(today, remove, add, lang)
    gone = {*remove, *(one for one in today.actors if today.actors[one].one_person and office_of(today, one) in remove)}
    until = {"until": (at - dt.timedelta(days=1)).isoformat()}
    ended: list[Record] = [landscape.get(one).model_copy(update=until) for one in sorted(gone)]
    seen = (Evidence(source="whatif", seen=at.isoformat()),)
    links = [_record(today, f"whatif-{number}", one, seen) for number, one in enumerate(add)]
    return landscape.replace([*ended, *links])


def _record(today: Landscape, new_id: str, link: Link, seen: tuple[Evidence, ...]) -> Record:
    if link.second in today.forums:
        return Membership(id=new_id, actor=link.first, forum=link.second, evidence=seen)
    return Cooperation(id=new_id, source=link.first, target=link.second, kind=link.kind, evidence=seen)


def _check(today: Landscape, remove: Collection[str], add: Sequence[Link], lang: str) -> None:
    _ = translator(lang)
    known = {*today.actors, *today.forums}
    unknown = [one for one in remove if one not in known]
    unknown += [one.first for one in add if one.first not in today.actors]
    unknown += [one.second for one in add if one.second not in known]
    both = [one for link in add for one in (link.first, link.second) if one in set(remove)]
    selves = [one.first for one in add if one.first == one.second]
    kinds = [one.kind for one in add if one.kind not in today.vocabulary["tie_kinds"]]
    says = []
    if unknown:
        says.append(_("There is no actor with this id, or not on that day: {ids}").format(ids=", ".join(unknown)))
    if both:
        says.append(_("What is taken out cannot be tied at the same time: {ids}").format(ids=", ".join(both)))
    if selves:
        says.append(_("Nobody can be tied to themselves: {ids}").format(ids=", ".join(selves)))
    if kinds:
        there = ", ".join(today.vocabulary["tie_kinds"])
        says.append(_("There is no kind of cooperation “{given}”. There are: {known}").format(given=kinds[0], known=there))
    if says:
        raise NetmapError(" ".join(says))

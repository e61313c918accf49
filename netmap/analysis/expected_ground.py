"""What the matching of expected actors works with: who is there, in which town, of which types, with which contacts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Final, TypeVar

from netmap.analysis.expected_rows import Against, Contact
from netmap.analysis.expected_ties import contacts, counting_members
from netmap.catalogue import Entry
from netmap.landscape import Landscape
from netmap.locale import alphabetical, at_once
from netmap.model import Actor, Forum, Offer, Record
from netmap.network.arrays import Arrays
from netmap.search import fold

_BODIES: Final[Mapping[str, frozenset[str]]] = {
    "political_body": frozenset({"council_committee", "committee"}),
    "advisory_board": frozenset({"advisory_council", "committee"}),
}
"""Which kinds of forum are such an actor, too; any standing forum or agreement is a network."""
_OF_A_TOWN: Final = frozenset(
    {"hanse", "hansestadt", "universitaetsstadt", "stadt", "landeshauptstadt", "freie", "freistaat", "bundesstadt", "city"}
    | {"und", "of", "wissenschaftsstadt", "klingenstadt", "barlachstadt", "residenzstadt"}
)
_COUNTY: Final = frozenset({"landkreis", "landkreises", "kreis", "kreises", "landkreise"})
_SIDES: Final = frozenset({("inside", "outside"), ("outside", "inside")})
_TOWN: Final = frozenset({"stadt", "hansestadt", "landeshauptstadt", "universitaetsstadt"})


_Named = TypeVar("_Named", Actor, Forum, Offer)


@dataclass(frozen=True)
class Ground:
    """Hold what the matching of one landscape on one day works with; actors and forums are in the order of names."""

    landscape: Landscape
    columns: Arrays
    entries: Sequence[Entry]
    actors: Mapping[str, Actor]
    forums: Sequence[Forum]
    offers: Sequence[Offer]
    by_type: Mapping[str, Sequence[Actor]]
    kinds: Mapping[str, frozenset[str]]
    town: frozenset[str]
    contacts: Mapping[str, Contact]
    members: Mapping[str, int]
    withhold: bool

    @cached_property
    def elsewhere(self) -> frozenset[str]:
        """Return the ids of the actors of another town or county, by their municipality, else by their name."""
        actors = self.actors.values()
        names = zip(actors, at_once(fold, (one.name for one in actors)), strict=True)
        found = {one.id for one, name in names if "kreis" in name and not one.municipality and _of_a_county(name)}
        if self.town:
            found |= {one.id for one in actors if one.municipality and town_words(one.municipality) != self.town}
        return frozenset(found)

    @property
    def day(self) -> dt.date:
        """Return the day that all of it is as of."""
        return self.columns.day


def ground(landscape: Landscape, entries: Sequence[Entry], columns: Arrays, *, withhold: bool = False) -> Ground:
    """Return what the matching works with: the actors that hold on a day, by type, and, unless withheld, their contacts.

    `columns` are the landscape's on that day.
    """
    day = columns.day
    actors = {one.id: one for one in in_order(_holding(landscape.actors.values(), day))}
    by_type: dict[str, list[Actor]] = {}
    for one in actors.values():
        by_type.setdefault(one.type, []).append(one)
    return Ground(
        landscape=landscape,
        columns=columns,
        entries=entries,
        actors=actors,
        forums=in_order(_holding(landscape.forums.values(), day)),
        offers=_holding(landscape.offers.values(), day),
        by_type=by_type,
        kinds=_with_broader(landscape),
        town=town_words(landscape.settings.municipality),
        contacts=dict.fromkeys(columns.actor_ids, "withheld") if withhold else contacts(columns),
        members=counting_members(columns),
        withhold=withhold,
    )


def in_order(records: Iterable[_Named]) -> list[_Named]:
    """Return records by name, so that who is named first is not settled by the order of a file."""
    given = list(records)
    keys = at_once(alphabetical, (one.name for one in given))
    return [one for _key, _id, one in sorted(zip(keys, (one.id for one in given), given, strict=True), key=itemgetter(0, 1))]


def _holding(records: Iterable[_Named], day: dt.date) -> list[_Named]:
    return [one for one in records if holds(one, day)]


def speaks_against(place: Ground, entry: Entry, actor: Actor) -> Against:
    """Return what speaks against an actor as one that is expected: its place, or its side of the administration's border."""
    if actor.id in place.elsewhere:
        return "place"
    return "sector" if (entry.sector, actor.sector) in _SIDES else ""


def _of_a_county(name: str) -> bool:
    """Tell whether a folded name says that it is a county's, and not a town's."""
    said = set(name.replace("-", " ").replace("/", " ").split())
    return not said.isdisjoint(_COUNTY) and said.isdisjoint(_TOWN)


@lru_cache(maxsize=1_024)
def town_words(name: str) -> frozenset[str]:
    """Return the words of a town's name without its titles: the Hanse- und Universitätsstadt Rostock is Rostock."""
    return frozenset(fold(name).replace("-", " ").replace(",", " ").split()) - _OF_A_TOWN


def forum_types(forum: Forum) -> set[str]:
    """Return the types of actors that a forum is, too: a network, perhaps a political body."""
    return {"network"} | {kind for kind, forums in _BODIES.items() if forum.kind in forums}


def _with_broader(landscape: Landscape) -> dict[str, frozenset[str]]:
    """Return each type of actor with the broader ones above it."""
    terms = landscape.vocabulary["actor_types"]
    found = {}
    for key in terms:
        chain = [key]
        while (above := terms[chain[-1]].get("parent")) in terms and above not in chain:
            chain.append(above)
        found[key] = frozenset(chain)
    return found


def holds(record: Record, day: dt.date) -> bool:
    """Tell whether a record holds on a day, fast where it names none."""
    return (record.since is None and record.until is None) or record.holds_at(day)

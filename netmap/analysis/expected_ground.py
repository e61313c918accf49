"""What the matching of expected actors works with: who is there, in which town, of which types, with which contacts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from netmap.analysis.expected_rows import Against, Contact
from netmap.analysis.expected_ties import contacts, counting_members
from netmap.catalogue import Entry
from netmap.landscape import Landscape
from netmap.locale import alphabetical
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
    return sorted(records, key=lambda one: (alphabetical(one.name), one.id))


def _holding(records: Iterable[_Named], day: dt.date) -> list[_Named]:
    return [one for one in records if holds(one, day)]


def speaks_against(place: Ground, entry: Entry, actor: Actor) -> Against:
    """Return what speaks against an actor as one that is expected: its place, or its side of the administration's border."""
    if elsewhere(place, actor):
        return "place"
    return "sector" if {entry.sector, actor.sector} == {"inside", "outside"} else ""


def elsewhere(place: Ground, actor: Actor) -> bool:
    """Tell whether an actor belongs to another town or county, by its municipality, else by its name."""
    if actor.municipality:
        return bool(place.town) and town_words(actor.municipality) != place.town
    said = set(fold(actor.name).replace("-", " ").replace("/", " ").split())
    return not said.isdisjoint(_COUNTY) and said.isdisjoint(_TOWN)


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

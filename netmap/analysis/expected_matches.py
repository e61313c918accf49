"""Which actors and forums of a landscape fit which expected actors, and why: by type, by name, by what they offer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, product
from typing import Any, Final, TypeVar

from netmap.analysis.expected_ground import Ground, forum_types, ground, in_order, speaks_against
from netmap.analysis.expected_names import phrases, spotted
from netmap.analysis.expected_rows import Against, How, Match
from netmap.catalogue import Entry, catalogue
from netmap.landscape import Landscape
from netmap.model import Actor, Forum, Offer, Record
from netmap.network.arrays import Arrays, arrays

_RANKS: Final[tuple[How, ...]] = ("confirmed", "type", "name", "offer", "format", "topic")
_Named = TypeVar("_Named", Actor, Forum, Offer)

Found = dict[str, dict[str, Match]]
"""The matches by the key of the expected actor and the id of what fits."""


@dataclass(frozen=True)
class Matched:
    """Hold what fits which expected actor on a day, for all that asks about them: it is looked for only once."""

    place: Ground
    found: Found


def matched(
    landscape: Landscape,
    *,
    at: dt.date | None = None,
    withhold: bool = False,
    columns: Arrays | None = None,
    only: Container[str] | None = None,
) -> Matched:
    """Look for what fits the expected actors of a landscape on a day; see `netmap.analysis.expected`.

    `columns` are the landscape's on that day, where they have been read already; `only` the keys of the expected actors to
    look for, all of them by default.
    """
    entries = tuple(one for key, one in catalogue(landscape).items() if only is None or key in only)
    found = columns or arrays(landscape, at=at or landscape.reference_date(), offers=False)
    place = ground(landscape, entries, found, withhold=withhold)
    return Matched(place, matches(place))


def matches(place: Ground) -> Found:
    """Return for each expected actor what fits it, the best reason for each; Answers are not looked at here."""
    found: Found = {entry.key: {} for entry in place.entries}
    known = _Known(place)
    sources = (_by_type(place), _by_name(place, known), _by_offer(place, known), _by_topic(place, known))
    for entry, match in chain(*sources, _by_format(place), _by_further_types(place)):
        _keep(found, entry, match)
    return found


def confirmed(place: Ground, ids: Iterable[str]) -> list[Match]:
    """Return the matches of actors that an Answer names."""
    return [_of_actor(place, place.actors[one], "confirmed") for one in ids if one in place.actors]


def candidates(place: Ground, entry: Entry, taken: Iterable[str], most: int) -> tuple[str, ...]:
    """Return the ids of actors to ask: of a type that can fill an entry, and of one of its areas; at most so many.

    The coordinating office does not ask itself. Those of the most typical type come first; of that type an actor whose
    areas are not known may be one, too.
    """
    gone, areas = {*taken, place.landscape.settings.coordinating_office}, set(entry.areas)
    chosen: list[str] = []
    for nth, kind in enumerate(entry.types):
        for actor in place.by_type.get(kind, ()):
            fits = not areas.isdisjoint(actor.areas) or (nth == 0 and not actor.areas) or not areas
            if fits and actor.id not in gone and not speaks_against(place, entry, actor):
                chosen.append(actor.id)
                if len(chosen) == most:
                    return tuple(chosen)
    return tuple(chosen)


# --------------------------------------------------------------------------------------------------------------- reasons


class _Known:
    """Hold the typical names of all expected actors, and find them in other names."""

    def __init__(self, place: Ground) -> None:
        self.names = [(entry, name) for entry in place.entries for name in entry.typical_names]
        self.phrases = phrases(name for _entry, name in self.names)

    def spotted(self, names: Iterable[tuple[_Named, str]]) -> Iterator[tuple[_Named, Entry, str, bool]]:
        """Yield what is called as an expected actor: what it is, the entry, its typical name, and whether in brackets."""
        given = list(names)
        for place, position, inside in spotted([name for _one, name in given], self.phrases):
            entry, word = self.names[position]
            yield given[place][0], entry, word, inside


def _by_type(place: Ground) -> Iterator[tuple[Entry, Match]]:
    """Yield the actors of which the type alone says that they are expected ones."""
    for entry in place.entries:
        if entry.type_suffices and entry.types:
            for kind, broader in place.kinds.items():
                if entry.types[0] in broader:
                    for actor in place.by_type.get(kind, ()):
                        yield entry, _of_actor(place, actor, "type", against=speaks_against(place, entry, actor))


def _by_further_types(place: Ground) -> Iterator[tuple[Entry, Match]]:
    """Yield, where the first type says it all, the actors of the further types and of its areas: they may be meant, too."""
    for entry in place.entries:
        areas = set(entry.areas)
        for kind in entry.types[1:] if entry.type_suffices else ():
            for actor in place.by_type.get(kind, ()):
                if not areas.isdisjoint(actor.areas) and not speaks_against(place, entry, actor):
                    yield entry, _of_actor(place, actor, "type", against="type_only")


def _by_name(place: Ground, known: _Known) -> Iterator[tuple[Entry, Match]]:
    """Yield those in whose name a typical one stands; in brackets stands mostly somebody else."""
    for actor, entry, word, inside in known.spotted(_names(place.actors.values())):
        yield from _judged(place, entry, actor, "name", word=word, against="bracket" if inside else "")
    for forum, entry, word, inside in known.spotted(_names(_lasting(place))):
        if not forum_types(forum).isdisjoint(entry.types):
            yield entry, _of_forum(place, forum, "name", word, "bracket" if inside else "")


def _by_topic(place: Ground, known: _Known) -> Iterator[tuple[Entry, Match]]:
    """Yield the forums among whose topics a typical name stands: whoever sits there may be meant."""
    topics = ((one, topic) for one in _lasting(place) for topic in one.topics)
    for forum, entry, word, _inside in known.spotted(topics):
        yield entry, _of_forum(place, forum, "topic", word, "topic")


def _lasting(place: Ground) -> list[Forum]:
    return [one for one in place.forums if one.nature != "event"]


def _names(called: Iterable[_Named]) -> list[tuple[_Named, str]]:
    return [(each, name) for each in called for name in _called(each) if name]


def _called(one: Any) -> tuple[str, ...]:
    return one.name, one.short_name, *one.aliases


def _by_offer(place: Ground, known: _Known) -> Iterator[tuple[Entry, Match]]:
    """Yield the providers of offers in whose name a typical one stands."""
    seen: dict[str, list[tuple[Entry, str]]] = {}
    for offer, entry, word, inside in known.spotted((one, one.name) for one in place.offers):
        if not inside:
            seen.setdefault(offer.id, []).append((entry, word))
    for offer in in_order(place.landscape.offers[one] for one in seen):
        for (entry, word), actor in product(seen[offer.id], _providers(place, offer)):
            yield from _judged(place, entry, actor, "offer", word=word, offer=offer)


def _by_format(place: Ground) -> Iterator[tuple[Entry, Match]]:
    """Yield the providers of offers whose format says that they are expected ones."""
    wanted: dict[str, list[Entry]] = {}
    for entry in place.entries:
        for form in entry.formats:
            wanted.setdefault(form, []).append(entry)
    fits = {
        offer.id: entries
        for offer in place.offers
        if offer.format in wanted
        if (entries := [one for one in wanted[offer.format] if not offer.area or offer.area in one.areas])
    }
    for offer in in_order(place.landscape.offers[one] for one in fits):
        for entry, actor in product(fits[offer.id], _providers(place, offer)):
            against: Against = "place" if actor.id in place.elsewhere else ""
            yield entry, _of_actor(place, actor, "format", offer=offer, against=against)


def _providers(place: Ground, offer: Offer) -> list[Actor]:
    return [place.actors[one] for one in offer.providers if one in place.actors]


def _judged(
    place: Ground,
    entry: Entry,
    actor: Actor,
    how: How,
    *,
    word: str = "",
    offer: Offer | None = None,
    against: Against = "",
) -> Iterator[tuple[Entry, Match]]:
    """Yield an actor with what speaks against it; nothing where its type rules it out."""
    fits = not place.kinds.get(actor.type, frozenset()).isdisjoint(entry.types)
    if fits or not actor.type or not (_rules_out(entry, offer) or _one_of_many(offer)):
        speaking = speaks_against(place, entry, actor) or ("" if fits else "type") or against
        yield entry, _of_actor(place, actor, how, word=word, offer=offer, against=speaking)


def _rules_out(entry: Entry, offer: Offer | None) -> bool:
    """Tell whether another type says that something is not what is expected.

    Where the type says it all, it does; only who offers something of that name in the city may be it nevertheless (an
    association that runs an accommodation).
    """
    return entry.type_suffices and (offer is None or entry.scope == "district")


def _one_of_many(offer: Offer | None) -> bool:
    """Tell whether an offer is of several providers, so that its name says little of any one of them."""
    return offer is not None and len(offer.providers) > 1


# --------------------------------------------------------------------------------------------------------------- matches


def _keep(found: Found, entry: Entry, match: Match) -> None:
    """Keep the best reason for which something fits; a match in several places by its offers is in all of them."""
    before = found[entry.key].get(match.subject)
    if before is None or _rank(match) < _rank(before):
        found[entry.key][match.subject] = match
    elif match.offer and before.offer and _rank(match) == _rank(before):
        found[entry.key][match.subject] = before._replace(
            districts=tuple(dict.fromkeys([*before.districts, *match.districts])),
            citywide=before.citywide or match.citywide,
            last_seen=max(filter(None, (before.last_seen, match.last_seen)), default=None),
        )


def _rank(match: Match) -> tuple[bool, int]:
    return match.hint, _RANKS.index(match.how)


def _of_actor(
    place: Ground, actor: Actor, how: How, *, word: str = "", offer: Offer | None = None, against: Against = ""
) -> Match:
    where: Actor | Offer = offer if offer is not None and (offer.districts or offer.citywide) else actor
    source: Record = offer if offer is not None else actor
    return Match(
        subject=actor.id,
        kind="actor",
        name=actor.name,
        how=how,
        against=against,
        word=word,
        offer=offer.id if offer is not None else "",
        municipality=actor.municipality,
        districts=where.districts,
        citywide=where.citywide,
        contact=place.contacts.get(actor.id, "none"),
        last_seen=source.last_seen(place.day) if source.evidence else None,
    )


def _of_forum(place: Ground, forum: Forum, how: How, word: str, against: Against) -> Match:
    return Match(
        subject=forum.id,
        kind="forum",
        name=forum.name,
        how=how,
        against=against,
        word=word,
        offer="",
        municipality="",
        districts=(),
        citywide=False,
        contact="working" if place.members.get(forum.id, 0) > 1 else "none",
        last_seen=forum.last_seen(place.day),
    )

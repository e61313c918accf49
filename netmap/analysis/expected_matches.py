"""Which actors and forums of a landscape fit which expected actors, and why: by type, by name, by what they offer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from netmap.analysis.expected_ground import Ground, elsewhere, forum_types, ground, in_order, speaks_against
from netmap.analysis.expected_names import FRIENDS, Phrases, parts, phrases, spot, words
from netmap.analysis.expected_rows import How, Match
from netmap.catalogue import Entry, catalogue
from netmap.landscape import Landscape
from netmap.model import Actor, Forum, Offer, Record
from netmap.network.arrays import Arrays, arrays

_RANKS: Final[tuple[How, ...]] = ("confirmed", "type", "name", "offer", "format", "topic")


Found = dict[str, dict[str, Match]]
"""The matches by the key of the expected actor and the id of what fits."""


@dataclass(frozen=True)
class Matched:
    """Hold what fits which expected actor on a day, for all that asks about them: it is looked for only once."""

    place: Ground
    found: Found


def matched(
    landscape: Landscape, *, at: dt.date | None = None, withhold: bool = False, columns: Arrays | None = None
) -> Matched:
    """Look for what fits the expected actors of a landscape on a day; see `netmap.analysis.expected`.

    `columns` are the landscape's on that day, where they have been read already.
    """
    entries = tuple(catalogue(landscape).values())
    found = columns or arrays(landscape, at=at or landscape.reference_date(), offers=False)
    place = ground(landscape, entries, found, withhold=withhold)
    return Matched(place, matches(place))


def matches(place: Ground) -> Found:
    """Return for each expected actor what fits it, the best reason for each; Answers are not looked at here."""
    found: Found = {entry.key: {} for entry in place.entries}
    named = [(entry, name) for entry in place.entries for name in entry.typical_names]
    known = phrases(name for _entry, name in named)
    for one in _by_type(place):
        _keep(found, *one)
    for entry_name, match in _by_name(place, known):
        entry, word = named[entry_name]
        _keep(found, entry, _judged(place, entry, replace(match, word=word)))
    for position, offer in _by_offer(place, known):
        entry, word = named[position]
        for provider in offer.providers:
            if provider in place.actors:
                match = _of_actor(place, place.actors[provider], "offer", offer=offer)
                _keep(found, entry, _judged(place, entry, replace(match, word=word)))
    for position, match in _by_topic(place, known):
        entry, word = named[position]
        _keep(found, entry, replace(match, word=word))
    for source in (_by_format, _by_further_types):
        for one in source(place):
            _keep(found, *one)
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


def _by_type(place: Ground) -> Iterator[tuple[Entry, Match | None]]:
    """Yield the actors of which the type alone says that they are expected ones."""
    for entry in place.entries:
        if entry.type_suffices and entry.types:
            for kind, broader in place.kinds.items():
                if entry.types[0] in broader:
                    for actor in place.by_type.get(kind, ()):
                        yield entry, _judged(place, entry, _of_actor(place, actor, "type"))


def _by_further_types(place: Ground) -> Iterator[tuple[Entry, Match]]:
    """Yield, where the first type says it all, the actors of the further types and of its areas: they may be meant, too."""
    for entry in place.entries:
        areas = set(entry.areas)
        for kind in entry.types[1:] if entry.type_suffices else ():
            for actor in place.by_type.get(kind, ()):
                if not areas.isdisjoint(actor.areas) and not speaks_against(place, entry, actor):
                    yield entry, replace(_of_actor(place, actor, "type"), against="type_only")


def _by_name(place: Ground, known: Phrases) -> Iterator[tuple[int, Match]]:
    """Yield the typical names that stand in the name of an actor or forum; in brackets stands mostly somebody else."""
    for actor in place.actors.values():
        for position, inside in _spotted((actor.name, actor.short_name, *actor.aliases), known):
            match = _of_actor(place, actor, "name")
            yield position, replace(match, against="bracket") if inside else match
    for forum in place.forums:
        if forum.nature != "event":
            for position, inside in _spotted((forum.name, forum.short_name, *forum.aliases), known):
                match = _of_forum(place, forum)
                yield position, replace(match, against="bracket") if inside else match


def _by_topic(place: Ground, known: Phrases) -> Iterator[tuple[int, Match]]:
    """Yield the typical names that stand among the topics of a forum: whoever sits there may be meant."""
    for forum in place.forums:
        if forum.nature != "event":
            for position, _inside in _spotted(forum.topics, known):
                yield position, replace(_of_forum(place, forum), how="topic", against="topic")


def _spotted(names: Iterable[str], known: Phrases) -> Iterator[tuple[int, bool]]:
    for name in filter(None, names):
        for inside, part in enumerate(parts(name)):
            if part and FRIENDS.isdisjoint(said := words(part)):
                for position in spot(said, known):
                    yield position, bool(inside)


def _by_offer(place: Ground, known: Phrases) -> Iterator[tuple[int, Offer]]:
    """Yield the typical names that stand in the name of an offer."""
    said = {name: spot(words(parts(name)[0]), known) for name in {one.name for one in place.offers}}
    seen = {name: found for name, positions in said.items() if (found := tuple(positions))}
    for offer in in_order(one for one in place.offers if one.name in seen):
        for position in seen[offer.name]:
            yield position, offer


def _by_format(place: Ground) -> Iterator[tuple[Entry, Match]]:
    """Yield the providers of offers whose format says that they are expected ones."""
    wanted = [(one, entry) for entry in place.entries for one in entry.formats]
    formats = {one: [entry for form, entry in wanted if form == one] for one, _entry in wanted}
    for offer in in_order(one for one in place.offers if one.format in formats):
        for entry in formats[offer.format]:
            if offer.area in entry.areas or not offer.area:
                for provider in offer.providers:
                    if provider in place.actors:
                        match = _of_actor(place, place.actors[provider], "format", offer=offer)
                        yield entry, replace(match, against="place" if elsewhere(place, place.actors[provider]) else "")


def _judged(place: Ground, entry: Entry, match: Match) -> Match | None:
    """Return a match with what speaks against it; None where its type rules it out."""
    if match.kind == "forum":
        fits = not forum_types(place.landscape.forums[match.subject]).isdisjoint(entry.types)
        return match if fits else None
    actor = place.actors[match.subject]
    fits = not place.kinds.get(actor.type, frozenset()).isdisjoint(entry.types)
    if not fits and actor.type and (_rules_out(entry, match) or _one_of_many(place, match)):
        return None
    against = speaks_against(place, entry, actor) or ("" if fits else "type") or match.against
    return match if match.against == against else replace(match, against=against)


def _rules_out(entry: Entry, match: Match) -> bool:
    """Tell whether another type says that something is not what is expected.

    Where the type says it all, it does; only who offers something of that name in the city may be it nevertheless (an
    association that runs an accommodation).
    """
    return entry.type_suffices and not (match.offer and entry.scope != "district")


def _one_of_many(place: Ground, match: Match) -> bool:
    """Tell whether an offer is of several providers, so that its name says little of any one of them."""
    return bool(match.offer) and len(place.landscape.offers[match.offer].providers) > 1


# --------------------------------------------------------------------------------------------------------------- matches


def _keep(found: Found, entry: Entry, match: Match | None) -> None:
    """Keep the best reason for which something fits; a match in several places by its offers is in all of them."""
    if match is None:
        return
    before = found[entry.key].get(match.subject)
    if before is None or _rank(match) < _rank(before):
        found[entry.key][match.subject] = match
    elif match.offer and before.offer and _rank(match) == _rank(before):
        found[entry.key][match.subject] = replace(
            before,
            districts=tuple(dict.fromkeys([*before.districts, *match.districts])),
            citywide=before.citywide or match.citywide,
            last_seen=max(filter(None, (before.last_seen, match.last_seen)), default=None),
        )


def _rank(match: Match) -> tuple[bool, int]:
    return match.hint, _RANKS.index(match.how)


def _of_actor(place: Ground, actor: Actor, how: How, *, offer: Offer | None = None) -> Match:
    where: Actor | Offer = offer if offer is not None and (offer.districts or offer.citywide) else actor
    source: Record = offer if offer is not None else actor
    return Match(
        subject=actor.id,
        kind="actor",
        name=actor.name,
        how=how,
        against="",
        word="",
        offer=offer.id if offer is not None else "",
        municipality=actor.municipality,
        districts=where.districts,
        citywide=where.citywide,
        contact=place.contacts.get(actor.id, "none"),
        last_seen=source.last_seen(place.day) if source.evidence else None,
    )


def _of_forum(place: Ground, forum: Forum) -> Match:
    return Match(
        subject=forum.id,
        kind="forum",
        name=forum.name,
        how="name",
        against="",
        word="",
        offer="",
        municipality="",
        districts=(),
        citywide=False,
        contact="working" if place.members.get(forum.id, 0) > 1 else "none",
        last_seen=forum.last_seen(place.day),
    )

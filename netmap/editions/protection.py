"""Protected actors: whose place and contacts must not be found, and in which texts they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from netmap.landscape import Landscape
from netmap.model import Actor, Answer, Expectation, Offer, Record

_SHORTEST = 5
"""Shorter names are words that stand in many texts."""
_SCHEME = re.compile(r"^\s*https?://(www\.)?", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?!\s*\d{5}\b).*\d")


def is_protected(landscape: Landscape, actor: Actor) -> bool:
    """Tell whether an actor's place and contacts must not be shown: it says so itself, or its type does."""
    term = landscape.vocabulary["actor_types"].get(actor.type)
    return actor.protected or bool(term is not None and term.get("protected"))


def protected_actors(landscape: Landscape) -> set[str]:
    """Return the ids of the protected actors, and of all that are part of one, over however many levels.

    >>> from netmap.model import Settings
    >>> home, flat = Actor(id="home", name="Home", protected=True), Actor(id="flat", name="Flat", part_of="home")
    >>> sorted(protected_actors(Landscape(Settings(id="c", name="C"), [home, flat])))
    ['flat', 'home']
    """
    found = {key for key, actor in landscape.actors.items() if is_protected(landscape, actor)}
    parts: dict[str, list[str]] = {}
    for key, actor in landscape.actors.items():
        if actor.part_of is not None:
            parts.setdefault(actor.part_of, []).append(key)
    waiting = list(found)
    while waiting:
        new = set(parts.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return found


@dataclass(frozen=True)
class Secrets:
    """Hold the protected actors, what finds them in texts, and the expected actors whose places are protected.

    `known` keeps what `told` has found out.
    """

    hidden: set[str]
    mentions: re.Pattern[str] | None
    expectations: set[str]
    known: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def guards(self, record: Record) -> bool:
        """Tell whether a record speaks of nobody but protected actors, so that its place is theirs."""
        if isinstance(record, Actor):
            return record.id in self.hidden
        if isinstance(record, Offer):
            return bool(record.providers) and self.hidden.issuperset(record.providers)
        if isinstance(record, Answer):
            alone = bool(record.actors) and self.hidden.issuperset(record.actors)
            return alone or (record.answer == "present" and record.expectation in self.expectations)
        return False

    def told(self, text: str) -> str:
        """Return a text; of one that names a protected actor or its address, only that there is one."""
        if self.mentions is None or not text:
            return text
        # one source stands on many records, and the pattern itself is no cheap key: it is hashed whole
        if text not in self.known:
            self.known[text] = "…" if self.mentions.search(text) else text
        return self.known[text]


def secrets_of(landscape: Landscape) -> Secrets:
    """Return what no edition but the internal one may tell of a landscape's protected actors."""
    hidden, words = protected_actors(landscape), landscape.vocabulary
    types = {key for key, term in words["actor_types"].items() if term.get("protected")}
    expected = [(key, term.get("types") or ()) for key, term in words["expected_actors"].items()]
    expected += [(one.key, one.types) for one in landscape.table(Expectation).values()]
    found = mentions(landscape.actors[key] for key in hidden)
    return Secrets(hidden, found, {key for key, given in expected if not types.isdisjoint(given)})


def mentions(actors: Iterable[Actor]) -> re.Pattern[str] | None:
    """Return what finds the names and addresses of actors in a text; None where there are none to find.

    >>> found = mentions([Actor(id="a", name="Haus am Ring", address="Ringstraße 7, 18057 Rostock")])
    >>> [bool(found.search(text)) for text in ("gibt es im HAUS am Ring", "Ringstraße  7", "Ringstraße 70")]
    [True, True, False]
    """
    signs: set[str] = set()
    for one in actors:
        signs |= {one.name, one.short_name, *one.aliases, _SCHEME.sub("", one.website).rstrip("/")}
        # the name of a town alone would be found everywhere
        signs |= {part for part in (one.address, one.address.split(",")[0]) if _NUMBERED.search(part)}
    words = {" ".join(sign.split()) for sign in signs}
    known = sorted((word for word in words if len(word) >= _SHORTEST), key=lambda word: (-len(word), word))
    if not known:
        return None
    either = "|".join(r"\s+".join(map(re.escape, word.split(" "))) for word in known)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)

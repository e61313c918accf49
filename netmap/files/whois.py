"""Who is meant by an id or a name in a foreign list: one of the landscape, one of the list, or nobody yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from netmap.files.cells import folded
from netmap.identifiers import slug, unique
from netmap.landscape import Landscape
from netmap.model import Actor, Forum


@dataclass
class Whois:
    """Know records of one kind by what a list calls them: by its own ids, by names in any spelling.

    A name that two have means neither of them (`names[...] == ""`), an id of the list always means one. `earlier` are ids of
    the landscape, and those that its records had in lists before.
    """

    taken: set[str]
    own: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    earlier: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def find(self, shown: str) -> str | None:
        """Return the id of whom a text means, None where nobody or more than one is called so."""
        return self.own.get(shown) or self.named(shown) or self.earlier.get(shown)

    def named(self, shown: str) -> str | None:
        """Return the id of whom a text names."""
        return self.names.get(folded(shown)) or None

    def add(self, record_id: str, names: Iterable[str]) -> None:
        """Remember what a record is called."""
        for name in names:
            key = folded(name)
            if key and self.names.setdefault(key, record_id) != record_id:
                self.names[key] = ""

    def new_id(self, shown: str, fallback: str) -> str:
        """Return an id of its own for somebody new, made from what a list calls them, and take it."""
        record_id = unique(slug(shown, fallback=fallback), self.taken, numbers=self.numbers)
        self.taken.add(record_id)
        return record_id


def known_actors(landscape: Landscape, taken: set[str]) -> Whois:
    """Know the actors of a landscape by their names, and by the ids that they had in the lists they came from."""
    return _known(landscape.actors.values(), taken)


def known_forums(landscape: Landscape, taken: set[str]) -> Whois:
    """Know the forums of a landscape by their names."""
    return _known(landscape.forums.values(), taken)


def _known(records: Iterable[Actor] | Iterable[Forum], taken: set[str]) -> Whois:
    whois = Whois(taken)
    for one in records:
        whois.add(one.id, (one.name, one.short_name, *one.aliases))
        whois.earlier[str(one.attributes.get("original_id", one.id))] = one.id
    return whois

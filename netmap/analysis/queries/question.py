"""What a query is given, what it works on, and what it finds."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import Any, Final, TypeVar

from netmap.landscape import Landscape
from netmap.locale import alphabetical, at_once
from netmap.model import Actor, Cooperation, Forum, Offer, Record
from netmap.titles import names_of, title
from netmap.values import CEFR

Row = Mapping[str, Any]
R = TypeVar("R", bound=Record)
ALL: Final = "all"
"""The target group that every newcomer belongs to."""


@dataclass(frozen=True)
class Given:
    """Hold what a query is asked with: ids, vocabulary keys, days; empty or None where it was not asked for."""

    area: str = ""
    group: str = ""
    district: str = ""
    type: str = ""
    sector: str = ""
    actor: str = ""
    forum: str = ""
    language: str = ""
    level: str = ""
    kind: str = ""
    state: str = ""
    months: int | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    childcare: bool | None = None
    free: bool | None = None
    accessible: bool | None = None


@dataclass(frozen=True)
class Found:
    """Hold the rows of an answer; `unknown` counts by field the records of which it is not known whether they belong."""

    rows: tuple[Row, ...]
    unknown: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Desk:
    """Hold the landscape that is asked, as an edition may show it, and the day; `now` is its state on that day."""

    whole: Landscape
    day: dt.date

    @cached_property
    def now(self) -> Landscape:
        """Return what holds on the day."""
        return self.whole.at(self.day)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Return the names of actors, forums, districts and offers by id."""
        return names_of(self.now)

    def sorted(self, records: Iterable[R]) -> list[R]:
        """Return records of one kind by what they are called, cooperations by what their ends are called, then by id."""
        given = sorted(records, key=attrgetter("id"))
        ties = [one for one in given if isinstance(one, Cooperation)]
        places, many = self._places if ties else {}, len(self.whole.actors) + 1
        keys: list[Any] = [places.get(one.source, -1) * many + places.get(one.target, -1) for one in ties]
        if not ties:
            keys = at_once(alphabetical, (getattr(one, "name", "") or title(one, self.names) for one in given))
        return [one for _key, one in sorted(zip(keys, given, strict=True), key=itemgetter(0))]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """Return where each actor stands by name: cooperations share their ends, whose names are sorted once."""
        actors = self.whole.actors
        names = at_once(alphabetical, (actor.name for actor in actors.values()))
        order = {name: place for place, name in enumerate(sorted(set(names)))}
        return {key: order[name] for key, name in zip(actors, names, strict=True)}

    def choose(self, records: Iterable[R], given: Given, fields: Iterable[str]) -> tuple[list[R], Mapping[str, int]]:
        """Return the records that are what was asked for, sorted, and how many do not say so, by what they do not say.

        One that is not what was asked for in any respect is left out, whatever else it does not say.
        """
        wanted = [(name, getattr(given, name)) for name in fields if getattr(given, name) not in {"", None}]
        kept, unknown = [], Counter[str]()
        for one in records:
            answers = {name: _ASKED[name](one, value) for name, value in wanted}
            if False in answers.values():
                continue
            silent = [name for name, answer in answers.items() if answer is None]
            if silent:
                unknown.update(silent[:1])
            else:
                kept.append(one)
        return self.sorted(kept), dict(unknown)


def _among(value: str, values: tuple[str, ...]) -> bool | None:
    return value in values if values else None


def _in_area(one: Any, area: str) -> bool | None:
    if isinstance(one, Offer):
        return one.area == area if one.area else None
    return _among(area, one.areas)


def _for_group(one: Any, group: str) -> bool | None:
    return True if ALL in one.target_groups else _among(group, one.target_groups)


def _in_district(one: Any, district: str) -> bool | None:
    return True if one.citywide else _among(district, one.districts)


def _of_sector(one: Any, sector: str) -> bool | None:
    return one.sector == sector if sector == "unknown" or one.sector != "unknown" else None


def _of_kind(one: Any, kind: str) -> bool | None:
    own = one.format if isinstance(one, Offer) else one.type if isinstance(one, Actor) else one.kind
    return own == kind if own else None


def of_level(one: Any, level: str) -> bool | None:
    """Tell whether a level lies within those of an offer; one that names a single end is sure of that level only."""
    at = CEFR.index(level)
    start, end = (CEFR.index(text) if text else None for text in (one.cefr_from, one.cefr_to))
    if (start is not None and at < start) or (end is not None and at > end):
        return False
    return True if at in {start, end} or None not in {start, end} else None


def _flag(name: str) -> Callable[[Any, bool], bool | None]:
    def answer(one: Any, wanted: bool) -> bool | None:
        given = getattr(one, name)
        return None if given is None else given is wanted

    return answer


_ASKED: Final[Mapping[str, Callable[[Any, Any], bool | None]]] = {
    "area": _in_area,
    "group": _for_group,
    "district": _in_district,
    "sector": _of_sector,
    "type": _of_kind,
    "kind": _of_kind,
    "language": lambda one, language: _among(language, one.languages),
    "level": of_level,
    "childcare": _flag("childcare"),
    "free": _flag("free_of_charge"),
    "accessible": _flag("accessible"),
}
"""How each thing that can be asked for is looked up in a record: yes, no, or None where it does not say."""


def counted(of: Iterable[str], key: str) -> tuple[Row, ...]:
    """Return one row for each different text with how often it is there, most first; what is empty comes last.

    >>> counted(["b", "a", "b", ""], "area")
    ({'area': 'b', 'number': 2}, {'area': 'a', 'number': 1}, {'area': '', 'number': 1})
    """
    numbers = Counter(of)
    order = sorted(numbers, key=lambda one: (not one, -numbers[one], one))
    return tuple({key: one, "number": numbers[one]} for one in order)


def forum_row(forum: Forum) -> dict[str, Any]:
    """Return what every list of forums says of one."""
    return {"forum": forum.id, "kind": forum.kind, "nature": forum.nature, "areas": forum.areas}

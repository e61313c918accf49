"""What a scene's state may tell outside: who is not shown is not named in it, nor where anybody of those stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final
from urllib.parse import parse_qsl, urlencode

_AS_THEY_ARE: Final = frozenset({"lang", "date", "steps", "q", "whole", "scene", "at"})
_OFF: Final = "off."
_VIEWS: Final = frozenset({"landscape", "gaps", "forums", "ego", "border", "transitions", "compare"})
_SCALES: Final = frozenset(
    {"sector", "type", "area", "group", "district", "language", "carrier", "ties", "forums", "offers"}
)
_CHOICES: Final = {"view": _VIEWS, "colour": _SCALES, "size": _SCALES}
_SUBJECTS: Final = frozenset({"chosen", "to"})
_MOVED: Final = "moved."
_NO_DISTRICTS: Final = frozenset({"?", "*"})
"""Not recorded, and the whole city."""


def shown_state(state: str, shown: Collection[str]) -> str:
    """Return of a state (an address' fragment) what may leave: `shown` are the ids of the records that an edition names.

    Only what is known is kept, and of it no id that is not shown; columns of one's own, by which a map may be coloured,
    and the view of one actor stay internal as well.

    >>> shown_state("chosen=vhs&to=shelter&moved.landscape=vhs%3A1%3A2%2Cshelter%3A3%3A4&new=x&steps=2", {"vhs"})
    'chosen=vhs&moved.landscape=vhs%3A1%3A2&steps=2'
    """
    return urlencode(list(_shown_parts(state, shown)))


def subjects_of(state: str) -> list[str]:
    """Return the ids of records that a state names, each once: who is chosen, who was moved, which districts are off.

    What is open has a slash in its name, which no id has: it is no record.

    >>> subjects_of("chosen=vhs&to=expected%2Flibrary&moved.landscape=vhs%3A1%3A2%2Camt%3A3%3A4&off.district=nord%2C%3F")
    ['vhs', 'amt', 'nord']
    """
    named: list[str] = []
    for name, value in parse_qsl(state):
        if name.startswith(_MOVED):
            named += [one.split(":")[0] for one in value.split(",")]
        elif name == f"{_OFF}district":
            named += [one for one in value.split(",") if one not in _NO_DISTRICTS]
        elif name in _SUBJECTS:
            named.append(value)
    return [one for one in dict.fromkeys(named) if one and "/" not in one]


def _shown_parts(state: str, shown: Collection[str]) -> Iterator[tuple[str, str]]:
    for name, value in parse_qsl(state, keep_blank_values=True):
        if name.startswith(_MOVED) and name.removeprefix(_MOVED) in _VIEWS:
            kept = [one for one in value.split(",") if one.split(":")[0] in shown]
            if kept:
                yield name, ",".join(kept)
        elif name in _SUBJECTS:
            if value in shown:
                yield name, value
        elif name in _CHOICES:
            if value in _CHOICES[name]:
                yield name, value
        elif name == f"{_OFF}district":
            yield name, ",".join(one for one in value.split(",") if one in shown)
        elif name in _AS_THEY_ARE or name.startswith(_OFF):
            yield name, value

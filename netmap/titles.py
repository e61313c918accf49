"""How a record is called in a sentence or a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from netmap.catalogue import catalogue
from netmap.landscape import Landscape
from netmap.model import KINDS, Answer, GapNote, Inventory, Need, Record

_ENDS: Final[Mapping[str, tuple[str, ...]]] = {
    "cooperation": ("source", "target"),
    "membership": ("actor", "forum"),
    "position": ("subject",),
    "need": ("district",),
    "decision": ("first", "second"),
}


def title(record: Record, names: Mapping[str, str] | None = None) -> str:
    """Name a record: by its name or title, a cooperation by its two ends, a position by what it places, else by its id.

    An answer, an inventory, a note and a need of the whole city are called by what they are about. `names` gives the
    names of other records by id, and those of keys (see `names_of`); what has none stands for itself.

    >>> from netmap.model import Cooperation
    >>> title(Cooperation(id="a--b", source="a", target="b"), {"a": "VHS"})
    'VHS – b'
    """
    names = names or {}
    ends = [getattr(record, field) for field in _ENDS.get(record.kind_name, ())]
    if any(ends):
        return " – ".join(names.get(one, one) for one in ends)
    if isinstance(record, Answer | Inventory | GapNote | Need):
        return ", ".join(_about(record, names)) or record.id
    for field in ("name", "title", "label_de", "key"):
        if own := getattr(record, field, ""):
            return str(own)
    return record.id


def _about(record: Answer | Inventory | GapNote | Need, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the names of what somebody answered on, asked for, or noted: a field, an expected actor, a transition."""
    if isinstance(record, GapNote):
        yield from _gap(record.gap, names)
        return
    if isinstance(record, Need):
        said = {"area": record.area, "group": record.target_group}
        fields = {kind: key for kind, key in said.items() if key != "all"} or {"group": "all"}
    elif isinstance(record, Inventory):
        fields = {"area": record.area, "group": record.target_group}
    else:
        fields = {"expected": record.expectation, "transition": record.transition}
    yield from (names.get(f"{kind}/{key}", key) for kind, key in fields.items() if key)
    if record.district:
        yield names.get(record.district, record.district)


def _gap(gap: str, names: Mapping[str, str]) -> list[str]:
    """Name what the id of a gap or an introduction is made of; the whole id where nothing in it has a name."""
    _rule, *parts = gap.split("/")
    kinds = zip(("area", "group"), parts, strict=False)
    called = [f"{kind}/{key}" for kind, key in (*kinds, *pairwise(parts))]
    keys = {one.rpartition("/")[2] for one in called if one in names}
    return [names[one] for one in (*called, *(one for one in parts if one not in keys)) if one in names] or [gap]


def names_of(landscape: Landscape, *, lang: str = "de") -> dict[str, str]:
    """Return the names by id of what other records refer to: actors, forums, districts, offers, surveys.

    Where somebody asked, answered or noted something, or a need is the whole city's, the labels of areas, groups, expected
    actors and transitions are there, too, by "area/KEY", "group/KEY", "expected/KEY" and "transition/KEY".

    >>> from netmap.model import Actor, Settings
    >>> names_of(Landscape(Settings(id="c", name="C"), [Actor(id="a", name="Amt")]))
    {'a': 'Amt'}
    """
    tables = (landscape.actors, landscape.forums, landscape.districts, landscape.offers, landscape.surveys)
    names = {key: str(getattr(record, "name", key)) for table in tables for key, record in table.items()}
    citywide = any(one.district is None for one in landscape.table(Need).values())
    if citywide or any(landscape.table(kind) for kind in (Answer, Inventory, GapNote)):
        names |= _labels(landscape, lang)
    return names


def _labels(landscape: Landscape, lang: str) -> dict[str, str]:
    words = landscape.vocabulary
    terms = {"area": words["areas"], "group": words["target_groups"], "transition": words["transitions"]}
    found = {f"{kind}/{key}": term.label(lang) for kind, table in terms.items() for key, term in table.items()}
    return found | {f"expected/{key}": entry.label(lang) for key, entry in catalogue(landscape).items()}


def name_of(record_id: str, landscape: Landscape) -> str:
    """Return what the record with this id is called, or the id where there is none.

    >>> from netmap.model import Settings
    >>> name_of("nobody", Landscape(Settings(id="c", name="C")))
    'nobody'
    """
    found = (landscape.table(kind).get(record_id) for kind in KINDS.values())
    record = next((one for one in found if one is not None), None)
    return record_id if record is None else title(record)

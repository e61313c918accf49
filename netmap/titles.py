"""How a record is called in a sentence or a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from netmap.landscape import Landscape
from netmap.model import KINDS, Record

_ENDS: Final[Mapping[str, tuple[str, ...]]] = {
    "cooperation": ("source", "target"),
    "membership": ("actor", "forum"),
    "position": ("subject",),
    "need": ("district",),
}


def title(record: Record, names: Mapping[str, str] | None = None) -> str:
    """Name a record: by its name or title, a cooperation by its two ends, a position by what it places, else by its id.

    `names` gives the names of other records by id (see `names_of`); an id without one stands for itself.

    >>> from netmap.model import Cooperation
    >>> title(Cooperation(id="a--b", source="a", target="b"), {"a": "VHS"})
    'VHS – b'
    """
    names = names or {}
    ends = [getattr(record, field) for field in _ENDS.get(record.kind_name, ())]
    if any(ends):
        return " – ".join(names.get(one, one) for one in ends)
    for field in ("name", "title", "label_de", "gap", "key"):
        if own := getattr(record, field, ""):
            return str(own)
    return record.id


def names_of(landscape: Landscape) -> dict[str, str]:
    """Return the names by id of what other records refer to: actors, forums, districts, offers, surveys.

    >>> from netmap.model import Actor, Settings
    >>> names_of(Landscape(Settings(id="c", name="C"), [Actor(id="a", name="Amt")]))
    {'a': 'Amt'}
    """
    tables = (landscape.actors, landscape.forums, landscape.districts, landscape.offers, landscape.surveys)
    return {key: str(getattr(record, "name", key)) for table in tables for key, record in table.items()}


def name_of(record_id: str, landscape: Landscape) -> str:
    """Return what the record with this id is called, or the id where there is none.

    >>> from netmap.model import Settings
    >>> name_of("nobody", Landscape(Settings(id="c", name="C")))
    'nobody'
    """
    found = (landscape.table(kind).get(record_id) for kind in KINDS.values())
    record = next((one for one in found if one is not None), None)
    return record_id if record is None else title(record)

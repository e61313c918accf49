"""The landscape as a graph: which records are nodes and which relationships, and the properties a person finds on them.

The exact record is kept as JSON text in `record`; the other properties are made from it for whoever explores the graph.
Labels and relationship types come only from the constants here, never from data.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from netmap.model import KINDS, Cooperation, Membership, Record
from netmap.store.rows import to_text

NODE: Final = "_NetmapRecord"
"""The label that every node of a record has besides its own, by which ids are unique over all kinds.

Neo4j Browser colours and captions a node by the first of its labels in the order of letters; `_` comes after all capitals.
"""
LABELS: Final[Mapping[str, str]] = {
    kind: {"landscape": "Landscape", "mapping": "Mapping"}.get(kind) or cls.__name__
    for kind, cls in KINDS.items()
    if kind not in {"cooperation", "membership"}
}
"""The label of each kind of record that is a node."""
TIES: Final[Mapping[str, str]] = {
    "existing": "COOPERATES_WITH",
    "planned": "MIGHT_COOPERATE_WITH",
    "wished": "MIGHT_COOPERATE_WITH",
    "ended": "COOPERATED_WITH",
}
"""The type of the relationship that a cooperation is, by its status."""
MEMBER: Final = "MEMBER_OF"
RELATIONSHIPS: Final = ("COOPERATES_WITH", "MIGHT_COOPERATE_WITH", "COOPERATED_WITH", MEMBER)
"""The types of the relationships that are records themselves."""
AREA: Final = "EducationArea"
GROUP: Final = "TargetGroup"
TERMS: Final[Mapping[str, str]] = {AREA: "areas", GROUP: "target_groups"}
"""The labels of what stands in a vocabulary, and in which."""
LINKS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "landscape": {"coordinating_office": ("COORDINATED_BY", NODE)},
    "district": {"neighbours": ("NEXT_TO", NODE)},
    "actor": {
        "part_of": ("PART_OF", NODE), "districts": ("IN_DISTRICT", NODE),
        "areas": ("ACTIVE_IN", AREA), "target_groups": ("SERVES", GROUP),
    },
    "forum": {
        "lead": ("LED_BY", NODE), "reports_to": ("REPORTS_TO", NODE),
        "areas": ("IN_AREA", AREA), "target_groups": ("FOR", GROUP),
    },
    "offer": {
        "providers": ("PROVIDES", NODE), "districts": ("IN_DISTRICT", NODE),
        "area": ("IN_AREA", AREA), "target_groups": ("FOR", GROUP),
    },
    "need": {"area": ("IN_AREA", AREA), "target_group": ("OF", GROUP), "district": ("IN_DISTRICT", NODE)},
    "inventory": {"area": ("IN_AREA", AREA), "target_group": ("FOR", GROUP), "district": ("IN_DISTRICT", NODE)},
    "survey": {"asked": ("ASKED", NODE), "answered": ("ANSWERED_BY", NODE)},
    "answer": {"actors": ("ABOUT", NODE), "district": ("IN_DISTRICT", NODE)},
    "position": {"subject": ("PLACES", NODE)},
}  # fmt: skip
"""By kind and field: the type of the relationship that a field also is, and the label of what it leads to."""
EVIDENCE: Final = {"reported_by": "REPORTED_BY", "survey": "FROM_SURVEY"}
BACKWARDS: Final = "PROVIDES"
"""The one relationship that leads from what a record refers to to the record: actors provide offers."""
REFERRING: Final = tuple(
    sorted({name for fields in LINKS.values() for name, label in fields.values() if label == NODE} | set(EVIDENCE.values()))
)
"""The types of the relationships that are references from one record to another."""
LINK_TYPES: Final = tuple(sorted({name for fields in LINKS.values() for name, _label in fields.values()} | {*REFERRING}))

_WHOLE: Final = range(-(2**63), 2**63)
_SAID: Final[Mapping[str, Mapping[str, object]]] = {
    kind: {
        name: field.default
        for name, field in cls.model_fields.items()
        if isinstance(field.default, bool) or (isinstance(field.default, str) and field.default)
    }
    for kind, cls in KINDS.items()
}
"""What a record says where nothing else was given: `WHERE a.sector = 'unknown'` and `WHERE NOT o.publish` find it."""
_ENDS: Final = {"cooperation": ("source", "target"), "membership": ("actor", "forum")}
_UNSAFE: Final = re.compile(r"\W+")
_LONGEST_NAME: Final = 60

Link = tuple[str, str, str, str]
"""A relationship that is no record: its type, the label of its end, the id of the record and the id or key of the end."""


def relationship(record: Record) -> tuple[str, str, str] | None:
    """Return type, start and end of the relationship that a record is, or None for one that is a node.

    >>> relationship(Cooperation(id="a--b", source="a", target="b", status="wished"))
    ('MIGHT_COOPERATE_WITH', 'a', 'b')
    """
    if isinstance(record, Cooperation):
        return TIES[record.status], record.source, record.target
    if isinstance(record, Membership):
        return MEMBER, record.actor, record.forum
    return None


def properties(record: Record, version: int, text: str | None = None) -> dict[str, Any]:
    """Return the properties of a record's node or relationship; `text` is the record's JSON, where it is at hand.

    >>> from netmap.model import Actor
    >>> found = properties(Actor(id="a", name="Amt", attributes={"Zahl der Stellen": 3}), 1)
    >>> found["name"], found["sector"], found["publish"], found["x_Zahl_der_Stellen"]
    ('Amt', 'unknown', False, 3)
    """
    text = to_text(record) if text is None else text
    told: dict[str, Any] = json.loads(text)
    told.pop("attributes", None)
    evidence = told.pop("evidence", None)
    for name in _ENDS.get(record.kind_name, ()):
        told.pop(name, None)
    found = dict(_SAID[record.kind_name])
    found |= {name: kept for name, value in told.items() if (kept := _kept(value)) is not None}
    if evidence:
        found["evidence"] = json.dumps(evidence, ensure_ascii=False)
        if record.kind_name in _ENDS:
            found |= _referred(evidence)
    for name, value in record.attributes.items():
        found.setdefault("x_" + _UNSAFE.sub("_", name).strip("_")[:_LONGEST_NAME], _own(value))
    found |= {"record_kind": record.kind_name, "version": version, "record": text}
    return found


def node_links(record: Record) -> Iterator[Link]:
    """Yield the relationships that a node's fields also are, each once.

    >>> from netmap.model import Offer
    >>> [*node_links(Offer(id="o", name="O", providers=("a",), area="school"))]
    [('PROVIDES', '_NetmapRecord', 'o', 'a'), ('IN_AREA', 'EducationArea', 'o', 'school')]
    """
    for field, (name, label) in LINKS.get(record.kind_name, {}).items():
        value = getattr(record, field)
        if not value:
            continue
        for one in (value,) if isinstance(value, str) else dict.fromkeys(value):
            yield name, label, record.id, one
    for field, name in EVIDENCE.items():
        for one in dict.fromkeys(getattr(piece, field) for piece in record.evidence):
            if one:
                yield name, NODE, record.id, one


def _kept(value: Any) -> Any:
    """Return what Neo4j can keep of a value: itself, JSON text for what has parts, None for what it cannot hold."""
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if type(value) is int and value not in _WHOLE:
        return None
    return value


def _own(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _referred(evidence: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Return to whom the evidence of a relationship refers, which relationships of its own cannot tell."""
    found = {
        "reported_by": [*dict.fromkeys(one["reported_by"] for one in evidence if one.get("reported_by"))],
        "surveys": [*dict.fromkeys(one["survey"] for one in evidence if one.get("survey"))],
    }
    return {name: ids for name, ids in found.items() if ids}

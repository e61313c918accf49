"""What the map's page is given to draw: nodes, edges, offers and labels, as plain values for JSON."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from netmap.model import Actor, Cooperation, Forum, Offer, Record, Scene
from netmap.reports import Heard, confirmation_of
from netmap.values import freshness

if TYPE_CHECKING:
    from netmap.editions import Edition
    from netmap.export.map_places import Place
    from netmap.landscape import Landscape

_LABEL_WIDTH, _LABEL_LINES = 22, 3
_LONG_LABEL = _LABEL_WIDTH * 2
_LONGEST_WORD = 32
_NAME_SHOWN = 400
_MOST_BENT = 0.9
# what turns the direction of writing around, and what no font draws
_UNSEEN = re.compile("[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")


def wrap(name: str, short_name: str = "") -> str:
    r"""Return what stands below an actor on the map: at most three lines of 22 letters; a short name for a long one.

    >>> wrap("Volkshochschule der Hanse- und Universitätsstadt Rostock").split("\n")
    ['Volkshochschule der', 'Hanse- und', 'Universitätsstadt …']
    >>> wrap("Amt für Jugend, Soziales, Asyl und vieles andere mehr", "AJSA")
    'AJSA'
    """
    text = plain(short_name if short_name and len(name) > _LONG_LABEL else name)
    # most short names are one line: no need to look for where to break them
    lines = [text] if 0 < len(text) <= _LABEL_WIDTH else _LINES.wrap(text)
    return "\n".join(plain(line, _LONGEST_WORD) for line in lines) or "…"


_LINES = textwrap.TextWrapper(_LABEL_WIDTH, max_lines=_LABEL_LINES, placeholder=" …", break_long_words=False)


@dataclass(frozen=True)
class Pen:
    """Hold what every node and edge is drawn by: the day that ages count from, and what the edition tells.

    `attributes` are the user's own columns, `known` who has answered, where it is shown whether one end, both or others
    told of a cooperation. `addresses` collects where statements come from, each once: the web address, or where there is
    none the source in its own words.
    """

    shown: Landscape
    day: dt.date
    attributes: bool = False
    known: Heard | None = None
    addresses: dict[str, int] = field(default_factory=dict)

    def evidence(self, record: Record) -> list[int]:
        """Return where in `addresses` the sources of a record stand."""
        told = dict.fromkeys(_source(one.url, one.source) for one in record.evidence)
        return [self.addresses.setdefault(text, len(self.addresses)) for text in told if text]


@lru_cache(maxsize=16_384)  # many records come from one source
def _source(url: str, source: str) -> str:
    return _link(url) or plain(source)


def node_of(number: int, one: Actor | Forum, place: Place, pen: Pen | None = None) -> dict[str, Any]:
    """Return a node of the map: what vis-network draws it by, and what the panel and the table say of it."""
    label = wrap(one.name, one.short_name)
    full = wrap(one.name) if one.short_name else label
    node: dict[str, Any] = {
        "id": number,
        "key": one.id,
        "label": label,
        "full": "" if label == full else full,
        "x": round(place[0]),
        "y": round(place[1]),
        "name": plain(one.name),
        "short": plain(one.short_name),
        "aliases": [plain(alias) for alias in one.aliases],
        "areas": one.areas,
        "groups": one.target_groups,
        "since": one.since,
        "until": one.until,
        "evidence": pen and pen.evidence(one),
        "attributes": {plain(key): _written(value) for key, value in one.attributes.items()}
        if pen and pen.attributes
        else None,
    }
    if isinstance(one, Forum):
        return node | {"group": "forum", "type": one.kind, "nature": one.nature, "topics": [plain(t) for t in one.topics]}
    return node | {
        "group": one.sector,
        "type": one.type,
        "part_of": one.part_of,
        "districts": one.districts,
        "citywide": one.citywide,
        "languages": one.languages,
        "website": _link(one.website),
        "description": plain(one.description, 1_000),
    }


def _written(value: object) -> object:
    """Return a value of an own column as JSON has it: dates and texts as text, numbers as such."""
    if isinstance(value, list | tuple):
        return [plain(str(one)) for one in value]
    return value if isinstance(value, int | float) else plain(str(value))


def edges_of(pen: Pen, numbers: Mapping[str, int]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield an edge of the map for each cooperation and each membership, with its record's id; `numbers` are the nodes'."""
    shown, lanes = pen.shown, _lanes(pen.shown)
    kinds, months = shown.vocabulary["tie_kinds"], shown.settings.thresholds.stale_after_months
    for tie in shown.cooperations.values():
        term = kinds.get(tie.kind)
        yield (
            tie.id,
            {
                "from": numbers[tie.source],
                "to": numbers[tie.target],
                "kind": tie.kind,
                "arrows": "to" if term is not None and term.get("directed") else "",
                "status": "" if tie.status == "existing" else tie.status,
                "intensity": tie.intensity,
                "smooth": lanes.get(tie.id),
                "report": "" if pen.known is None else confirmation_of(tie, pen.known).replace("_", "-"),
                "evidence": pen.evidence(tie),
            }
            | _age(tie, pen.day, months),
        )
    for one in shown.memberships.values():
        ends = {"from": numbers[one.actor], "to": numbers[one.forum]}
        told = {"kind": "membership", "role": one.role, "evidence": pen.evidence(one)}
        yield one.id, ends | told | _age(one, pen.day, months)


def _age(record: Record, day: dt.date, months: int) -> dict[str, Any]:
    """Say how old what we know is: stale and undated records are dashed."""
    seen = record.last_seen(day)
    fresh = freshness(seen, day, months)
    age = {"since": record.since, "until": record.until, "seen": seen and seen[:4]}
    return age if fresh == "fresh" else age | {"dashes": True, "age": fresh}


def _lanes(shown: Landscape) -> dict[str, dict[str, Any]]:
    """Return how to bend ties between the same two actors, so that each is seen: a lane of its own, by turns."""
    pairs: dict[tuple[str, str], list[Cooperation]] = {}
    for tie in shown.cooperations.values():
        pairs.setdefault((min(tie.source, tie.target), max(tie.source, tie.target)), []).append(tie)
    lanes = {}
    for (first, _), ties in pairs.items():
        step = min(0.12, _MOST_BENT / -(-len(ties) // 2))
        for number, tie in enumerate(ties if len(ties) > 1 else ()):
            clockwise = (number % 2 == 0) == (tie.source == first)
            bend = step * (number // 2 + 1)
            lanes[tie.id] = {"enabled": True, "type": "curvedCW" if clockwise else "curvedCCW", "roundness": round(bend, 4)}
    return lanes


def withheld_of(edition: Edition, protected: Collection[str]) -> list[str]:
    """Return of what the page may not say that it is not recorded: the edition leaves some out, whoever it is of.

    Nothing depends on what is left out, or its absence would tell of it.

    >>> withheld_of("internal", {"shelter"}), withheld_of("meeting", set()), withheld_of("meeting", {"shelter"})
    ([], [], ['ties', 'memberships'])
    """
    if edition == "public":
        return ["ties", "memberships", "offers", "districts"]
    return ["ties", "memberships"] if edition == "meeting" and protected else []


_YES_NO = {True: "yes", False: "no", None: ""}


def offer_of(one: Offer, numbers: Mapping[str, int], pen: Pen | None = None) -> dict[str, Any]:
    """Return what the panel says of an offer."""
    return {
        "name": plain(one.name),
        "providers": [numbers[key] for key in one.providers],
        "area": one.area,
        "format": one.format,
        "groups": one.target_groups,
        "districts": one.districts,
        "citywide": one.citywide,
        "level": "–".join(level for level in (one.cefr_from, one.cefr_to) if level),
        "languages": one.languages,
        "free": _YES_NO[one.free_of_charge],
        "childcare": _YES_NO[one.childcare],
        "accessible": _YES_NO[one.accessible],
        "url": _link(one.url),
        "evidence": pen and pen.evidence(one),
    }


def scene_of(one: Scene) -> dict[str, Any]:
    """Return a scene of the presentation: its title and caption, and the state of the page that it shows."""
    return {"id": one.id, "title": plain(one.title), "caption": plain(one.caption, 1_000), "state": one.state}


_TERMS = (
    "areas", "actor_types", "target_groups", "tie_kinds", "forum_kinds", "natures", "roles", "sectors", "statuses",
    "languages", "offer_formats",
)  # fmt: skip


def labels_of(shown: Landscape, lang: str) -> dict[str, dict[str, str]]:
    """Return the labels of the vocabularies that the page names things by."""
    return {name: {key: term.label(lang) for key, term in shown.vocabulary[name].items()} for name in _TERMS}


def palette_of(shown: Landscape) -> dict[str, dict[str, dict[str, str]]]:
    """Return colours and shapes by group and key, of the groups that the page draws."""
    palette: dict[str, dict[str, dict[str, str]]] = {"sector": {}, "node": {}, "status": {}}
    for term in shown.vocabulary["colours"].values():
        group, of = term.get("group"), term.get("of")
        if isinstance(group, str) and group in palette and isinstance(of, str):
            palette[group][of] = {name: term[name] for name in ("colour", "shape", "line") if term.get(name)}
    return palette


def plain(text: str, length: int = _NAME_SHOWN) -> str:
    """Return a text as one line without signs that nobody sees, cut where it is longer than anybody reads."""
    # what is printable holds no sign that nobody sees, and no blank but the plain one
    if not text.isprintable() or "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(_UNSEEN.sub(" ", text).split())
    return text if len(text) <= length else text[: length - 1] + "…"


def _link(address: str) -> str:
    return address if address.startswith(("https://", "http://")) else ""


def lean(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is empty: the page takes it for unknown."""
    return {key: value for key, value in fields.items() if value or (value == 0 and value is not False)}

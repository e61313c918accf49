"""The landscape as other programs know networks: nodes and edges with plain values, as an edition shows them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from netmap.editions import Edition, edition_name, remarks, shows, view, watermark
from netmap.landscape import Landscape
from netmap.locale import number, translator
from netmap.model import Actor, Cooperation, Forum, Membership, Record
from netmap.reports import Heard, confirmation_of, heard_in

Value = str | bool | int | float | tuple[str, ...]
Row = Mapping[str, Value]
"""What one node or edge says, by column; what is not known is not in it."""

FORUM: Final = "forum"
"""The `type` of nodes that are forums; their own kind is in `forum_kind`."""
MEMBERSHIP: Final = "membership"
"""The `kind` of edges that are memberships."""
_ACTOR: Final = (
    "short_name", "aliases", "description", "type", "sector", "part_of", "areas", "target_groups", "districts", "address",
    "municipality", "languages", "website", "one_person", "protected", "since", "until", "note",
)  # fmt: skip
_FORUM: Final = (
    "short_name", "aliases", "nature", "level", "mandate", "topics", "lead", "reports_to", "areas", "target_groups",
    "meetings_per_year", "hours_per_meeting", "members_complete", "since", "until", "note",
)  # fmt: skip
_TIE: Final = ("kind", "status", "intensity", "since", "until", "note")
_SEAT: Final = ("role", "since", "until", "note")
_LINKS: Final = frozenset({"part_of", "lead", "reports_to"})


@dataclass(frozen=True)
class NetworkRows:
    """Hold a landscape as nodes and edges: each node has `id` and `label`, each edge `id`, `source`, `target`, `directed`.

    `records` are what the rows are about, first those of the nodes, then those of the edges. `directed` tells that every
    edge has a direction. `said` are the sentences that the file owes its readers.
    """

    shown: Landscape
    records: tuple[Record, ...]
    nodes: tuple[Row, ...]
    edges: tuple[Row, ...]
    directed: bool
    said: tuple[str, ...]
    day: dt.date

    @property
    def places(self) -> Mapping[str, tuple[float, float]]:
        """Return where on the map records stand, by their ids in the landscape, y downwards."""
        return {one.subject: (one.x, one.y) for one in self.shown.positions.values() if one.view == "landscape"}

    @property
    def words(self) -> str:
        """Return the landscape's name and what is to be said, for the one place that a format has for them."""
        return " · ".join((self.shown.settings.name, *self.said))


def network_rows(
    landscape: Landscape, *, edition: Edition = "meeting", day: dt.date | None = None, lang: str = "de"
) -> NetworkRows:
    """Return actors and forums as nodes, cooperations and memberships as edges: those that an edition shows, on a day.

    Values are as the landscape keeps them: ids, keys of the vocabularies, ISO dates. Cooperations of every status are
    there, since `status` says which. Columns of the user's own keep their names; a field of netmap's of the same name is
    called `netmap_...` then. A record that came from elsewhere has the id again that it had there (`original_id`).
    """
    when = day or landscape.reference_date()
    shown = view(landscape.at(when), edition)
    ids = _node_ids(shown)
    subjects: list[Actor | Forum] = [*shown.actors.values(), *shown.forums.values()]
    nodes = [_node(one, ids, when) for one in subjects]
    kinds = shown.vocabulary["tie_kinds"]
    ties, seats = _whole(shown)
    known = heard_in(shown, at=when) if shows(edition, "one_sided") else None
    edges = [
        _tie(one, ids, when, known, directed=bool(one.kind in kinds and kinds[one.kind].get("directed"))) for one in ties
    ]
    edges += [_seat(one, ids, when) for one in seats]
    directed = bool(edges) and all(one["directed"] for one in edges)
    said = tuple(_said(landscape, shown, edition, lang))
    records = [*subjects, *ties, *seats]
    return NetworkRows(shown, tuple(records), tuple(nodes), tuple(edges), directed, said, when)


def _whole(shown: Landscape) -> tuple[list[Cooperation], list[Membership]]:
    """Return the ties and memberships with both of their ends: only what checks have not seen may be without."""
    ties = [one for one in shown.cooperations.values() if one.source in shown.actors and one.target in shown.actors]
    return ties, [one for one in shown.memberships.values() if one.actor in shown.actors and one.forum in shown.forums]


def _node_ids(shown: Landscape) -> dict[str, str]:
    """Return the ids that nodes are called by: those that they had elsewhere, where no two had the same."""
    records = [*shown.actors.values(), *shown.forums.values()]
    wanted = {one.id: str(one.attributes.get("original_id", one.id)) for one in records}
    taken = Counter([*wanted.values(), *(key for key, name in wanted.items() if name != key)])
    return {key: name if name == key or taken[name] == 1 else key for key, name in wanted.items()}


def _node(one: Actor | Forum, ids: Mapping[str, str], day: dt.date) -> Row:
    row: dict[str, Any] = {"id": ids[one.id], "label": one.name}
    if isinstance(one, Forum):
        row |= {"type": FORUM, "forum_kind": one.kind} | _fields(one, _FORUM, ids)
    else:
        row |= _fields(one, _ACTOR, ids)
        if one.citywide:
            row["districts"] = ("citywide",)
        if one.coordinates:
            row |= {"latitude": one.coordinates[0], "longitude": one.coordinates[1]}
    row["last_seen"] = one.last_seen(day)
    return _with_own(row, one, () if ids[one.id] == one.id else ("original_id",))


def _tie(one: Cooperation, ids: Mapping[str, str], day: dt.date, known: Heard | None, *, directed: bool) -> Row:
    row = {"id": one.id, "source": ids[one.source], "target": ids[one.target], "directed": directed}
    row |= _fields(one, _TIE, ids)
    if one.intensity and "weight" not in one.attributes:
        row["weight"] = one.intensity  # the name by which other programs look for it
    if known is not None:
        row["report"] = confirmation_of(one, known)
    return _with_own(row | {"last_seen": one.last_seen(day)}, one)


def _seat(one: Membership, ids: Mapping[str, str], day: dt.date) -> Row:
    row = {"id": one.id, "source": ids[one.actor], "target": ids[one.forum], "directed": False, "kind": MEMBERSHIP}
    return _with_own(row | _fields(one, _SEAT, ids) | {"last_seen": one.last_seen(day)}, one)


def _fields(one: Record, names: Iterable[str], ids: Mapping[str, str]) -> dict[str, Any]:
    values = {name: getattr(one, name) for name in names}
    return {name: ids.get(value, value) if name in _LINKS else value for name, value in values.items()}


_ENDS = frozenset({"id", "source", "target", "label", "directed"})


def _with_own(row: Mapping[str, Any], one: Record, left_out: Iterable[str] = ()) -> Row:
    """Add the record's own columns to what is known; where a name is taken, what is netmap's makes way for it."""
    own = {_own_name(name): value for name, value in one.attributes.items() if name not in left_out}
    known = {name: value for name, value in row.items() if value not in (None, "", (), "unknown") and value is not False}
    known |= {name: row[name] for name in ("directed",) if name in row}
    return {f"netmap_{name}" if name in own else name: _plain(value) for name, value in known.items()} | {
        name: _plain(value) for name, value in own.items()
    }


def _own_name(name: str) -> str:
    return f"own_{name}" if name in _ENDS else name


def _plain(value: Any) -> Value:
    return value.isoformat() if isinstance(value, dt.date) else value


def _said(landscape: Landscape, shown: Landscape, edition: Edition, lang: str) -> Iterator[str]:
    """Yield what belongs beside the data: the edition and what it withholds, ties that do not exist, the disclaimer."""
    _ = translator(lang)
    if edition == "internal":
        yield watermark(edition, lang=lang)
    yield edition_name(edition, lang=lang)
    yield from remarks(edition, landscape, lang=lang)
    others = sum(one.status != "existing" for one in shown.cooperations.values())
    if others:
        text = _("Of {all} cooperations {n} are planned, wished or ended: the column “status” says which.")
        yield text.format(all=number(len(shown.cooperations), lang), n=number(others, lang))
    if landscape.settings.disclaimer:
        yield landscape.settings.disclaimer


# ------------------------------------------------------------------------------------------------------------- columns


def type_of(value: Value) -> str:
    """Return what a value is called in formats that know types.

    >>> [type_of(one) for one in (True, 3, 2.5, "a", ("a", "b"))]
    ['boolean', 'integer', 'double', 'string', 'string']
    """
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    return "double" if isinstance(value, float) else "string"


def text_of(value: Value) -> str:
    """Return a value as a text that other programs, and netmap, read again.

    >>> text_of(True), text_of(2.0), text_of(("a", "b"))
    ('true', '2.0', 'a; b')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def columns_of(rows: Iterable[Row], *, without: Iterable[str] = ()) -> dict[tuple[str, str], str]:
    """Return the columns of rows, each with its type, as keys for ids d0, d1 ...; a name may come with two types."""
    left_out = set(without)
    pairs = dict.fromkeys((name, type_of(value)) for row in rows for name, value in row.items() if name not in left_out)
    return {pair: f"d{n}" for n, pair in enumerate(pairs)}

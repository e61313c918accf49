"""Records as the JSON text that stores keep, and back.

The text leaves out the version, which a store counts itself, and whatever equals its default.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any

from pydantic import TypeAdapter, ValidationError

from netmap.changes import ChangeSet, Operation, ordered
from netmap.landscape import Landscape
from netmap.model import KINDS, Change, Record, Revision
from netmap.network.arrays import ActorRow, Arrays, ForumRow, MembershipRow, TieRow, from_rows, reporters_text
from netmap.network.supply import FRAME, OfferRow, ReachRow, offer_row, reach_row
from netmap.store.sentences import UnreadableError, readable

_VERSION = {"version"}
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError)
TOGETHER = 500
"""How many texts are read in one go: as one list they take two thirds of the time, and all at once too much memory."""
ChangeRow = Sequence[Any]
"""A change as stored: revision, kind, id, then version and text of the record afterwards, and of the record before."""

Row = tuple[str, str, int, str]
"""A record as stored: its id, kind, version and text."""


def to_text(record: Record) -> str:
    """Return a record as JSON text.

    >>> from netmap.model import Actor
    >>> to_text(Actor(id="a", name="Amt", version=7, citywide=True))
    '{"id":"a","name":"Amt","citywide":true}'
    """
    return record.__pydantic_serializer__.to_json(record, exclude=_VERSION, exclude_defaults=True).decode()


def to_records(rows: Iterable[Row]) -> list[Record]:
    """Return the records of stored rows in their order; UnreadableError names the first bad one.

    >>> [one.name for one in to_records([("a", "actor", 1, '{"id":"a","name":"Amt"}')])]
    ['Amt']
    """
    texts: dict[str, list[tuple[str, str]]] = {}
    kinds: list[str] = []
    for key, kind, version, text in rows:
        kinds.append(kind)
        texts.setdefault(kind, []).append((key, f'{{"version":{version},{text[1:]}'))
    # a kind at once is four times as fast as a record at once
    records = {kind: iter(_valid(kind, of_kind)) for kind, of_kind in texts.items()}
    return [next(records[kind]) for kind in kinds]


def _valid(kind: str, texts: Sequence[tuple[str, str]]) -> list[Record]:
    if kind not in KINDS:
        raise UnreadableError(texts[0][0])
    try:
        found = _adapter(kind).validate_json(f"[{','.join(text for _key, text in texts)}]")
    except ValidationError:
        found = []
    if [one.id for one in found] != [key for key, _text in texts]:
        raise UnreadableError(next((key for key, text in texts if not _is_readable(kind, key, text)), ""))
    return found


def _is_readable(kind: str, key: str, text: str) -> bool:
    try:
        return [one.id for one in _adapter(kind).validate_json(f"[{text}]")] == [key]
    except ValidationError:
        return False


def to_changes(rows: Sequence[ChangeRow], revisions: Mapping[int, Revision]) -> list[Change]:
    """Return the changes of stored rows in their order."""
    kept = [(row[2], row[1], *row[at : at + 2]) for row in rows for at in (3, 5) if row[at + 1] is not None]
    records = iter(to_records(kept))
    found = []
    for number, kind, key, _version, text, _version_before, text_before in rows:
        after = next(records) if text is not None else None
        before = next(records) if text_before is not None else None
        with readable():
            found.append(Change(revision=revisions[number], kind=kind, id=key, before=before, after=after))
    return found


def to_set(changes: Iterable[Change]) -> ChangeSet:
    """Return the changes of one revision as the ChangeSet that made it."""
    return ordered(Operation(one.kind, one.id, one.before, one.after) for one in changes)


@cache
def _adapter(kind: str) -> TypeAdapter[list[Record]]:
    cls: Any = KINDS[kind]
    return TypeAdapter(list[cls])


# --------------------------------------------------------------------------------------------------------------- arrays


def actor_row(told: Mapping[str, Any]) -> ActorRow:
    """Return the columns that `netmap.network.arrays.from_rows` wants of an actor."""
    one_person, since, until = told["one_person"], told["since"], told["until"]
    return told["id"], told["name"], told["type"], told["sector"], told["part_of"], one_person, since, until


def tie_row(told: Mapping[str, Any]) -> TieRow:
    """Return the columns of a cooperation."""
    evidence = told["evidence"]
    reports = ((one["reported_by"], one.get("survey"), one.get("seen")) for one in evidence if one.get("reported_by"))
    return (
        told["id"], told["source"], told["target"], told["kind"], told["status"], told["intensity"],
        _joined(evidence, "seen"), reporters_text(reports), told["since"], told["until"],
    )  # fmt: skip


def forum_row(told: Mapping[str, Any]) -> ForumRow:
    """Return the columns of a forum."""
    return told["id"], told["nature"], told["since"], told["until"]


def membership_row(told: Mapping[str, Any]) -> MembershipRow:
    """Return the columns of a membership."""
    seen = _joined(told["evidence"], "seen")
    return told["id"], told["actor"], told["forum"], told["role"], seen, told["since"], told["until"]


def active_row(told: Mapping[str, Any]) -> ReachRow:
    """Return the columns of an actor that say where it is active."""
    return reach_row(told, _joined(told["evidence"], "seen"))


def offered_row(told: Mapping[str, Any]) -> OfferRow:
    """Return the columns of an offer."""
    return offer_row(told, _joined(told["evidence"], "seen"))


def _joined(evidence: Iterable[Mapping[str, Any]], field: str) -> str:
    return ",".join(one[field] for one in evidence if one.get(field))


def _both_rows(told: Mapping[str, Any]) -> tuple[ActorRow, ReachRow]:
    return actor_row(told), active_row(told)


ARRAY_ROWS: Mapping[str, Callable[[Mapping[str, Any]], tuple[Any, ...]]] = {
    "actor": _both_rows,
    "cooperation": tie_row,
    "forum": forum_row,
    "membership": membership_row,
    "offer": offered_row,
}
"""How the kinds that the arrays are made of become their rows."""
FRAME_KINDS: Sequence[str] = ("landscape", *(one.kind_name for one in FRAME))
"""The kinds that stay records beside the arrays."""


def to_arrays(rows: Mapping[str, Sequence[tuple[Any, ...]]], frame: Landscape, *, at: dt.date | None) -> Arrays:
    """Return the columns of what `array_rows` gives of each kind, building no records but those of the frame."""
    return from_rows(
        (row[0] for row in rows["actor"]),
        rows["cooperation"],
        rows["forum"],
        rows["membership"],
        day=at or frame.reference_date(),
        months=frame.settings.thresholds.stale_after_months,
        terms=frame.vocabulary,
        reach=(row[1] for row in rows["actor"]),
        offers=rows["offer"],
        surveys=frame.surveys.values(),
        frame=frame,
    )


def array_rows(kind: str, rows: Iterable[tuple[str, str]]) -> list[tuple[Any, ...]]:
    """Return the rows of one kind for `netmap.network.arrays.from_rows`, from ids and texts, building no records."""
    defaults = {name: field.default for name, field in KINDS[kind].model_fields.items() if not field.is_required()}
    as_row = ARRAY_ROWS[kind]
    found: list[tuple[Any, ...]] = []
    told = iter(rows)
    while some := [*islice(told, TOGETHER)]:
        try:
            records = json.loads(f"[{','.join(text for _key, text in some)}]")
            # a damaged text that reads as two must not pass for two records
            found += [as_row(defaults | one) for one, _row in zip(records, some, strict=True)]
        except _UNREADABLE as error:
            raise UnreadableError(next((key for key, text in some if not _gives_row(as_row, defaults, text)), "")) from error
    return found


def _gives_row(as_row: Callable[[Mapping[str, Any]], object], defaults: Mapping[str, Any], text: str) -> bool:
    try:
        as_row({**defaults, **json.loads(text)})
    except _UNREADABLE:
        return False
    return True

"""The end of a record: of the thing that it records, on a day, or of the record itself; and what hangs on it."""

from __future__ import annotations

from typing import Any, Final

from netmap.changes import ChangeSet, diff
from netmap.landscape import Landscape
from netmap.model import Cooperation, Record, references
from netmap.values import first_day, last_day

CAN_END: Final = frozenset({"actor", "cooperation", "forum", "membership", "offer", "need", "district"})
"""The kinds of records that stand for something in the city, which can end; the other ones can only be deleted."""
_ENDS_WITH_IT: Final = frozenset({"cooperation", "membership"})


def hanging(landscape: Landscape, record_id: str) -> list[Record]:
    """Return the records that refer to a record, kind by kind.

    >>> from netmap.model import Actor, Membership, Settings
    >>> seat = Membership(id="a--f", actor="a", forum="f")
    >>> [one.id for one in hanging(Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A"), seat]), "a")]
    ['a--f']
    """
    return [one for one in landscape.records() if any(target == record_id for _field, target, _kinds in references(one))]


def ended(landscape: Landscape, record_id: str, until: str) -> ChangeSet:
    """Return the changes that end a record on a day, and with it its cooperations and memberships that would outlast it.

    `until` is the last day, month or year. An existing cooperation is then called ended; what was planned or wished is not.

    >>> from netmap.model import Actor, Settings
    >>> changes = ended(Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A")]), "a", "2018")
    >>> [one.after.until for one in changes]
    ['2018']
    """
    record = landscape.get(record_id)
    outlasting = (one for one in hanging(landscape, record_id) if one.kind_name in _ENDS_WITH_IT and _outlasts(one, until))
    return diff(landscape, landscape.replace([_over(one, until) for one in (record, *outlasting)]))


def deleted(landscape: Landscape, record_id: str) -> ChangeSet:
    """Return the changes that delete a record, with what cannot be without it (see `Landscape.without`)."""
    return diff(landscape, landscape.without([landscape.get(record_id).id]), delete_missing=True)


def _outlasts(record: Record, until: str) -> bool:
    """Tell whether a record holds longer than until then; one that has not begun by then has not."""
    begun = record.since is None or first_day(record.since) <= last_day(until)
    return begun and (record.until is None or last_day(record.until) > last_day(until))


def _over(record: Record, until: str) -> Record:
    update: dict[str, Any] = {"until": until}
    if isinstance(record, Cooperation) and record.status == "existing":
        update["status"] = "ended"
    return record.model_copy(update=update)

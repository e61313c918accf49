"""What became of the two lists between two states: what closed, what is new, what is now said of the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from netmap.analysis.gap_rows import GapRow, Gaps

Change = Literal["closed", "changed", "new"]

_ALONE: Final = frozenset({"group_unknown", "district_unknown", "no_cooperation"})
"""The rules that are no states: each may hold of an area beside the others."""


@dataclass(frozen=True)
class GapChange:
    """Hold one difference between the lists then and now.

    `closed`: the row is gone (`id`, sentences and list are those of then). `new`: it was not there. `changed`: of the same
    thing another rule holds now, or it moved to the other list; `before` is the id then, `list_before` the list it stood
    in, the rest is of now.
    """

    change: Change
    id: str
    before: str | None
    list: Literal["action", "clarify"]
    list_before: Literal["action", "clarify"] | None
    sentence_de: str
    sentence_en: str
    status: Literal["open", "in_work", "done"]


def gap_changes(then: Gaps, now: Gaps) -> tuple[GapChange, ...]:
    """Return what closed, what changed and what is new, each in the order of its list.

    Rows are the same where rule and key are. A row that is gone is closed unless other rows tell of the same things: those
    changed, whatever is said of them now, and however they are folded. A row that a note has dropped since is closed.
    """
    old = {row.id: row for row in (*then.action, *then.clarify)}
    new = {row.id: row for row in (*now.action, *now.clarify)}
    before = {thing: row for row in reversed(old.values()) for thing in things(row)}
    after = {thing for row in new.values() for thing in things(row)}
    closed = (row for row in old.values() if row.id not in new and after.isdisjoint(things(row)))
    changed, came = [], []
    for row in new.values():
        earlier = old.get(row.id) or next((before[one] for one in things(row) if one in before), None)
        if earlier is None:
            came.append(_told("new", row))
        elif (earlier.id, earlier.list) != (row.id, row.list):
            changed.append(_told("changed", row, earlier))
    return *(_told("closed", row) for row in closed), *changed, *came


def things(row: GapRow) -> list[tuple[str, str, str]]:
    """Return what a row is about, whatever is said of it: fields, an expected actor in places, a transition."""
    if row.rule in _ALONE or row.kind == "transition":
        return [("", row.id if row.rule in _ALONE else row.id.partition("/")[2], "")]
    what = row.id.split("/")[2] if row.kind == "expected" else row.area
    return [(what, group, district) for group in row.groups or ("",) for district in row.districts or ("",)]


def _told(change: Change, row: GapRow, before: GapRow | None = None) -> GapChange:
    earlier = (None, None) if before is None else (before.id, before.list)
    return GapChange(change, row.id, earlier[0], row.list, earlier[1], row.sentence_de, row.sentence_en, row.status)

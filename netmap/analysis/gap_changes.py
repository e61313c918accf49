"""What became of the two lists between two states: what closed, what is new, what is now said of the same thing."""

from __future__ import annotations

from collections.abc import Iterator
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
    thing another rule holds now, or it moved to the other list; `before` is the id then, the rest is of now.
    """

    change: Change
    id: str
    before: str | None
    list: Literal["action", "clarify"]
    sentence_de: str
    sentence_en: str
    status: Literal["open", "in_work", "done"]


def gap_changes(then: Gaps, now: Gaps) -> tuple[GapChange, ...]:
    """Return what closed, what changed and what is new, each in the order of its list.

    Rows are the same where rule and key are; where only the rule differs, the thing is the same (its state changed).
    A row that a note has dropped since is closed.
    """
    old = {row.id: row for row in (*then.action, *then.clarify)}
    new = {row.id: row for row in (*now.action, *now.clarify)}
    gone = {_thing(row): row for row in old.values() if row.id not in new}
    came = {_thing(row): row for row in new.values() if row.id not in old}
    return (
        *(_told("closed", row) for thing, row in gone.items() if thing not in came),
        *_changed(old, new, gone, came),
        *(_told("new", row) for thing, row in came.items() if thing not in gone),
    )


def _changed(
    old: dict[str, GapRow], new: dict[str, GapRow], gone: dict[str, GapRow], came: dict[str, GapRow]
) -> Iterator[GapChange]:
    for row in new.values():
        before = old.get(row.id)
        if before is None:
            before = gone.get(_thing(row)) if came.get(_thing(row)) is row else None
        elif before.list == row.list:
            continue
        if before is not None:
            yield _told("changed", row, before.id)


def _thing(row: GapRow) -> str:
    """Return what a row is about, whatever is said of it: the id without its rule, where other rules could hold of it."""
    return row.id if row.rule in _ALONE else row.id.partition("/")[2]


def _told(change: Change, row: GapRow, before: str | None = None) -> GapChange:
    return GapChange(change, row.id, before, row.list, row.sentence_de, row.sentence_en, row.status)

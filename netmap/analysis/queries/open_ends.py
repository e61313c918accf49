"""Queries for what is open: what has been asked, what was answered, what somebody sees to."""

from __future__ import annotations

from collections.abc import Container

from netmap.analysis.expected import expected
from netmap.analysis.expected_matches import matched
from netmap.analysis.expected_rows import ExpectedRow
from netmap.analysis.queries.question import Desk, Found, Given
from netmap.analysis.transitions import connecting, transitions
from netmap.model import Answer, GapNote
from netmap.network.arrays import arrays
from netmap.reports import actors_of, members_of
from netmap.values import last_day


def inventories(desk: Desk, given: Given) -> Found:
    """Return what has been asked, when and by whom, the newest first."""
    held = (one for one in desk.now.inventories.values() if given.area in {"", one.area})
    rows = [
        {
            "area": one.area,
            "group": one.target_group,
            "district": one.district,
            "state": one.state,
            "date": one.date,
            "by": one.by,
        }
        for one in desk.sorted(held)
    ]
    return Found(tuple(sorted(rows, key=lambda row: row["date"] or "", reverse=True)))


def not_asked(desk: Desk, given: Given) -> Found:
    """Return the expected actors that are not recorded and that nobody has been asked about."""
    rows = (row for row in _expected(desk) if row.state == "not_recorded" and not row.asked)
    return Found(
        tuple(
            {"expected": row.key, "district": row.district, "areas": row.areas, "importance": row.importance}
            for row in rows
            if given.area in {"", *row.areas} and given.district in {"", row.district or ""}
        )
    )


def confirmed_missing(desk: Desk, given: Given) -> Found:
    """Return the expected actors of which somebody said that they are missing, with who said so and when."""
    answers = desk.whole.table(Answer)
    said = {one.expectation for one in answers.values() if one.answer == "missing" and one.expectation}
    rows = (row for row in _expected(desk, said) if row.state == "missing")
    found = []
    for row in rows:
        answer = answers.get(row.answer or "")
        if answer is not None and given.area in {"", *row.areas}:
            found.append(
                {
                    "expected": row.key,
                    "district": row.district,
                    "source": answer.source,
                    "by": answer.by,
                    "date": answer.date,
                }
            )
    return Found(tuple(found))


def _expected(desk: Desk, only: Container[str] | None = None) -> tuple[ExpectedRow, ...]:
    """Return the expected actors, without what is said of their cooperations: whether one is recorded goes without."""
    columns = arrays(desk.whole, at=desk.day, offers=False, ties="none")
    seen = matched(desk.whole, withhold=True, columns=columns, only=only)
    return expected(desk.whole, withhold=True, worded=False, looked_at=seen).rows


def open_transitions(desk: Desk, given: Given) -> Found:  # noqa: ARG001 - every query is asked alike
    """Return the transitions between stages of life for which no agreed procedure is recorded."""
    columns = arrays(desk.whole, at=desk.day, offers=False, ties="bare")
    seen = matched(desk.whole, withhold=True, columns=columns, only=connecting(desk.whole))
    rows = (row for row in transitions(desk.whole, worded=False, looked_at=seen) if row.state != "agreed")
    return Found(tuple({"transition": row.key, "state": row.state, "forums": row.forums} for row in rows))


def notes(desk: Desk, given: Given) -> Found:
    """Return what somebody sees to: the notes on gaps and introductions, those overdue first, then by when they are due."""
    held = [one for one in desk.now.table(GapNote).values() if given.state in {"", one.status}]
    today = desk.day
    rows = [
        {
            "gap": one.gap,
            "status": one.status,
            "responsible": one.responsible,
            "due": one.due,
            "overdue": bool(one.due) and last_day(one.due or "") < today and one.status in {"open", "in_work"},
            "result": one.result,
        }
        for one in held
    ]
    return Found(tuple(sorted(rows, key=lambda row: (not row["overdue"], row["due"] or "9999", row["gap"]))))


def surveys(desk: Desk, given: Given) -> Found:  # noqa: ARG001 - every query is asked alike
    """Return each survey with how many were asked and how many answered, members standing for their forum."""
    members, rows = members_of(desk.now, desk.day), []
    for one in desk.sorted(desk.now.surveys.values()):
        asked, answered = actors_of(one.asked, members), actors_of(one.answered, members)
        silent = tuple(sorted(asked - answered))
        counts = {"asked": len(asked), "answered": len(asked & answered)}
        rows.append({"survey": one.id, "date": one.date, **counts, "silent": silent})
    return Found(tuple(rows))

"""The columns, from rows as a store has them."""

from __future__ import annotations

import datetime as dt

import pytest
from cities import actors, city, members, seen, tie

from netmap.model import Actor, Evidence, Forum
from netmap.network.arrays import (
    CONFIRMED,
    DOCUMENTED,
    FRESH,
    STALE,
    STATUSES,
    UNANSWERED,
    UNDATED,
    Arrays,
    arrays,
    from_rows,
)

DAY = dt.date(2020, 6, 30)


def actor_row(key: str, since: str | None = None, until: str | None = None, above: str | None = None) -> tuple:
    return key, key.upper(), "", "unknown", above, 0, since, until


def tie_row(seen_on: str | None = None, reporters: str | None = None, **fields: object) -> tuple:
    row = {"id": "t", "source": "a", "target": "b", "kind": "joint_offer", "status": "existing", "intensity": None}
    row |= {"seen": seen_on, "reporters": reporters, "since": None, "until": None, **fields}
    return tuple(row.values())


def columns(*ties: tuple) -> Arrays:
    return from_rows([actor_row("b"), actor_row("a")], ties, [], [], day=DAY)


def test_actors_are_in_the_order_of_their_ids():
    found = from_rows([actor_row("b", above="a"), actor_row("a")], [], [], [], day=DAY)
    assert (found.actor_ids, found.part_of.tolist()) == (("a", "b"), [-1, 0])


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (None, UNDATED), ("", UNDATED), ("2020-07", UNDATED), ("2016", STALE), ("2019", FRESH), ("2016,2019", FRESH),
        ("2019,2016", FRESH), ("2016,2021", STALE), ("2020", FRESH), ("2017-06-30", FRESH), ("2017-06-29", STALE),
    ],
)  # fmt: skip
def test_freshness_goes_by_the_newest_known(dates: str | None, expected: int):
    assert columns(tie_row(dates)).freshness.tolist() == [expected]


@pytest.mark.parametrize(
    ("reporters", "expected"),
    [
        (None, DOCUMENTED),
        ("", DOCUMENTED),
        ("c@@", DOCUMENTED),
        ("a@@", UNANSWERED),
        ("b@@,b@@,c@@", UNANSWERED),
        ("b@@,a@w@2019", CONFIRMED),
    ],
)
def test_confirmation(reporters: str | None, expected: int):
    assert columns(tie_row(reporters=reporters)).confirmation.tolist() == [expected]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["existing"]),
        ({"status": "ended"}, ["ended"]),
        ({"status": "ended", "until": "2020"}, ["existing"]),
        ({"status": "ended", "until": "2019"}, []),
        ({"status": "wished"}, ["wished"]),
        ({"kind": "conflict"}, []),
        ({"target": "gone"}, []),
    ],
)
def test_status_on_the_day(fields: dict[str, str], expected: list[str]):
    assert [STATUSES[one] for one in columns(tie_row(**fields)).status] == expected


def test_kinds():
    found = columns(tie_row(kind="funding"), tie_row(id="u", kind="referral"), tie_row(id="v", kind="never_heard_of"))
    assert found.directed.tolist() == [True, True, False]
    assert found.working.tolist() == [False, True, True]


def test_memberships():
    forums = [("g", "event", None, None), ("f", "standing", None, "2019")]
    rows = [
        ("2", "a", "g", "guest", None, None, None),
        ("1", "b", "g", "", "2020", None, None),
        ("3", "a", "f", "", None, None, None),
    ]
    found = from_rows([actor_row("a"), actor_row("b")], [], forums, rows, day=DAY)
    assert (found.forum_ids, found.natures) == (("g",), ("event",))
    assert found.member_actor.tolist() == [1, 0]
    assert found.member_counts.tolist() == [True, False]
    assert found.member_freshness.tolist() == [FRESH, UNDATED]


def test_a_landscape_gives_the_same_as_its_rows():
    report = (Evidence(reported_by="a"), *seen("2019"))
    landscape = city(
        *actors("ab"), Actor(id="c", name="C", until="2010"), tie("ab", evidence=report, intensity=3), tie("ac"),
        Forum(id="f", name="F", nature="standing"), *members("f", "abc"),
    )  # fmt: skip
    found = arrays(landscape)
    assert (found.day, found.actor_ids, found.tie_ids) == (DAY, ("a", "b"), ("ab-0",))
    assert (found.intensity.tolist(), found.freshness.tolist(), found.confirmation.tolist()) == ([3], [FRESH], [UNANSWERED])
    assert found.member_actor.tolist() == [0, 1]


def test_empty():
    found = arrays(city())
    assert (found.actor_ids, found.source.shape, found.member_forum.shape) == ((), (0,), (0,))


@pytest.mark.parametrize(
    ("ties", "ids", "freshness"), [("all", ("ab-0",), [STALE]), ("bare", ("ab-0",), [UNDATED]), ("none", (), [])]
)
def test_of_ties_what_is_not_asked_about_is_left_out(ties: str, ids: tuple[str, ...], freshness: list[int]):
    found = arrays(city(*actors("ab"), tie("ab", evidence=seen("2001"))), at=DAY, ties=ties)
    assert found.tie_ids == ids
    assert found.freshness.tolist() == freshness
    assert found.actor_ids == ("a", "b")

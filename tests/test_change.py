"""What became of records between two moments: what happened, and what was only learnt, by hand and by law."""

from __future__ import annotations

import datetime as dt

import pytest
from cities import LAW, actors, city, members, seen, tie
from hypothesis import given
from hypothesis import strategies as st

from netmap.analysis.change import compare
from netmap.analysis.change_rows import REAL, Moment, RecordChange, causes_of
from netmap.landscape import Landscape
from netmap.model import Cooperation, Decision, Evidence, Forum, Record

FIRST, SECOND = dt.date(2019, 6, 30), dt.date(2020, 6, 30)


def told(old: Landscape, new: Landscape, days: tuple[dt.date, dt.date] = (FIRST, SECOND)) -> list[tuple[str, str, str]]:
    found = compare(Moment(old, days[0]), Moment(new, days[1]))
    return [(row.change, row.id, row.reason) for row in found.rows]


def later(*records: Record) -> list[tuple[str, str, str]]:
    """Return what becomes of records that are known only at the second moment."""
    return told(city(*actors("ab")), city(*actors("ab"), *records))


@pytest.mark.parametrize(
    ("fields", "row"),
    [
        ({"since": "2020"}, ("new", "ab-0", "")),
        ({"since": "2019-07"}, ("new", "ab-0", "")),
        ({"since": "2019-06-30"}, ("found", "ab-0", "earlier")),
        ({"since": "2019"}, ("found", "ab-0", "earlier")),
        ({}, ("found", "ab-0", "start_unknown")),
    ],
)
def test_a_tie_that_is_only_found_is_not_new(fields: dict[str, object], row: tuple[str, str, str]):
    assert later(tie("ab", **fields)) == [row]


def test_what_is_planned_wished_or_begins_later_does_not_count_yet():
    assert later(tie("ab", status="planned"), tie("ab", 1, status="wished"), tie("ab", 2, since="2021")) == []


def test_what_was_found_and_had_ended_by_the_second_moment_is_both():
    assert later(tie("ab", status="ended", until="2019-12")) == [("gone", "ab-0", ""), ("found", "ab-0", "start_unknown")]


@pytest.mark.parametrize(
    ("fields", "row"),
    [
        ({"status": "ended", "until": "2019"}, ("gone", "ab-0", "")),
        ({"until": "2020-06-29"}, ("gone", "ab-0", "")),
        ({"status": "ended"}, ("gone", "ab-0", "end_unknown")),
        ({"status": "ended", "until": "2018"}, ("withdrawn", "ab-0", "ended_before")),
    ],
)
def test_what_ended(fields: dict[str, object], row: tuple[str, str, str]):
    assert told(city(*actors("ab"), tie("ab")), city(*actors("ab"), tie("ab", **fields)))[0] == row


def test_a_plan_that_came_true_is_new():
    old, new = city(*actors("ab"), tie("ab", status="planned")), city(*actors("ab"), tie("ab"))
    assert told(old, new) == [("new", "ab-0", "planned")]
    assert told(old, new, (SECOND, SECOND)) == [("found", "ab-0", "start_unknown")]


def test_a_record_that_was_deleted_or_merged_has_not_ended():
    old = city(*actors("abc"), tie("ab"))
    same = Decision(id="d", first="b", second="c", verdict="same")
    assert told(old, city(*actors("ac"), same)) == [("withdrawn", "b", "merged"), ("withdrawn", "ab-0", "deleted")]


def test_what_began_later_than_was_thought_is_withdrawn_of_then_and_new():
    old, new = city(*actors("ab"), tie("ab", since="2018")), city(*actors("ab"), tie("ab", since="2020"))
    assert told(old, new) == [("new", "ab-0", ""), ("withdrawn", "ab-0", "later")]


def test_a_tie_goes_with_its_actor():
    old = city(*actors("a"), *actors("b"), tie("ab"))
    gone = actors("b")[0].model_copy(update={"until": "2019-12"})
    assert told(old, old.replace([gone])) == [("gone", "b", ""), ("gone", "ab-0", "")]


def test_one_state_of_knowledge_on_two_days_has_learnt_nothing():
    known = city(*actors("ab"), tie("ab", since="2020", evidence=seen("2020-02")), tie("ab", 1, until="2019-12"))
    assert told(known, known) == [("new", "ab-0", ""), ("gone", "ab-1", "")]


def test_unknown_beginning_and_later_evidence_say_nothing_of_then():
    known = city(*actors("ab"), tie("ab", evidence=seen("2020-02")), tie("ab", 1, evidence=(*seen("2019"), *seen("2020"))))
    assert told(known, known) == [("first_seen", "ab-0", ""), ("reconfirmed", "ab-1", "")]
    later = city(*actors("ab"), tie("ab", evidence=seen("2021")))
    assert told(later, later) == [], "what is seen only after both says nothing of either"


def test_what_is_better_known_is_told_from_what_is_said_otherwise():
    old = city(*actors("ab"), Forum(id="f", name="F"), *members("f", "a", role="guest"), tie("ab", intensity=2))
    both = (Evidence(reported_by="a"), Evidence(reported_by="b"))
    new = city(
        *actors("a"),
        actors("b")[0].model_copy(update={"sector": "inside", "citywide": True}),
        Forum(id="f", name="F", lead="a"),
        *members("f", "a", role="member"),
        tie("ab", intensity=3, kind="referral", evidence=both),
    )
    found = compare(Moment(old, FIRST), Moment(new, SECOND)).rows
    assert [(row.change, row.id, row.fields) for row in found] == [
        ("filled", "b", ("sector", "citywide")),
        ("reconfirmed", "ab-0", ()),
        ("filled", "ab-0", ("kind",)),
        ("restated", "ab-0", ("intensity",)),
        ("filled", "f", ("lead",)),
        ("restated", "f-a", ("role",)),
    ]


def test_evidence_grows_old():
    known = city(*actors("ab"), tie("ab", evidence=seen("2016-09")))
    assert told(known, known) == [("aged", "ab-0", "")]


def test_only_some_records_are_looked_at():
    old, new = city(*actors("ab")), city(*actors("ab"), tie("ab"), tie("ab", 1))
    found = compare(Moment(old, FIRST), Moment(new, SECOND), only={"ab-1", "a"})
    assert [row.id for row in found.rows] == ["ab-1"]
    assert [(one.kind, one.then, one.found, one.now) for one in found.counts[:2]] == [
        ("actor", 1, 0, 1),
        ("cooperation", 0, 1, 1),
    ]


def test_causes_are_the_steps_at_which_a_finding_changes():
    assert causes_of("aaaa") == ()
    assert causes_of("abcd") == ("age", "change", "answers")


DATES = st.sampled_from([None, "2018", "2019-06-30", "2019-12", "2020", "2021"])
TIES = st.builds(
    lambda number, status, since, until: tie("ab", number, status=status, since=since, until=until),
    st.integers(0, 3),
    st.sampled_from(["existing", "planned", "wished", "ended"]),
    DATES,
    DATES,
)
LANDSCAPES = st.lists(TIES, max_size=4).map(lambda ties: city(*actors("ab"), *ties))


@LAW
@given(LANDSCAPES, LANDSCAPES)
def test_the_counts_add_up(old: Landscape, new: Landscape):
    for one in compare(Moment(old, FIRST), Moment(new, SECOND)).counts:
        assert one.now == one.then + one.found - one.withdrawn + one.new - one.gone


@LAW
@given(LANDSCAPES, LANDSCAPES)
def test_on_one_day_only_knowledge_can_differ(old: Landscape, new: Landscape):
    assert not {row.change for row in compare(Moment(old, FIRST), Moment(new, FIRST)).rows} & REAL


@LAW
@given(LANDSCAPES)
def test_with_one_knowledge_nothing_is_found_or_withdrawn(known: Landscape):
    rows = compare(Moment(known, FIRST), Moment(known, SECOND)).rows
    assert not {row.change for row in rows} & {"found", "withdrawn", "filled", "restated"}
    assert compare(Moment(known, SECOND), Moment(known, SECOND)).rows == ()


@LAW
@given(LANDSCAPES)
def test_a_tie_without_a_beginning_is_never_new(known: Landscape):
    def undated(row: RecordChange) -> bool:
        return known.get(row.id).since is None

    assert not [row for row in compare(Moment(city(*actors("ab")), FIRST), Moment(known, SECOND)).of("new") if undated(row)]
    assert all(isinstance(one, Cooperation) for one in known.cooperations.values())

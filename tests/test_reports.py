"""Who reported a tie, and what that makes of it: a tie to somebody who has not answered is not one-sided."""

from __future__ import annotations

import datetime as dt

import pytest
from cities import actors, city, members, tie
from hypothesis import given
from hypothesis import strategies as st

from netmap.analysis.brokers import brokers
from netmap.analysis.ego import ego
from netmap.analysis.ego_questions import questions
from netmap.analysis.queries import ask
from netmap.analysis.structure import Structure, sentences, structure
from netmap.landscape import Landscape
from netmap.model import Cooperation, Evidence, Forum, Survey
from netmap.network.arrays import CONFIRMATIONS, arrays
from netmap.network.graph import network
from netmap.reports import actors_of, confirmation_of, heard, heard_in

DAY = dt.date(2020, 6, 30)


def wave(name: str, answered: str, date: str | None = "2020", asked: str = "abcd") -> Survey:
    return Survey(id=name, name=name, date=date, asked=tuple(asked), answered=tuple(answered))


def told(*reports: tuple[str, str | None, str | None]) -> tuple[Evidence, ...]:
    return tuple(Evidence(reported_by=who, survey=survey, seen=seen) for who, survey, seen in reports)


def found(*surveys: Survey, by: tuple[Evidence, ...], day: dt.date = DAY) -> str:
    landscape = city(*actors("abcd"), *surveys, tie("ab", evidence=by))
    known = heard_in(landscape, at=day)
    (one,) = landscape.cooperations.values()
    made = confirmation_of(one, known)
    assert CONFIRMATIONS[int(arrays(landscape, at=day).confirmation[0])] == made  # one answer everywhere
    return made


class TestATie:
    def test_nobody_told(self):
        assert found(by=()) == found(by=told(("c", None, None))) == "documented"

    def test_both_told(self):
        assert found(by=told(("a", "w", "2020"), ("b", None, "2011"))) == "confirmed"

    def test_the_other_was_never_asked(self):
        assert found(by=told(("a", None, None))) == "unanswered"

    def test_the_other_was_asked_and_has_not_answered(self):
        assert found(wave("w", "a"), by=told(("a", "w", "2020-02"))) == "unanswered"

    def test_the_other_answered_the_same_survey_and_did_not_name_it(self):
        assert found(wave("w", "ab"), by=told(("a", "w", "2020-06"))) == "one_sided"
        assert found(wave("w", "ab", None), by=told(("a", "w", "2020-06"))) == "one_sided"

    def test_an_answer_older_than_the_report_says_nothing(self):
        old, new = wave("old", "b", "2018"), wave("new", "a", "2020-03")
        assert found(old, new, by=told(("a", "new", "2020-04"))) == "unanswered"
        assert found(old, by=told(("a", None, "2019"))) == "unanswered"

    def test_an_answer_newer_than_the_report_does(self):
        old, new = wave("old", "a", "2018"), wave("new", "b", "2020-03")
        assert found(old, new, by=told(("a", "old", "2018-04"))) == "one_sided"
        assert found(new, by=told(("a", None, "2019"))) == "one_sided"

    def test_what_is_said_later_does_not_count_yet(self):
        assert found(wave("w", "ab"), by=told(("a", "w", "2020-08"))) == "documented"
        assert found(wave("w", "ab", "2020-07"), by=told(("a", None, "2020-01"))) == "unanswered"

    def test_members_answer_for_their_forum(self):
        forum, seat = Forum(id="f", name="F", nature="standing"), members("f", "b")
        survey = Survey(id="w", name="W", date="2020", asked=("a", "f"), answered=("f",))
        landscape = city(*actors("ab"), forum, *seat, survey, tie("ab", evidence=told(("a", "w", "2020-01"))))
        (one,) = landscape.cooperations.values()
        assert confirmation_of(one, heard_in(landscape)) == "one_sided"
        assert CONFIRMATIONS[int(arrays(landscape).confirmation[0])] == "one_sided"


def test_members_stand_for_their_forum():
    assert actors_of(["a", "f"], {"f": {"b", "c"}}) == {"a", "b", "c"}


@given(st.text("ab", max_size=2), st.lists(st.sampled_from("ab"), max_size=3))
def test_it_is_one_sided_only_where_the_other_answered(answered: str, reporters: list[str]):
    one = Cooperation(id="t", source="a", target="b", evidence=told(*((who, "w", None) for who in reporters)))
    made = confirmation_of(one, heard([wave("w", answered)], {}, DAY))
    silent = {"a", "b"} - set(reporters)
    expected = {0: "confirmed", 2: "documented"}.get(len(silent), "one_sided" if silent <= set(answered) else "unanswered")
    assert made == expected


# ------------------------------------------------------------------------------------------------------ in every analysis


def asked_city() -> Landscape:
    """Return four ties: confirmed, one-sided, without the answer of d, and documented; a, b and c have answered."""
    return city(
        *actors("abcd"),
        wave("w", "abc"),
        tie("ab", evidence=told(("a", "w", "2020"), ("b", "w", "2020"))),
        tie("bc", evidence=told(("b", "w", "2020"))),
        tie("cd", evidence=told(("c", "w", "2020"))),
        tie("da"),
    )


def test_the_network_counts_them_apart():
    net = network(asked_city())
    assert (net.cooperations, net.confirmed, net.one_sided, net.unanswered) == (4, 1, 1, 1)


def test_the_structure_has_reciprocity_among_respondents_only():
    row: Structure = structure(asked_city())
    assert (row.confirmed_share, row.one_sided_share, row.unanswered_share, row.reciprocity) == (0.25, 0.25, 0.25, 0.5)
    assert structure(city(*actors("ab"), tie("ab", evidence=told(("a", None, None))))).reciprocity is None
    said = sentences(row, lang="en")
    assert "Where both were asked and answered, both named 50 % of the cooperations that one of them named." in said
    assert "25 % were named by one end while the other has not answered: from that nothing follows." in said


def test_rankings_say_so():
    assert (brokers(asked_city()).one_sided_share, brokers(asked_city()).unanswered_share) == (0.25, 0.25)


def test_the_page_before_a_visit_asks_apart():
    asked = {one.code: one.question for one in questions(ego(asked_city(), "c"), lang="en")}
    assert asked["one_sided"].endswith("the other has answered as well: B")
    assert asked["unanswered"].endswith("Only one side has reported it: D")


@pytest.mark.parametrize(("question", "expected"), [("one_sided", [("b", "c", "b")]), ("unanswered", [("c", "d", "c")])])
def test_queries_list_them_apart(question: str, expected: list[tuple[str, str, str]]):
    rows = ask(asked_city(), question).rows
    assert [(row["source"], row["target"], row["reported_by"]) for row in rows] == expected

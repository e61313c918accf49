"""From one actor to another, with what ties each two, in rows and in words."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from cities import actors, city, members, seen, tie

from netmap.analysis.path import paths, sentences, step_words
from netmap.analysis.tied import age_words, between, office_of, tied_words
from netmap.errors import NetmapError
from netmap.landscape import Landscape
from netmap.model import Actor, Evidence, Forum


def chain() -> Landscape:
    fresh = tie("bc", kind="referral", intensity=3, evidence=seen("2020-01"))
    old = tie("ab", kind="joint_offer", evidence=seen("2012"))
    body = Forum(id="f", name="Runder Tisch", nature="standing")
    return city(*actors("abcd"), old, fresh, tie("bc", 1, kind="funding"), body, *members("f", "cd"))


class TestRows:
    def test_steps_say_what_ties_each_two(self):
        found = paths(chain(), "a", "d")
        (way,) = found.ways
        assert (way.kind, way.actors, way.length, way.cost) == ("both", ("a", "b", "c", "d"), 3, 1 + 1 / 3 + 1)
        assert [[tied.kind or tied.name for tied in step.ties] for step in way.steps] == [
            ["joint_offer"], ["referral"], ["Runder Tisch"],
        ]  # fmt: skip
        assert [one.freshness for step in way.steps for one in step.ties] == ["stale", "fresh", "undated"]
        assert way.oldest == "undated"

    def test_who_stands_between(self):
        found = paths(chain(), "a", "d")
        assert [(one.actor, one.always, one.needed) for one in found.between] == [("b", True, True), ("c", True, True)]

    def test_other_ties(self):
        every = paths(chain(), "b", "c", ties="all")
        assert [one.kind for one in every.ways[0].steps[0].ties] == ["referral", "funding"]
        assert paths(chain(), "a", "d", ties="cooperation").length is None

    def test_only_fresh(self):
        assert paths(chain(), "b", "c", fresh=True).length == 1
        assert paths(chain(), "a", "b", fresh=True).length is None

    def test_without_somebody(self):
        assert paths(chain(), "a", "d", without=["c"]).length is None

    def test_one_person_offices_stand_for_their_office(self):
        person = Actor(id="p", name="P", one_person=True, part_of="a")
        landscape = chain().replace([person, tie("pd")])
        found = paths(landscape, "p", "d")
        assert (found.source, found.asked_source, found.length) == ("a", "p", 1)
        assert [one.record for one in found.ways[0].steps[0].ties] == ["pd-0"]

    def test_actors_of_another_day_are_refused(self):
        landscape = city(*actors("a"), Actor(id="b", name="B", since="2021"))
        with pytest.raises(NetmapError, match="b"):
            paths(landscape, "a", "b")

    def test_no_flags_tell_who_reported_what(self):
        landscape = city(*actors("ab"), tie("ab", evidence=(Evidence(reported_by="a"),)))
        told, quiet = (paths(landscape, "a", "b", flags=flags).ways[0].steps[0].ties[0] for flags in (True, False))
        assert (told.confirmation, quiet.confirmation) == ("unanswered", None)

    def test_as_json(self):
        assert json.loads(json.dumps(asdict(paths(chain(), "a", "d")), allow_nan=False))["shortest_ways"] == 1


class TestTied:
    def test_office_of_offices_in_circles_and_without_one(self):
        people = [
            Actor(id="a", name="A", one_person=True, part_of="b"),
            Actor(id="b", name="B", one_person=True, part_of="a"),
            Actor(id="c", name="C", one_person=True),
        ]
        assert [office_of(city(*people), one) for one in "abc"] == ["a", "b", "c"]

    def test_guests_and_events_tie_nobody(self):
        bodies = [Forum(id="f", name="F", nature="standing"), Forum(id="e", name="E", nature="event")]
        landscape = city(*actors("ab"), *bodies, *members("f", "a"), *members("f", "b", role="guest"), *members("e", "ab"))
        assert between(landscape, "a", "b") == []

    def test_a_shared_body_is_as_old_as_the_older_membership(self):
        body = Forum(id="f", name="F", nature="agreement")
        sides = [*members("f", "a", evidence=seen("2020")), *members("f", "b", evidence=seen("2011"))]
        (row,) = between(city(*actors("ab"), body, *sides), "a", "b")
        assert (row.freshness, row.last_seen) == ("stale", "2011")

    def test_conflict_is_no_tie(self):
        assert between(city(*actors("ab"), tie("ab", kind="conflict")), "a", "b", ties="all") == []

    def test_words(self):
        landscape = city(*actors("ab"), tie("ab", kind="referral", intensity=4, evidence=(Evidence(reported_by="a"),)))
        (row,) = between(landscape, "a", "b")
        assert tied_words(row, landscape, lang="en") == (
            "Referral (integrated / binding, undated, reported by one side, the other has not answered)"
        )

    @pytest.mark.parametrize(
        ("freshness", "seen_at", "words"),
        [
            ("fresh", "2018-03", "zuletzt belegt 03/2018"),
            ("stale", "2012", "zuletzt belegt 2012, alt, bitte bestätigen"),
            ("undated", None, "undatiert"),
        ],
    )
    def test_ages(self, freshness, seen_at, words):  # noqa: ANN001
        assert age_words(freshness, seen_at) == words

    def test_what_is_over_is_not_to_be_confirmed(self):
        landscape = city(*actors("ab"), tie("ab", status="ended", evidence=seen("2001")))
        from netmap.analysis.tied import tied

        row = tied(landscape.cooperations["ab-0"], landscape.reference_date(), 36)
        assert "confirm" not in tied_words(row, landscape, lang="en")


class TestWords:
    def test_far(self):
        assert sentences(paths(chain(), "a", "d"), lang="de")[1:] == [
            "Von A zu D sind es 3 Schritte; ein kürzester Weg ist erfasst.",
            "Jeder erfasste Weg führt über: B; C",
        ]

    def test_longer_ways_lead_round(self):
        landscape = city(*actors("abcde"), *map(tie, ("ab", "be", "ac", "cd", "de")))
        assert sentences(paths(landscape, "a", "e"), lang="en")[-1] == (
            "Every shortest way leads through (longer ones lead round): B"
        )

    def test_several(self):
        landscape = city(*actors("abcd"), *map(tie, ("ab", "bd", "ac", "cd")))
        assert sentences(paths(landscape, "a", "d"), lang="de")[1] == (
            "Von A zu D sind es 2 Schritte; 2 kürzeste Wege sind erfasst."
        )

    def test_direct_none_and_oneself(self):
        landscape = city(*actors("abc"), tie("ab"))
        assert sentences(paths(landscape, "a", "b"), lang="en")[-1] == "A and B are tied directly."
        assert sentences(paths(landscape, "a", "c"), lang="de")[-1] == (
            "Von A zu C ist kein Weg erfasst. Das heißt nicht, dass es keinen gibt."
        )
        assert sentences(paths(landscape, "a", "a"), lang="en")[-1] == "Both are the same actor: A."

    def test_steps(self):
        found = paths(chain(), "c", "d")
        assert step_words(found.ways[0].steps[0], chain(), lang="de") == "beide in: Runder Tisch (undatiert)"

    def test_one_person_offices_are_named(self):
        landscape = city(*actors("ab"), Actor(id="p", name="P", one_person=True, part_of="a"), tie("ab"))
        assert "p ist eine Einzelstelle: Ihre Verbindungen zählen für A." in sentences(paths(landscape, "p", "b"))


def test_what_is_left_out_and_that_directions_count_is_said():
    landscape = city(*actors("ab"), tie("ab"))
    plain, strict = (
        " ".join(sentences(paths(landscape, "a", "b", directed=one, fresh=one), lang="en")) for one in (False, True)
    )
    for says in (
        "Only fresh ones: what is old or undated is left out.",
        "Directions count; a tie without one counts in both.",
    ):
        assert says in strict
        assert says not in plain

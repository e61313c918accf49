"""One actor with all around it, and what to ask there."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict

import pytest
from cities import actors, city, members, seen, tie

from netmap.analysis.ego import ego
from netmap.analysis.ego_questions import questions
from netmap.errors import UnknownRecordError
from netmap.landscape import Landscape
from netmap.model import Actor, Evidence, Forum, Offer, Survey


def full() -> Landscape:
    bodies = [Forum(id=one, name=one.upper(), nature="standing", lead="a") for one in ("f", "g")]
    return city(
        *actors("abcdefghi"),
        Actor(id="p", name="P", one_person=True, part_of="a"),
        tie("ab", evidence=seen("2020"), intensity=2),
        tie("ca", kind="referral", evidence=seen("2011")),
        tie("pd"),
        tie("ae", status="planned"),
        tie("af", status="ended", until="2015"),
        tie("ag", kind="conflict"),
        tie("bh"),
        *bodies,
        *members("f", "aiz".replace("z", "")),
        *members("g", "ai", role="member"),
        Offer(id="o", name="Kurs", providers=("a", "b"), area="school"),
    )


class TestAround:
    def test_cooperations_by_age_and_by_what_they_are(self):
        found = ego(full(), "a")
        assert [(one.actor, one.tie.freshness, one.out) for one in found.partners] == [
            ("b", "fresh", True), ("c", "stale", False), ("d", "undated", True),
        ]  # fmt: skip
        assert [one.actor for one in found.plans] == ["e"]
        assert [one.actor for one in found.ended] == ["f"]
        assert [one.actor for one in found.conflicts] == ["g"]

    def test_one_person_offices_count_for_their_office_and_have_their_own_page(self):
        assert [one.actor for one in ego(full(), "p").partners] == ["d"]
        assert ego(full(), "a").parts == (("p", "P"),)

    def test_bodies_offers_and_whom_one_only_meets(self):
        found = ego(full(), "a")
        assert [(one.forum, one.leads, one.others, one.role) for one in found.forums] == [
            ("f", True, 1, ""), ("g", True, 1, "member"),
        ]  # fmt: skip
        assert [(one.offer, one.with_others) for one in found.offers] == [("o", ("B",))]
        assert found.meets == (("i", "I", 2),)

    def test_further_steps_and_through_whom(self):
        assert ego(full(), "a").further == ()
        far = ego(full(), "a", steps=2).further
        assert [(one.actor, one.steps, one.through) for one in far] == [("h", 2, ("B",))]
        assert ego(full(), "p", steps=2).further == ()

    def test_on_another_day(self):
        found = ego(full(), "a", at=dt.date(2014, 1, 1))
        assert found.ended == ()
        assert "f" in {one.actor for one in found.partners}

    def test_surveys(self):
        wave = Survey(id="s", name="S", asked=("a", "b"), answered=("b",))
        landscape = city(*actors("abc"), wave)
        assert [(ego(landscape, one).asked, ego(landscape, one).answered) for one in "abc"] == [
            (True, False), (True, True), (False, False),
        ]  # fmt: skip
        body = Forum(id="f", name="F", nature="standing")
        through = city(*actors("ab"), body, *members("f", "a"), Survey(id="s", name="S", asked=("f",), answered=("f",)))
        assert [(ego(through, one).asked, ego(through, one).answered) for one in "ab"] == [(True, True), (False, False)]
        quiet = ego(landscape, "a", flags=False)
        assert (quiet.asked, quiet.answered) == (None, None)

    @pytest.mark.parametrize("given", ["nobody", "f"])
    def test_what_is_no_actor_is_refused(self, given: str):
        with pytest.raises(UnknownRecordError):
            ego(full().replace(without=["f"]).replace([Forum(id="f", name="F")]), given)

    def test_as_json(self):
        whole = {name: value for name, value in asdict(ego(full(), "a", steps=3)).items() if name != "actor"}
        assert json.dumps(whole, allow_nan=False)


class TestQuestions:
    def test_one_for_each_matter(self):
        found = questions(ego(full(), "a"), lang="en")
        assert {one.code: one.question for one in found} == {
            "stale_ties": "Do these cooperations still exist? Last seen: C (2011)",
            "undated_ties": "Do these cooperations exist, and since when? Without a date: D",
            "intensity": "How close is the cooperation (known, exchange, coordinated, binding)? Not known of 2 of 3.",
            "plans": "What has become of what was planned or wished? With: E",
            "meets": "Do you work together? You share several bodies, no cooperation is recorded: I",
            "old_offers": "Does the offer still exist? Old or undated: Kurs",
            "offer_groups": "For whom is it? No target group is recorded of: Kurs",
            "offer_languages": "In which languages? Not recorded of: Kurs",
            "offer_places": "How many places are there? Not recorded of: Kurs",
            "sector": "Do you belong to the city administration, or not?",
            "areas": "In which education areas do you work?",
            "target_groups": "Whom do you work for? No target group is recorded.",
            "districts": "In which districts do you work, or in the whole city?",
            "languages": "Which languages are spoken at your place?",
        }
        assert next(one for one in found if one.code == "stale_ties").about == ("ca-0",)

    def test_of_an_actor_of_whom_nothing_is_recorded(self):
        codes = [one.code for one in questions(ego(city(*actors("a")), "a"))]
        assert codes[:2] == ["no_tie", "no_offer"]

    def test_nothing_is_asked_where_all_is_known(self):
        known = Actor(
            id="a", name="A", sector="inside", areas=("school",), target_groups=("all",), languages=("de",), citywide=True
        )
        offer = Offer(
            id="o", name="O", providers=("a",), area="school", target_groups=("all",), languages=("de",), capacity=5,
            evidence=seen("2020"),
        )  # fmt: skip
        landscape = city(known, *actors("b"), tie("ab", intensity=1, evidence=seen("2020")), offer)
        assert questions(ego(landscape, "a")) == []

    def test_what_one_side_reported_is_asked_inside_only(self):
        landscape = city(*actors("ab"), tie("ab", evidence=(Evidence(reported_by="a"),)))
        assert "unanswered" in {one.code for one in questions(ego(landscape, "b"))}
        assert "unanswered" not in {one.code for one in questions(ego(landscape, "b", flags=False), flags=False)}

    def test_of_withheld_ties_nothing_is_asked(self):
        codes = {one.code for one in questions(ego(full(), "a", shown=False))}
        assert not codes & {"stale_ties", "undated_ties", "no_tie", "plans", "meets", "districts"}
        assert "no_tie" not in {one.code for one in questions(ego(city(*actors("a")), "a", shown=False))}

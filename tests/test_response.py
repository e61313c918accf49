"""What the surveys say of how far an order can be trusted."""

from __future__ import annotations

import datetime as dt

import pytest
from cities import actors, city, members

from netmap.analysis.response import Response, answers, response, response_sentence
from netmap.landscape import Landscape
from netmap.model import Actor, Forum, Survey


def asked(*surveys: Survey, at: str = "2020-06-30") -> tuple[int, int]:
    landscape = city(*actors("abcd"), Forum(id="f", name="F", nature="standing"), *members("f", "cd"), *surveys)
    found = response(landscape, "abcd", at=dt.date.fromisoformat(at))
    return found.asked, found.answered


def wave(name: str, asked: str, answered: str, **fields: object) -> Survey:
    ids = {"asked": tuple(asked.split()), "answered": tuple(answered.split())}
    return Survey.model_validate({"id": name, "name": name, **ids, **fields})


class TestWho:
    def test_without_a_survey(self):
        assert asked() == (0, 0)

    def test_waves_for_different_parts_add_up(self):
        assert asked(wave("one", "a b", "a"), wave("two", "c", "c")) == (3, 2)

    def test_a_newer_wave_takes_the_place_of_the_one_before(self):
        old, new = wave("old", "a b", "a b", date="2018"), wave("new", "a", "", date="2019")
        assert asked(old, new) == asked(new, old) == (2, 1)

    def test_a_wave_without_a_date_is_the_oldest(self):
        assert asked(wave("new", "a", "", date="2010"), wave("undated", "a", "a")) == (1, 0)

    def test_what_is_still_to_come_is_not_looked_at(self):
        assert asked(wave("later", "a b", "a", date="2020-07")) == (0, 0)
        assert asked(wave("later", "a b", "a", date="2020-07"), at="2020-07-01") == (2, 1)

    def test_a_forum_stands_for_its_members(self):
        assert asked(wave("w", "a f", "f")) == (3, 2)

    def test_answers_of_who_was_not_asked_do_not_count(self):
        assert asked(wave("w", "a", "a b")) == (1, 1)

    def test_others_than_the_networks_actors_do_not_count(self):
        landscape = city(*actors("ab"), wave("w", "a b", "a b"))
        assert response(landscape, ["a"]).asked == 1

    def test_an_office_of_one_person_answers_for_what_it_is_part_of(self):
        person = Actor(id="p", name="P", one_person=True, part_of="a")
        landscape = city(*actors("ab"), person, wave("w", "p b", "p"))
        found = response(landscape, ["a", "b"])
        assert (found.asked, found.answered) == (2, 1)
        assert answers(landscape) == {"p": True, "b": False}

    def test_who_is_asked_and_no_longer_recorded_does_not_count(self):
        assert response(city(*actors("a"), wave("w", "a gone", "a gone")), ["a"]).asked == 1

    def test_thresholds_are_the_landscapes(self):
        landscape: Landscape = city(*actors("a"), thresholds={"survey_warn": 0.9, "survey_bands": 0.5})
        found = response(landscape, "a")
        assert (found.warn, found.bands) == (0.9, 0.5)


@pytest.mark.parametrize(("answered", "bands"), [(0, True), (64, True), (65, False), (100, False)])
def test_bands_are_wanted_under_the_threshold(answered: int, bands: bool):
    assert Response(100, 100, answered, 0.8, 0.65).wants_bands is bands


def test_bands_are_wanted_where_nobody_was_asked():
    assert Response(100, 0, 0, 0.8, 0.65).wants_bands
    assert Response(100, 0, 0, 0.8, 0.65).share is None


class TestWords:
    @pytest.mark.parametrize(
        ("given", "ranks", "expected"),
        [
            ((100, 0, 0), False, "No survey: from documents. So these are bands in alphabetical order, not ranks."),
            ((100, 0, 0), True, "No survey: from documents. Nobody was asked, so the ranks say little."),
            ((100, 80, 40), False, "(50 %). That is under 65 %, so these are bands in alphabetical order, not ranks."),
            ((100, 80, 40), True, "(50 %). That is under 65 %: the ranks say little."),
            ((100, 80, 56), True, "Of 100 actors 80 were asked, 56 answered (70 %). That is under 80 %: ranks next to"),
            ((100, 80, 64), True, "Of 100 actors 80 were asked, 64 answered (80 %)."),
        ],
    )
    def test_english(self, given: tuple[int, int, int], ranks: bool, expected: str):
        assert expected in response_sentence(Response(*given, 0.8, 0.65), ranks=ranks, lang="en")

    def test_german(self):
        said = response_sentence(Response(100, 80, 40, 0.8, 0.65), ranks=False)
        assert said.startswith("Von 100 Akteuren wurden 80 befragt, 40 haben geantwortet (50 %). Das sind unter 65 %")

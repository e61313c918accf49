"""The forums in words, in both languages: what is known is said, what is not is said to be so, and nobody is judged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cities import actors, city, members

from netmap.analysis.forum_rows import ForumRow, LoadRow, OverlapRow, TurnoverRow, WithoutForum
from netmap.analysis.forum_words import (
    complete_words,
    details,
    forum_sentence,
    load_sentence,
    missing_sentences,
    overlap_sentence,
    summary,
    turnover_sentence,
    without_sentences,
)
from netmap.analysis.forums import forums
from netmap.landscape import Landscape
from netmap.model import Actor, Forum

MERIT = ("schwach", "isoliert", "überflüssig", "doppelstruktur", "weak", "isolated", "duplicate", "fehlt", "missing")
"""Words that describe nobody's place in a recorded network."""


def round_table(**more: object) -> Forum:
    fields = {"id": "runde", "name": "Runde", "nature": "standing", "kind": "round_table", "level": "operative", **more}
    return Forum.model_validate(fields)


def here(**more: object) -> Landscape:
    return city(
        Actor(id="a", name="Amt", sector="inside", areas=("school",)),
        Actor(id="b", name="Ärztehaus", sector="outside", areas=("school", "clubs")),
        Actor(id="c", name="Club"),
        Forum(id="beirat", name="Beirat"),
        round_table(lead="a", reports_to="beirat", mandate="Abstimmung", topics=("Sprache",), **more),
        *members("runde", "abc"),
    )


def row(landscape: Landscape, key: str = "runde") -> ForumRow:
    return next(one for one in forums(landscape).rows if one.id == key)


LOAD = LoadRow("a", "Amt", "inside", ("f", "g"), ("f",), 7.5)
PAIR = OverlapRow("beirat", "runde", ("a", "b"), 0.5, ("Sprache",), 0.25, 20, 3.2, 0.01, 0.02, "more")
MOVED = TurnoverRow("runde", "Runde", ("b", "a"), (), ("c",), "complete", "complete", "2019-12-31", "2020-06-30")


def test_one_member_and_many_are_said_as_such():
    assert "3 Mitglieder erfasst (Verwaltung: 1, außerhalb: 1, ungeklärt: 1)" in forum_sentence(row(here()), here())
    alone = city(Actor(id="a", name="A", sector="outside"), round_table(), *members("runde", "a"))
    assert forum_sentence(row(alone), alone, lang="en") == (
        "Runde (Round table, operative): one member recorded (outside: 1); whether the list is complete is not known."
    )


def test_guests_alone_are_no_members_but_are_said():
    guests = city(*actors("ab"), round_table(kind="", level="unknown"), *members("runde", "ab", role="guest"))
    assert forum_sentence(row(guests), guests) == "Runde: noch keine Mitglieder erfasst (Gäste und weitere: 2)."
    assert dict(details(row(guests), guests))["Gäste und weitere"] == "A; B"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (None, "ob die Liste vollständig ist, ist nicht bekannt"),
        ("2020-03", "Liste vollständig (Stand 03/2020)"),
        ("2015", "Liste war vollständig am 2015 – bitte bestätigen"),
    ],
)
def test_it_is_said_whether_the_list_is_complete(said: str | None, words: str):
    assert complete_words(row(here(members_complete=said))) == words


def test_everything_that_is_recorded_of_a_forum_is_told_by_name():
    told = dict(details(row(here()), here()))
    assert told["Auftrag"] == "Abstimmung"
    assert told["Themen"] == "Sprache"
    assert told["Federführung"] == "Amt"
    assert told["Berichtet an"] == "Beirat"
    assert told["Mitglieder"] == "Amt; Ärztehaus; Club"
    assert told["Mitglieder nach Bildungsbereich"] == "Schule 2, Vereine und Freizeit 1"
    assert dict(details(row(here(), "beirat"), here()))["Ihm berichten"] == "Runde"


def test_hours_have_a_digit_only_where_they_need_one():
    assert load_sentence(LOAD) == "Amt: 2 Gremien; 7,5 Stunden im Jahr (erfasst von 1)."
    assert load_sentence(replace(LOAD, hours=1200.0), lang="en") == "Amt: 2 forums; 1,200 hours a year (recorded of 1)."


def test_what_two_forums_share_is_told_by_name():
    assert overlap_sentence(PAIR, here()) == (
        "Beirat – Runde: erfasste Mitglieder beider: Amt, Ärztehaus; Themen beider: Sprache; 50 % der Mitglieder beider"
        " sitzen in beiden; mehr als bei zufälliger Verteilung."
    )


def test_who_joined_and_left_is_told_by_name():
    assert turnover_sentence(MOVED, here()) == "Runde: neu dabei: Amt, Ärztehaus; ausgeschieden: niemand; geblieben: 1."
    unsure = replace(MOVED, complete_now="old")
    assert turnover_sentence(unsure, here(), lang="en").endswith("was complete on 2020-06-30.")


@pytest.mark.parametrize(("count", "words"), [(0, ""), (1, "Ein Gremium nennt keine Zielgruppe."), (3, "3 Gremien nennen")])
def test_how_many_forums_may_be_for_a_group_is_said(count: int, words: str):
    said = list(without_sentences([WithoutForum("group", "women", "Frauen", "Women", (), count, 9, ())]))
    assert said[0] == "Zielgruppen, denen kein Gremium zugeordnet ist: Frauen."
    assert len(said) == 1 + bool(count)
    assert words in said[-1]


def test_expected_actors_without_a_forum_are_named_in_the_language_asked_for():
    entry = WithoutForum("expected", "library", "Bibliothek", "Library", (), 0, 9, ("a",))
    assert list(without_sentences([entry], lang="en")) == [
        "Expected actors that are recorded, but sit in no recorded forum: Library."
    ]


def test_the_summary_warns_as_long_as_a_list_is_not_complete():
    assert len(list(summary(forums(here())))) == 2
    assert len(list(summary(forums(here(members_complete="2020"))))) == 1


@pytest.mark.parametrize("lang", ["de", "en"])
def test_no_sentence_has_words_of_merit_or_calls_anything_missing(lang: str):
    found = forums(here())
    said = [
        *(forum_sentence(one, here(), lang=lang) for one in found.rows),
        *missing_sentences(found.rows, lang=lang),
        *without_sentences(found.without, lang=lang),
        *summary(found, lang=lang),
        load_sentence(LOAD, lang=lang),
        overlap_sentence(PAIR, here(), lang=lang),
        turnover_sentence(MOVED, here(), lang=lang),
    ]
    assert all(one.endswith(".") for one in said)
    assert not [one for one in said for word in MERIT if word in one.lower()]
    assert not [one for one in said if "{" in one]

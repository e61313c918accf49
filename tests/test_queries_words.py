"""Answers in words: headings, names for ids, labels for keys, in both languages; and what may be given."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from netmap.analysis.queries import Answer, Given, ask
from netmap.analysis.queries.given import LABELS, choices, read_given
from netmap.analysis.queries.own import fields_of
from netmap.analysis.queries.question import Desk, counted
from netmap.analysis.queries.words import headings, unknown_words, worded
from netmap.errors import DataError
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, District, Evidence, Forum, Membership, Offer, Settings, Term
from netmap.vocabulary import vocabulary

TERMS = vocabulary()["queries"]
CITY = Landscape(
    Settings(id="city", name="Stadt", as_of="2018-12-31"),
    [
        District(id="nord", name="Nordstadt"),
        Actor(
            id="amt", name="Amt & Co", sector="inside", type="municipal_office", citywide=True, areas=("school", "culture")
        ),
        Actor(id="aeh", name="Ähre", sector="unknown", districts=("nord",)),
        Actor(id="zoo", name="Zoo", sector="outside", part_of="amt"),
        Cooperation(id="t", source="amt", target="zoo", kind="joint_offer", evidence=(Evidence(seen="2018-03-01"),)),
        Forum(id="runde", name="Runder Tisch", nature="standing"),
        Membership(id="m1", actor="zoo", forum="runde"),
        Membership(id="m2", actor="aeh", forum="runde"),
        Offer(id="kurs", name="Kurs", providers=("zoo", "aeh"), area="school", childcare=True, free_of_charge=False),
        Term(id="own", vocabulary="areas", key="harbour", label_de="Hafen", label_en="Harbour"),
    ],
)


def words(name: str, lang: str = "de", **given: Any) -> list[dict[str, Any]]:
    return worded(ask(CITY, name, Given(**given)), CITY, lang=lang)


def test_labels_for_keys_and_the_whole_city_for_all_districts():
    assert words("actors", area="school") == [
        {
            "actor": "Amt & Co",
            "type": "Amt / Fachbereich der Stadt",
            "sector": "Stadtverwaltung",
            "areas": "Schule, Kultur",
            "districts": "gesamte Stadt",
        }
    ]
    assert words("actors", "en", area="school")[0]["districts"] == "whole city"


def test_what_is_not_known_is_left_empty():
    (row,) = (row for row in words("actors") if row["actor"] == "Ähre")
    assert (row["type"], row["areas"], row["districts"]) == ("", "", "Nordstadt")


def test_yes_no_and_not_known():
    (row,) = words("offers")
    assert (row["childcare"], row["free"], row["languages"]) == ("ja", "nein", "")
    assert words("offers", "en")[0]["childcare"] == "yes"


def test_names_stand_in_the_order_of_the_alphabet():
    assert words("shared_forums", actor="zoo") == [{"actor": "Ähre", "number": 1, "forums": "Runder Tisch"}]
    assert words("offers")[0]["providers"] in {"Zoo, Ähre", "Ähre, Zoo"}


def test_a_membership_is_called_by_who_and_where():
    rows = {row["record"]: row["record_kind"] for row in words("old_evidence")}
    assert rows == {}
    old = CITY.replace([Membership(id="m1", actor="zoo", forum="runde", evidence=(Evidence(source="Liste"),))])
    found = worded(ask(old, "old_evidence"), old)
    assert found == [{"record": "Zoo – Runder Tisch", "record_kind": "Mitgliedschaft", "last_seen": ""}]


def test_dates_and_states_are_written_as_people_do():
    assert words("cooperations")[0]["last_seen"] == "01.03.2018"
    assert words("cooperations", "en")[0]["last_seen"] == "2018-03-01"
    assert {row["state"] for row in words("fields", area="clubs")} == {"Kein Angebot erfasst"}
    assert {row["state"] for row in words("open_transitions")} == {"Nichts erfasst"}
    assert words("forums_not_mixed")[0]["administration"] == "keine erfasst"


def test_fields_are_called_as_in_the_records():
    missing = next(row["missing"] for row in words("incomplete_actors") if row["actor"] == "Zoo")
    assert missing.startswith("Art der Einrichtung, Bildungsbereiche")


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("name", TERMS)
def test_no_two_columns_are_called_the_same(name: str, lang: str):
    found = headings(Answer(name, (), TERMS[name]["columns"], {}, "2018"), lang=lang)
    assert len(set(found.values())) == len(found)
    assert all(heading.strip() for heading in found.values())


def test_all_that_is_not_known_is_said_in_one_sentence():
    found = ask(CITY, "offers", Given(language="uk", district="nord"))
    assert found.unknown == {"district": 1}
    assert "(Stadtbereich 1)" in unknown_words(found)


def test_a_landscapes_own_terms_can_be_asked_for():
    assert read_given(CITY, TERMS["actors"], {"area": "Hafen"}) == Given(area="harbour")
    assert "harbour" in choices(CITY, TERMS["actors"], "area")


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("area", "SCHULE", "school"),
        ("group", "Women", "women"),
        ("district", "nordstadt", "nord"),
        ("type", "municipal_office", "municipal_office"),
        ("sector", "outside", "outside"),
        ("language", "Ukrainisch", "uk"),
    ],
)
def test_names_labels_and_keys_are_read(name: str, value: str, read: str):
    assert getattr(read_given(CITY, TERMS["actors"], {name: value}, lang="de"), name) == read
    assert getattr(read_given(CITY, TERMS["actors"], {name: value}, lang="en"), name) == read


@pytest.mark.parametrize(
    ("question", "name", "value"),
    [
        ("actors", "area", "x"),
        ("actors", "group", "x"),
        ("actors", "district", "x"),
        ("actors", "type", "x"),
        ("actors", "sector", "x"),
        ("actors", "language", "x"),
        ("offers", "level", "a1"),
        ("offers", "kind", "x"),
        ("cooperations", "kind", "x"),
        ("cooperations", "actor", "x"),
        ("cooperations", "actor", "runde"),
        ("forum_members", "forum", "zoo"),
        ("fields", "state", "x"),
        ("follow_up", "state", "covered"),
        ("begun_or_ended", "start", "x"),
    ],
)
def test_what_there_is_not_is_refused(question: str, name: str, value: str):
    if (question, name, value) == ("offers", "level", "a1"):
        assert read_given(CITY, TERMS[question], {name: value}) == Given(level="A1")
        return
    with pytest.raises(DataError, match=value):
        read_given(CITY, TERMS[question], {name: value}, lang="en")


@pytest.mark.parametrize("name", TERMS)
def test_each_need_is_named_where_it_is_not_given(name: str):
    needs = TERMS[name].get("needs", ())
    if not needs:
        assert read_given(CITY, TERMS[name], {}) == Given()
        return
    with pytest.raises(DataError) as error:
        read_given(CITY, TERMS[name], dict.fromkeys(needs, ""), lang="en")
    assert len(str(error.value).splitlines()) == len(needs)


@pytest.mark.parametrize("name", TERMS)
def test_nothing_is_taken_that_is_not_used(name: str):
    """Each thing that may be given narrows the answer or changes it somewhere: the function reads it."""
    import inspect

    from netmap.analysis.queries import FUNCTIONS, actors, gremien, offers, open_ends, ties

    function = FUNCTIONS[TERMS[name]["ask"]]
    text = inspect.getsource(function)
    lists = " ".join(str(getattr(room, one, ())) for room in (actors, offers) for one in ("_WHO", "_WHAT"))
    helpers = "".join(inspect.getsource(room) for room in (gremien, open_ends, ties) if function.__module__ == room.__name__)
    for taken in TERMS[name]["takes"]:
        assert f"given.{taken}" in text + helpers or f'"{taken}"' in text or f"'{taken}'" in lists


def test_the_desk_sorts_as_people_do_and_counts_what_is_silent_once():
    desk = Desk(CITY, dt.date(2018, 12, 31))
    kept, unknown = desk.choose(CITY.actors.values(), Given(area="school", type="library"), ("area", "type"))
    assert kept == []
    assert unknown == {"area": 2}
    assert [one.id for one in desk.sorted(CITY.actors.values())] == ["aeh", "amt", "zoo"]


def test_cooperations_stand_by_the_names_of_their_ends_then_by_id():
    names = {"x": "Ähre", "y": "Anker", "z": "Anker Nord"}
    ends = [("t1", "z", "x"), ("t2", "y", "z"), ("t4", "y", "x"), ("t3", "y", "x"), ("t5", "x", "z")]
    ties = [Cooperation(id=key, source=source, target=target) for key, source, target in ends]
    city = Landscape(Settings(id="c", name="C"), [*(Actor(id=key, name=name) for key, name in names.items()), *ties])
    assert [one.id for one in Desk(city, dt.date(2020, 1, 1)).sorted(ties)] == ["t5", "t3", "t4", "t2", "t1"]


def test_counting_puts_the_most_first_and_what_is_not_known_last():
    assert [row["number"] for row in counted(["", "", "", "x", "x", "y"], "key")] == [2, 1, 3]
    assert counted([], "key") == ()


def test_every_field_of_a_kind_can_be_asked_for_but_what_is_no_value():
    assert "evidence" not in fields_of("actor")
    assert {"sector", "districts", "note"} <= set(fields_of("actor"))


def test_everything_that_can_be_given_has_a_name():
    assert {name for term in TERMS.values() for name in term["takes"]} == set(LABELS)

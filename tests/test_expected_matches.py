"""Which actors fit which expected actors: the best reason for each, and where it holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from cities import city, seen

from netmap.analysis.expected_ground import Ground, ground
from netmap.analysis.expected_matches import candidates, confirmed, matches
from netmap.analysis.expected_rows import Match
from netmap.analysis.expected_words import why
from netmap.catalogue import Entry
from netmap.landscape import Landscape
from netmap.model import Actor, District, Forum, Offer, Record
from netmap.network.arrays import arrays

DAY = dt.date(2020, 6, 30)
SCHOOL = Entry(
    "harbour", "Hafenschule", "", types=("school", "association"), areas=("school",), typical_names=("Hafenschule",)
)


def looked(*records: Record, entry: Entry = SCHOOL, **settings: object) -> dict[str, Match]:
    return matches(at_work(city(*records, **settings), entry))[entry.key]


def at_work(landscape: Landscape, entry: Entry = SCHOOL) -> Ground:
    return ground(landscape, [entry], arrays(landscape, at=DAY))


def test_the_best_reason_is_kept():
    actor = Actor(id="a", name="Hafenschule", type="school")
    offer = Offer(id="o", name="Tag der Hafenschule", providers=("a",))
    assert looked(offer, actor)["a"].how == "name"
    sure = Entry("harbour", "Hafenschule", "", types=("school",), type_suffices=True, typical_names=("Hafenschule",))
    assert looked(offer, actor, entry=sure)["a"].how == "type"


def test_what_counts_comes_before_a_hint():
    actor = Actor(id="a", name="Verein (Hafenschule)", type="association")
    offer = Offer(id="o", name="Hafenschule", providers=("a",))
    assert looked(actor)["a"].against == "bracket"
    assert (looked(actor, offer)["a"].how, looked(actor, offer)["a"].hint) == ("offer", False)


def test_offers_in_several_places_are_in_all_of_them():
    places = [District(id=one, name=one) for one in "nso"]
    actor = Actor(id="a", name="Verein", type="association", districts=("o",))
    offers = [
        Offer(id=f"f{one}", name="Hafenschule", providers=("a",), districts=(one,), evidence=seen(f"201{n}"))
        for n, one in enumerate("ns")
    ]
    found = looked(*places, actor, *offers)["a"]
    assert (found.districts, found.last_seen) == (("n", "s"), "2011")


def test_an_offer_that_says_no_place_is_where_its_provider_is():
    actor = Actor(id="a", name="Verein", type="association", districts=("o",))
    found = looked(District(id="o", name="o"), actor, Offer(id="f", name="Hafenschule", providers=("a",)))
    assert found["a"].districts == ("o",)


@pytest.mark.parametrize(
    ("name", "is_elsewhere"),
    [
        ("Hafenschule des Landkreises Rostock", True),
        ("Hafenschule Kreis Herford", True),
        ("Hafenschule im Landkreis und in der Stadt", False),
        ("Hafenschule Arbeitskreis", False),
    ],
)
def test_a_county_in_the_name_is_another_place(name: str, is_elsewhere: bool):
    assert (looked(Actor(id="a", name=name, type="school"))["a"].against == "place") is is_elsewhere


def test_where_the_town_is_not_known_none_is_another():
    assert looked(Actor(id="a", name="Hafenschule", type="school", municipality="Wismar"))["a"].against == ""
    assert looked(Actor(id="a", name="Hafenschule", type="school", municipality="Wismar"), municipality="Rostock")["a"].hint


def test_own_types_know_their_broader_ones():
    from netmap.model import Term

    own = Term(id="t", vocabulary="actor_types", key="ship", label_de="Schulschiff", fields={"parent": "school_primary"})
    circle = Term(id="u", vocabulary="actor_types", key="loop", label_de="Kreis", fields={"parent": "loop"})
    found = looked(
        own, circle, Actor(id="a", name="Hafenschule", type="ship"), Actor(id="b", name="Hafenschule", type="loop")
    )
    assert (found["a"].hint, found["b"].against) == (False, "type")


def test_a_committee_is_a_political_body():
    entry = Entry("jha", "Ausschuss", "", types=("political_body",), typical_names=("Jugendhilfeausschuss",))
    forum = Forum(id="f", name="Jugendhilfeausschuss", kind="committee", nature="standing")
    assert set(looked(forum, entry=entry)) == {"f"}
    assert looked(forum.model_copy(update={"kind": "round_table"}), entry=entry) == {}


def test_whom_to_ask():
    people = [
        Actor(id="far", name="A", type="school", municipality="Wismar"),
        Actor(id="other", name="B", type="school", areas=("senior",)),
        Actor(id="taken", name="C", type="school"),
        Actor(id="open", name="D", type="school"),
        Actor(id="club", name="E", type="association"),
        Actor(id="fits", name="F", type="association", areas=("school",)),
    ]
    place = at_work(city(*people, municipality="Rostock"))
    assert candidates(place, SCHOOL, ["taken"], 5) == ("open", "fits")
    assert candidates(place, SCHOOL, ["taken"], 1) == ("open",)


def test_only_actors_that_are_there_are_confirmed():
    place = at_work(city(Actor(id="a", name="A"), Actor(id="gone", name="G", until="2019")))
    assert [one.subject for one in confirmed(place, ("a", "gone", "never"))] == ["a"]


class TestWhatMayBeMeant:
    SURE = Entry("harbour", "Hafenschule", "", types=("school",), type_suffices=True, typical_names=("Hafenschule",))

    def test_a_forum_with_such_a_topic_is_a_hint_to_its_members(self):
        forum = Forum(id="f", name="Runde", topics=("Verkehr", "Hafenschule"), nature="standing")
        found = looked(forum)["f"]
        assert (found.how, found.against, found.word, found.hint) == ("topic", "topic", "Hafenschule", True)
        assert why(found, city(forum)) == "„Hafenschule“ gehört zu seinen Themen, aber ein Gremium – die Mitglieder fragen"

    def test_a_day_with_such_a_topic_is_none(self):
        assert looked(Forum(id="f", name="Tag", topics=("Hafenschule",), nature="event")) == {}

    def test_a_forum_of_that_name_counts_however_its_topics_are_called(self):
        network = Entry("round", "Hafenrunde", "", types=("network",), typical_names=("Hafenrunde",))
        found = looked(Forum(id="f", name="Hafenrunde", topics=("Hafenrunde",), nature="standing"), entry=network)["f"]
        assert (found.how, found.hint) == ("name", False)

    def test_who_offers_something_of_that_name_may_be_it_though_its_type_is_another(self):
        actor = Actor(id="a", name="Verein", type="association")
        found = looked(actor, Offer(id="o", name="Beratung in der Hafenschule", providers=("a",)), entry=self.SURE)
        assert (found["a"].how, found["a"].against) == ("offer", "type")

    def test_of_several_providers_a_name_says_little(self):
        two = [Actor(id=one, name=one, type="association") for one in "ab"]
        assert looked(*two, Offer(id="o", name="Hafenschule", providers=("a", "b")), entry=self.SURE) == {}

    def test_an_offer_says_nothing_of_the_districts(self):
        near = replace(self.SURE, scope="district")
        offer = Offer(id="o", name="Hafenschule", providers=("a",), citywide=True)
        assert looked(Actor(id="a", name="Verein", type="association"), offer, entry=near) == {}

"""Transitions: contacts among those who should connect them, by hand; answers; what is no contact."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from cities import LAW, city, members, seen
from hypothesis import given
from hypothesis import strategies as st

from netmap.analysis.transition_rows import STATES, TransitionRow
from netmap.analysis.transition_words import sentence, state_words
from netmap.analysis.transitions import named_only, transitions
from netmap.files.folder import read_folder
from netmap.landscape import Landscape
from netmap.model import Actor, Answer, Cooperation, Expectation, Forum, Record

ROSTOCK = Path(__file__).resolve().parent.parent / "graphs" / "rostock"
KEY = "culture_to_continuing_education"
PEOPLE = (
    Actor(id="b", name="Bücherei", type="library"),
    Actor(id="c", name="Zweigstelle", type="library", part_of="b"),
    Actor(id="v", name="Volkshochschule", type="adult_education_centre"),
    Actor(id="m", name="Museum", type="cultural_institution"),
    Actor(id="x", name="Sportverein", type="sports_club"),
)


def row(landscape: Landscape, key: str = KEY, **options: dt.date) -> TransitionRow:
    (one,) = (one for one in transitions(landscape, **options) if one.key == key)
    return one


def between(source: str, target: str, **fields: object) -> Cooperation:
    given = {"id": f"{source}-{target}", "source": source, "target": target, "kind": "referral", "evidence": seen("2020")}
    return Cooperation.model_validate({**given, **fields})


def town(*more: Record) -> Landscape:
    return city(*PEOPLE, *more)


def said(answer: str, **fields: object) -> Answer:
    return Answer.model_validate({"id": "a", "transition": KEY, "answer": answer, "source": "Kooperationsvertrag", **fields})


class TestContacts:
    def test_an_empty_landscape(self):
        found = transitions(city())
        assert [one.state for one in found] == ["nothing_recorded"] * 20
        assert found[0].next_step_en == "Ask who takes part in this transition, and record the actors."

    def test_those_who_should_connect(self):
        found = row(town())
        assert [(one.key, one.actors) for one in found.connecting] == [
            ("library", ("b", "c")),
            ("museum", ("m",)),
            ("adult_education_centre", ("v",)),
            ("sociocultural_centre", ()),
        ]
        assert found.sentence_en == (
            "Cultural place to learning: Nothing recorded – not asked yet;"
            " actors are recorded for 3 of 4 that should connect it."
        )
        assert "first: Bücherei; Museum; Volkshochschule." in found.next_step_en

    def test_a_cooperation_between_two_of_them(self):
        found = row(town(between("b", "v")))
        assert (found.state, found.ties, found.evidence, found.last_seen) == ("single_contacts", ("b-v",), ("b-v",), "2020")
        assert found.sentence_de == (
            "Kulturort – Lernen: Einzelne Kontakte erfasst; eine Kooperation (Bücherei – Volkshochschule)."
        )

    @pytest.mark.parametrize(
        ("ends", "fields"),
        [
            ("bc", {}),
            ("bx", {}),
            ("bv", {"status": "planned"}),
            ("bv", {"status": "ended"}),
            ("bv", {"kind": "conflict"}),
            ("bv", {"kind": "funding"}),
            ("bv", {"kind": "hosting"}),
            ("bv", {"since": "2021"}),
        ],
    )
    def test_what_is_no_contact(self, ends: str, fields: dict[str, str]):
        assert row(town(between(*ends, **fields))).state == "nothing_recorded"

    def test_old_ones_are_said_to_be_old(self):
        found = row(town(between("b", "v", evidence=seen("2010"))))
        assert (found.state, found.stale) == ("single_contacts", True)
        assert "last evidence 2010 – please confirm" in found.sentence_en

    def test_a_contract_is_not_yet_a_procedure(self):
        found = row(town(between("b", "v", kind="contract")))
        assert (found.state, found.agreements) == ("single_contacts", ("b-v",))
        assert "whether it settles this transition is not known" in found.sentence_en

    def test_what_a_person_does_counts_for_the_office(self):
        person = Actor(id="p", name="Beauftragte", one_person=True, part_of="b")
        assert row(town(person, between("p", "v"))).state == "single_contacts"
        assert row(town(person, between("p", "b"))).state == "nothing_recorded"

    def test_an_actor_on_two_sides_connects_with_either(self):
        both = Actor(
            id="z", name="Museum und Kulturverein", type="cultural_institution", aliases=("Soziokulturelles Zentrum",)
        )
        assert row(town(both, between("z", "m"))).state == "single_contacts"

    def test_a_hint_connects_nothing(self):
        far = Actor(id="f", name="Volkshochschule des Landkreises", type="adult_education_centre")
        assert row(city(PEOPLE[0], far, between("b", "f"))).state == "nothing_recorded"

    def test_dropped_entries_connect_nothing(self):
        gone = Expectation(id="e", key="library", dropped=True)
        found = row(town(gone, between("b", "v")))
        assert (found.state, len(found.connecting)) == ("nothing_recorded", 3)


class TestForums:
    FORUM = Forum(id="f", name="Runde", nature="standing")

    @pytest.mark.parametrize(
        ("nature", "who", "state"),
        [
            ("standing", "bv", "single_contacts"),
            ("agreement", "bv", "single_contacts"),
            ("event", "bv", "nothing_recorded"),
            ("unknown", "bv", "nothing_recorded"),
            ("standing", "b", "nothing_recorded"),
            ("standing", "bc", "nothing_recorded"),
            ("standing", "bx", "nothing_recorded"),
        ],
    )
    def test_members_of_two_sides(self, nature: str, who: str, state: str):
        forum = self.FORUM.model_copy(update={"nature": nature})
        found = row(town(forum, *members("f", who, role="member")))
        assert found.state == state
        assert found.agreements == (("f",) if nature == "agreement" else ())

    def test_guests_are_no_members(self):
        guests = [*members("f", "b", role="member"), *members("f", "v", role="guest")]
        assert row(town(self.FORUM, *guests)).state == "nothing_recorded"

    def test_a_forum_may_be_one_of_the_sides(self):
        jba = Forum(id="f", name="Jugendberufsagentur", nature="standing")
        agency = Actor(id="g", name="Agentur für Arbeit", type="employment_agency")
        alone = city(jba, agency)
        assert row(alone, "school_to_vocational").state == "nothing_recorded"
        found = row(alone.replace(members("f", "g", role="member")), "school_to_vocational")
        assert (found.state, found.forums) == ("single_contacts", ("f",))


class TestAnswers:
    def test_agreed_with_its_source(self):
        found = row(town(said("present", date="2019-05")))
        assert (found.state, found.answer, found.next_step_de) == ("agreed", "a", "")
        assert found.sentence_de == "Kulturort – Lernen: Geregelt (Kooperationsvertrag, 05/2019)."

    def test_without_a_source_it_is_not(self):
        found = row(town(said("present", source=" "), between("b", "v")))
        assert (found.state, found.answer) == ("single_contacts", None)

    def test_unregulated_whatever_contacts_there_are(self):
        found = row(town(said("missing"), between("b", "v")))
        assert found.state == "unregulated"
        assert "one cooperation (Bücherei – Volkshochschule)" in found.sentence_en
        assert found.next_step_en == "Bring those together who should agree on it: Bücherei; Museum; Volkshochschule."

    def test_elsewhere_says_nothing_of_a_transition(self):
        assert row(town(said("elsewhere"))).state == "nothing_recorded"

    def test_the_newest_counts(self):
        newer = said("missing", date="2020").model_copy(update={"id": "n"})
        assert row(town(newer, said("present", date="2019"))).state == "unregulated"

    def test_an_actor_that_an_answer_names_connects(self):
        named = Answer(id="n", expectation="adult_education_centre", answer="present", actors=("x",))
        assert row(town(named, between("b", "x"))).state == "single_contacts"


def test_names_can_be_kept_back_while_the_state_stays():
    landscape = town(between("b", "v"))
    shown = landscape.replace(without=["b", "b-v"])
    found = named_only(row(landscape), shown)
    assert (found.state, found.ties, found.evidence) == ("single_contacts", (), ())
    assert "Bücherei" not in found.sentence_de + found.next_step_de
    assert found.connecting[0].actors == ("c",)


@given(st.permutations(range(len(PEOPLE))), st.sampled_from(["bv", "vb", "mv", "bm"]))
@LAW
def test_neither_order_nor_direction_matters(order: list[int], ends: str):
    landscape = city(*(PEOPLE[one] for one in order), between(*ends))
    back = city(*PEOPLE, between(*ends[::-1]))
    assert [one.state for one in transitions(landscape)] == [one.state for one in transitions(back)]
    assert row(landscape).connecting == row(back).connecting


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_state_has_words(lang: str):
    assert len({state_words(one, lang=lang) for one in STATES}) == len(STATES)


class TestRostock:
    LANDSCAPE = read_folder(ROSTOCK).landscape
    FOUND = transitions(LANDSCAPE)

    def test_nobody_has_said_that_one_is_agreed_or_not(self):
        assert {one.state for one in self.FOUND} == {"nothing_recorded", "single_contacts"}

    def test_the_youth_employment_agency_connects_school_and_training(self):
        found = next(one for one in self.FOUND if one.key == "school_to_vocational")
        assert found.forums == ("jugendhaus-traeger",)
        assert "Agentur für Arbeit Rostock – Jugendhaus Rostock" in sentence(found, self.LANDSCAPE, lang="de")

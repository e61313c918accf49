"""Expected actors: every state by hand, what counts and what is a hint only, districts, answers, laws."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import MappingProxyType

import pytest
from cities import LAW, city, seen, tie
from hypothesis import given
from hypothesis import strategies as st

from netmap.analysis.expected import expected
from netmap.analysis.expected_rows import STATES, Expected, ExpectedRow
from netmap.analysis.expected_words import next_step, state_words, why
from netmap.files.folder import read_folder
from netmap.landscape import Landscape
from netmap.model import (
    Actor,
    Answer,
    Cooperation,
    District,
    Expectation,
    Forum,
    Inventory,
    Membership,
    Offer,
    Record,
)

ROSTOCK = Path(__file__).resolve().parent.parent / "graphs" / "rostock"
LIBRARY = Actor(id="b", name="Stadtbücherei", type="library", sector="inside")
PARTNER = Actor(id="p", name="Partner")
TOGETHER = Cooperation(id="bp", source="b", target="p", kind="joint_offer", evidence=seen("2020"))


def row(landscape: Landscape, key: str, district: str | None = None, **options: object) -> ExpectedRow:
    found = expected(landscape, **options)  # type: ignore[arg-type]
    (one,) = (one for one in found.rows if one.key == key and one.district == district)
    return one


def state(landscape: Landscape, key: str, district: str | None = None) -> str:
    return row(landscape, key, district).state


def said(answer: str, key: str = "library", **fields: object) -> Answer:
    given = {
        "id": f"a-{key}-{fields.get('district', '')}".replace("_", "-"),
        "expectation": key,
        "answer": answer,
        "source": "Runde",
        **fields,
    }
    return Answer.model_validate(given)


class TestNobodyHasLooked:
    def test_of_an_empty_landscape_nothing_is_missing(self):
        found = expected(city())
        assert len(found.rows) == 115
        assert {one.state for one in found.rows} == {"not_recorded"}
        assert (found.answered, found.inhabitants, found.dropped) == (0, None, 0)

    @given(st.lists(st.sampled_from(["library", "municipal_office", "school", "", "network"]), max_size=6))
    @LAW
    def test_without_an_answer_nothing_is_ever_missing_or_elsewhere(self, types: list[str]):
        actors = [Actor(id=f"a{n}", name="Jugendamt", type=kind) for n, kind in enumerate(types)]
        assert {one.state for one in expected(city(*actors)).rows}.isdisjoint({"missing", "elsewhere"})

    def test_the_next_step_is_to_ask(self):
        one = row(city(), "library")
        assert one.sentence_en == "Public library: No actor recorded – not asked yet."
        assert one.sentence_de == "Stadtbibliothek: Kein Akteur erfasst – noch nicht abgefragt."
        assert one.next_step_de == "Erfragen, ob es das gibt, und die Antwort erfassen."

    def test_who_may_know_is_asked_first(self):
        office = Actor(id="o", name="Amt 12", type="municipal_office", sector="inside")
        other = Actor(id="x", name="Amt 13", type="municipal_office", sector="inside", areas=("culture",))
        club = Actor(id="c", name="Verein", type="association", sector="outside")
        found = row(city(office, other, club), "health_office")
        assert found.ask == ("o",)
        assert found.next_step_en == "Ask whether there is one, and record the answer; first: Amt 12."

    def test_the_coordinating_office_does_not_ask_itself(self):
        office = Actor(id="o", name="Amt 12", type="municipal_office", sector="inside")
        assert row(city(office, coordinating_office="o"), "health_office").ask == ()

    def test_a_survey_of_the_area_makes_nothing_missing(self):
        complete = Inventory(id="i", area="culture", state="complete", date="2020")
        found = row(city(complete), "library")
        assert (found.state, found.asked) == ("not_recorded", "complete")
        assert "not asked" not in found.sentence_en
        partly = row(city(complete.model_copy(update={"state": "partial"})), "library")
        assert partly.sentence_en == "Public library: No actor recorded – asked in part only."

    def test_a_survey_of_one_group_says_nothing_of_the_whole_area(self):
        one_group = Inventory(id="i", area="culture", target_group="seniors", state="complete", date="2020")
        assert row(city(one_group), "library").asked == ""


class TestWhatCounts:
    def test_the_type_alone_where_it_suffices(self):
        found = row(city(LIBRARY), "library")
        assert [(one.subject, one.how, one.hint) for one in found.matches] == [("b", "type", False)]
        assert found.sure

    def test_a_narrower_type(self):
        own = Expectation(id="e", key="schools", types=("school",), type_suffices=True)
        school = Actor(id="s", name="Am Park", type="school_primary")
        assert row(city(own, school), "schools").actors == ("s",)

    def test_a_type_further_down_the_list_does_not_suffice(self):
        school = Actor(id="s", name="Am Park", type="school", areas=("school",))
        found = row(city(school), "secondary_schools")
        assert (found.state, [(one.subject, one.against) for one in found.hints]) == ("not_recorded", [("s", "type_only")])
        assert found.sentence_en == "General secondary schools: No actor assigned – not asked yet; perhaps: Am Park."
        elsewhere = school.model_copy(update={"areas": ("senior",)})
        assert row(city(elsewhere), "secondary_schools").hints == ()

    def test_type_and_name_are_to_be_confirmed(self):
        office = Actor(id="o", name="Jugendamt der Stadt", type="municipal_office", sector="inside")
        found = row(city(office), "youth_office")
        assert [(one.how, one.word) for one in found.matches] == [("name", "Jugendamt")]
        assert not found.sure
        assert "by type and name – please confirm" in found.sentence_en

    @pytest.mark.parametrize("field", ["short_name", "aliases"])
    def test_other_names_count_as_much(self, field: str):
        value: object = ("Jugendamt",) if field == "aliases" else "Jugendamt"
        office = Actor.model_validate({"id": "o", "name": "Amt 51", "type": "municipal_office", field: value})
        assert row(city(office), "youth_office").actors == ("o",)

    @pytest.mark.parametrize(
        ("fields", "against"),
        [
            ({"type": ""}, "type"),
            ({"type": "association"}, "type"),
            ({"type": "municipal_office", "sector": "outside"}, "sector"),
            ({"type": "municipal_office", "municipality": "Güstrow"}, "place"),
            ({"type": "municipal_office", "name": "Zentrale Stelle (Jugendamt)"}, "bracket"),
        ],
    )
    def test_a_name_alone_is_a_hint(self, fields: dict[str, str], against: str):
        office = Actor.model_validate({"id": "o", "name": "Jugendamt", **fields})
        found = row(city(office, municipality="Rostock"), "youth_office")
        assert (found.state, found.recorded, found.matches) == ("not_recorded", 0, ())
        assert [(one.subject, one.against) for one in found.hints] == [("o", against)]
        assert "perhaps:" in found.sentence_en
        assert "Ask whether this is it" in found.next_step_en

    def test_another_known_type_is_none_where_the_type_says_it_all(self):
        assert row(city(Actor(id="x", name="Jobcenter-Chor", type="music_school")), "jobcenter").hints == ()

    def test_the_countys_adult_education_centre_is_not_the_citys(self):
        common = {"type": "adult_education_centre"}
        county = Actor.model_validate({"id": "l", "name": "Volkshochschule des Landkreises Rostock", **common})
        own = Actor.model_validate({"id": "s", "name": "Volkshochschule der Hansestadt Rostock", **common})
        landscape = city(county, municipality="Hanse- und Universitätsstadt Rostock")
        found = row(landscape, "adult_education_centre")
        assert (found.state, [one.against for one in found.hints]) == ("not_recorded", ["place"])
        both = row(landscape.replace([own]), "adult_education_centre")
        assert (both.actors, [one.subject for one in both.hints]) == (("s",), ["l"])

    @pytest.mark.parametrize("town", ["Rostock", "Hansestadt Rostock", "Hanse- und Universitätsstadt Rostock", ""])
    def test_a_town_is_the_same_with_all_of_its_titles(self, town: str):
        library = LIBRARY.model_copy(update={"municipality": town})
        assert row(city(library, municipality="Hanse- und Universitätsstadt Rostock"), "library").actors == ("b",)

    def test_whoever_supports_it_is_not_it(self):
        friends = Actor(id="f", name="Förderverein der Jugendherberge und des Jugendamts", type="municipal_office")
        assert row(city(friends), "youth_office").hints == ()

    def test_an_offer_speaks_for_its_provider(self):
        provider = Actor(id="t", name="Träger", type="language_course_provider")
        offer = Offer(id="o", name="Alphabetisierungskurse am Abend", providers=("t",), area="continuing_education")
        found = row(city(provider, offer), "literacy_course_providers")
        assert [(one.how, one.offer, one.word) for one in found.matches] == [("offer", "o", "Alphabetisierungskurs")]
        assert found.evidence == ("o", "t")

    def test_an_offer_of_many_says_nothing_of_one_of_another_type(self):
        alone = Actor(id="t", name="Träger", type="media")
        offer = Offer(id="o", name="Alphabetisierungskurs", providers=("t",))
        assert [one.offer for one in row(city(alone, offer), "literacy_course_providers").hints] == ["o"]
        many = offer.model_copy(update={"providers": ("t", "p")})
        assert row(city(alone, PARTNER, many), "literacy_course_providers").hints[0].subject == "p"

    def test_the_format_of_an_offer_is_as_good_as_a_type(self):
        provider = Actor(id="t", name="Träger", type="media")
        offer = Offer(id="o", name="Nachmittags", format="tutoring", area="school", providers=("t",))
        found = row(city(provider, offer), "tutoring")
        assert ([one.how for one in found.matches], found.sure) == (["format"], True)
        elsewhere = offer.model_copy(update={"area": "senior"})
        assert row(city(provider, elsewhere), "tutoring").matches == ()

    def test_a_forum_is_a_network(self):
        forum = Forum(id="f", name="Netzwerk Frühe Hilfen", nature="standing")
        found = row(city(forum), "early_help_network")
        assert [(one.subject, one.kind) for one in found.matches] == [("f", "forum")]
        assert found.state == "no_cooperation_recorded"
        assert "fewer than two members recorded" in found.sentence_en
        assert found.next_step_en == "Record who belongs to it."

    def test_an_event_is_none(self):
        assert row(city(Forum(id="f", name="Netzwerk Frühe Hilfen", nature="event")), "early_help_network").matches == ()

    def test_the_parts_of_one_organisation_count_once(self):
        parts = [Actor(id=f"k{n}", name=f"Haus {n}", type="welfare_association", part_of="k0") for n in (1, 2)]
        whole = Actor(id="k0", name="Caritas", type="welfare_association")
        found = row(city(whole, *parts), "welfare_associations")
        assert (found.recorded, found.needed, found.state) == (1, 3, "too_few")
        assert found.actors[0] == "k0"

    def test_every_match_says_why(self):
        landscape = city(LIBRARY, Actor(id="o", name="Jugendamt", type="media"), municipality="X")
        (match,) = row(landscape, "library").matches
        assert why(match, landscape, lang="en") == "by its type: Library"
        (hint,) = row(landscape, "youth_office").hints
        assert why(hint, landscape, lang="de") == "„Jugendamt“ steht im Namen, aber von anderem Typ"


class TestCooperation:
    def test_a_fresh_one(self):
        assert state(city(LIBRARY, PARTNER, TOGETHER), "library") == "present"

    @pytest.mark.parametrize(
        ("fields", "contact", "words"),
        [
            ({"kind": "information"}, "information", "only exchange of information recorded"),
            ({"evidence": seen("2010")}, "stale", "cooperation recorded long ago only"),
            ({"status": "planned"}, "none", "no cooperation recorded yet"),
            ({"status": "ended"}, "none", "no cooperation recorded yet"),
            ({"kind": "conflict"}, "none", "no cooperation recorded yet"),
        ],
    )
    def test_what_is_not_enough(self, fields: dict[str, object], contact: str, words: str):
        found = row(city(LIBRARY, PARTNER, TOGETHER.model_copy(update=fields)), "library")
        assert (found.state, found.matches[0].contact) == ("no_cooperation_recorded", contact)
        assert found.sentence_en == f"Public library: Recorded: Stadtbücherei; {words}."

    def test_an_undated_one_is_not_old(self):
        assert state(city(LIBRARY, PARTNER, TOGETHER.model_copy(update={"evidence": ()})), "library") == "present"

    def test_one_with_oneself_or_ones_own_person_is_none(self):
        person = PARTNER.model_copy(update={"one_person": True, "part_of": "b"})
        assert state(city(LIBRARY, person, TOGETHER), "library") == "no_cooperation_recorded"
        assert state(city(LIBRARY, tie("bb")), "library") == "no_cooperation_recorded"

    def test_what_a_one_person_office_does_counts_for_the_whole(self):
        person = Actor(id="q", name="Beauftragte", one_person=True, part_of="b")
        with_person = TOGETHER.model_copy(update={"source": "q"})
        assert state(city(LIBRARY, person, PARTNER, with_person), "library") == "present"

    def test_one_connected_match_is_enough(self):
        other = LIBRARY.model_copy(update={"id": "c"})
        assert state(city(LIBRARY, other, PARTNER, TOGETHER), "library") == "present"

    def test_a_forum_lives_by_two_members(self):
        forum = Forum(id="f", name="Netzwerk Frühe Hilfen", nature="standing")
        both = [Membership(id=f"{one}-f", actor=one, forum="f", role="member") for one in ("b", "p")]
        assert state(city(LIBRARY, PARTNER, forum, *both), "early_help_network") == "present"
        assert state(city(LIBRARY, PARTNER, forum, both[0]), "early_help_network") == "no_cooperation_recorded"


class TestHowMany:
    ORGS = tuple(Actor(id=f"m{n}", name=f"Verein {n}", type="migrant_org") for n in range(3))

    @pytest.mark.parametrize(("inhabitants", "needed"), [(None, 1), (39_000, 1), (80_000, 2), (119_999, 2), (209_085, 5)])
    def test_one_for_each_full_number_of_inhabitants(self, inhabitants: int | None, needed: int):
        assert row(city(*self.ORGS, inhabitants=inhabitants), "migrant_orgs").needed == needed

    def test_districts_tell_the_inhabitants_where_nobody_else_does(self):
        parts = [District(id=one, name=one, figures={2019: {"inhabitants": 50_000}}) for one in "ns"]
        assert row(city(*parts), "migrant_orgs").needed == 2
        assert expected(city(*parts, District(id="o", name="o"))).inhabitants is None

    def test_fewer_than_the_guide_value(self):
        found = row(city(*self.ORGS, inhabitants=200_000), "migrant_orgs")
        assert (found.state, found.recorded, found.sure, found.asked) == ("too_few", 3, True, "")
        assert "3 recorded (Verein 0; Verein 1; Verein 2), fewer than 5 (guide value, no norm)" in found.sentence_en
        assert "(Richtwert, keine Norm)" in found.sentence_de


class TestAnswers:
    def test_missing_needs_somebody_who_says_so(self):
        found = row(city(said("missing", date="2020-03-01")), "library")
        assert (found.state, found.asked, found.answer) == ("missing", "answer", "a-library-")
        assert found.sentence_de == "Stadtbibliothek: Fehlt – bestätigt, Quelle: Runde, 01.03.2020."
        assert found.evidence == ("a-library-",)

    def test_who_said_so_and_where_are_told_apart(self):
        found = row(city(said("missing", by="BK", date="2020-03-01")), "library")
        assert (found.answer_by, found.answer_source) == ("BK", "Runde")
        assert found.sentence_de == "Stadtbibliothek: Fehlt – bestätigt von BK (Runde), 01.03.2020."
        assert found.sentence_en == "Public library: Missing – confirmed by BK (Runde), 2020-03-01."

    def test_who_has_no_source_but_a_name_is_named_alone(self):
        found = row(city(said("missing", by="BK", source="", date="2020-03")), "library")
        assert found.sentence_de == "Stadtbibliothek: Fehlt – bestätigt von BK, 03/2020."

    def test_elsewhere(self):
        found = row(city(PARTNER, said("elsewhere", actors=("p",))), "library")
        assert (found.state, found.actors) == ("elsewhere", ("p",))
        assert found.sentence_de == "Stadtbibliothek: Wird von außerhalb der Stadt erbracht (Partner)."

    def test_present_by_name_of_the_actor(self):
        found = row(city(LIBRARY, PARTNER, TOGETHER, said("present", "youth_office", actors=("p",))), "youth_office")
        assert (found.state, found.actors, found.sure) == ("present", ("p",), True)
        assert found.matches[0].how == "confirmed"
        assert found.asked == ""

    def test_present_without_an_actor(self):
        found = row(city(said("present")), "library")
        assert (found.state, found.actors) == ("present", ())
        assert found.next_step_en == "Record the actor."
        assert "no actor recorded for it yet" in found.sentence_en

    def test_present_confirms_a_name(self):
        office = Actor(id="o", name="Jugendamt", type="municipal_office")
        assert row(city(office, said("present", "youth_office")), "youth_office").sure

    def test_present_is_enough_whatever_the_guide_value(self):
        one = TestHowMany.ORGS[0]
        landscape = city(one, said("present", "migrant_orgs"), inhabitants=200_000)
        assert state(landscape, "migrant_orgs") == "no_cooperation_recorded"

    def test_what_is_said_later_says_nothing_of_today(self):
        landscape = city(said("missing", date="2030"))
        assert state(landscape, "library") == "not_recorded"
        assert row(landscape, "library", at=dt.date(2030, 1, 1)).state == "missing"

    def test_of_two_answers_the_one_of_the_later_day_counts(self):
        first = said("elsewhere", id="a-1", date="2020-03")
        assert (
            state(city(first, said("missing", id="a-2", date="2020")), "library") == "missing"
        )  # at the latest in December
        assert state(city(first, said("missing", id="a-2", date="2020-02")), "library") == "elsewhere"

    def test_missing_outdoes_a_name(self):
        office = Actor(id="o", name="Jugendamt", type="municipal_office", evidence=seen("2018"))
        found = row(city(office, said("missing", "youth_office", date="2019")), "youth_office")
        assert (found.state, [one.against for one in found.hints]) == ("missing", ["answer"])

    def test_but_not_what_was_seen_since(self):
        office = Actor(id="o", name="Jugendamt", type="municipal_office", evidence=seen("2020-02"))
        found = row(city(office, said("missing", "youth_office", date="2019")), "youth_office")
        assert (found.state, found.contradicted) == ("no_cooperation_recorded", True)
        assert found.next_step_en == "Clarify with those who answered, and record the answer anew."

    @pytest.mark.parametrize("answer", ["missing", "elsewhere"])
    def test_nor_a_type(self, answer: str):
        found = row(city(LIBRARY, PARTNER, TOGETHER, said(answer)), "library")
        assert (found.state, found.contradicted) == ("present", True)
        assert "Runde said otherwise" in found.sentence_en

    def test_missing_while_some_are_there_means_too_few(self):
        landscape = city(*TestHowMany.ORGS, said("missing", "migrant_orgs"), inhabitants=200_000)
        found = row(landscape, "migrant_orgs")
        assert (found.state, found.asked, found.contradicted) == ("too_few", "answer", False)

    def test_the_newest_counts(self):
        old = said("missing", date="2019").model_copy(update={"id": "old"})
        new = said("elsewhere", date="2020").model_copy(update={"id": "new"})
        assert state(city(new, old), "library") == "elsewhere"

    def test_one_that_no_longer_holds_does_not(self):
        assert state(city(said("missing", until="2019")), "library") == "not_recorded"

    def test_they_are_counted(self):
        assert expected(city(said("missing"), said("present", "youth_office"))).answered == 2


class TestDistricts:
    NORTH = District(id="n", name="Nord", neighbours=("s",), figures={2019: {"inhabitants": 9000}})
    SOUTH = District(id="s", name="Süd", neighbours=("n",), figures={2019: {"inhabitants": 900}})
    KITA = Actor(id="k", name="Haus", type="childcare_facility", districts=("n",))

    def test_without_districts_there_is_one_row(self):
        assert row(city(self.KITA), "daycare").recorded == 1

    def test_one_row_each(self):
        found = row(city(self.NORTH, self.KITA), "daycare", "n")
        assert (found.id, found.actors) == ("expected/daycare/n", ("k",))

    def test_citywide_is_everywhere(self):
        big = self.SOUTH.model_copy(update={"figures": {}})
        everywhere = self.KITA.model_copy(update={"districts": (), "citywide": True})
        landscape = city(self.NORTH, big, everywhere)
        assert [row(landscape, "daycare", one).recorded for one in "ns"] == [1, 1]

    def test_unknown_districts_cover_none_but_are_said(self):
        unplaced = self.KITA.model_copy(update={"districts": ()})
        found = row(city(self.NORTH, unplaced), "daycare", "n")
        assert (found.state, found.unplaced, found.ask) == ("not_recorded", 1, ("k",))
        assert found.sentence_en == (
            "Day-care centres, Nord: No actor assigned – not asked yet; one recorded names no district."
        )
        assert found.next_step_en == "First ask those recorded for their districts: Haus."

    def test_a_small_district_expects_none_of_its_own(self):
        found = expected(city(self.NORTH, self.SOUTH.model_copy(update={"neighbours": ()})))
        assert [one.district for one in found.rows if one.key == "daycare"] == ["n"]
        assert found.below_floor["daycare"] == 1

    def test_it_is_served_from_next_door(self):
        found = row(city(self.NORTH, self.SOUTH, self.KITA), "daycare", "s")
        assert (found.actors, found.neighbours) == (("k",), ("n",))

    def test_a_large_one_is_not_but_it_is_said(self):
        large = self.SOUTH.model_copy(update={"figures": {}})
        found = row(city(self.NORTH, large, self.KITA), "daycare", "s")
        assert (found.state, found.neighbours) == ("not_recorded", ("n",))
        assert found.sentence_en.endswith("recorded next door: Nord.")

    def test_figures_of_later_years_say_nothing_yet(self):
        later = self.SOUTH.model_copy(update={"figures": {2030: {"inhabitants": 900}}})
        assert expected(city(later)).below_floor == {}

    def test_an_offer_says_where_it_is(self):
        library = Actor(id="b", name="Bücherei", type="library", districts=("s",))
        cafe = Offer(id="o", name="Sprachcafé", providers=("b",), districts=("n",))
        landscape = city(self.NORTH, library, cafe, self.SOUTH.model_copy(update={"neighbours": ()}))
        assert row(landscape, "low_threshold_german", "n").actors == ("b",)

    def test_an_answer_for_the_city_is_one_for_each_district_unless_it_says_present(self):
        assert state(city(self.NORTH, said("missing", "daycare")), "daycare", "n") == "missing"
        assert state(city(self.NORTH, said("present", "daycare")), "daycare", "n") == "not_recorded"
        own = [said("missing", "daycare"), said("elsewhere", "daycare", district="n")]
        assert state(city(self.NORTH, *own), "daycare", "n") == "elsewhere"


class TestDays:
    def test_only_what_holds(self):
        later = LIBRARY.model_copy(update={"since": "2021"})
        assert state(city(later), "library") == "not_recorded"
        assert row(city(later), "library", at=dt.date(2022, 1, 1)).recorded == 1

    def test_dropped_entries_are_not_there(self):
        found = expected(city(Expectation(id="e", key="library", dropped=True, reason="keine")))
        assert "library" not in {one.key for one in found.rows}
        assert found.dropped == 1


class TestWithheld:
    def test_whose_cooperation_and_who_answered(self):
        found = row(city(LIBRARY), "library", withhold=True)
        assert (found.state, found.matches[0].contact) == ("present", "withheld")
        answered = row(city(said("missing", source="", by="BK")), "library", withhold=True)
        assert (answered.answer_by, answered.answer_source) == ("", "")
        assert answered.sentence_en == "Public library: Missing – confirmed, date unknown."

    def test_what_remains_is_the_source(self):
        answered = row(city(said("missing", by="BK", date="2020-03")), "library", withhold=True)
        assert answered.sentence_de == "Stadtbibliothek: Fehlt – bestätigt, Quelle: Runde, 03/2020."


class TestLaws:
    @given(st.permutations(range(4)), st.integers(0, 99))
    @LAW
    def test_neither_order_nor_ids_matter(self, order: list[int], prefix: int):
        def built(order: list[int], prefix: str) -> Expected:
            names = ("Jugendamt", "Stadtbücherei", "Verein", "Volkshochschule")
            types = ("municipal_office", "library", "migrant_org", "adult_education_centre")
            records: list[Record] = [Actor(id=f"{prefix}{n}", name=names[n], type=types[n]) for n in order]
            return expected(city(*records, Cooperation(id="t", source=f"{prefix}0", target=f"{prefix}1", kind="referral")))

        def told(found: Expected) -> list[tuple[str, str, list[str]]]:
            return [(one.id, one.state, sorted(match.name for match in one.matches)) for one in found.rows]

        assert told(built(order, f"z{prefix}-")) == told(built(list(range(4)), "a"))

    def test_ids_are_unique(self):
        found = expected(read_folder(ROSTOCK).landscape)
        assert len({one.id for one in found.rows}) == len(found.rows)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_state_has_words(lang: str):
    assert len({state_words(one, lang=lang) for one in STATES}) == len(STATES)


class TestRostock:
    """Rows of the real example, each read against its sources."""

    FOUND = expected(read_folder(ROSTOCK).landscape)
    ROWS = MappingProxyType({one.id: one for one in FOUND.rows})

    def test_nothing_is_called_missing(self):
        assert {one.state for one in self.FOUND.rows}.isdisjoint({"missing", "elsewhere"})
        assert self.FOUND.answered == 0

    @pytest.mark.parametrize(
        ("key", "actors"),
        [
            ("adult_education_centre", {"vhshro"}),
            ("jobcenter", {"jchro"}),
            ("library", {"stadtbibliothek-rostock"}),
            ("chamber_ihk", {"ihk-rostock"}),
            ("migrant_council", {"migro"}),
            ("course_provider_network", {"ktg"}),
            ("youth_office", {"ajsa"}),
            ("daycare/luetten-klein", {"kita-sonnenkinderhaus"}),
            ("literacy_course_providers", {"ib"}),
            ("vocational_prep_class", {"bs-dienstleistung-gewerbe"}),
            ("after_school/toitenwinkel", {"kita-am-waeldchen"}),
            ("daz_schools", {"grundschule-schmarl"}),
            ("migrant_women_org", {"von-frau-zu-frau"}),
        ],
    )
    def test_who_is_there(self, key: str, actors: set[str]):
        assert set(self.ROWS[f"expected/{key}"].actors) == actors

    def test_an_offer_that_begins_later_speaks_for_nobody_yet(self):
        found = row(read_folder(ROSTOCK).landscape, "initial_orientation_providers", at=dt.date(2021, 1, 1))
        assert set(found.actors) == {"dienhong", "malteser-werke"}
        assert self.ROWS["expected/initial_orientation_providers"].state == "not_recorded"

    @pytest.mark.parametrize(
        "key", ["school_administration", "health_office", "preparatory_college", "psychosocial_centre", "senior_council"]
    )
    def test_of_whom_nothing_is_recorded(self, key: str):
        assert self.ROWS[f"expected/{key}"].state == "not_recorded"

    @pytest.mark.parametrize(
        ("key", "hint"),
        [
            ("adult_education_centre", "vhslro"),
            ("jobcenter", "jobcenter-lk-rostock"),
            ("university", "hochschule-wismar"),
            ("youth_migration_service", "cjd-nord"),
        ],
    )
    def test_those_of_other_places_are_hints(self, key: str, hint: str):
        found = self.ROWS[f"expected/{key}"]
        assert hint in {one.subject for one in found.hints if one.against == "place"}
        assert hint not in found.actors

    @pytest.mark.parametrize(
        ("key", "hint"),
        [
            ("shared_accommodation", "oekohaus"),
            ("vocational_language_providers", "ktg"),
            ("refugee_initiatives", "stadtmission-rostock"),
        ],
    )
    def test_whom_an_offer_or_a_topic_names_is_asked(self, key: str, hint: str):
        found = self.ROWS[f"expected/{key}"]
        assert found.state in {"not_recorded", "too_few"}
        assert hint in {one.subject for one in found.hints}

    def test_each_open_row_has_a_next_step(self):
        settled = {"present", "elsewhere"}
        assert all(
            next_step(one, read_folder(ROSTOCK).landscape) for one in self.FOUND.rows[:20] if one.state not in settled
        )
        assert all(one.next_step_de for one in self.FOUND.rows if one.state not in settled)

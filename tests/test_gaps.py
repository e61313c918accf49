"""The two lists: what belongs in which, how it is folded, what it says."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import random

import pytest
from cities import LAW, actors, city, seen, tie
from hypothesis import given
from hypothesis import strategies as st

from netmap.analysis.coverage import coverage
from netmap.analysis.gap_rows import GapRow, Gaps
from netmap.analysis.gaps import PART, POINTS, gaps, summary
from netmap.analysis.rows import STATES
from netmap.analysis.unconnected import unconnected
from netmap.landscape import Landscape
from netmap.model import Actor, District, GapNote, Inventory, Need, Offer, Record, Term

DISTRICTS = [District(id=one, name=one.title()) for one in ("east", "north", "south", "west")]
FRESH = seen("2020-01")
FOCUS = Term(id="clubs-focus", vocabulary="areas", key="clubs", label_de="Vereine", fields={"main_groups": ["adults"]})


def offer(number: int = 0, **fields: object) -> Offer:
    given = {"id": f"offer-{number}", "name": "Offer", "providers": ("a",), "area": "clubs", "evidence": FRESH}
    return Offer.model_validate({"target_groups": ("adults",), **given, **fields})


def complete(area: str = "clubs", **fields: object) -> Inventory:
    given = {"id": f"inventory-{area}", "area": area, "state": "complete", "date": "2020-03"}
    return Inventory.model_validate({**given, **fields})


def found_in(landscape: Landscape, **options: object) -> Gaps:
    cube = coverage(landscape, area="clubs", group="adults", **options)  # type: ignore[arg-type]
    return gaps(landscape, coverage=cube)


def rules(rows: tuple[GapRow, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(row.rule, row.districts) for row in rows]


class TestWhichList:
    def test_not_recorded_is_to_be_cleared_up(self):
        found = found_in(city())
        assert (found.action, rules(found.clarify)) == ((), [("not_recorded", ())])

    def test_uncovered_is_to_be_done(self):
        found = found_in(city(complete()))
        assert (rules(found.action), found.clarify) == ([("uncovered", ())], ())

    @pytest.mark.parametrize("providers", [("a",), ("a", "b", "c")])
    def test_doubtful_states_are_to_be_done_only_where_somebody_looked(self, providers: tuple[str, ...]):
        rule = "single_provider" if len(providers) == 1 else "coordinate"
        looked = found_in(city(*actors("abc"), offer(providers=providers), complete()))
        not_looked = found_in(city(*actors("abc"), offer(providers=providers)))
        assert (rules(looked.action), looked.clarify) == ([(rule, ())], ())
        assert (not_looked.action, rules(not_looked.clarify)) == ((), [(rule, ())])

    def test_a_partial_inventory_is_not_enough(self):
        found = found_in(city(*actors("a"), offer(), complete(state="partial")))
        assert (found.action, rules(found.clarify)) == ((), [("single_provider", ())])

    def test_stale_only_is_to_be_cleared_up_even_where_somebody_looked(self):
        found = found_in(city(*actors("a"), offer(evidence=seen("2012")), complete()))
        assert (found.action, rules(found.clarify)) == ((), [("stale_only", ())])

    def test_covered_and_not_needed_are_in_none(self):
        fine = found_in(city(*actors("ab"), offer(providers=("a", "b"))))
        spared = found_in(city(complete(state="not_needed", reason="Landesaufgabe")))
        assert (fine.action, fine.clarify, spared.action, spared.clarify) == ((), (), (), ())

    def test_every_open_state_has_its_points(self):
        silent = {"not_needed", "covered"}
        assert {rule for _, rule in POINTS} >= set(STATES) - silent


class TestFolding:
    def test_districts_of_an_empty_city_say_nothing_new(self):
        found = found_in(city(*DISTRICTS))
        assert [row.id for row in found.clarify] == ["not_recorded/clubs/adults"]

    def test_districts_are_one_row_where_the_city_has_an_offer(self):
        found = found_in(city(*actors("ab"), *DISTRICTS, offer(providers=("a", "b"), districts=("north",))))
        row = found.clarify[0]
        assert (row.id, row.districts) == ("not_recorded/clubs/adults/districts", ("east", "south", "west"))
        assert "in 3 of 4 districts (East; South; West)" in row.sentence_en

    def test_districts_stand_by_need(self):
        needs = [Need(id=f"need-{one}", district=one, persons=n, year=2019) for one, n in (("west", 90), ("south", 40))]
        row = found_in(city(*actors("ab"), *DISTRICTS, *needs, offer(providers=("a", "b"), districts=("north",)))).clarify[0]
        assert (row.districts, row.persons) == (("west", "south", "east"), 130)
        assert "need of all newcomers there: 130 persons" in row.reasons_en

    def test_one_district_is_named(self):
        row = found_in(city(*actors("ab"), *DISTRICTS[:2], offer(providers=("a", "b"), districts=("north",)))).clarify[0]
        assert row.sentence_en == "Clubs and leisure, Adults aged 27 to 59, East: No offer recorded – not asked yet."

    def test_what_is_to_be_done_is_not_folded(self):
        offers = [offer(n, districts=(one,)) for n, one in enumerate(("east", "west"))]
        found = found_in(city(*actors("a"), *DISTRICTS[::3], *offers, complete()))
        assert [row.id for row in found.action] == [
            "single_provider/clubs/adults", *(f"single_provider/clubs/adults/{one}" for one in ("east", "west")),
        ]  # fmt: skip

    def test_where_an_inventory_found_nothing_in_the_city_its_districts_say_nothing_new(self):
        found = found_in(city(*DISTRICTS, complete()))
        assert [row.id for row in found.action] == ["uncovered/clubs/adults"]

    def test_districts_in_which_an_inventory_found_nothing_are_one_row(self):
        found = found_in(city(*actors("ab"), *DISTRICTS, offer(providers=("a", "b"), districts=("north",)), complete()))
        row = found.action[0]
        assert (row.id, row.districts) == ("uncovered/clubs/adults/districts/complete", ("east", "south", "west"))
        assert row.sentence_de.endswith(
            "in 3 von 4 Stadtbereichen (East; South; West): Kein Angebot vorhanden (erhoben 03/2020)."
        )

    def test_what_was_asked_of_one_district_stands_alone(self):
        asked = [complete(), complete(id="other", district="east", date="2020-05")]
        found = found_in(city(*actors("ab"), *DISTRICTS, offer(providers=("a", "b"), districts=("north",)), *asked))
        assert {row.id: row.districts for row in found.action} == {
            "uncovered/clubs/adults/east": ("east",), "uncovered/clubs/adults/districts/complete": ("south", "west"),
        }  # fmt: skip

    def test_groups_beside_the_main_ones_are_in_no_row_unless_meant(self):
        everybody = Actor(id="x", name="X", areas=("clubs",), target_groups=("all",))
        for records in ([], [offer(target_groups=("all",))], [everybody], [complete(state="partial")]):
            landscape = city(FOCUS, *actors("a"), *records)
            cube = coverage(landscape, area="clubs")
            found = gaps(landscape, coverage=cube)
            assert {row.groups for row in found.clarify} == {("adults",)}
            assert len(cube.cells) == 8

    def test_an_inventory_of_the_area_asks_for_its_main_groups_only(self):
        landscape = city(FOCUS, complete())
        found = gaps(landscape, coverage=coverage(landscape, area="clubs"))
        assert [row.id for row in found.action] == ["uncovered/clubs/adults"]

    def test_groups_beside_the_main_ones_that_are_meant_are_one_row(self):
        named = offer(target_groups=("pupils_primary", "seniors"))
        landscape = city(FOCUS, *actors("a"), named)
        found = {row.id: row for row in gaps(landscape, coverage=coverage(landscape, area="clubs")).clarify}
        beside = found["single_provider/clubs/other-groups"]
        assert (beside.groups, beside.priority) == (("pupils_primary", "seniors"), "low")
        assert "2 further target groups (" in beside.sentence_en

    def test_an_inventory_of_just_that_group_asks_for_it(self):
        landscape = city(FOCUS, complete(target_group="seniors"))
        found = gaps(landscape, coverage=coverage(landscape, area="clubs"))
        assert [row.id for row in found.action] == ["uncovered/clubs/seniors"]

    def test_districts_asked_in_part_are_not_told_with_those_never_asked(self):
        asked = complete(state="partial", district="east")
        landscape = city(*actors("ab"), *DISTRICTS, asked, offer(providers=("a", "b"), districts=("north",)))
        rows = {row.id: row for row in found_in(landscape).clarify}
        assert rows["not_recorded/clubs/adults/districts"].districts == ("south", "west")
        partial = rows["not_recorded/clubs/adults/districts/partial"]
        assert (partial.districts, partial.reasons_en[0]) == (("east",), "asked in part")
        assert partial.sentence_en.endswith("No offer recorded – asked in part only.")

    def test_the_district_matters_for_some_groups_of_an_area_only(self):
        school = {"area": "school", "providers": ("a",)}
        offers = [offer(1, target_groups=("pupils_secondary",), **school), offer(2, target_groups=("all",), **school)]
        landscape = city(*actors("a"), *DISTRICTS, *offers)
        rows = {row.id: row for row in gaps(landscape, coverage=coverage(landscape, area="school")).clarify}
        row = rows["district_unknown/school"]
        assert row.sentence_en == ("School, Primary-age children: 1 of 1 offers do not say in which district they are.")
        assert (row.groups, row.evidence) == (("pupils_primary",), ("offer-2",))

    def test_main_groups_of_another_dimension_change_nothing(self):
        landscape = city(FOCUS)
        found = gaps(landscape, coverage=coverage(landscape, area="clubs", dimension="learning"))
        assert {len(row.groups) for row in found.clarify} == {1}

    def test_offers_that_do_not_say_for_whom_or_where(self):
        landscape = city(*actors("a"), *DISTRICTS, offer(target_groups=()), offer(1, target_groups=("all",)))
        found = {row.id: row for row in gaps(landscape, coverage=coverage(landscape, area="clubs")).clarify}
        assert (
            found["group_unknown/clubs"].sentence_en
            == "Clubs and leisure: 1 of 2 offers do not say which age group they serve."
        )
        assert found["district_unknown/clubs"].sentence_en.startswith(
            "Clubs and leisure: 2 of 2 offers do not say in which district"
        )

    def test_actors_without_cooperation_are_one_row_an_area(self):
        school = [Actor(id=one, name=f"Schule {one}", areas=("school",)) for one in "pq"]
        landscape = city(*actors("abc"), *school, tie("ab"))
        found = gaps(landscape, coverage=coverage(landscape), unconnected=unconnected(landscape))
        rows = {row.id: row for row in found.clarify if row.rule == "no_cooperation"}
        assert {key: row.actors for key, row in rows.items()} == {
            "no_cooperation/area-unknown": ("c",), "no_cooperation/school": ("p", "q"),
        }  # fmt: skip
        # names are in a field of their own, which an edition withholds
        assert not any("Schule p" in sentence for row in rows.values() for sentence in (row.sentence_de, row.sentence_en))


class TestOrder:
    def test_highest_first(self):
        landscape = city(*actors("abc"), *DISTRICTS, FOCUS, complete("school"), offer())
        found = gaps(landscape, coverage=coverage(landscape), unconnected=unconnected(landscape))
        for rows in (found.action, found.clarify):
            scores = [row.score for row in rows]
            assert scores == sorted(scores, reverse=True)

    def test_more_persons_come_first(self):
        needs = [
            Need(id=f"need-{g}", area="clubs", target_group=g, persons=n, year=2019)
            for g, n in (("adults", 10), ("seniors", 900))
        ]
        landscape = city(*needs)
        rows = gaps(landscape, coverage=coverage(landscape, area="clubs")).clarify
        assert [row.groups[0] for row in rows[:2]] == ["seniors", "adults"]
        assert rows[0].score == pytest.approx(50 + 5 * 2.9547, abs=0.001)

    def test_priorities(self):
        assert found_in(city(complete())).action[0].priority == "high"
        assert found_in(city(*actors("a"), offer())).clarify[0].priority == "low"

    def test_ids_are_unique(self):
        landscape = city(
            *actors("abc"), *DISTRICTS, FOCUS, offer(districts=("north",)), complete("school"), offer(1, target_groups=())
        )
        found = gaps(landscape, coverage=coverage(landscape), unconnected=unconnected(landscape))
        ids = [row.id for row in (*found.action, *found.clarify)]
        assert len(ids) == len(set(ids))


class TestNotes:
    def test_dropped_is_never_proposed_again(self):
        note = GapNote(id="note", gap="not_recorded/clubs/adults", status="dropped")
        found = found_in(city(note))
        assert (found.clarify, found.dropped) == ((), 1)

    def test_who_and_until_when(self):
        note = GapNote(id="note", gap="not_recorded/clubs/adults", status="in_work", responsible="Sportamt", due="2020-12")
        row = found_in(city(note)).clarify[0]
        assert (row.status, row.responsible_de, row.due) == ("in_work", "Sportamt", "2020-12")

    def test_the_coordinating_office_asks_first(self):
        landscape = city(Actor(id="office", name="Bildungsbüro"), coordinating_office="office")
        assert found_in(landscape).clarify[0].responsible_de == "Bildungsbüro"
        assert found_in(city()).clarify[0].responsible_en == "Education coordination"


class TestWords:
    @pytest.mark.parametrize("lang", ["de", "en"])
    def test_never_missing_where_nobody_looked(self, lang: str):
        landscape = city(*actors("abc"), *DISTRICTS, offer(evidence=seen("2012")), offer(1, target_groups=()), tie("ab"))
        found = gaps(landscape, coverage=coverage(landscape), unconnected=unconnected(landscape))
        assert found.action == ()
        told = " ".join(
            getattr(row, f"{field}_{lang}") for row in found.clarify for field in ("sentence", "next_step", "lever")
        )
        assert not any(
            word in told.lower() for word in ("fehl", "missing", "uncovered", "lücke", "isol", "vorhanden", "schwach")
        )

    def test_german(self):
        row = found_in(city(complete())).action[0]
        assert (
            row.sentence_de
            == "Vereine und Freizeit, Erwachsene von 27 bis 59 Jahren: Kein Angebot vorhanden (erhoben 03/2020)."
        )
        assert row.reasons_de == ("vollständig abgefragt (03/2020)",)

    def test_reasons(self):
        need = Need(id="n", area="clubs", target_group="adults", persons=12, year=2019, estimate=True)
        landscape = city(*actors("a"), need, offer(target_groups=("all",)))
        row = found_in(landscape).clarify[0]
        assert row.reasons_en == (
            "need: 12 persons (estimate)", "not asked yet", "newest evidence 2020-01", "only offers for all newcomers",
        )  # fmt: skip

    def test_offers_that_may_belong_there_are_said(self):
        lost = [offer(1, target_groups=(), citywide=True), offer(2, providers=("a", "b"), districts=("north",)), offer(3)]
        rows = {row.id: row for row in found_in(city(*actors("ab"), *DISTRICTS, *lost)).clarify}
        row = rows["not_recorded/clubs/adults/districts"]
        assert row.sentence_en == (
            "Clubs and leisure, Adults aged 27 to 59, in 3 of 4 districts (East; South; West): "
            "No offer assigned – not asked yet; one offer names no age group; one offer names no district."
        )
        assert "offers that may belong here: 2" in row.reasons_en
        assert row.next_step_en.startswith("First ask the providers")

    def test_where_offers_do_not_say_a_row_is_not_high(self):
        needs = [Need(id="n", area="clubs", target_group="adults", persons=90_000, year=2019)]
        certain = found_in(city(*needs)).clarify[0]
        unsure = found_in(city(*needs, *actors("a"), offer(target_groups=()))).clarify
        row = next(one for one in unsure if one.rule == "not_recorded")
        assert (certain.priority, row.priority) == ("high", "middle")
        assert row.score < POINTS["clarify", "not_recorded"] - PART
        assert row.sentence_de == (
            "Vereine und Freizeit, Erwachsene von 27 bis 59 Jahren: Kein Angebot zugeordnet – noch nicht abgefragt; "
            "ein Angebot nennt keine Altersgruppe."
        )

    def test_a_need_that_is_not_known_yet_weighs_nothing(self):
        need = Need(id="need", district="west", persons=90, year=2019, estimate=True)
        landscape = city(*actors("ab"), *DISTRICTS, need, offer(providers=("a", "b"), districts=("north",)))
        assert found_in(landscape).clarify[0].reasons_en[0] == "need of all newcomers there: 90 persons (estimate)"
        before = found_in(landscape, at=dt.date(2018, 6, 1))
        assert (before.clarify[0].persons, before.day) == (None, "2018-06-01")

    @pytest.mark.parametrize(
        ("fields", "tail"),
        [
            ({"status": "ended"}, "no existing cooperation recorded for 2 actors (with an ended one: 2)."),
            ({"status": "wished"}, "no existing cooperation recorded for 2 actors (with a planned or wished one: 2)."),
            ({"since": "2021"}, "no existing cooperation recorded for 2 actors (with one that begins later: 2)."),
            ({"kind": "conflict"}, "no cooperation recorded yet for 2 actors."),
        ],
    )
    def test_without_existing_cooperation(self, fields: dict[str, str], tail: str):
        landscape = city(*actors("ab"), tie("ab", **fields))
        found = gaps(landscape, coverage=coverage(landscape), unconnected=unconnected(landscape))
        row = next(row for row in found.clarify if row.rule == "no_cooperation")
        assert row.sentence_en == f"area not known: {tail}"

    def test_who_is_in_two_areas_counts_in_both_and_who_keeps_the_list_in_none(self):
        both = Actor(id="x", name="X", areas=("school", "culture"))
        office = Actor(id="office", name="Office", areas=("school", "culture", "clubs"))
        landscape = city(both, office, coordinating_office="office")
        found = gaps(landscape, coverage=coverage(landscape), unconnected=unconnected(landscape))
        rows = {row.area: row.actors for row in found.clarify if row.rule == "no_cooperation"}
        assert rows == {"school": ("x",), "culture": ("x",)}

    def test_several_old_ones_are_not_given_one_year(self):
        landscape = city(*actors("ab"), FOCUS, offer(target_groups=("seniors", "young_adults"), evidence=seen("2012")))
        rows = {row.id: row for row in gaps(landscape, coverage=coverage(landscape, area="clubs")).clarify}
        assert "Last evidence is old" in rows["stale_only/clubs/other-groups"].sentence_en

    def test_evidence_are_ids(self):
        row = found_in(city(*actors("a"), offer(), complete())).action[0]
        assert (row.evidence, row.actors) == (("a", "inventory-clubs", "offer-0"), ("a",))

    def test_rows_go_into_json(self):
        found = found_in(city(*DISTRICTS, complete()))
        assert json.loads(json.dumps(dataclasses.asdict(found), allow_nan=False))["action"][0]["rule"] == "uncovered"

    def test_nothing_found(self):
        landscape = city(complete(state="not_needed", reason="Landesaufgabe"))
        assert summary(found_in(landscape), lang="de").startswith(
            "Keine Lücken gefunden. Geprüft: 1 von 1 Feld; 0 sind noch nicht abgefragt."
        )

    def test_something_found(self):
        assert summary(found_in(city()), lang="en").startswith("Checked: 0 of 1 field; 1 has not been asked yet.")


@LAW
@given(st.randoms(use_true_random=False), st.sets(st.sampled_from("pqrs")), st.booleans())
def test_the_order_of_records_means_nothing(rng: random.Random, busy: set[str], looked: bool):
    schools = [Actor(id=one, name="Schule", areas=("school",)) for one in "pqrs"]
    offers = [
        offer(i, area="school", providers=(one,), target_groups=("pupils_primary",)) for i, one in enumerate(sorted(busy))
    ]
    records: list[Record] = [*schools, *DISTRICTS, *offers, *([complete("school")] if looked else [])]
    shuffled = list(records)
    rng.shuffle(shuffled)
    first, second = (
        gaps(one, coverage=coverage(one), unconnected=unconnected(one)) for one in (city(*records), city(*shuffled))
    )
    assert first == second

"""Each state of the cube by hand, in its order, on one area and a few groups."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from cities import LAW, actors, city, members, seen, tie
from hypothesis import given
from hypothesis import strategies as st

from netmap.analysis.coverage import OfferFilter, check_fields, coverage, label, sentence, summary
from netmap.analysis.rows import STATES, Coverage, CoverageCell
from netmap.errors import NetmapError
from netmap.landscape import Landscape
from netmap.model import Actor, District, Forum, Inventory, Need, Offer, Record

NORTH, SOUTH = District(id="north", name="Nord", code="A"), District(id="south", name="Süd", code="B")
NEW = seen("2020-01")
OLD = seen("2012")


def offer(number: int = 0, *, area: str = "clubs", groups: str = "adults", **fields: object) -> Offer:
    given = {"id": f"offer-{number}", "name": f"Offer {number}", "providers": ("a",), "evidence": NEW, **fields}
    return Offer.model_validate({**given, "area": area, "target_groups": tuple(groups.split())})


def inventory(state: str = "complete", *, area: str = "clubs", **fields: object) -> Inventory:
    reason = {"reason": "kein Auftrag"} if state == "not_needed" else {}
    tail = "-".join(str(value) for value in fields.values()).replace("_", "-")
    given = {"id": f"inventory-{state.replace('_', '-')}-{tail}", "area": area, "state": state, "date": "2020-03-01"}
    return Inventory.model_validate({**given, **reason, **fields})


def need(persons: int, *, area: str = "clubs", group: str = "adults", **fields: object) -> Need:
    place = str(fields.get("district", "city"))
    given = {"id": f"need-{area}-{group}-{place}".replace("_", "-"), "basis": "stock", "year": 2019, "persons": persons}
    return Need.model_validate({**given, "area": area, "target_group": group, **fields})


def cell_of(found: Coverage, area: str = "clubs", group: str = "adults", district: str | None = None) -> CoverageCell:
    return next(c for c in (*found.cells, *found.margins) if (c.area, c.group, c.district) == (area, group, district))


def cell(*records: Record, group: str = "adults", district: str | None = None, area: str = "clubs") -> CoverageCell:
    return cell_of(coverage(city(*actors("abc"), *records)), area, group, district)


class TestStates:
    def test_nothing_there_and_not_asked(self):
        assert cell().state == "not_recorded"

    def test_nothing_there_and_asked_in_part(self):
        assert cell(inventory("partial")).state == "not_recorded"

    def test_nothing_there_and_asked_completely(self):
        found = cell(inventory())
        assert (found.state, found.asked, found.inventory_date) == ("uncovered", "complete", "2020-03-01")

    def test_not_needed_comes_first(self):
        found = cell(inventory("not_needed"), offer())
        assert (found.state, found.reason) == ("not_needed", "kein Auftrag")

    def test_active_only(self):
        found = cell(Actor(id="x", name="X", areas=("clubs",), target_groups=("adults",)))
        assert (found.state, found.active_actors) == ("active_only", ("x",))

    def test_active_only_even_where_asked(self):
        assert cell(inventory(), Actor(id="x", name="X", areas=("clubs",), target_groups=("all",))).state == "active_only"

    def test_an_actor_of_unknown_groups_is_not_active_everywhere(self):
        assert cell(inventory(), Actor(id="x", name="X", areas=("clubs",))).state == "uncovered"

    def test_the_coordinating_office_serves_nowhere(self):
        office = Actor(id="x", name="X", areas=("clubs",), target_groups=("all",))
        found = coverage(city(office, coordinating_office="x"))
        assert cell_of(found).state == "not_recorded"

    def test_stale_only(self):
        found = cell(offer(evidence=OLD), offer(1, evidence=OLD, providers=("b",)))
        assert (found.state, found.last_seen, found.evidence_years, found.fresh_offers) == ("stale_only", "2012", (2012,), 0)

    def test_one_that_is_not_stale_is_enough(self):
        assert cell(offer(evidence=OLD), offer(1, providers=("b",))).state == "covered"

    def test_undated_is_not_stale(self):
        assert cell(offer(evidence=(), providers=("a", "b"))).state == "covered"

    def test_single_provider(self):
        found = cell(offer(), offer(1))
        assert (found.state, found.providers, found.offers) == ("single_provider", ("a",), ("offer-0", "offer-1"))

    def test_an_offer_of_unknown_provider_may_be_another_ones(self):
        assert cell(offer(), offer(1, providers=())).state == "covered"

    def test_single_before_thin(self):
        assert cell(offer(capacity=1, capacity_basis="stock"), need(500)).state == "single_provider"

    def test_thin(self):
        found = cell(offer(providers=("a", "b"), capacity=10, capacity_basis="stock"), need(201))
        assert (found.state, found.persons, found.places, found.persons_per_place) == ("thin", 201, 10, pytest.approx(20.1))

    def test_at_the_threshold_is_not_thin(self):
        assert cell(offer(providers=("a", "b"), capacity=10, capacity_basis="stock"), need(200)).state == "covered"

    def test_no_places_at_all_are_thin(self):
        found = cell(offer(providers=("a", "b"), capacity=0, capacity_basis="stock"), need(1))
        assert (found.state, found.persons_per_place) == ("thin", None)

    @pytest.mark.parametrize(("basis", "of_need"), [("per_year", "stock"), ("stock", "per_year"), ("unknown", "unknown")])
    def test_stock_is_never_divided_by_flow(self, basis: str, of_need: str):
        found = cell(offer(providers=("a", "b"), capacity=1, capacity_basis=basis), need(500, basis=of_need))
        assert (found.state, found.places) == ("covered", None)

    def test_places_are_known_only_if_all_are(self):
        known, unknown = offer(providers=("a", "b"), capacity=1, capacity_basis="stock"), offer(1)
        assert cell(known, unknown, need(500)).places is None

    def test_coordinate(self):
        assert cell(offer(providers=("a", "b", "c"))).state == "coordinate"

    def test_two_providers_need_not_coordinate(self):
        assert cell(offer(providers=("a", "b"))).state == "covered"

    def test_one_tie_among_them_is_enough(self):
        assert cell(offer(providers=("a", "b", "c")), tie("bc")).state == "covered"

    def test_funding_is_no_tie(self):
        assert cell(offer(providers=("a", "b", "c")), tie("bc", kind="funding")).state == "coordinate"

    def test_an_office_of_one_person_has_the_ties_of_what_it_is_part_of(self):
        person = Actor(id="p", name="P", one_person=True, part_of="a")
        assert cell(person, offer(providers=("p", "b", "c"))).state == "coordinate"
        assert cell(person, offer(providers=("p", "b", "c")), tie("ab")).state == "covered"

    def test_a_shared_forum_is_a_tie(self):
        assert (
            cell(offer(providers=("a", "b", "c")), Forum(id="f", name="F", nature="standing"), *members("f", "ab")).state
            == "covered"
        )

    def test_the_order_of_states(self):
        assert STATES == (
            "not_needed", "not_recorded", "uncovered", "active_only", "stale_only", "single_provider", "thin", "coordinate",
            "covered",
        )  # fmt: skip


class TestGroups:
    def test_all_counts_in_every_group_as_unspecific(self):
        found = coverage(city(*actors("ab"), offer(groups="all")))
        assert all(c.unspecific and c.offers for c in found.cells if c.area == "clubs")

    def test_a_specific_one_beside_it(self):
        assert not cell(offer(groups="all"), offer(1)).unspecific

    @pytest.mark.parametrize("groups", ["", "women", "refugees_recognised illiterate"])
    def test_unknown_or_of_another_dimension(self, groups: str):
        found = coverage(city(*actors("a"), offer(groups=groups)))
        assert cell_of(found).state == "not_recorded"
        assert cell_of(found).ungrouped == 1
        assert cell_of(found, group="group_unknown").offers == ("offer-0",)

    def test_the_other_dimension(self):
        found = coverage(city(*actors("a"), offer(groups="women")), dimension="life_situation")
        assert cell_of(found, group="women").offers == ("offer-0",)

    def test_margins_count_distinct_offers(self):
        found = coverage(city(*actors("a"), offer(groups="adults seniors all"), offer(1, groups="")))
        assert cell_of(found, group="").offers == ("offer-0", "offer-1")
        assert cell_of(found, area="", group="adults").offers == ("offer-0",)
        assert len(cell_of(found, area="", group="").offers) == found.offers == 2

    def test_a_need_for_all_weighs_the_margin_only(self):
        found = coverage(
            city(*actors("ab"), offer(providers=("a", "b"), capacity=1, capacity_basis="stock"), need(500, group="all"))
        )
        assert (cell_of(found).state, cell_of(found).persons) == ("covered", None)
        assert (cell_of(found, group="").state, cell_of(found, group="").persons) == ("thin", 500)

    def test_a_need_in_all_areas_weighs_their_margin_only(self):
        found = coverage(city(need(500, area="all", group="all")))
        assert cell_of(found, group="").persons is None
        assert cell_of(found, area="", group="").persons == 500

    def test_the_newest_need_counts(self):
        assert cell(need(100), need(70, year=2020, id="newer")).persons == 70

    def test_a_later_need_is_not_known_yet(self):
        assert cell(need(100), need(70, year=2021, id="later")).persons == 100


class TestDistricts:
    def test_only_where_the_vocabulary_says_local(self):
        found = coverage(city(NORTH, SOUTH))
        local = {(c.area, c.group) for c in found.cells if c.district}
        assert ("clubs", "adults") in local
        assert ("school", "pupils_primary") in local
        assert ("school", "pupils_secondary") not in local
        assert "higher_education" not in {area for area, _ in local}

    def test_a_listed_district(self):
        found = coverage(city(*actors("a"), NORTH, SOUTH, offer(districts=("north",))))
        states = [cell_of(found, district=place).state for place in (None, "north", "south")]
        assert states == ["single_provider", "single_provider", "not_recorded"]

    def test_unknown_counts_for_the_city_only(self):
        found = coverage(city(*actors("a"), NORTH, SOUTH, offer()))
        assert cell_of(found).state == "single_provider"
        assert (cell_of(found, district="north").state, cell_of(found, district="north").unplaced) == ("not_recorded", 1)

    def test_all_listed_is_the_same_as_citywide(self):
        listed = coverage(city(*actors("a"), NORTH, SOUTH, offer(districts=("south", "north"))))
        assert listed == coverage(city(*actors("a"), NORTH, SOUTH, offer(citywide=True)))
        assert cell_of(listed, district="south").state == "single_provider"

    def test_citywide_without_districts(self):
        assert cell(offer(citywide=True)).offers == ("offer-0",)

    def test_the_citys_need_is_the_sum_of_its_districts(self):
        both = [need(30, district="north"), need(12, district="south", estimate=True)]
        found = cell_of(coverage(city(NORTH, SOUTH, *both)))
        assert (found.persons, found.persons_estimate) == (42, True)

    def test_not_if_one_is_not_known_or_of_another_year(self):
        assert cell_of(coverage(city(NORTH, SOUTH, need(30, district="north")))).persons is None
        mixed = [need(30, district="north"), need(12, district="south", year=2018)]
        assert cell_of(coverage(city(NORTH, SOUTH, *mixed))).persons is None


class TestFormatsForWhichNearnessMatters:
    AREA = "continuing_education"

    def near(self, *records: Record, group: str = "adults", district: str = "north") -> CoverageCell:
        return cell(NORTH, SOUTH, *records, group=group, district=district, area=self.AREA)

    def test_only_they_cover_a_district(self):
        course, cafe = offer(area=self.AREA, format="course", citywide=True), offer(1, area=self.AREA, format="open_meeting")
        assert self.near(course, inventory(area=self.AREA)).state == "uncovered"
        found = self.near(course, cafe.model_copy(update={"districts": ("north",)}))
        assert (found.state, found.offers) == ("single_provider", ("offer-1",))
        assert found.formats == ("low_threshold_german", "open_meeting")

    def test_all_offers_cover_the_city(self):
        found = cell(NORTH, offer(area=self.AREA, format="course"), area=self.AREA)
        assert (found.offers, found.formats) == (("offer-0",), ())

    def test_one_of_unknown_format_may_be_such_a_one(self):
        unknown = offer(area=self.AREA, citywide=True)
        found = self.near(unknown, inventory(area=self.AREA))
        assert (found.state, found.unsettled, found.offers) == ("not_recorded", 1, ())

    def test_one_of_unknown_district_or_group_may_belong_there_if_of_such_a_format(self):
        kinds = [("open_meeting", "adults"), ("open_meeting", ""), ("course", "adults"), ("course", "")]
        records = [offer(n, area=self.AREA, format=kind, groups=groups) for n, (kind, groups) in enumerate(kinds)]
        found = self.near(*records)
        assert (found.may_belong, found.unplaced, found.ungrouped) == (("offer-0", "offer-1"), 1, 1)

    def test_the_areas_need_is_not_divided_by_their_places(self):
        cafe = offer(area=self.AREA, format="open_meeting", citywide=True, providers=("a", "b"), capacity=1)
        full = cafe.model_copy(update={"capacity_basis": "stock"})
        found = self.near(full, need(500, area=self.AREA, district="north"))
        assert (found.state, found.places) == ("covered", None)

    def test_the_sentence_names_them(self):
        landscape = city(NORTH, SOUTH)
        found = cell_of(coverage(landscape), self.AREA, "adults", "north")
        assert sentence(found, landscape) == (
            "Weiterbildung, Erwachsene von 27 bis 59 Jahren, Nord, Niedrigschwelliges Deutschangebot oder Offener Treff: "
            "Kein Angebot erfasst – noch nicht abgefragt"
        )


class TestInventories:
    def asked(self, *inventories: Inventory, group: str = "adults", district: str | None = None) -> str:
        return cell_of(coverage(city(NORTH, SOUTH, *inventories)), group=group, district=district).state

    def test_of_an_area_applies_downward(self):
        assert self.asked(inventory(), district="north") == "uncovered"
        assert self.asked(inventory(target_group="all"), group="seniors") == "uncovered"

    def test_of_a_district_does_not_apply_upward(self):
        assert self.asked(inventory(district="north")) == "not_recorded"
        assert self.asked(inventory(district="north"), district="south") == "not_recorded"

    def test_of_a_group_is_for_that_group(self):
        assert self.asked(inventory(target_group="adults")) == "uncovered"
        assert self.asked(inventory(target_group="adults"), group="seniors") == "not_recorded"

    def test_the_most_specific_wins(self):
        general, special = inventory(), inventory("partial", target_group="adults")
        assert self.asked(general, special) == "not_recorded"
        assert self.asked(general, special, group="seniors") == "uncovered"
        assert (
            self.asked(inventory("partial"), inventory(target_group="adults", district="north"), district="north")
            == "uncovered"
        )

    def test_the_newest_of_equals_wins(self):
        assert self.asked(inventory("partial", date="2019"), inventory(date="2020")) == "uncovered"

    def test_one_to_come_does_not_count(self):
        assert self.asked(inventory(date="2021")) == "not_recorded"

    def test_of_another_area(self):
        assert self.asked(inventory(area="culture")) == "not_recorded"

    def test_the_cube_says_how_much_was_asked(self):
        found = coverage(city(inventory(), inventory("not_needed", area="senior"), inventory("partial", area="school")))
        assert (found.total, found.checked, found.not_asked) == (64, 16, 40)
        assert summary(found, lang="de").startswith("Geprüft: 16 von 64 Feldern; 40 sind noch nicht abgefragt.")


class TestFilters:
    @pytest.mark.parametrize(
        ("fields", "wanted", "state"),
        [
            ({"languages": ("ar",)}, OfferFilter(language="ar"), "single_provider"),
            ({"languages": ("uk",)}, OfferFilter(language="ar"), "uncovered"),
            ({}, OfferFilter(language="ar"), "not_recorded"),
            ({"childcare": True}, OfferFilter(childcare=True), "single_provider"),
            ({"childcare": False}, OfferFilter(childcare=True), "uncovered"),
            ({}, OfferFilter(childcare=True), "not_recorded"),
            ({"accessible": True}, OfferFilter(accessible=True), "single_provider"),
            ({"free_of_charge": False}, OfferFilter(free=True), "uncovered"),
            ({"free_of_charge": False}, OfferFilter(free=False), "single_provider"),
            ({"cefr_from": "A1", "cefr_to": "B1"}, OfferFilter(cefr="A2"), "single_provider"),
            ({"cefr_from": "A1", "cefr_to": "B1"}, OfferFilter(cefr="B2"), "uncovered"),
            ({"cefr_from": "B1"}, OfferFilter(cefr="A2"), "uncovered"),
            ({"cefr_from": "B1"}, OfferFilter(cefr="B1"), "single_provider"),
            ({"cefr_from": "B1"}, OfferFilter(cefr="C1"), "not_recorded"),
            ({}, OfferFilter(cefr="A1"), "not_recorded"),
            ({"childcare": False}, OfferFilter(childcare=True, language="ar"), "uncovered"),
        ],
    )
    def test_unknown_is_neither_yes_nor_no(self, fields: dict[str, object], wanted: OfferFilter, state: str):
        assert cell_of(coverage(city(*actors("a"), inventory(), offer(**fields)), wanted=wanted)).state == state

    def test_area_group_district(self):
        found = coverage(city(NORTH, SOUTH), area="clubs", group="adults", district="north")
        assert [c.id for c in found.cells] == ["coverage/clubs/adults/north"]

    def test_a_group_chooses_its_dimension(self):
        assert coverage(city(), group="women").dimension == "life_situation"

    @pytest.mark.parametrize(
        "options",
        [{"area": "counselling"}, {"area": "x"}, {"group": "x"}, {"group": "all"}, {"district": "x"}, {"dimension": "x"},
         {"wanted": OfferFilter(cefr="D1")}],
    )  # fmt: skip
    def test_unknown_keys(self, options: dict[str, object]):
        with pytest.raises(NetmapError, match=r"Möglich sind"):
            coverage(city(), **options)  # type: ignore[arg-type]
        with pytest.raises(NetmapError, match=r"Possible are"):
            coverage(city(), lang="en", **options)  # type: ignore[arg-type]

    def test_errors_name_what_there_is(self):
        with pytest.raises(NetmapError, match=r"Bildungsbereich „Schule“ gibt es hier nicht.*school \(Schule\)"):
            coverage(city(), area="Schule")
        with pytest.raises(NetmapError, match="“counselling” is a cross-cutting field"):
            coverage(city(), area="counselling", lang="en")
        with pytest.raises(NetmapError, match=r"north \(Nord\)"):
            coverage(city(NORTH), district="Nord")
        with pytest.raises(NetmapError, match=r"women \(Women\)"):
            coverage(city(), group="x", dimension="life_situation", lang="en")


class TestDates:
    def test_an_offer_that_is_over(self):
        ended = offer(until="2018")
        assert cell(ended).state == "not_recorded"
        assert cell_of(coverage(city(*actors("a"), ended), at=dt.date(2018, 5, 1))).state == "single_provider"

    def test_offers_of_other_days_are_said_where_there_is_none(self):
        landscape = city(*actors("a"), offer(until="2018"), offer(1, since="2021"))
        found = cell_of(coverage(landscape))
        assert (found.state, found.other_days) == ("not_recorded", ("offer-0", "offer-1"))
        assert sentence(found, landscape, lang="de").endswith(
            "Kein bestehendes Angebot erfasst – noch nicht abgefragt; 2 Angebote sind beendet oder beginnen später"
        )
        with_one = city(*landscape.records(), offer(2))
        assert sentence(cell_of(coverage(with_one)), with_one, lang="en").endswith("Only one provider recorded")

    def test_ages_count_from_the_day(self):
        landscape = city(*actors("a"), offer(evidence=OLD))
        assert cell_of(coverage(landscape)).state == "stale_only"
        assert cell_of(coverage(landscape, at=dt.date(2013, 1, 1))).state == "single_provider"


class TestWords:
    @pytest.mark.parametrize(
        ("records", "expected"),
        [
            ((), "Kein Angebot erfasst – noch nicht abgefragt"),
            ((inventory(),), "Kein Angebot vorhanden (erhoben am 01.03.2020)"),
            ((inventory("not_needed"),), "Nicht vorgesehen (Begründung: kein Auftrag)"),
            ((offer(evidence=OLD),), "Zuletzt belegt 2012 – bitte bestätigen"),
            ((offer(),), "Nur ein Anbieter erfasst"),
            (
                (offer(providers=("a", "b"), capacity=1, capacity_basis="stock"), need(99)),
                "Angebot knapp im Verhältnis zum geschätzten Bedarf",
            ),
            ((offer(providers=("a", "b", "c")),), "Mehrere Anbieter – Abstimmung prüfen"),
        ],
    )  # fmt: skip
    def test_labels(self, records: tuple[Record, ...], expected: str):
        assert label(cell(*records), lang="de") == expected

    @pytest.mark.parametrize("lang", ["de", "en"])
    def test_never_missing_where_nobody_looked(self, lang: str):
        landscape = city(
            NORTH,
            *actors("a"),
            offer(evidence=OLD),
            offer(1, area="school", groups=""),
            inventory("partial", area="culture"),
        )
        words = " ".join(sentence(one, landscape, lang=lang) for one in coverage(landscape).cells).lower()
        assert not any(
            word in words for word in ("fehlt", "missing", "uncovered", "vorhanden", "no offer there", "lücke", "gap")
        )

    def test_a_sentence_says_where_and_what_may_belong_there(self):
        landscape = city(NORTH, SOUTH, *actors("a"), offer(), offer(1, groups="", districts=("north",)))
        found = cell_of(coverage(landscape), district="north")
        assert sentence(found, landscape, lang="en").endswith(
            "Nord: No offer assigned – not asked yet; one offer names no age group; one offer names no district"
        )

    def test_an_offer_of_unknown_group_and_district_may_belong_to_every_district(self):
        landscape = city(NORTH, SOUTH, *actors("a"), offer(), offer(1, groups=""), offer(2, groups="", districts=("south",)))
        found = coverage(landscape)
        north, whole = cell_of(found, district="north"), cell_of(found)
        assert (north.may_belong, north.ungrouped, north.unplaced) == (("offer-0", "offer-1"), 1, 1)
        assert (whole.may_belong, whole.ungrouped, whole.unplaced) == (("offer-1", "offer-2"), 2, 1)
        assert sentence(whole, landscape, lang="de").endswith(
            "Nur ein Anbieter erfasst; 2 Angebote nennen keine Altersgruppe"
        )

    @pytest.mark.parametrize(
        ("dimension", "group", "words"),
        [
            ("status", "tolerated", "no residence status"),
            ("life_situation", "women", "no life situation"),
            ("learning", "illiterate", "no level of learning"),
            ("multiplier", "professionals", "no professionals"),
        ],
    )
    def test_what_is_not_named_goes_by_the_dimension(self, dimension: str, group: str, words: str):
        landscape = city(*actors("a"), offer())
        found = cell_of(coverage(landscape, dimension=dimension), group=group)
        assert sentence(found, landscape, lang="en").endswith(f"No offer assigned – not asked yet; one offer names {words}")

    def test_actors_are_counted(self):
        both = [Actor(id=one, name=one, areas=("clubs",), target_groups=("adults",)) for one in "xy"]
        assert label(cell(both[0]), lang="de") == "Ein Akteur ist hierfür erfasst, noch kein Angebot"
        assert label(cell(*both), lang="en") == "2 actors are recorded for this, no offer yet"
        assert label(cell(*both, offer(groups="")), lang="en") == "2 actors are recorded for this, no offer assigned yet"
        assert label(cell(both[0], offer(groups="")), lang="en") == "One actor is recorded for this, no offer assigned yet"

    def test_where_somebody_looked_but_the_offers_do_not_say(self):
        landscape = city(*actors("a"), inventory(), offer())
        found = cell_of(coverage(landscape, wanted=OfferFilter(language="ar")))
        assert sentence(found, landscape, lang="en").endswith(
            "No such offer recorded; one offer names nothing on what was asked for"
        )

    def test_the_cube_says_its_day(self):
        assert coverage(city()).day == "2020-06-30"
        assert coverage(city(), at=dt.date(2017, 1, 1)).day == "2017-01-01"

    def test_without_needs(self):
        assert "No figures on need" in summary(coverage(city()), lang="en")
        assert "No figures on need" not in summary(coverage(city(need(5))), lang="en")


class TestEmpty:
    def test_everything_is_not_recorded(self):
        found = coverage(city())
        assert {one.state for one in (*found.cells, *found.margins)} == {"not_recorded"}
        assert (found.total, found.checked, found.not_asked, found.offers) == (64, 0, 64, 0)

    def test_offers_of_no_area_or_a_cross_cutting_one_are_not_in_it(self):
        found = coverage(city(*actors("a"), offer(area=""), offer(1, area="counselling")))
        assert (found.area_unknown, {one.state for one in found.cells}) == (1, {"not_recorded"})


@st.composite
def cubes(draw: st.DrawFn) -> list[Record]:
    offers = draw(
        st.lists(
            st.builds(
                dict,
                area=st.sampled_from(["clubs", "school", ""]),
                groups=st.sampled_from(["", "all", "adults", "adults pupils_primary", "women"]),
                districts=st.sampled_from([(), ("north",), ("north", "south")]),
                providers=st.sampled_from([(), ("a",), ("a", "b"), ("a", "b", "c")]),
                evidence=st.sampled_from([(), OLD, NEW]),
            ),
            max_size=6,
        )
    )
    asked = draw(st.lists(st.sampled_from(["complete", "partial", "not_needed"]), max_size=1))
    return [*actors("abc"), NORTH, SOUTH, *(offer(i, **one) for i, one in enumerate(offers)), *map(inventory, asked)]


@LAW
@given(cubes(), st.randoms(use_true_random=False))
def test_the_order_of_records_means_nothing(records: list[Record], rng: random.Random):
    shuffled = list(records)
    rng.shuffle(shuffled)
    assert coverage(city(*records)) == coverage(city(*shuffled))


@LAW
@given(cubes())
def test_new_names_change_no_state(records: list[Record]):
    def renamed(one: Record) -> Record:
        swap = {"a": "z", "b": "y", "c": "x"}
        if isinstance(one, Offer):
            return one.model_copy(update={"id": f"new-{one.id}", "providers": tuple(swap[p] for p in one.providers)})
        return one.model_copy(update={"id": swap[one.id]}) if isinstance(one, Actor) else one

    before, after = coverage(city(*records)), coverage(city(*map(renamed, records)))
    assert [(c.id, c.state, len(c.offers), c.unspecific) for c in before.cells] == [
        (c.id, c.state, len(c.offers), c.unspecific) for c in after.cells
    ]


@LAW
@given(cubes())
def test_uncovered_only_where_somebody_looked(records: list[Record]):
    found = coverage(city(*records))
    assert all(c.asked == "complete" for c in (*found.cells, *found.margins) if c.state == "uncovered")


def test_nothing_is_changed():
    landscape: Landscape = city(*actors("a"), NORTH, offer())
    before = list(landscape.records())
    coverage(landscape)
    assert list(landscape.records()) == before


class TestDistrictsThatAreLookedAt:
    HERE = city(District(id="n", name="Nord"))

    @pytest.mark.parametrize(
        ("area", "group"),
        [
            ("clubs", None),
            ("school", None),
            ("school", "pupils_primary"),
            ("continuing_education", "adults"),
            ("senior", None),
        ],
    )
    def test_where_a_field_or_an_expected_actor_is(self, area: str, group: str | None):
        check_fields(self.HERE, area=area, group=group or None, district="n")

    @pytest.mark.parametrize(("area", "group"), [("vocational", None), ("school", "adults"), ("senior", "seniors")])
    def test_where_none_is(self, area: str, group: str | None):
        with pytest.raises(NetmapError, match="nicht nach Stadtbereichen"):
            check_fields(self.HERE, area=area, group=group, district="n")

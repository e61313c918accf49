"""The fields of the cube, before anything is said of them."""

from __future__ import annotations

import datetime as dt

import pytest
from cities import actors, city, tie

from netmap.analysis.cube import Frame, cells, frame_of, inventory_of, is_local, margins, near_formats, need_of
from netmap.landscape import Landscape
from netmap.model import Actor, District, Inventory, Need, Term
from netmap.network.arrays import arrays

DAY = dt.date(2020, 6, 30)
TWO = [District(id="south", name="Süd", code="2"), District(id="north", name="Nord", code="1")]


def frame(landscape: Landscape, dimension: str = "age") -> Frame:
    return frame_of(arrays(landscape, at=DAY), dimension)


def test_fields_are_in_the_order_of_the_vocabulary_and_the_codes():
    found = frame(city(*TWO))
    assert found.districts == ("north", "south")
    assert next(cells(found)) == ("early_childhood", "children_0_2", None)
    assert list(cells(found))[1:3] == [
        ("early_childhood", "children_0_2", "north"),
        ("early_childhood", "children_0_2", "south"),
    ]


def test_cross_cutting_areas_are_not_in_it():
    assert "counselling" not in frame(city()).areas


def test_columns_of_a_network_hold_no_offers():
    with pytest.raises(ValueError, match=r"offers=True"):
        frame_of(arrays(city(), offers=False), "age")


class TestWhereNearnessMatters:
    def test_by_area_or_by_group(self):
        areas = frame(city()).areas
        assert is_local(areas["clubs"], "seniors")
        assert is_local(areas["school"], "pupils_primary")
        assert not is_local(areas["school"], "adults")

    def test_by_format_for_the_main_groups(self):
        found = frame(city(*TWO))
        assert near_formats(found, "continuing_education", "adults") == ("low_threshold_german", "open_meeting")
        assert near_formats(found, "continuing_education", "pupils_primary") == ()
        assert ("continuing_education", "adults", "north") in set(cells(found))
        assert ("continuing_education", "pupils_primary", "north") not in set(cells(found))

    def test_by_format_for_all_groups_of_a_dimension_without_main_ones(self):
        found = frame(city(*TWO), "learning")
        assert all(near_formats(found, "continuing_education", group) for group in found.groups)

    def test_where_the_whole_area_is_near_no_format_is_set_apart(self):
        fields = {"local_formats": ["sports"], "local": True}
        term = Term(id="t", vocabulary="areas", key="clubs", label_de="Vereine", fields=fields)
        assert near_formats(frame(city(*TWO, term)), "clubs", "adults") == ()

    def test_a_landscape_may_say_so_of_its_own_areas(self):
        term = Term(
            id="t", vocabulary="areas", key="vocational", label_de="Beruf", fields={"local_groups": ["young_adults"]}
        )
        assert ("vocational", "young_adults", "south") in set(cells(frame(city(*TWO, term))))


def test_margins_of_one_area():
    found = frame(city(*TWO))
    assert {area for area, _, _ in margins(found, "clubs", None)} == {"clubs"}
    assert list(margins(found, "culture", None)) == [("culture", "", None), ("culture", "group_unknown", None)]


class TestNeeds:
    def test_are_of_just_their_cell(self):
        need = Need(id="n", area="clubs", target_group="adults", persons=5, year=2019)
        found = frame(city(need))
        assert need_of(found, "clubs", "adults", None) == need
        assert need_of(found, "clubs", "seniors", None) is None
        assert need_of(found, "", "adults", None) is None

    @staticmethod
    def of_groups(dimension: str, **changed: object) -> Frame:
        groups = frame(city(), dimension).groups
        given = [{"id": f"n{i}", "target_group": one, "persons": 10 + i} for i, one in enumerate(groups)]
        given[0] |= changed
        needs = (Need.model_validate({"area": "clubs", "basis": "stock", "year": 2019, **one}) for one in given)
        return frame(city(*needs), dimension)

    def test_persons_are_added_within_one_dimension(self):
        found = self.of_groups("learning")
        total = need_of(found, "clubs", "", None)
        assert total is not None
        assert (total.persons, total.estimate) == (sum(10 + i for i in range(len(found.groups))), True)
        assert need_of(self.of_groups("learning"), "", "", None) is None

    @pytest.mark.parametrize("changed", [{"year": 2018}, {"basis": "per_year"}, {"target_group": "seniors"}])
    def test_but_not_of_different_years_or_kinds_nor_where_one_is_not_known(self, changed: dict[str, object]):
        assert need_of(self.of_groups("learning", **changed), "clubs", "", None) is None

    def test_a_need_of_all_groups_goes_before_the_sum(self):
        groups = frame(city(), "learning").groups
        needs = [
            Need(id=f"n-{i}", area="clubs", target_group=one, persons=10, year=2019)
            for i, one in enumerate([*groups, "all"])
        ]
        found = need_of(frame(city(*needs), "learning"), "clubs", "", None)
        assert found == needs[-1]

    def test_of_a_district_that_is_no_more_are_not_the_citys(self):
        gone = District(id="west", name="West", until="2019")
        found = frame(city(*TWO, gone, Need(id="n", area="clubs", target_group="adults", persons=5, district="west")))
        assert need_of(found, "clubs", "adults", None) is None


class TestInventories:
    def test_of_a_group_go_before_those_of_a_district(self):
        of_group = Inventory(id="g", area="clubs", target_group="adults", state="complete")
        of_place = Inventory(id="d", area="clubs", district="north", state="partial", date="2020")
        found = frame(city(*TWO, of_group, of_place))
        assert inventory_of(found, "clubs", "adults", "north") == of_group
        assert inventory_of(found, "clubs", "seniors", "north") == of_place
        assert inventory_of(found, "clubs", "seniors", None) is None

    def test_of_all_groups_is_one_of_the_area(self):
        older = Inventory(id="a", area="clubs", state="complete", date="2018")
        newer = Inventory(id="b", area="clubs", target_group="all", state="partial", date="2019")
        assert inventory_of(frame(city(older, newer)), "clubs", "adults", None) == newer

    def test_of_a_district_that_is_no_more_does_not_speak_for_the_city(self):
        gone = District(id="west", name="West", until="2019")
        found = frame(city(*TWO, gone, Inventory(id="i", area="clubs", district="west", state="complete")))
        assert inventory_of(found, "clubs", "adults", None) is None


def test_one_person_has_the_seat_of_its_office():
    person = Actor(id="z", name="Z", one_person=True, part_of="a")
    found = frame(city(*actors("ab"), person, tie("ab")))
    assert found.seats.tolist() == [0, 1, 0]

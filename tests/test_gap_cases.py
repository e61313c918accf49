"""How open fields are folded into rows: one sentence must be true of all that a row stands for."""

from __future__ import annotations

import pytest
from cities import LAW, actors, city
from hypothesis import given
from hypothesis import strategies as st

from netmap.analysis.coverage import coverage
from netmap.analysis.gap_cases import LISTED, SILENT, cases
from netmap.analysis.gap_words import Case
from netmap.analysis.rows import STATES
from netmap.analysis.unconnected import unconnected
from netmap.landscape import Landscape
from netmap.model import Actor, District, Inventory, Offer, Record

DISTRICTS = [District(id=one, name=one.title()) for one in ("east", "north", "west")]
MAIN = {"early_childhood": {"children_0_2", "children_3_5"}, "senior": {"seniors"}}


def folded(landscape: Landscape) -> list[Case]:
    return list(cases(landscape, coverage(landscape), unconnected(landscape)))


def offer(number: int = 0, **fields: object) -> Offer:
    given = {"id": f"offer-{number}", "name": "Offer", "providers": ("a",), "area": "clubs"}
    return Offer.model_validate({"target_groups": ("adults",), **given, **fields})


def test_every_state_is_silent_or_said():
    assert set(STATES) >= SILENT | LISTED
    assert not SILENT & LISTED


def test_an_empty_landscape_asks_for_the_main_groups_only():
    found = folded(city())
    assert {case.rule for case in found} == {"not_recorded"}
    for area, groups in MAIN.items():
        assert {case.groups for case in found if case.area == area} == {(one,) for one in groups}


@pytest.mark.parametrize("named", [(), ("all",), ("women",), ("seniors", "all")])
def test_a_group_beside_the_main_ones_is_told_where_an_offer_names_it(named: tuple[str, ...]):
    landscape = city(*actors("a"), offer(area="early_childhood", target_groups=named))
    beside = [case for case in folded(landscape) if case.area == "early_childhood" and case.beside]
    assert [case.groups for case in beside] == ([("seniors",)] if "seniors" in named else [])


def test_offers_without_a_district_are_counted_with_their_providers():
    found = folded(city(*actors("ab"), *DISTRICTS, offer(), offer(1, providers=("b",), citywide=True)))
    case = next(one for one in found if one.rule == "district_unknown")
    assert (case.count, case.of, case.evidence, case.actors) == (1, 2, ("offer-0",), ("a",))


def test_actors_stand_in_the_row_of_each_of_their_areas():
    both = Actor(id="x", name="X", areas=("school", "culture"))
    found = {case.area: case.actors for case in folded(city(both, *actors("a"))) if case.rule == "no_cooperation"}
    assert found == {"school": ("x",), "culture": ("x",), "": ("a",)}


@st.composite
def landscapes(draw: st.DrawFn) -> Landscape:
    records: list[Record] = [*actors("abc"), *DISTRICTS]
    for number in range(draw(st.integers(0, 5))):
        fields = {
            "area": draw(st.sampled_from(["clubs", "school", "senior"])),
            "target_groups": draw(st.sampled_from([(), ("all",), ("adults",), ("seniors", "pupils_primary"), ("women",)])),
            "districts": draw(st.sampled_from([(), ("east",), ("east", "north")])),
            "providers": draw(st.sampled_from([("a",), ("a", "b"), ("a", "b", "c")])),
        }
        records.append(offer(number, **fields))
    for number in range(draw(st.integers(0, 3))):
        asked = {
            "area": draw(st.sampled_from(["clubs", "school", "senior"])),
            "target_group": draw(st.sampled_from(["", "adults", "seniors"])),
            "district": draw(st.sampled_from([None, "east"])),
            "state": draw(st.sampled_from(["complete", "partial"])),
        }
        records.append(Inventory.model_validate({"id": f"inventory-{number}", "date": "2020", **asked}))
    return city(*records)


@LAW
@given(landscapes())
def test_one_sentence_is_true_of_all_cells_of_a_row(landscape: Landscape):
    found = folded(landscape)
    assert len({case.id for case in found}) == len(found)
    for case in found:
        assert len({(cell.area, cell.state, cell.asked) for cell in case.cells}) <= 1
        if case.list == "action":
            assert all(cell.asked == "complete" and cell.state in LISTED for cell in case.cells)


@LAW
@given(landscapes())
def test_what_nobody_meant_is_in_no_row(landscape: Landscape):
    for case in folded(landscape):
        if case.area == "senior" and case.rule in STATES:
            named = {group for one in landscape.offers.values() for group in one.target_groups}
            asked = {one.target_group for one in landscape.inventories.values()}
            assert set(case.groups) <= {"seniors"} | named | asked

"""What the cells of the cube say beside their state: places, witnesses, what may belong to them."""

from __future__ import annotations

import pytest
from cities import actors, city, seen

from netmap.analysis.cells import cell_maker
from netmap.analysis.cube import OfferFilter, frame_of
from netmap.analysis.rows import CoverageCell
from netmap.model import Actor, District, Need, Offer, Record
from netmap.network.arrays import arrays

NORTH = District(id="north", name="Nord")


def offer(number: int, **fields: object) -> Offer:
    given = {"id": f"o{number}", "name": "O", "area": "clubs", "target_groups": ("adults",), **fields}
    return Offer.model_validate(given)


def cell(*records: Record, district: str | None = None, wanted: OfferFilter | None = None) -> CoverageCell:
    maker = cell_maker(frame_of(arrays(city(NORTH, *actors("ab"), *records)), "age"), wanted or OfferFilter())
    return maker.cell("clubs", "adults", district)


@pytest.mark.parametrize(
    ("first", "second", "places", "ratio"),
    [
        ((4, "stock"), (6, "stock"), 10, 5.0), ((4, "stock"), (None, "stock"), None, None),
        ((4, "stock"), (6, "per_year"), None, None), ((0, "stock"), (0, "stock"), 0, None),
        ((4, "unknown"), (6, "unknown"), None, None),
    ],
)  # fmt: skip
def test_places_are_added_where_all_are_known_on_the_needs_basis(
    first: tuple[int | None, str], second: tuple[int | None, str], places: int | None, ratio: float | None
):
    need = Need(id="n", area="clubs", target_group="adults", persons=50, basis="stock", year=2019)
    both = [offer(n, capacity=one[0], capacity_basis=one[1]) for n, one in enumerate((first, second))]
    found = cell(need, *both)
    assert (found.places, found.persons_per_place) == (places, ratio)


def test_years_and_the_newest_date_are_of_the_offers():
    dated = [offer(0, evidence=seen("2015-03")), offer(1, evidence=seen("2019")), offer(2, evidence=seen("2021"))]
    busy = Actor(id="x", name="X", areas=("clubs",), target_groups=("adults",), evidence=seen("2011"))
    found = cell(busy, *dated)
    assert (found.evidence_years, found.last_seen, found.active_actors) == ((2015, 2019), "2019", ("x",))


def test_or_of_the_active_actors_where_there_are_no_offers():
    busy = Actor(id="x", name="X", areas=("clubs",), target_groups=("adults",), evidence=seen("2011"))
    assert cell(busy).evidence_years == (2011,)
    assert cell().last_seen is None


def test_providers_are_named_once():
    assert cell(offer(0, providers=("a", "b")), offer(1, providers=("b",))).providers == ("a", "b")


def test_what_names_no_district_is_told_with_its_providers():
    records = [NORTH, *actors("ab"), offer(0, providers=("b", "a")), offer(1, districts=("north",)), offer(2, until="2018")]
    maker = cell_maker(frame_of(arrays(city(*records)), "age"), OfferFilter())
    assert maker.unplaced_providers() == {"o0": ("a", "b")}


def test_offers_asked_for_are_counted_and_those_without_area():
    records = [offer(0, free_of_charge=True), offer(1, area="", free_of_charge=True), offer(2)]
    maker = cell_maker(frame_of(arrays(city(*records)), "age"), OfferFilter(free=True))
    assert (maker.offers, maker.area_unknown) == (2, 1)


def test_a_filter_is_true_only_where_something_is_asked_for():
    assert not OfferFilter()
    assert OfferFilter(free=False)

"""Counts of persons: what is withheld of needs and figures cannot be worked out from what is left, whoever adds up."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from netmap.editions.person_counts import shown_figures, withheld_counts
from netmap.landscape import Landscape
from netmap.model import District, Need, Record, Settings, Thresholds

CITY = Settings(id="city", name="City")
Cell = tuple[Any, ...]


def spread(known: Mapping[Cell, float | None], sums: Iterable[tuple[Cell, list[Cell]]]) -> Callable[[Cell], float]:
    """Return what tells by how much a cell may vary, for a reader who knows that counts are not negative and add up."""
    order = {cell: n for n, cell in enumerate(known)}
    equations = []
    for total, parts in sums:
        equation = np.zeros(len(order))
        equation[[order[one] for one in parts]] = 1
        equation[order[total]] -= 1
        equations.append(equation)
    bounds = [(0, None) if value is None else (value, value) for value in known.values()]

    def of(cell: Cell) -> float:
        ends = []
        for sign in (1, -1):
            goal = np.zeros(len(order))
            goal[order[cell]] = sign
            found = linprog(goal, A_eq=np.array(equations), b_eq=np.zeros(len(equations)), bounds=bounds)
            ends.append(found.fun if found.status == 0 else -np.inf)
        return float(-ends[1] - ends[0])

    return of


# ----------------------------------------------------------------------------------------------------------------- needs


def need(key: str, persons: int, district: str | None = None, **given: Any) -> Need:
    return Need.model_validate({"id": key, "persons": persons, "district": district, "year": 2018, **given})


def hidden(*records: Record, **given: Any) -> set[str]:
    districts = {one.district for one in records if isinstance(one, Need) and one.district}
    city = CITY.model_copy(update=given)
    return set(withheld_counts(Landscape(city, [*(District(id=key, name=key) for key in districts), *records])).needs)


def test_a_small_need_takes_another_with_it():
    found = hidden(need("n", 3, "north"), need("s", 17, "south"), need("w", 20, "west"), need("city", 40))
    assert found == {"n", "s"}


def test_the_landscapes_own_threshold_counts():
    assert hidden(need("n", 7, "north")) == set()
    assert hidden(need("n", 7, "north"), thresholds=Thresholds(small_count=10)) == {"n"}


def test_several_needs_of_one_cell_are_withheld_together():
    parts = [need("n", 3, "north"), need("n2", 300, "north"), need("s", 17, "south"), need("s2", 18, "south")]
    assert hidden(*parts, need("city", 20)) == {"n", "n2", "s", "s2"}


@pytest.mark.parametrize("total", [{}, {"indicator": "foreign_pupils"}, {"basis": "per_year"}, {"basis": "unknown"}])
@pytest.mark.parametrize("order", [1, -1])
def test_a_total_of_another_indicator_or_basis_gives_nothing_away(total: dict[str, Any], order: int):
    said = {"indicator": "foreign_population", "basis": "stock"}
    parts = [need("n", 3, "north", **said), need("s", 17, "south", **said)]
    # west is of another indicator: it is no part of the sum, however small it is
    other = need("w", 6, "west", indicator="foreign_students", basis="stock")
    assert {"n", "s"} <= hidden(*[*parts, other, need("city", 20, **total)][::order])


def test_an_undated_need_stands_with_those_of_every_year():
    assert hidden(need("n", 3, "north"), need("s", 17, "south", year=None), need("city", 20, year=None)) == {"n", "s"}


def test_other_years_are_left_alone():
    now = [need("n", 3, "north"), need("s", 17, "south"), need("city", 20)]
    before = [need("n17", 13, "north", year=2017), need("s17", 17, "south", year=2017), need("city17", 30, year=2017)]
    assert hidden(*now, *before) == {"n", "s"}


def test_the_sum_over_areas_gives_nothing_away():
    found = hidden(need("s", 3, area="school"), need("c", 17, area="clubs"), need("a", 20, area="all"))
    assert found == {"s", "c", "a"}, "what is withheld of a cell is so in every area, and in their sum"


def test_without_a_sum_over_areas_each_area_is_on_its_own():
    north = [need("s", 3, "north", area="school"), need("c", 17, "north", area="clubs")]
    assert hidden(*north, need("k", 20, area="clubs")) == {"s"}


def test_few_by_share_are_few():
    north = District(id="north", name="N", figures={2018: {"inhabitants": 500, "foreign_share": 0.6}})
    south = District(id="south", name="S", figures={2018: {"inhabitants": 500, "foreign_share": 4}})
    landscape = Landscape(CITY, [north, south, need("s", 20, "south"), need("city", 23)])
    found = withheld_counts(landscape)
    assert found.needs == {"s"}, "23 - 20 = 3 live in the north"
    assert found.parts == {("north", 2018), ("south", 2018)}
    assert shown_figures(north, found) == {2018: {"inhabitants": 500}}


def test_a_share_does_not_give_a_withheld_need_away():
    figures = {year: {"inhabitants": 500, "foreign_share": 4} for year in (2017, 2018)}
    districts = [District(id=key, name=key, figures=figures) for key in ("north", "south", "west")]
    needs = [need("n", 3, "north"), need("s", 20, "south"), need("w", 30, "west"), need("city", 53)]
    found = withheld_counts(Landscape(CITY, [*districts, *needs]))
    assert found.needs == {"n", "s"}
    assert found.parts == {("north", 2018), ("south", 2018)}


AREAS, GROUPS, DISTRICTS = ("school", "clubs"), ("women", "illiterate"), ("north", "south", "west")


@st.composite
def cubes(draw: st.DrawFn) -> list[Need]:
    """Draw needs of areas x groups x districts with all of their sums, which are right, and leave some out."""
    inner = list(itertools.product(AREAS, GROUPS, DISTRICTS))
    counts = dict(zip(inner, draw(st.lists(st.integers(0, 25), min_size=len(inner), max_size=len(inner))), strict=True))
    full = itertools.product((*AREAS, "all"), (*GROUPS, "all"), (*DISTRICTS, None))
    left_out = draw(st.sets(st.sampled_from(list(itertools.product((*AREAS, "all"), (*GROUPS, "all")))), max_size=3))
    made = []
    for n, (area, group, district) in enumerate(full):
        persons = sum(
            count
            for (a, g, d), count in counts.items()
            if area in {a, "all"} and group in {g, "all"} and district in {d, None}
        )
        indicator = draw(st.sampled_from(["", "foreign_population"])) if district is None else "foreign_population"
        if (area, group) not in left_out:
            made.append(need(f"n{n}", persons, district, area=area, target_group=group, indicator=indicator))
    return made


def sums_of_cubes() -> Iterable[tuple[Cell, list[Cell]]]:
    axes = [(*AREAS, "all"), (*GROUPS, "all"), (*DISTRICTS, None)]
    for axis, names in enumerate(axes):
        for rest in itertools.product(*(one for n, one in enumerate(axes) if n != axis)):
            cells = [(*rest[:axis], name, *rest[axis:]) for name in names]
            yield cells[-1], cells[:-1]


@settings(deadline=None, max_examples=40)
@given(cubes())
def test_no_need_of_few_can_be_worked_out_over_areas_groups_and_districts(needs: list[Need]):
    known: dict[Cell, float | None] = dict.fromkeys(
        itertools.product((*AREAS, "all"), (*GROUPS, "all"), (*DISTRICTS, None)), None
    )
    gone = hidden(*needs)
    known |= {(one.area, one.target_group, one.district): one.persons for one in needs if one.id not in gone}
    of = spread(known, sums_of_cubes())
    for one in needs:
        if one.persons < 5:
            assert one.id in gone
            assert of((one.area, one.target_group, one.district)) > 0.5, one


# --------------------------------------------------------------------------------------------------------------- figures


def figures(**rows: dict[str, float]) -> dict[str, dict[str, float]]:
    """Return what is left of the figures of 2018, by district."""
    landscape = Landscape(CITY, [District(id=key, name=key, figures={2018: row}) for key, row in rows.items()])
    found = withheld_counts(landscape)
    return {key: shown_figures(one, found).get(2018, {}) for key, one in landscape.districts.items()}


def test_a_small_count_goes_with_the_counts_beside_it_and_those_of_another_district():
    assert figures(
        a={"age_0_2": 3, "age_3_5": 90, "inhabitants": 93},
        b={"age_0_2": 30, "age_3_5": 90, "inhabitants": 120},
        c={"age_0_2": 50, "age_3_5": 90, "inhabitants": 140},
    ) == {
        "a": {"inhabitants": 93},
        "b": {"inhabitants": 120},
        "c": {"age_0_2": 50, "age_3_5": 90, "inhabitants": 140},
    }


def test_few_inhabitants_are_withheld_in_two_districts():
    left = figures(a={"population": 4}, b={"population": 70}, c={"population": 60})
    assert left == {"a": {}, "b": {"population": 70}, "c": {}}


def test_districts_that_have_no_such_count_are_no_cover():
    left = figures(a={"x": 3, "inhabitants": 90}, b={"inhabitants": 91}, c={"x": 60, "inhabitants": 92})
    assert left == {"a": {"inhabitants": 90}, "b": {"inhabitants": 91}, "c": {"inhabitants": 92}}


@pytest.mark.parametrize(
    "key", ["foreign_share", "average_age", "youth_quotient", "birth_rate", "share", "median_age", "sex_ratio"]
)
def test_shares_and_averages_are_no_counts(key: str):
    assert figures(a={key: 3}) == {"a": {key: 3}}
    assert figures(a={"x": 3.5}) == {"a": {"x": 3.5}}


@pytest.mark.parametrize(("share", "kept"), [(0.3, False), (99.7, False), (0, False), (0.5, True), (50, True)])
def test_a_share_of_few_is_withheld(share: float, kept: bool):
    assert figures(a={"foreign_share": share, "inhabitants": 1000}) == {
        "a": {"foreign_share": share, "inhabitants": 1000} if kept else {"inhabitants": 1000}
    }


def test_a_share_is_of_the_inhabitants_of_another_year_where_its_own_has_none():
    one = District(id="a", name="A", figures={2017: {"inhabitants": 1000}, 2018: {"foreign_share": 0.3}})
    found = withheld_counts(Landscape(CITY, [one]))
    assert shown_figures(one, found) == {2017: {"inhabitants": 1000}}


def test_other_years_keep_their_figures_and_the_district_is_not_changed():
    one = District(id="a", name="A", figures={2017: {"x": 30}, 2018: {"x": 3}, 2019: {}})
    assert shown_figures(one, withheld_counts(Landscape(CITY, [one]))) == {2017: {"x": 30}, 2019: {}}
    assert one.figures[2018] == {"x": 3}


AGES = ("age_0_2", "age_3_5", "age_6_14")
ROWS = st.lists(st.tuples(*(st.integers(0, 20) for _ in AGES)), min_size=2, max_size=4)


@settings(deadline=None, max_examples=60)
@given(ROWS)
def test_no_figure_of_few_can_be_worked_out(rows: list[tuple[int, ...]]):
    given_rows = {f"d{n}": dict(zip(AGES, row, strict=True)) for n, row in enumerate(rows)}
    for row in given_rows.values():
        row["inhabitants"] = sum(row.values())
    left = figures(**{key: dict(row) for key, row in given_rows.items()})
    known: dict[Cell, float | None] = {
        (key, name): left[key].get(name) for key, row in given_rows.items() for name in (*AGES, "inhabitants")
    }
    # everybody knows the city's
    known |= {("city", name): sum(row[name] for row in given_rows.values()) for name in (*AGES, "inhabitants")}
    sums = [((key, "inhabitants"), [(key, name) for name in AGES]) for key in given_rows]
    sums += [(("city", name), [(key, name) for key in given_rows]) for name in (*AGES, "inhabitants")]
    of = spread(known, sums)
    for key, row in given_rows.items():
        for name, count in row.items():
            total = known["city", name]
            if count < 5:
                assert name not in left[key]
                # a city without any, or with a single district that has any, gives itself away
                if total and sum(one[name] > 0 for one in given_rows.values()) > 1:
                    assert of((key, name)) > 0.5, (key, name)

"""The cube as a matrix: its rows and columns, what stands in each field, what is said where there is little to see."""

from __future__ import annotations

import pytest
from cities import LAW, actors, city, seen
from hypothesis import given
from hypothesis import strategies as st

from netmap.analysis.coverage import coverage
from netmap.analysis.offer_filter import OfferFilter
from netmap.analysis.rows import STATES, Coverage, state_name
from netmap.cli.coverage_text import (
    SYMBOLS,
    Matrix,
    coverage_headings,
    coverage_lines,
    coverage_table,
    districts_of,
    empty_remarks,
    matrix_of,
    sign,
)
from netmap.landscape import Landscape
from netmap.model import District, Inventory, Offer, Record

TWO = [District(id="s", name="Süd", code="2"), District(id="n", name="Nord", code="1")]


def offer(key: str, **fields: object) -> Offer:
    given = {"id": key, "name": key, "area": "clubs", "target_groups": ("adults",), "evidence": seen("2020")}
    return Offer.model_validate({**given, **fields})


def looked(*records: Record, by_district: bool = False, **options: object) -> tuple[Landscape, Coverage, Matrix]:
    landscape = city(*actors("ab"), *records)
    found = coverage(landscape, **options)  # type: ignore[arg-type]
    return landscape, found, matrix_of(found, landscape, by_district=by_district, lang="en")


@pytest.fixture(autouse=True)
def _a_wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines break where the terminal ends, whoever runs the tests in how narrow a one."""
    monkeypatch.setenv("COLUMNS", "120")


def lines(*records: Record, by_district: bool = False, **options: object) -> list[str]:
    landscape, found, matrix = looked(*records, by_district=by_district, **options)
    return list(coverage_lines(found, matrix, landscape, lang="en"))


class TestRowsAndColumns:
    def test_areas_by_groups(self):
        _landscape, found, matrix = looked(*TWO)
        assert (len(matrix.rows), len(matrix.columns), matrix.corner, matrix.area) == (8, 8, "Education area", "")
        assert all(cell is not None and cell.district is None for row in matrix.cells for cell in row)
        assert districts_of(found) == ["n", "s"]

    def test_districts_by_groups_the_city_first(self):
        _landscape, _found, matrix = looked(*TWO, area="clubs", by_district=True)
        assert (matrix.rows, matrix.area) == (("whole city", "Nord", "Süd"), "Clubs and leisure")
        assert [row[0] and row[0].district for row in matrix.cells] == [None, "n", "s"]

    def test_groups_without_district_detail_are_blank_there(self):
        _landscape, _found, matrix = looked(*TWO, area="school", by_district=True)
        assert [[sign(cell) for cell in row].count("") for row in matrix.cells] == [0, 7, 7]

    def test_one_district_shows_the_areas_that_have_it(self):
        _landscape, _found, matrix = looked(*TWO, district="n")
        assert matrix.rows == ("Early childhood education", "School", "Continuing education", "Clubs and leisure")
        assert all(cell is None or cell.district == "n" for row in matrix.cells for cell in row)

    def test_one_group_is_one_column(self):
        _landscape, _found, matrix = looked(group="women")
        assert matrix.columns == ("Women",)

    def test_offers_are_counted_once_and_those_of_unknown_group_apart(self):
        _landscape, _found, matrix = looked(offer("a", target_groups=("adults", "seniors")), offer("b", target_groups=()))
        assert matrix.counts[matrix.rows.index("Clubs and leisure")] == (2, 1)
        assert matrix.counts[0] == (0, 0)


class TestFields:
    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"providers": ("a",)}, "1"), ({"providers": ("a", "b")}, "●"), ({"evidence": seen("2012")}, "◌"),
            ({"providers": ("a",), "target_groups": ("all",)}, "1*"), ({"until": "2019"}, "○"),
        ],
    )  # fmt: skip
    def test_a_symbol_and_a_mark_where_only_all_newcomers_are_meant(self, fields: dict[str, object], expected: str):
        _landscape, _found, matrix = looked(offer("o", **fields), area="clubs", group="adults")
        assert sign(matrix.cells[0][0]) == expected

    def test_no_field_is_blank(self):
        assert sign(None) == ""

    def test_people_get_words_beside_the_symbol(self):
        _landscape, _found, matrix = looked(Inventory(id="i", area="clubs", state="complete"), area="clubs", group="adults")
        assert coverage_table(matrix, lang="de") == [
            {"row": "Clubs and leisure", "1": "✕ Kein Angebot vorhanden (erhoben)", "offers": 0, "group_unknown": 0}
        ]
        assert list(coverage_headings(matrix, lang="de")) == ["row", "1", "offers", "group_unknown"]

    @pytest.mark.parametrize("lang", ["de", "en"])
    def test_only_what_somebody_looked_for_is_said_not_to_be_there(self, lang: str):
        names = {state: state_name(state, lang=lang) for state in STATES}
        assert len(set(names.values())) == len(names)
        assert {one for one, text in names.items() if "vorhanden" in text or "there" in text} == {"uncovered"}
        assert not any(
            word in text.lower() for text in names.values() for word in ("fehl", "missing", "lücke", "gap", "weak")
        )


class TestLines:
    def test_the_legend_counts_the_fields_of_each_state_shown(self):
        said = lines(offer("o", providers=("a",)), area="clubs")
        assert "  1 Only one provider recorded (1)" in said
        assert "  ○ No offer recorded (7)" in said
        assert not [one for one in said if one.startswith("  ●")]

    def test_every_row_has_as_many_signs_as_there_are_columns(self):
        said = lines(offer("o", providers=("a",), target_groups=("all",)))
        for name in ("Clubs and leisure", "Culture"):
            row = next(one for one in said if one.startswith(f"  {name} "))
            assert len(row.removeprefix(f"  {name}").split()) == 8 + (name != "Culture")

    def test_many_areas_stay_within_a_terminal(self):
        assert max(map(len, lines(*TWO, area="clubs", by_district=True))) <= 100

    def test_what_there_is_not_is_said(self):
        landscape, found, _matrix = looked()
        assert [*empty_remarks(found, landscape, lang="en")] == [
            "No offers recorded yet: what exists is not known. An offer is entered in offers.yaml or in the workbook.",
            "No districts recorded: everything is looked at for the whole city.",
        ]
        landscape, found, _matrix = looked(*TWO, offer("o"), wanted=OfferFilter(language="ar"))
        assert [*empty_remarks(found, landscape, lang="en")] == [
            "None of the recorded offers is known to be what was asked for."
        ]

    def test_no_field_gives_words_and_no_matrix(self):
        said = lines(*TWO, offer("o"), area="higher_education", district="n")
        assert said[-1].startswith("No field fits:")
        assert not any("Offers" in one for one in said)


@LAW
@given(st.lists(st.sampled_from([("adults",), ("all",), (), ("women",), ("seniors", "adults")]), max_size=4))
def test_the_matrix_says_what_the_cube_does(groups: list[tuple[str, ...]]):
    _landscape, found, matrix = looked(*(offer(f"o{n}", target_groups=one) for n, one in enumerate(groups)), area="clubs")
    city_wide = [one for one in found.cells if one.district is None]
    assert [cell for row in matrix.cells for cell in row] == city_wide
    assert [sign(cell)[0] for row in matrix.cells for cell in row] == [SYMBOLS[one.state] for one in city_wide]

"""What a cell says, however a list writes it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.files.cells import date, decimal, folded, lines, mended, parts, text, typed
from netmap.files.lists import Cell
from netmap.values import NAME_PATTERN

CELLS = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.lists(st.text(max_size=5), max_size=3).map(tuple),
)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (18057.0, "18057"),
        (1067.0, "1067"),
        (4.938112345e11, "493811234500"),
        (1.5, "1.5"),
        (1e300, "1e+300"),
        (True, "true"),
        (dt.date(2018, 3, 1), "2018-03-01"),
        (dt.datetime(2018, 3, 1, 12, 30), "2018-03-01 12:30"),
        (dt.time(12, 30), "12:30:00"),
        (dt.timedelta(hours=3), "3:00:00"),
        ("  Haus\u00a0der  Jugend\u200b\x07 ", "Haus der Jugend"),
        ("Scho\u0308n", "Schön"),
        (("a", "b"), "a; b"),
        ("\u202eAWO", "AWO"),
        (None, ""),
    ],
)
def test_a_cell_shows_one_line(cell: Cell, expected: str):
    assert text(cell) == expected


@given(CELLS)
def test_whatever_a_cell_holds_its_text_can_be_a_name(cell: Cell):
    shown = text(cell)
    assert re.match(NAME_PATTERN, shown)
    shown.encode()
    assert shown == shown.strip()


def test_lines_keeps_line_breaks():
    assert lines("erste \r\n  zweite\x00\n\n") == "erste\nzweite"
    assert lines(3.0) == "3"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Straße", "STRASSE"), ("Ä r z t e", "Aerzte"), ("e. V.", "eV"), ("Lfd. Nr.:", "lfd-nr"), ("Café", "cafe")],
)
def test_names_are_compared_without_case_signs_and_accents(one: str, other: str):
    assert folded(one) == folded(other)


def test_names_in_other_scripts_are_told_apart():
    assert folded("مدرسة") != folded("جمعية") != ""
    assert folded("***") == ""


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Schule;Kita ; Schule", ("Schule", "Kita")),
        ("Kita / Hort", ("Kita", "Hort")),
        ("Deutsch, Arabisch", ("Deutsch", "Arabisch")),
        ("Haus, Nord; Süd", ("Haus, Nord", "Süd")),
        ("eins\nzwei", ("eins", "zwei")),
        (3.0, ("3",)),
        (None, ()),
    ],
)
def test_a_cell_with_several_items_is_parted(cell: Cell, expected: tuple[str, ...]):
    assert parts(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1.234,5", 1234.5),
        ("0,5", 0.5),
        ("12.1", 12.1),
        ("1 000", 1000.0),
        (3, 3.0),
        ("-2", -2.0),
        ("1.234.567,0", 1234567.0),
    ],
)
def test_numbers_are_read_with_comma_and_point(cell: Cell, expected: float):
    assert decimal(cell) == expected


@pytest.mark.parametrize("cell", ["", "x", "1,2,3", None, float("nan"), float("inf"), "inf", "ja"])
def test_what_is_no_number_is_refused(cell: Cell):
    with pytest.raises(ValueError, match=r"\w"):
        decimal(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2018", "2018"),
        (2018.0, "2018"),
        ("2018-03", "2018-03"),
        ("2018-03-01", "2018-03-01"),
        ("2018-03-01T12:00:00Z", "2018-03-01"),
        ("1.3.2018", "2018-03-01"),
        ("01. 03. 2018", "2018-03-01"),
        ("1.3.18", "2018-03-01"),
        ("1.3.98", "1998-03-01"),
        ("03/2018", "2018-03"),
        ("3.2018", "2018-03"),
        ("März 2018", "2018-03"),
        ("Maerz 2018", "2018-03"),
        ("Mrz 2018", "2018-03"),
        ("March 2018", "2018-03"),
        ("15. Dezember 2018", "2018-12-15"),
        ("Okt. 2018", "2018-10"),
        ("seit Mai 2018", "2018-05"),
        ("ab 2018", "2018"),
        (43160, "2018-03-01"),
        (43160.0, "2018-03-01"),
        (dt.date(2018, 3, 1), "2018-03-01"),
        (dt.datetime(2018, 3, 1, 9), "2018-03-01"),
    ],
)
def test_dates_are_read_however_they_are_written(cell: Cell, expected: str):
    assert date(cell) == expected


@pytest.mark.parametrize("cell", ["", "irgendwann", "31.2.2018", "13/2018", "5", 5.0, 123456.0, None, "Foo 2018", True])
def test_what_is_no_date_is_refused(cell: Cell):
    with pytest.raises(ValueError, match=r"\w"):
        date(cell)


@given(st.dates(min_value=dt.date(1928, 1, 1), max_value=dt.date(2118, 1, 1)))
def test_a_day_is_the_same_as_excel_number_german_text_and_date(day: dt.date):
    serial = (day - dt.date(1899, 12, 30)).days
    assert date(float(serial)) == date(f"{day.day}.{day.month}.{day.year}") == date(day) == day.isoformat()


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1", "2", ""], [1, 2, None]),
        ([1.0, 2.0], [1, 2]),
        (["01067", "18057"], ["01067", "18057"]),
        (["1.234,5", "0,5"], [1234.5, 0.5]),
        (["1.5", "2", None], [1.5, 2.0, None]),
        (["5", "nan", "k. A."], [5, None, None]),
        ([True, False, None], [True, False, None]),
        (["2018-03-01", "x"], ["2018-03-01", "x"]),
        ([dt.date(2018, 3, 1), None], [dt.date(2018, 3, 1), None]),
        ([dt.datetime(2018, 3, 1)], [dt.date(2018, 3, 1)]),
        ([dt.datetime(2018, 3, 1, 9, 5)], ["2018-03-01 09:05"]),
        ([("a", "b"), "c", None], [("a", "b"), ("c",), None]),
        (["0381 123", "5"], ["0381 123", "5"]),
        ([1.0, "ja"], ["1", "ja"]),
        (["-0", "1"], [-0.0, 1.0]),
        (["9" * 30], ["9" * 30]),
        ([float("nan"), 1.0], [None, 1]),
        ([], []),
    ],
)
def test_a_column_is_numbers_only_where_all_of_it_is(cells: list[Cell], expected: list[object]):
    found = typed(cells)
    assert found == expected
    assert [type(one) for one in found] == [type(one) for one in expected]


@given(st.lists(CELLS, max_size=6))
def test_whatever_a_column_holds_the_model_takes_it(cells: list[Cell]):
    from netmap.model import Actor

    values = [one for one in typed(cells) if one is not None]
    actor = Actor(id="a", name="A", attributes={str(n): one for n, one in enumerate(values)})
    assert list(actor.attributes.values()) == values


@given(st.text(max_size=40))
def test_mending_a_text_that_was_broken_gives_it_back(given_text: str):
    try:
        broken = given_text.encode().decode("cp1252")
    except UnicodeError:
        return
    assert mended(broken) == given_text or "Ã" not in broken


def test_a_text_that_is_right_is_not_mended():
    assert mended("São Tomé, Âge d’or") == "São Tomé, Âge d’or"

"""Dates that are known in part, yes-no-unknown, attributes: the values that records are made of."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from netmap.model import Actor, Need, Offer, Settings
from netmap.values import first_day, last_day, months_before, partial_date


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018", dt.date(2018, 1, 1), dt.date(2018, 12, 31)),
        ("2018-03", dt.date(2018, 3, 1), dt.date(2018, 3, 31)),
        ("2020-02", dt.date(2020, 2, 1), dt.date(2020, 2, 29)),
        ("1900-02", dt.date(1900, 2, 1), dt.date(1900, 2, 28)),
        ("2018-03-07", dt.date(2018, 3, 7), dt.date(2018, 3, 7)),
    ],
)
def test_a_partial_date_covers_its_first_to_its_last_day(text: str, first: dt.date, last: dt.date):
    assert (first_day(text), last_day(text)) == (first, last)


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_a_whole_date_covers_itself_and_lies_in_its_month_and_year(day: dt.date):
    whole = day.isoformat()
    assert first_day(whole) == last_day(whole) == day
    assert first_day(whole[:4]) <= first_day(whole[:7]) <= day <= last_day(whole[:7]) <= last_day(whole[:4])


@pytest.mark.parametrize(
    "text", ["18", "2018-13", "2018-02-30", "2018-3", "03/2018", "2018-03-01T00:00", "²018", "0000", ""]
)
def test_what_is_no_date_is_refused(text: str):
    with pytest.raises(ValidationError):
        Actor(id="a", name="A", since=text)


@pytest.mark.parametrize(
    "text",
    [
        "2018-03-1",
        "2018x03",
        "+201",
        "٢٠١٨",
        "2018-03-01-99",
        "0000",
        "0000-01",
        "2018-13",
        "2018-02-30",
        "2018\n",
        " 2018",
        "",
    ],
)
def test_what_a_person_types_is_a_date_only_as_it_is_written(text: str):
    with pytest.raises(ValueError, match=r"date|day|month|year"):
        partial_date(text)


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_a_date_that_is_written_right_stays_as_it_is(day: dt.date, length: int):
    assert partial_date(day.isoformat()[:length]) == day.isoformat()[:length]


def test_a_date_may_be_given_as_a_date_or_a_year_and_is_kept_as_written():
    assert Actor(id="a", name="A", since=dt.date(2018, 3, 1)).since == "2018-03-01"
    assert Actor.model_validate({"id": "a", "name": "A", "since": 2018}).since == "2018"
    assert Actor(id="a", name="A", since="2018-03").since == "2018-03"


@given(st.dates(min_value=dt.date(200, 1, 1)), st.integers(0, 1200))
def test_months_before_keeps_the_day_or_clips_it_to_the_month(day: dt.date, months: int):
    found = months_before(day, months)
    assert (day.year * 12 + day.month) - (found.year * 12 + found.month) == months
    assert found.day == day.day or (found.day < day.day and (found + dt.timedelta(days=1)).day == 1)


@pytest.mark.parametrize(("given_", "kept"), [(True, True), (False, False), ("true", True), ("false", False), (None, None)])
def test_yes_no_unknown(given_: object, kept: bool | None):
    assert Offer.model_validate({"id": "o", "name": "O", "childcare": given_}).childcare is kept


@pytest.mark.parametrize("given_", ["yes", "NO", "ja", 1, 0, "1", ""])
def test_anything_else_is_neither_yes_nor_no(given_: object):
    with pytest.raises(ValidationError):
        Offer.model_validate({"id": "o", "name": "O", "childcare": given_})


def test_attributes_keep_their_types_through_json():
    attributes = {"plz": "01067", "n": 3, "share": 0.5, "open": True, "on": dt.date(2018, 3, 1), "tags": ("a", "b")}
    actor = Actor(id="a", name="A", attributes=attributes)
    again = Actor.model_validate_json(actor.model_dump_json())
    assert again == actor
    assert {name: type(value) for name, value in again.attributes.items()} == {
        "plz": str, "n": int, "share": float, "open": bool, "on": dt.date, "tags": tuple,
    }  # fmt: skip


@pytest.mark.parametrize(
    "attributes",
    [
        {"x": None},
        {"x": [1]},
        {"x": {"y": 1}},
        {"x": float("nan")},
        {"": 1},
        {" ": 1},
        {1: 2},
        {"x": dt.datetime(2018, 1, 1)},
    ],
)
def test_other_attributes_are_refused(attributes: dict[object, object]):
    with pytest.raises(ValidationError):
        Actor.model_validate({"id": "a", "name": "A", "attributes": attributes})


def test_every_wrong_attribute_is_named():
    wrong = {"x": None, "good": 1, "y": 2**63, "z": float("inf"), "w": "\ud800"}
    with pytest.raises(ValidationError) as got:
        Actor.model_validate({"id": "a", "name": "A", "attributes": wrong})
    assert [one["loc"] for one in got.value.errors()] == [("attributes", name) for name in "xyzw"]
    assert [str(one["ctx"]["error"]) for one in got.value.errors()][1:] == [
        "a whole number of at most 64 bits",
        "a finite number",
        "a text in which every sign is whole",
    ]


@pytest.mark.parametrize("code", [0, 7, 9, 10, 0x1B, 0x7F, 0x85, 0x9B, 0x2028, 0x2029, 0x202A, 0x202E, 0x2066, 0x2069])
def test_a_name_steers_no_terminal_and_no_page(code: int):
    with pytest.raises(ValidationError):
        Actor(id="a", name=f"a{chr(code)}b")
    with pytest.raises(ValidationError):
        Actor(id="a", name="A", aliases=(f"a{chr(code)}b",))


@pytest.mark.parametrize("name", ["جمعية\u200e النور\u200f", "Łódź", "a\u00a0b", "a\u200db", "😀", "„Zitat“ – x"])
def test_a_name_of_any_script_stays_as_it_is(name: str):
    assert Actor(id="a", name=name).name == name


@pytest.mark.parametrize("bad", ["", "A", "ä", "a b", "-a", "a_b", "a/b", "a" * 401, "a\n"])
def test_ids_are_plain(bad: str):
    with pytest.raises(ValidationError):
        Actor(id=bad, name="A")


def test_numbers_stay_in_their_range():
    with pytest.raises(ValidationError):
        Need(id="n", persons=-1)
    with pytest.raises(ValidationError):
        Actor(id="a", name="A", coordinates=(91.0, 12.0))
    with pytest.raises(ValidationError):
        Settings.model_validate({"id": "c", "name": "C", "thresholds": {"survey_warn": 80}})

"""Dates as people write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.written_dates import written_date


@given(
    st.dates(min_value=dt.date(1000, 1, 1)),
    st.sampled_from(["{0:%Y-%m-%d}", "{0.day}.{0.month}.{0.year}", " {0:%d.%m.%Y} "]),
)
def test_a_day_is_the_same_however_it_is_written(day: dt.date, how: str):
    assert written_date(how.format(day)) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2018", "2018"), ("2018-03", "2018-03"), ("3/2018", "2018-03"), ("03.2018", "2018-03"), ("1.3.18", "2018-03-01"),
        ("März 2018", "2018-03"), ("Dez. 2018", "2018-12"), ("1. März 2018", "2018-03-01"), ("seit 2018", "2018"),
        ("2018-03-01 10:30", "2018-03-01"), ("March 2018", "2018-03"),
    ],
)  # fmt: skip
def test_the_usual_ways(text: str, date: str):
    assert written_date(text) == date


@pytest.mark.parametrize("text", ["", "18", "31.2.2018", "13/2018", "Frühling 2018", "1.3.", "0000", "1.3.2018 abends"])
def test_what_is_no_date(text: str):
    with pytest.raises(ValueError, match=r"date|month|day|year"):
        written_date(text)

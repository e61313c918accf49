"""The values that records are made of: ids, keys, partial dates, yes-no-unknown, attributes."""

from __future__ import annotations

import datetime as dt
import math
import re
from calendar import monthrange
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, StringConstraints, WithJsonSchema


@lru_cache(maxsize=8192)
def partial_date(text: str) -> str:
    """Return a date that may be known in part as it is written; raise ValueError for whatever is not written just so.

    >>> partial_date("2018-03")
    '2018-03'
    >>> partial_date("2018-03-1")
    Traceback (most recent call last):
    ValueError: a date is written 2018, 2018-03 or 2018-03-01
    """
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text, flags=re.ASCII):
        raise ValueError("a date is written 2018, 2018-03 or 2018-03-01")
    dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    return text


def _as_partial_date(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        return partial_date(str(value))
    return partial_date(value) if isinstance(value, str) else value


@lru_cache(maxsize=16_384)  # a landscape has few dates, and asks for each many times
def first_day(text: str) -> dt.date:
    """Return the first day that a partial date covers; what a person typed goes through `partial_date` first.

    >>> first_day("2018-03")
    datetime.date(2018, 3, 1)
    """
    return dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :])


@lru_cache(maxsize=16_384)
def last_day(text: str) -> dt.date:
    """Return the last day that a partial date covers; what a person typed goes through `partial_date` first.

    >>> last_day("2018"), last_day("2020-02")
    (datetime.date(2018, 12, 31), datetime.date(2020, 2, 29))
    """
    if len(text) == len("2018"):
        return dt.date(int(text), 12, 31)
    year, month = int(text[:4]), int(text[5:7])
    return dt.date(year, month, int(text[8:]) if len(text) == len("2018-03-01") else monthrange(year, month)[1])


@lru_cache(maxsize=1_024)
def months_before(day: dt.date, months: int) -> dt.date:
    """Return the day `months` calendar months before `day`, clipped to the month's last day.

    >>> months_before(dt.date(2020, 3, 31), 1)
    datetime.date(2020, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    year = max(year, dt.MINYEAR)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def known_by(date: str | None, day: dt.date) -> bool:
    """Tell whether what was said or asked on a partial date was so by a day; without a date it always was.

    >>> known_by("2018", dt.date(2018, 6, 1)), known_by("2019", dt.date(2018, 6, 1)), known_by(None, dt.date(2018, 6, 1))
    (True, False, True)
    """
    return date is None or first_day(date) <= day


def newest_last(date: str | None) -> dt.date:
    """Return what partial dates are sorted by: their last day, those that are not known first."""
    return last_day(date) if date else dt.date.min


def freshness(seen: str | None, day: dt.date, months: int) -> Freshness:
    """Tell whether what was last seen on a partial date is fresh or stale on a day; without a date it is undated.

    >>> freshness("2016-05", dt.date(2020, 1, 1), 36), freshness(None, dt.date(2020, 1, 1), 36)
    ('stale', 'undated')
    """
    if seen is None:
        return "undated"
    return "stale" if last_day(seen) < months_before(day, months) else "fresh"


def _as_bool(value: object) -> object:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str) and value in {"true", "false"}:
        return value == "true"
    raise ValueError("true, false, or left out where it is not known")


def _attribute(value: object) -> AttributeValue:
    if isinstance(value, dict) and set(value) == {"date"}:
        return dt.date.fromisoformat(str(value["date"]))
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        return tuple(map(_whole_text, value))
    if isinstance(value, str):
        return _whole_text(value)
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise ValueError("a whole number of at most 64 bits")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("a finite number")
    if isinstance(value, bool | int | float) or type(value) is dt.date:
        return value
    raise ValueError("an attribute is a text, a number, true or false, a date, or a list of texts")


def _whole_text(text: str) -> str:
    """Refuse half a sign (a lone surrogate), which no file and no store could hold."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise ValueError("a text in which every sign is whole") from None
    return text


def _attribute_name(name: object) -> str:
    if not isinstance(name, str) or not name.strip() or len(name) > NAME_LENGTH:
        raise ValueError(f"an attribute's name is a text of 1 to {NAME_LENGTH} characters")
    return _whole_text(name)


def _attributes_json(attributes: Mapping[str, AttributeValue]) -> dict[str, object]:
    return {
        name: {"date": value.isoformat()}
        if isinstance(value, dt.date)
        else list(value)
        if isinstance(value, tuple)
        else value
        for name, value in attributes.items()
    }


NAME_LENGTH = 10_000
ID_LENGTH = 400
AttributeValue = str | bool | int | float | dt.date | tuple[str, ...]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=ID_LENGTH)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$", max_length=100)]
OptionalKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]*$", max_length=100)]
STEERING = r"\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069"
"""Control characters, and marks that turn the direction of what follows; those of Arabic names (U+200E) are none."""
NAME_PATTERN = f"^[^{STEERING}]*$"
Name = Annotated[str, StringConstraints(min_length=1, max_length=NAME_LENGTH, strip_whitespace=True, pattern=NAME_PATTERN)]
Text = Annotated[str, StringConstraints(max_length=100_000)]
PartialDate = Annotated[
    str,
    BeforeValidator(_as_partial_date),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}),
]
YesNo = Annotated[bool, BeforeValidator(_as_bool)]
YesNoUnknown = Annotated[bool | None, BeforeValidator(_as_bool)]
Attributes = Annotated[
    dict[Annotated[str, BeforeValidator(_attribute_name)], Annotated[Any, BeforeValidator(_attribute)]],
    PlainSerializer(_attributes_json, when_used="json"),
]
Intensity = Annotated[int, Field(ge=1, le=4)]
CEFR: Final = ("A1", "A2", "B1", "B2", "C1", "C2")
"""The levels of the Common European Framework of Reference for Languages, the lowest first."""
Level = Annotated[str, StringConstraints(pattern=rf"^({'|'.join(CEFR)})?$")]
Basis = Literal["stock", "per_year", "unknown"]
Freshness = Literal["fresh", "stale", "undated"]
Confirmation = Literal["confirmed", "one_sided", "unanswered", "documented"]
"""What the reports make of a tie: see `netmap.reports.confirmation`."""

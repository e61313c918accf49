"""What a plain value under `attributes` means: a text, a number, a day, true or false."""

from __future__ import annotations

import datetime as dt
import math
import re

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,3999})")
_FLOAT = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def typed_scalar(text: str) -> str | bool | int | float | dt.date:
    """Return what a plain scalar under `attributes` means: only what would be written back just so is no text.

    >>> typed_scalar("12"), typed_scalar("01067"), typed_scalar("1.10"), typed_scalar("1.5"), typed_scalar("NO")
    (12, '01067', '1.10', 1.5, 'NO')
    >>> typed_scalar("true"), typed_scalar("2018-03-01"), typed_scalar("2018-02-30")
    (True, datetime.date(2018, 3, 1), '2018-02-30')
    """
    if text in {"true", "false"}:
        return text == "true"
    if _INTEGER.fullmatch(text) and text != "-0":
        return int(text)
    if _FLOAT.fullmatch(text) and len(text) < len("-1.7976931348623157e+308") + 8:
        number = float(text)
        return number if math.isfinite(number) and repr(number) == text else text
    if _DATE.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            return text
    return text

"""Dates as people write them, in lists and on the command line: 2018, March 2018, 03/2018, 1.3.2018."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from netmap.values import partial_date

_DAY: Final = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{2}|\d{4})")
_MONTH: Final = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{4})")
_NAMED: Final = re.compile(r"(?:(\d{1,2})\.?\s*)?([a-zä]{3,})\.?\s*(\d{4})")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d[ t][\d:.]+z?")
_MONTHS: Final = ("jan", "feb", "m[aä]?e?r", "apr", "ma[iy]", "jun", "jul", "aug", "sep", "o[kc]t", "nov", "de[zc]")
_CENTURY, _THIS = 100, 50


def written_date(text: str) -> str:
    """Return the partial date that a person wrote, in any of the usual ways; raise ValueError where it is none.

    >>> written_date("1.3.2018"), written_date("März 2018"), written_date("03/2018"), written_date("2018-03-01")
    ('2018-03-01', '2018-03', '2018-03', '2018-03-01')
    """
    shown = re.sub(r"^(?:seit|ab|bis|ca\.?|etwa|since)\s+", "", text.strip().casefold())
    if found := _DAY.fullmatch(shown):
        day, month, year = map(int, found.groups())
        if year < _CENTURY:
            year += 2000 if year < _THIS else 1900
        return dt.date(year, month, day).isoformat()
    if found := _MONTH.fullmatch(shown):
        return partial_date(f"{found[2]}-{int(found[1]):02}")
    if found := _NAMED.fullmatch(shown):
        month = next((n for n, name in enumerate(_MONTHS, start=1) if re.match(name, found[2])), 0)
        day_text = f"-{int(found[1]):02}" if found[1] else ""
        return partial_date(f"{found[3]}-{month:02}{day_text}")
    return partial_date(shown[:10] if _MOMENT.fullmatch(shown) else shown)

"""Hypothesis strategies for whole landscapes: any text, any date, any own column that the model allows."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from hypothesis import strategies as st

from netmap.landscape import Landscape
from netmap.model import (
    KINDS,
    Actor,
    Cooperation,
    District,
    Evidence,
    Forum,
    Membership,
    Need,
    Offer,
    Position,
    Record,
    Said,
    Settings,
    Survey,
    Term,
)

IDS = ["a", "b", "c-1", "d--e", "no", "0", "null", "x-", "1e5", "2018"]
KEYS = ["school", "clubs", "all", "no", "1", "0x1", "unspecified"]
TRICKY = [
    "", " ", "~", "null", "NO", "yes", "true", "01067", "12:30", "1.10", "1e3", "0x1F", "0o7", "1_000", "2018", "2018-03",
    "2018-03-01", "-", "- a", "? a", ": a", "a: b", "a:", "a #b", "#a", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a`", "'a'",
    '"a"', "[a]", "{a}", "a, b", "---", "...", "<<", "=", "\t", "a\tb", "a\nb", "a\n", "\na", "a\n\n", "a\n b\n", " a\nb",
    "a \nb", "a\n \nb", "a\r\nb", "a\u0085b", "a\u2028b", "\ufeffa", "\x07", "\x7f", "\u00a0a", "ä ö ü ß „Zitat“", "😀",
    "\U000e0001", "a\\nb", "\\", "x" * 90, "+49", ".5", "-1", "-.inf", ".nan", "1:2", "١٢",
]  # fmt: skip

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What no name may hold."""


def _storable(text: str) -> bool:
    return "\0" not in text


texts = st.sampled_from(TRICKY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30).filter(_storable)
names = texts.map(lambda text: _STEERING.sub("", text).strip()).filter(bool)
ids = st.sampled_from(IDS)
keys = st.sampled_from(KEYS)
days = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
partial_dates = st.tuples(days, st.sampled_from([4, 7, 10])).map(lambda pair: pair[0].isoformat()[: pair[1]])
whole = st.integers(-(2**63), 2**63 - 1)
numbers = st.floats(allow_nan=False, allow_infinity=False)
attributes = st.dictionaries(
    texts.filter(lambda name: bool(name.strip())) | st.just("x" * 1500),
    texts | st.booleans() | whole | numbers | days | st.lists(texts, max_size=3).map(tuple),
    max_size=4,
)
said = st.builds(Said, kind=keys, intensity=st.none() | st.integers(1, 4), status=st.sampled_from(["", "wished"]))
evidence = st.lists(
    st.builds(
        Evidence,
        source=texts,
        url=texts,
        seen=st.none() | partial_dates,
        reported_by=st.none() | ids,
        survey=st.none() | ids,
        said=st.none() | said,
    ),
    max_size=3,
).map(tuple)


def tuples(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=3).map(tuple)


def built(kind: type[Record], /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Record]:
    """Return records of a kind, with everything in them that every record may have."""
    return st.builds(
        kind,
        id=ids.map(lambda one: f"{kind.kind_name.replace('_', '-')}-{one}"),
        since=st.none() | partial_dates,
        until=st.none() | partial_dates,
        evidence=evidence,
        note=texts,
        publish=st.booleans(),
        attributes=attributes,
        **fields,
    )


yes_no_unknown = st.sampled_from([None, True, False])
places = {"districts": tuples(ids), "citywide": st.booleans()}
coordinates = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))
figures = st.dictionaries(st.integers(1900, 2100), st.dictionaries(keys, numbers, max_size=2), max_size=2)
records = st.one_of(
    built(
        Actor, name=names, short_name=texts, aliases=tuples(names), description=texts, type=keys, part_of=st.none() | ids,
        sector=st.sampled_from(["inside", "outside", "unknown"]), areas=tuples(keys), languages=tuples(keys),
        coordinates=coordinates, address=texts, one_person=st.booleans(), protected=st.booleans(), **places,
    ),
    built(
        Cooperation, source=ids, target=ids, kind=keys, intensity=st.none() | st.integers(1, 4),
        status=st.sampled_from(["existing", "planned", "wished", "ended"]),
    ),
    built(
        Forum, name=names, mandate=texts, topics=tuples(names), lead=st.none() | ids,
        meetings_per_year=st.none() | st.floats(0, 400),
    ),
    built(Membership, actor=ids, forum=ids, role=keys),
    built(
        Offer, name=names, providers=tuples(ids), area=keys, capacity=st.none() | st.integers(0, 10**6),
        free_of_charge=yes_no_unknown, childcare=yes_no_unknown, accessible=yes_no_unknown, **places,
    ),
    built(Need, persons=st.integers(0, 10**7), year=st.none() | st.integers(1900, 2200), estimate=st.booleans(), how=texts),
    built(District, name=names, code=texts, neighbours=tuples(ids), figures=figures),
    built(Survey, name=names, wave=texts, date=st.none() | partial_dates, asked=tuples(ids), answered=tuples(ids)),
    built(Position, subject=ids, view=keys, x=st.floats(-1e6, 1e6), y=st.floats(-1e6, 1e6), pinned=st.booleans()),
    built(Term, vocabulary=keys, key=keys, label_de=names, label_en=texts, fields=attributes),
    built(KINDS["mapping"], name=names, format=texts, columns=st.dictionaries(texts, texts, max_size=3)),
    built(KINDS["gap_note"], gap=names, responsible=texts, due=st.none() | partial_dates, result=texts),
)  # fmt: skip
settings = st.builds(
    Settings,
    id=st.just("landscape"),
    name=names,
    municipality=texts,
    as_of=st.none() | partial_dates,
    disclaimer=texts,
    note=texts,
    attributes=attributes,
)
landscapes = st.builds(Landscape, settings, st.lists(records, max_size=8))
"""Whole landscapes; references in them may lead nowhere, as in a folder half written."""

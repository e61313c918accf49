"""The landscape's own questions: which records, filtered, grouped, counted, sorted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from netmap.analysis.queries.question import Desk, Found
from netmap.errors import DataError
from netmap.locale import translator
from netmap.model import KINDS, Query, Record
from netmap.search import fold

UNKNOWN: Final = "unknown"
"""What stands in a filter for a field that nobody filled in."""
_NOT_ASKED: Final = frozenset({"version", "evidence", "attributes"})
_WORDS: Final = {True: "yes", False: "no"}


def fields_of(kind: str) -> tuple[str, ...]:
    """Return the fields of a kind of record that can be asked for; the user's own columns are beside them.

    >>> fields_of("membership")
    ('id', 'since', 'until', 'note', 'publish', 'actor', 'forum', 'role')
    """
    return tuple(name for name in KINDS[kind].model_fields if name not in _NOT_ASKED)


def own_question(desk: Desk, query: Query) -> tuple[Found, Mapping[str, Any]]:
    """Return the rows of a question of the landscape's own, and what their columns are.

    A record is in where each field of the filter has any of the values, in whatever spelling; `unknown` finds what nobody
    filled in. Grouped, there is one row for each value, a record with several values in each of their rows.
    """
    records = [one for one in desk.now.records() if one.kind_name == query.records]
    kept = [one for one in records if all(_fits(desk, one, field, values) for field, values in query.filter.items())]
    if query.group_by:
        return _grouped(desk, query, kept)
    if query.count:
        return Found(({"number": len(kept)},)), _NUMBER
    shown = ["id", *dict.fromkeys(field for field in (*query.filter, query.sort) if field and field != "id")]
    rows = [{field: _value(one, field) for field in shown} for one in desk.sorted(kept)]
    if query.sort:
        rows.sort(key=lambda row: _order(row[query.sort]))
    columns = {field: f"{query.records}.{field}" for field in shown}
    return Found(tuple(rows)), {**columns, "id": {"de": "Eintrag", "en": "record", "words": "names"}}


_NUMBER: Final[Mapping[str, Any]] = {"number": {"de": "Anzahl", "en": "number"}}


def _grouped(desk: Desk, query: Query, records: list[Record]) -> tuple[Found, Mapping[str, Any]]:
    groups: dict[Any, list[str]] = defaultdict(list)
    for one in desk.sorted(records):
        for value in _values(_value(one, query.group_by)) or ("",):
            groups[value].append(one.id)
    column = {query.group_by: f"{query.records}.{query.group_by}"}
    if query.count:
        rows = [{query.group_by: value, "number": len(ids)} for value, ids in groups.items()]
        by_name = sorted(rows, key=lambda row: _order(row[query.group_by]))
        return Found(tuple(sorted(by_name, key=lambda row: -row["number"]))), {**column, **_NUMBER}
    listed = [{query.group_by: value, "id": one} for value, ids in groups.items() for one in ids]
    listed.sort(key=lambda row: _order(row[query.group_by]))
    return Found(tuple(listed)), {**column, "id": {"de": "Eintrag", "en": "record", "words": "names"}}


def _value(record: Record, field: str) -> Any:
    if field == "districts" and getattr(record, "citywide", False):
        return ("citywide",)
    return record.attributes.get(field) if field in record.attributes else getattr(record, field, None)


def _values(value: Any) -> tuple[Any, ...]:
    if value in (None, "", ()):
        return ()
    return value if isinstance(value, tuple) else (value,)


def _order(value: Any) -> tuple[bool, bool, Any]:
    """Sort numbers before texts, and what is not known last."""
    plain = "; ".join(map(str, value)) if isinstance(value, tuple) else value
    number = isinstance(plain, int | float)
    return plain in {None, ""}, not number, plain if number else fold(str(plain or ""))


def _fits(desk: Desk, record: Record, field: str, wanted: tuple[str, ...]) -> bool:
    values = _values(_value(record, field))
    if not values:
        return UNKNOWN in wanted
    written = {fold(text) for value in values for text in _written(desk, value)}
    return any(fold(one) in written for one in wanted)


def _written(desk: Desk, value: Any) -> Iterator[str]:
    """Yield the ways to write a value in a filter: as it is stored, and as the one whose id it is, is called."""
    yield _WORDS[value] if isinstance(value, bool) else str(value)
    if isinstance(value, str) and value in desk.names:
        yield desk.names[value]


def check_own(query: Query, known: set[str], *, lang: str = "de") -> None:
    """Refuse, with DataError, a question about no kind of record, or one that asks for a field which no record has.

    `known` are the user's own columns of that kind.
    """
    _ = translator(lang)
    if query.records not in KINDS:
        says = _("There is no kind of record “{given}”. Possible are: {known}.")
        raise DataError(says.format(given=query.records, known=", ".join(KINDS)))
    fields = {*fields_of(query.records), *known}
    asked = [field for field in (*query.filter, query.group_by, query.sort) if field]
    if wrong := [field for field in asked if field not in fields]:
        says = _("There is no field “{given}” here. Possible are: {known}.")
        raise DataError(says.format(given="”, “".join(wrong), known=", ".join(sorted(fields))))

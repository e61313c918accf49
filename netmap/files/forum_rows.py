"""Rows of a list of actors that are about forums: what a list calls so is no actor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

from netmap.fields import field_label
from netmap.files.cells import decimal, folded, lines, parts, text
from netmap.files.gathering import Gathering, completed
from netmap.files.list_rows import CellError, dates, no_name
from netmap.files.lists import Cell
from netmap.files.shapes import Understood
from netmap.locale import translator
from netmap.model import Forum
from netmap.values import AttributeValue

FORUM_WORDS: Final = frozenset({"forum", "gremium"})
"""What stands in a column of types where a row is about a forum."""


def gather_forum(
    found: Understood,
    at: int,
    said: Mapping[str, Cell],
    own: dict[str, AttributeValue],
    terms: Callable[[tuple[tuple[str, Cell], ...]], dict[str, Any]],
    all_: Gathering,
) -> None:
    """Take a row as a forum: one known by its name is completed, any other is new. Its `forum_kind` is a term or kept."""
    name = text(said.get("name")) or text(said.get("id"))
    if reason := no_name(name, all_.lang):
        all_.refuse(found, at, reason, column=(found.indexes("name") or found.indexes("id"))[0])
        return
    record = _made(found, at, name, said, own, terms, all_)
    if record is not None:
        all_.keep(record)
        all_.forums.add(record.id, (record.name, record.short_name, *record.aliases))
        all_.forums.own[text(said.get("id")) or name] = record.id


def _made(
    found: Understood,
    at: int,
    name: str,
    said: Mapping[str, Cell],
    own: dict[str, AttributeValue],
    terms: Callable[[tuple[tuple[str, Cell], ...]], dict[str, Any]],
    all_: Gathering,
) -> Forum | None:
    for one in found.columns:  # of a forum its type says no more
        if one.key == "type":
            own.pop(one.heading, None)
    try:
        given: dict[str, Any] = {**dates(said), **terms(_of(said, "areas")), **terms(_of(said, "target_groups"))}
    except CellError as error:
        all_.refuse(found, at, translator(all_.lang)(str(error)), column=found.indexes(error.key)[0])
        return None
    given |= {
        "short_name": text(said.get("short_name")),
        "aliases": parts(said.get("aliases")),
        "note": lines(said.get("note")),
    }
    if (kind := all_.key("forum_kinds", text(said.get("forum_kind")))) is not None:
        given["kind"] = kind
        own.pop(found.columns[found.indexes("forum_kind")[0]].heading, None)
    given |= _further(own, all_)
    known_id = all_.forums.named(name)
    known = all_.record(Forum, known_id) if known_id else None
    own_id = text(said.get("id"))
    given["id"] = known.id if known else all_.forums.new_id(own_id or name, "forum")
    if own_id and known is None and own_id != given["id"]:
        own["original_id"] = own_id
    new = all_.made(Forum, {**given, "name": name, "evidence": (all_.evidence(found.sheet),), "attributes": own}, found, at)
    return new if new is None or known is None else completed(known, new, overwrite=all_.options.overwrite)[0]


def _further(own: dict[str, AttributeValue], all_: Gathering) -> dict[str, Any]:
    """Return what columns of the list say of a forum by the names of its fields, and take it from those kept as own."""
    found: dict[str, Any] = {}
    for heading in list(own):
        field = next((name for name in _FIELDS if folded(heading) in _names(name)), None)
        if field and (value := _FIELDS[field](text(own[heading]), all_)) is not None:
            found[field] = value
            del own[heading]
    return found


@cache
def _names(field: str) -> frozenset[str]:
    return frozenset(folded(one) for one in (field, field_label("forum", field, "de"), field_label("forum", field, "en")))


def _number(shown: str, _all: Gathering) -> float | None:
    try:
        return decimal(shown)
    except ValueError:
        return None


_FIELDS: Final[Mapping[str, Callable[[str, Gathering], Any]]] = {
    "nature": lambda shown, all_: all_.key("natures", shown),
    "level": lambda shown, all_: all_.key("levels", shown),
    "topics": lambda shown, _all: parts(shown),
    "mandate": lambda shown, _all: shown,
    "lead": lambda shown, all_: all_.actors.find(shown),
    "reports_to": lambda shown, all_: all_.forums.find(shown) or all_.actors.find(shown),
    "meetings_per_year": _number,
    "hours_per_meeting": _number,
}


def _of(said: Mapping[str, Cell], key: str) -> tuple[tuple[str, Cell], ...]:
    return ((key, said[key]),) if key in said else ()

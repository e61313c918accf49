"""Rows of a foreign list, one actor each, as records: completed where the actor is known, new where not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from netmap.fields import field_label
from netmap.files.cells import NO, YES, decimal, folded, lines, parts, text
from netmap.files.cells import words as split
from netmap.files.columns import LEFT_OUT, OWN
from netmap.files.forum_rows import FORUM_WORDS, gather_forum
from netmap.files.gathering import Gathering, actor_named, completed
from netmap.files.list_rows import CellError, data_rows, dates, no_name, own_columns, own_values, unknown_words
from netmap.files.lists import Cell
from netmap.files.member_rows import join
from netmap.files.shapes import Understood
from netmap.files.tie_rows import tie
from netmap.locale import N_, translator
from netmap.model import Actor
from netmap.values import AttributeValue

_ONE = (
    "name",
    "id",
    "short_name",
    "note",
    "description",
    "address",
    "street",
    "house_number",
    "postcode",
    "town",
    "municipality",
    "website",
)
_CITYWIDE = frozenset(
    {"stadtweit", "gesamtstadt", "alle", "allestadtteile", "stadtgebiet", "ganzestadt", "citywide", "wholecity"}
)
_TERMS = ("type", "sector", "areas", "target_groups", "languages", "districts", "one_person", "protected")
_SINGLE = frozenset({"type", "sector", "one_person", "protected"})
_OF_FORUMS = frozenset({"forum_kind"})
_LINKS = frozenset({"part_of", "carrier", "forum"})
_SECTORS: Mapping[str, str] = {
    "intern": "inside", "innerhalb": "inside", "innen": "inside", "stadtverwaltung": "inside", "verwaltung": "inside",
    "kommunal": "inside", "kommunalverwaltung": "inside", "stadt": "inside", "ja": "inside", "x": "inside", "yes": "inside",
    "extern": "outside", "ausserhalb": "outside", "aussen": "outside", "nein": "outside", "no": "outside",
    "unbekannt": "unknown", "ungeklaert": "unknown", "unklar": "unknown",
}  # fmt: skip
_POSTCODE = 5
_SHORT_POSTCODE = 4
_SCHEMES = ("https://", "http://")
_DOMAIN = re.compile(r"[\w-]+(\.[\w-]+)+(/\S*)?", re.IGNORECASE)
NO_COORDINATE = N_("this is no coordinate in degrees")
_DISTINGUISHING = ("address", "website", "type", "coordinates", "short_name")


def gather_actors(found: Understood, all_: Gathering) -> None:
    """Take the rows of a list of actors, in order; parents, carriers and forums are linked when all of them are known."""
    all_.listed = True
    words = _lookups(all_)
    terms = lru_cache(maxsize=4096)(partial(_terms, words=words))  # most rows of a list are of a few kinds
    kept = unknown_words(found, words, all_, split)
    aside = [one for one in found.columns if one.key in _OF_FORUMS]
    own = own_values(found, [*own_columns(found), *kept, *aside])
    where = [(key, found.indexes(key)) for key in {one.key for one in found.columns} - {OWN, LEFT_OUT}]
    later: list[tuple[int, str, dict[str, Cell]]] = []
    for at, row in data_rows(found, all_):
        said = _said(where, row)
        if folded(text(said.get("type"))) in FORUM_WORDS:
            gather_forum(found, at, said, own[at], terms, all_)
        elif (record_id := _gather(found, at, said, own[at], terms, all_)) and not _LINKS.isdisjoint(said):
            later.append((at, record_id, said))
    for at, record_id, said in later:
        _link(found, at, record_id, said, all_)


def _said(where: Sequence[tuple[str, Sequence[int]]], row: Sequence[Cell]) -> dict[str, Cell]:
    """Return what a row says, by meaning; of several columns that mean the same all that they hold."""
    said: dict[str, Cell] = {}
    width = len(row)
    for key, indexes in where:
        for index in indexes:
            if index < width and (cell := row[index]) is not None and cell != "":
                said[key] = (*parts(said[key]), *parts(cell)) if key in said else cell
    return said


def _lookups(all_: Gathering) -> dict[str, Callable[[str], object]]:
    districts = {folded(name): one.id for one in all_.old.districts.values() for name in (one.id, one.code, one.name)}
    return {
        "type": lambda shown: "" if folded(shown) in FORUM_WORDS else all_.key("actor_types", shown),
        "sector": lambda shown: all_.key("sectors", shown) or _SECTORS.get(folded(shown)),
        "areas": lambda shown: all_.key("areas", shown),
        "target_groups": lambda shown: all_.key("target_groups", shown),
        "languages": lambda shown: all_.key("languages", shown),
        "one_person": _yes_or_no,
        "protected": _yes_or_no,
        "districts": lambda shown: districts.get(folded(shown)) or ("" if folded(shown) in _CITYWIDE else None),
    }


def _yes_or_no(shown: str) -> bool | None:
    """Return what a mark says; only yes is kept, since no is what netmap supposes anyway."""
    return True if shown.casefold() in YES else False if shown.casefold() in NO else None


def _gather(
    found: Understood,
    at: int,
    said: Mapping[str, Cell],
    own: dict[str, AttributeValue],
    terms: Callable[[tuple[tuple[str, Cell], ...]], dict[str, Any]],
    all_: Gathering,
) -> str | None:
    _ = translator(all_.lang)
    shown = {key: text(said[key]) for key in _ONE if key in said}
    name = shown.get("name") or shown.get("id") or ""
    if reason := no_name(name, all_.lang):
        column = (found.indexes("name") or found.indexes("id"))[0]
        all_.refuse(found, at, reason, column=column)
        return None
    given: dict[str, Any] = {"name": name, "evidence": (all_.evidence(found.sheet),), "attributes": own}
    try:
        given |= _texts(said, shown) | terms(tuple((key, said[key]) for key in _TERMS if key in said)) | _point(said)
    except CellError as error:
        all_.refuse(found, at, _(str(error)), column=found.indexes(error.key)[0])
        return None
    return _placed(found, at, given, shown.get("id", ""), all_)


def _texts(said: Mapping[str, Cell], shown: Mapping[str, str]) -> dict[str, Any]:
    given: dict[str, Any] = dict(dates(said))
    for key in ("note", "description"):
        if key in said:
            given[key] = lines(said[key])
    if "short_name" in shown:
        given["short_name"] = shown["short_name"]
    if "aliases" in said:
        given["aliases"] = parts(said["aliases"])
    if "municipality" in shown:
        given["municipality"] = shown["municipality"]
    if address := _address(said, shown):
        given["address"] = address
    if "website" in shown and (website := _website(shown["website"])):
        given["website"] = website
    return given


def _address(said: Mapping[str, Cell], shown: Mapping[str, str]) -> str:
    street = shown.get("address") or f"{shown.get('street', '')} {shown.get('house_number', '')}".strip()
    postcode, town = shown.get("postcode", ""), shown.get("town", "")
    if not town and (street or postcode):
        town = shown.get("municipality", "")
    if len(postcode) == _SHORT_POSTCODE and isinstance(said["postcode"], float | int):
        postcode = postcode.zfill(_POSTCODE)  # Excel keeps 01067 as a number, and its zero is gone
    if street:  # an address may hold the rest already
        postcode, town = ("" if one and one in street else one for one in (postcode, town))
    town = f"{postcode} {town}".strip()
    return f"{street}, {town}" if street and town else street or town


def _website(shown: str) -> str:
    if shown[: len("https://")].casefold().startswith(_SCHEMES):
        return "" if any(map(str.isspace, shown)) or shown.endswith("//") else shown
    return f"https://{shown}" if _DOMAIN.fullmatch(shown) else ""


def _terms(cells: Sequence[tuple[str, Cell]], words: Mapping[str, Callable[[str], object]]) -> dict[str, Any]:
    """Return the terms of a row by field, from the cells of these fields."""
    given: dict[str, Any] = {}
    for key, cell in cells:
        keys = [hit for one in split(cell, words[key]) if (hit := words[key](one)) is not None]
        if key == "districts" and "" in keys:
            given["citywide"] = True
        keys = list(dict.fromkeys(one for one in keys if one))
        if keys:
            given[key] = keys[0] if key in _SINGLE else tuple(keys)
    return given


def _point(said: Mapping[str, Cell]) -> dict[str, tuple[float, float]]:
    if not {"latitude", "longitude"} <= said.keys():
        return {}
    point = []
    for key, limit in (("latitude", 90), ("longitude", 180)):
        try:
            value = decimal(said[key])
        except ValueError:
            raise CellError(key, NO_COORDINATE) from None
        if abs(value) > limit:
            raise CellError(key, NO_COORDINATE)
        point.append(value)
    return {"coordinates": (point[0], point[1])} if any(point) else {}


# ------------------------------------------------------------------------------------------------------ who is it already


def _placed(found: Understood, at: int, given: dict[str, Any], own_id: str, all_: Gathering) -> str | None:
    """Put what a row says to whom it is about: an actor of the landscape, one of the list, or somebody new."""
    _ = translator(all_.lang)
    row = found.headings.first + at + 1
    if own_id and own_id in all_.actors.own:
        reason = _("the id “{id}” stands in the list for the second time").format(id=own_id)
        all_.refuse(found, at, reason, column=found.indexes("id")[0])
        return None
    record_id = _already(given["name"], own_id, all_)
    known = all_.record(Actor, record_id) if record_id else None
    if known is not None:
        new = all_.made(Actor, {**given, "id": known.id}, found, at)
        if new is not None and known.id in all_.places and _others(known, new):
            sheet, first = all_.places[known.id]
            what = _("{sheet}:{row}: the same name as in row {first}, but with other details: kept as an actor of its own.")
            all_.remarks.append(what.format(sheet=sheet, row=row, first=first))
            known = None
    record = _added(found, at, given, own_id, all_) if known is None else new and _completed(known, new, row, found, all_)
    if record is None:
        return None
    if own_id:
        all_.actors.own[own_id] = record.id
    all_.places.setdefault(record.id, (found.sheet.place, row))
    all_.actors.add(record.id, (record.name, record.short_name, *record.aliases))
    return record.id


def _already(name: str, own_id: str, all_: Gathering) -> str | None:
    """Return who has this name; where the list has ids, two of its rows are never the same."""
    by_name = all_.actors.named(name)
    if own_id and by_name and by_name in all_.places:
        return None
    if by_name is None and own_id and (earlier := all_.actors.earlier.get(own_id)):
        known = all_.record(Actor, earlier)
        if known is not None and folded(name) in map(folded, (known.name, known.short_name, *known.aliases)):
            return earlier  # more than one have this name, and the id says which
    return by_name


def _others(known: Actor, new: Actor) -> bool:
    """Tell whether two rows of one name are about two: where both say something, and not the same."""
    pairs = ((getattr(known, one), getattr(new, one)) for one in _DISTINGUISHING)
    return any(one and other and one != other for one, other in pairs)


def _added(found: Understood, at: int, given: dict[str, Any], own_id: str, all_: Gathering) -> Actor | None:
    given["id"] = all_.actors.new_id(own_id or given["name"], "actor")
    if own_id and own_id != given["id"]:
        given["attributes"]["original_id"] = own_id
    record = all_.made(Actor, given, found, at)
    if record is not None:
        all_.keep(record)
    return record


def _completed(known: Actor, new: Actor, row: int, found: Understood, all_: Gathering) -> Actor:
    _ = translator(all_.lang)
    record, differ = completed(known, new, overwrite=all_.options.overwrite)
    if record is not known:
        all_.keep(record)
    if differ:
        fields = ", ".join(field_label("actor", one, all_.lang) for one in differ)
        what = _("{sheet}:{row}: {name}: the landscape says otherwise, and stays: {fields} (the list wins: --overwrite)")
        all_.remarks.append(what.format(sheet=found.sheet.place, row=row, name=known.name, fields=fields))
    return record


def _link(found: Understood, at: int, record_id: str, said: Mapping[str, Cell], all_: Gathering) -> None:
    """Link an actor to what it is part of, who carries it, and the forums it is in."""
    if (parent := _named(said.get("part_of"), record_id, found, all_)) and (actor := all_.record(Actor, record_id)):
        all_.keep(actor if actor.part_of else actor.model_copy(update={"part_of": parent}))
    if carrier := _named(said.get("carrier"), record_id, found, all_):
        given = {"source": carrier, "target": record_id, "kind": "carrier"}
        tie({**given, "evidence": (all_.evidence(found.sheet),)}, found, at, all_)
    for forum in parts(said.get("forum")):
        if not no_name(forum, all_.lang) and forum.casefold() not in NO | YES:
            join(record_id, forum, "", {}, found, at, all_)


def _named(cell: Cell, record_id: str, found: Understood, all_: Gathering) -> str | None:
    """Return another actor that a cell names; marks are no names."""
    shown = text(cell)
    if no_name(shown, all_.lang) or shown.casefold() in NO | YES:
        return None
    other = actor_named(shown, all_, found.sheet)
    return other if other != record_id else None

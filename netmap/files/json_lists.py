"""Lists as JSON: a list of objects, several lists side by side (nodes and edges, Kumu), GeoJSON, and what ArcGIS gives."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from netmap.errors import DataError
from netmap.files.delimited import decoded
from netmap.files.lists import ROWS, TEXT, Cell, Sheet, Table, refuse_wide, too_many
from netmap.locale import translator

_DEEPEST = 6
_WRAPPERS = ("properties", "attributes", "fields")
_NODES = frozenset({"elements", "nodes", "actors", "vertices", "akteure", "knoten"})
_EDGES = frozenset({"connections", "edges", "links", "ties", "cooperations", "kanten"})
_FOCUS = frozenset({"ego", "ankerperson", "fokusperson", "klient", "klientin"})
"""Whom a map of contacts is about, as tools of counselling and of research name it."""
_LATITUDE, _LONGITUDE = "latitude", "longitude"
_WGS84 = {4326, 4258}


def read_json(path: Path, data: bytes, *, lang: str = "de") -> Table:
    """Read every list of objects in a JSON file as a sheet; raise DataError where it is no JSON, or holds no such list."""
    _ = translator(lang)
    given = parsed(path, decoded(data)[0], lang=lang)
    lists = dict(_lists(given, path.stem))
    if _has_focus(given):
        what = _("{path} is the map of the contacts of one person; netmap records organisations and offices, no persons.")
        raise DataError(what.format(path=path.name))
    if not lists:
        what = _('{path} holds no list of objects, such as [{{"name": "…"}}, …].')
        raise DataError(what.format(path=path.name))
    named = {name: rows for name, rows in lists.items() if name.lower() in _NODES | _EDGES}
    if any(name.lower() in _EDGES for name in named):  # what else a program keeps beside a network is no list
        lists = named
    usable = _degrees(given)
    several = len(lists) > 1
    sheets = tuple(
        Sheet(path.name, name, _table(rows, path, usable, lang), named=several, fixed=True) for name, rows in lists.items()
    )
    remarks = () if usable else (_("{path}: the coordinates are not in degrees and are left out.").format(path=path.name),)
    return Table(path, sheets, remarks)


def parsed(path: Path, text: str, *, lang: str = "de") -> Any:
    """Return what a text in JSON holds; raise DataError, with the line, where it is none."""
    _ = translator(lang)
    try:
        return json.loads(text)
    except RecursionError as error:
        raise DataError(_("{path} is nested deeper than any list is.").format(path=path.name)) from error
    except json.JSONDecodeError as error:
        what = _("{path}:{line}: from character {n} on this is not valid JSON. Save it anew where it comes from.")
        raise DataError(what.format(path=path.name, line=error.lineno, n=error.colno)) from error
    except ValueError as error:  # a whole number of thousands of digits
        raise DataError(_("{path} holds a number of thousands of digits.").format(path=path.name)) from error


def _lists(given: Any, name: str) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """Yield what is a list of objects: the file itself, or what stands in it under a name."""
    if isinstance(given, list):
        objects: list[Mapping[str, Any]] = [one for one in given if isinstance(one, dict)]
        if objects and len(objects) == len(given):
            yield name, objects
    elif isinstance(given, dict):
        for key, value in given.items():
            if isinstance(value, list) and not (key == "fields" and "features" in given):
                yield from _lists(value, str(key))


def _has_focus(given: Any) -> bool:
    """Tell whether there is, however deep, a person as an object beside a list of those around them."""
    waiting = [given]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            person = any(isinstance(one[key], dict) for key in one if key.lower() in _FOCUS)
            if person and any(isinstance(held, list | dict) for key, held in one.items() if key.lower() not in _FOCUS):
                return True
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return False


def _degrees(given: Any) -> bool:
    """Tell whether coordinates are degrees, as GeoJSON has them; ArcGIS may give metres of some projection."""
    reference = given.get("spatialReference") if isinstance(given, dict) else None
    return not isinstance(reference, dict) or reference.get("wkid") in _WGS84


def _table(objects: Sequence[Mapping[str, Any]], path: Path, usable: bool, lang: str) -> list[Sequence[Cell]]:
    """Return a heading row of all keys in the order in which they come up, and one row for each object."""
    if len(objects) > ROWS:
        raise too_many(path.name, lang)
    flat = [dict(_flat(_unwrapped(one, usable))) for one in objects]
    keys = list(dict.fromkeys(key for one in flat for key in one))
    refuse_wide(path.name, len(keys), len(keys) * len(flat), lang=lang)
    return [list(keys), *([one.get(key) for key in keys] for one in flat)]


def _unwrapped(one: Mapping[str, Any], usable: bool) -> Mapping[str, Any]:
    """Bring what GeoJSON, ArcGIS and others wrap (properties, attributes, fields) to the top, with the point beside it."""
    inner = next((name for name in _WRAPPERS if isinstance(one.get(name), dict)), None)
    if inner is None:
        return one
    found = {key: value for key, value in one.items() if key not in {inner, "geometry"}}
    if one.get("type") == "Feature":
        found.pop("type")
    found |= one[inner]
    if usable and (point := _point(one.get("geometry"))):
        found |= {_LATITUDE: point[0], _LONGITUDE: point[1]}
    return found


def _point(geometry: Any) -> tuple[float, float] | None:
    """Return latitude and longitude of a point; what is a line or an area has none of its own."""
    if not isinstance(geometry, dict):
        return None
    pair = geometry.get("coordinates") if geometry.get("type") == "Point" else (geometry.get("x"), geometry.get("y"))
    if not isinstance(pair, list | tuple) or len(pair) < len(("x", "y")):
        return None
    x, y = pair[0], pair[1]
    return (float(y), float(x)) if all(isinstance(one, int | float) and abs(one) < 1e6 for one in (x, y)) else None


def _flat(given: Mapping[str, Any], before: str = "", depth: int = 0) -> Iterator[tuple[str, Cell]]:
    """Yield an object's values, those of inner objects as `outer.inner`."""
    for key, value in given.items():
        name = f"{before}{key}"[:TEXT]
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _flat(value, f"{name}.", depth + 1)
        else:
            yield name, _cell(value)


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return value[:TEXT]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, int) and not -(2**63) <= value < 2**63:  # what no store and no other program holds as a number
        return str(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        return tuple(str(one)[:TEXT] for one in value if one != "")
    return json.dumps(value, ensure_ascii=False)[:TEXT]

"""What people save from the map's page: positions moved by hand, and the scenes of a presentation, as JSON.

{"netmap": "positions", "landscape": "city", "positions": [{"subject": "vhs", "view": "landscape", "x": 1, "y": 2}]}
{"netmap": "scenes", "landscape": "city", "scenes": [{"title": "Alles", "caption": "", "state": ""}]}
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from netmap.errors import DataError, Problem
from netmap.files import refusals
from netmap.files.delimited import decoded
from netmap.files.json_lists import parsed
from netmap.files.lists import content
from netmap.locale import translator
from netmap.model import Position, Record, Scene

R = TypeVar("R", bound=Record)
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "position": ("subject", "view", "x", "y", "pinned"),
    "scene": ("title", "caption", "state", "view", "order"),
}
"""What an entry may say; a page of later days may say more."""
_BETWEEN: Final = re.compile(r"[\s,]*")


@dataclass(frozen=True)
class Saved:
    """Hold what a file gave, in its order: positions or scenes, as records; None for what it is not about.

    Their ids are not those of a landscape yet: see `netmap.layout.moved` and `netmap.scenes.arranged`.
    """

    positions: tuple[Position, ...] | None = None
    scenes: tuple[Scene, ...] | None = None


def read_saved(path: Path, *, landscape: str, lang: str = "de") -> Saved:
    """Read a file saved from the map of the landscape with this id.

    Raise DataError, with all problems at once, where it is none, or of another landscape.
    """
    _ = translator(lang)
    text = decoded(content(path, lang=lang))[0]
    given = parsed(path, text, lang=lang)
    what = str(given.get("netmap")) if isinstance(given, dict) else ""
    entries = given.get(what) if what in {"positions", "scenes"} else None
    if not isinstance(entries, list):
        says = _("{path} was not saved from a map: positions or scenes, saved there as a file, are expected.")
        raise DataError(says.format(path=path))
    if given.get("landscape") != landscape:
        says = _("{path} was saved from the map of the landscape “{other}”, this store holds “{mine}”.")
        raise DataError(says.format(path=path, other=refusals.shown(given.get("landscape")), mine=landscape))
    places = _Places(path.name, _lines(text, what, len(entries)))
    problems: list[Problem] = []
    if what == "positions":
        found = Saved(positions=tuple(_positions(entries, places, problems, lang)))
    else:
        found = Saved(scenes=tuple(_scenes(entries, places, problems, lang)))
    if problems:
        raise DataError(_("{path} cannot be taken.").format(path=path), sorted(problems))
    return found


@dataclass(frozen=True)
class _Places:
    """Know the file, and the line on which each entry begins."""

    file: str
    lines: Sequence[int]


def _lines(text: str, what: str, count: int) -> list[int]:
    """Return the line on which each entry begins, which JSON's own reader does not tell."""
    decoder, lines = json.JSONDecoder(), []
    begun = re.search(rf'"{what}"\s*:\s*\[', text)
    offset = begun.end() if begun else 0
    line, last = 1, 0
    for _number in range(count):
        between = _BETWEEN.match(text, offset)
        offset = between.end() if between else offset
        line, last = line + text.count("\n", last, offset), offset
        lines.append(line)
        _value, offset = decoder.raw_decode(text, offset)
    return lines


def _positions(entries: Sequence[Any], places: _Places, problems: list[Problem], lang: str) -> Iterator[Position]:
    _ = translator(lang)
    first: dict[tuple[str, str], int] = {}
    for number, given in enumerate(entries):
        fields = {**given, "pinned": True} if isinstance(given, dict) else given
        one = _record(Position, fields, number, places, problems, lang)
        if one is None:
            continue
        line = places.lines[number]
        if (one.subject, one.view) in first:
            what = _("“{subject}” stands here for the second time, first in line {line}")
            what = what.format(subject=one.subject, line=first[one.subject, one.view])
            mend = _("Keep one of the two.")
            problems.append(Problem(places.file, line, "duplicate", "error", "subject", what, mend=mend, record=one.subject))
        first.setdefault((one.subject, one.view), line)
        yield one


def _scenes(entries: Sequence[Any], places: _Places, problems: list[Problem], lang: str) -> Iterator[Scene]:
    for number, given in enumerate(entries):
        fields = {**given, "order": number + 1} if isinstance(given, dict) else given
        one = _record(Scene, fields, number, places, problems, lang)
        if one is not None:
            yield one


def _record(kind: type[R], given: Any, number: int, places: _Places, problems: list[Problem], lang: str) -> R | None:
    """Return an entry as a record with an id of its own; note down what the model refuses, and None then."""
    line = places.lines[number]
    if not isinstance(given, dict):
        what, mend = translator(lang)("this is no entry of a map"), translator(lang)("Save it from the map again.")
        problems.append(Problem(places.file, line, "not_a_mapping", "error", "", what, mend=mend))
        return None
    fields = {name: given[name] for name in _FIELDS[kind.kind_name] if name in given}
    try:
        return kind.model_validate({"id": f"entry-{number}", **fields})
    except ValidationError as error:
        problems += refusals.of_record(error, kind, place=places.file, line_of=lambda _path: line, lang=lang)
        return None

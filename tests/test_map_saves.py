"""What is saved from the map comes back: every problem with its line, nothing taken by halves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from netmap.errors import DataError
from netmap.files.map_saves import read_saved
from netmap.model import Position, Scene


def written(folder: Path, given: Any, *, indent: int | None = None) -> Path:
    path = folder / "karte.json"
    path.write_text(given if isinstance(given, str) else json.dumps(given, indent=indent), encoding="utf-8")
    return path


def positions(*entries: Any, landscape: str = "city") -> dict[str, Any]:
    return {"netmap": "positions", "landscape": landscape, "positions": list(entries)}


def refusal(path: Path) -> str:
    with pytest.raises(DataError) as refused:
        read_saved(path, landscape="city", lang="en")
    return "\n".join([str(refused.value), *map(str, refused.value.problems)])


def test_positions(tmp_path: Path):
    path = written(tmp_path, positions({"subject": "a", "view": "landscape", "x": 1, "y": -2.5}))
    saved = read_saved(path, landscape="city")
    assert saved.scenes is None
    assert saved.positions == (Position(id="entry-0", subject="a", view="landscape", x=1, y=-2.5, pinned=True),)


def test_scenes_in_their_order(tmp_path: Path):
    scenes = [{"title": "B", "caption": "zwei\nZeilen", "state": "q=x&n=1"}, {"title": "A"}]
    saved = read_saved(written(tmp_path, {"netmap": "scenes", "landscape": "city", "scenes": scenes}), landscape="city")
    assert saved.positions is None
    assert saved.scenes == (
        Scene(id="entry-0", title="B", caption="zwei\nZeilen", state="q=x&n=1", order=1),
        Scene(id="entry-1", title="A", order=2),
    )


def test_none_saved_is_none(tmp_path: Path):
    assert read_saved(written(tmp_path, positions()), landscape="city").positions == ()


def test_what_a_page_of_later_days_says_beside_is_left_alone(tmp_path: Path):
    path = written(tmp_path, positions({"subject": "a", "x": 1, "y": 2, "publish": True, "id": "own", "colour": "red"}))
    assert read_saved(path, landscape="city").positions == (Position(id="entry-0", subject="a", x=1, y=2, pinned=True),)


def test_all_problems_at_once_each_with_its_line(tmp_path: Path):
    entries = ({"subject": "a", "x": 1, "y": 2}, {"subject": "A b", "x": "far"}, 7, {"subject": "a", "x": 3, "y": 4})
    said = refusal(written(tmp_path, positions(*entries), indent=1)).splitlines()
    subject = "an id of small letters a to z, digits and hyphens is expected, given is “A b”. Did you mean “a-b”?"
    assert said[1:] == [
        f"karte.json:10: “subject” cannot be read, {subject}",
        "karte.json:10: “x” cannot be read, a number is expected, given is “far”.",
        "karte.json:10: the field “y” is missing. Add a line “y: …”.",
        "karte.json:14: this is no entry of a map. Save it from the map again.",
        "karte.json:15: “a” stands here for the second time, first in line 5. Keep one of the two.",
    ]


@pytest.mark.parametrize("far", ["1e7", "NaN", "-Infinity", "null", "[1]"])
def test_what_is_no_place_is_refused(tmp_path: Path, far: str):
    text = json.dumps(positions({"subject": "a", "x": "X", "y": 2})).replace('"X"', far)
    assert "karte.json:1: “x” cannot be read" in refusal(written(tmp_path, text))


@pytest.mark.parametrize(
    "given", [[], {}, 3, {"netmap": "positions"}, {"netmap": ["scenes"]}, {"netmap": "scenes", "scenes": 1}]
)
def test_what_was_not_saved_from_a_map(tmp_path: Path, given: Any):
    assert "was not saved from a map" in refusal(written(tmp_path, given))


def test_of_another_landscape(tmp_path: Path):
    said = refusal(written(tmp_path, positions(landscape="elsewhere")))
    assert "of the landscape “elsewhere”, this store holds “city”" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"netmap":\n oops}', "karte.json:2: from character 2 on this is not valid JSON"),
        ("[" * 100_000, "deeper than any list"),
        ("9" * 5000, "holds a number of thousands of digits"),
        (" ", "is empty"),
    ],
)
def test_no_json(tmp_path: Path, text: str, said: str):
    assert said in refusal(written(tmp_path, text))


def test_no_file(tmp_path: Path):
    assert "does not exist" in refusal(tmp_path / "none.json")
    assert "is no file" in refusal(tmp_path)

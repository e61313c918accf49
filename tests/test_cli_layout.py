"""Positions and scenes on the command line: what was saved from the map comes back through diff, question and revision."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import Capture, answer, call

from netmap.layout import positions
from netmap.model import Position, Scene
from netmap.store import open_store

pytestmark = pytest.mark.usefixtures("own_place")


def saved(what: str, entries: list[dict[str, object]], landscape: str = "rostock") -> str:
    Path("karte.json").write_text(json.dumps({"netmap": what, "landscape": landscape, what: entries}), encoding="utf-8")
    return "karte.json"


def stored(store: str) -> dict[str, Position]:
    with open_store(store) as opened:
        return {one.subject: one for one in opened.read().positions.values()}


def scenes(store: str) -> list[Scene]:
    with open_store(store) as opened:
        return sorted(opened.read().table(Scene).values(), key=lambda one: one.order)


def test_what_was_moved_by_hand_is_kept_and_the_rest_stays(capsys: Capture, rostock_store: str):
    before = stored(rostock_store)
    first, second = sorted(before)[:2]
    near = {"subject": second, "view": "landscape", "x": round(before[second].x), "y": round(before[second].y)}
    file = saved("positions", [{"subject": first, "view": "landscape", "x": 12345, "y": -7}, near])
    _out, said = call(capsys, "--store", rostock_store, "--lang", "en", "layout", "import", file, "--yes")
    assert "Moved by hand: 1 of 2 positions in the file." in said
    assert "Written as revision r2" in said
    after = stored(rostock_store)
    assert (after[first].x, after[first].y, after[first].pinned) == (12345, -7, True)
    assert {key: one for key, one in after.items() if key != first} == {
        key: one for key, one in before.items() if key != first
    }
    call(capsys, "--store", rostock_store, "undo", "--yes")
    assert stored(rostock_store)[first].x == before[first].x


def test_it_is_asked_first(capsys: Capture, rostock_store: str):
    before = stored(rostock_store)
    file = saved("positions", [{"subject": min(before), "x": 1, "y": 1}])
    _out, said = call(capsys, "--store", rostock_store, "layout", "import", file, code=1)
    assert "--yes" in said
    assert stored(rostock_store) == before


def test_who_is_gone_is_left_out_and_said(capsys: Capture, rostock_store: str):
    entries: list[dict[str, object]] = [{"subject": f"gone-{n}", "x": n, "y": 1} for n in range(7)]
    _out, said = call(
        capsys, "--store", rostock_store, "--lang", "en", "layout", "import", saved("positions", entries), "--yes"
    )
    assert "any more (7): gone-0, gone-1, gone-2, gone-3, gone-4, …" in said
    assert "Nothing to change." in said


def test_where_none_is_stored_the_others_are_kept_where_the_map_showed_them(capsys: Capture, rostock_store: str):
    call(capsys, "--store", rostock_store, "layout", "--anew", "--yes")
    with open_store(rostock_store) as opened:
        whole = opened.read()
    computed = stored(rostock_store)
    bare = whole.replace(without=whole.positions)
    from netmap.changes import diff

    with open_store(rostock_store) as opened:
        opened.apply(diff(opened.read(), bare, delete_missing=True), author="BK")
    assert stored(rostock_store) == {}
    first = min(computed)
    call(
        capsys,
        "--store",
        rostock_store,
        "layout",
        "import",
        saved("positions", [{"subject": first, "x": 5, "y": 6}]),
        "--yes",
    )
    after = stored(rostock_store)
    assert (after[first].x, after[first].y) == (5, 6)
    assert all((after[key].x, after[key].y) == (one.x, one.y) for key, one in computed.items() if key != first)
    assert {one.subject for one in positions(whole)} == set(after)


def test_scenes_come_in_their_order_and_go_only_when_told(capsys: Capture, rostock_store: str):
    both: list[dict[str, object]] = [{"title": "Alles", "state": ""}, {"title": "Schule", "caption": "Wer?", "state": "q=s"}]
    call(capsys, "--store", rostock_store, "layout", "import", saved("scenes", both), "--yes")
    assert [(one.order, one.title, one.caption, one.state) for one in scenes(rostock_store)] == [
        (1, "Alles", "", ""),
        (2, "Schule", "Wer?", "q=s"),
    ]
    call(capsys, "--store", rostock_store, "layout", "import", saved("scenes", both[1:]), "--yes")
    assert [one.title for one in scenes(rostock_store)] == ["Schule", "Alles"]
    call(capsys, "--store", rostock_store, "layout", "import", saved("scenes", both[1:]), "--delete-missing", "--yes")
    assert [one.title for one in scenes(rostock_store)] == ["Schule"]
    call(capsys, "--store", rostock_store, "save", "saved")
    assert "title: Schule" in Path("saved/scenes.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import"], "is missing: netmap layout import FILE"),
        (["import", "karte.json", "--anew"], "one without the other"),
        (["--delete-missing"], "one without the other"),
        (["import", "nowhere.json"], "nowhere.json does not exist"),
    ],
)
def test_what_does_not_go_together(capsys: Capture, rostock_store: str, arguments: list[str], said: str):
    assert said in call(capsys, "--store", rostock_store, "--lang", "en", "layout", *arguments, "--yes", code=1)[1]


def test_another_landscape_is_refused(capsys: Capture, rostock_store: str):
    file = saved("positions", [], landscape="hamburg")
    assert "hamburg" in call(capsys, "--store", rostock_store, "layout", "import", file, "--yes", code=1)[1]


def test_for_programs(capsys: Capture, rostock_store: str):
    file = saved("scenes", [{"title": "Alles"}])
    told = json.loads(answer(capsys, "--store", rostock_store, "layout", "import", file, "--yes", "--format", "json"))
    assert [(row["kind"], row["change"]) for row in told] == [("scene", "added")]

"""Which names stand on the map, and where, in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from map_city import SETTINGS, city_map, with_data, written
from playwright.sync_api import expect

from netmap.export.map import write_map
from netmap.export.map_forums import forums_view
from netmap.landscape import Landscape
from netmap.layout import positions
from netmap.model import Actor, Forum, Membership

pytestmark = pytest.mark.browser
DRAW = """(given) => {
    const ctx = document.createElement("canvas").getContext("2d");
    const theme = { ground: "#fff", ink: "#000", quiet: "#444", font: "sans-serif", size: 14 };
    const fonts = {};
    const plain = ctx.fillText.bind(ctx);
    ctx.fillText = (line, x, y) => {
        const px = parseFloat(/([\\d.]+)px/.exec(ctx.font)[1]);
        fonts[line] = { px, wide: ctx.measureText(line).width, x };
        plain(line, x, y);
    };
    const view = { left: -500, right: 500, top: -400, bottom: 400 };
    const empty = { nodes: [], years: [], heading: null };
    const boxes = netmapLabels.draw(ctx, { scale: 1, view, theme, radius: 6, ...empty, ...given });
    return { fonts, boxes };
}"""
"""Draw labels and headings; return how large each line is written, and the boxes of names."""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return city_map(tmp_path_factory.mktemp("city") / "map.html")


def test_names_stand_beside_the_signs_of_a_column(city: Path, show: Callable[..., Any]):
    nodes = [{"id": n, "x": 0, "y": n * 17, "lines": [f"Haus {n}"], "rank": 0} for n in range(9)]
    boxes = show(city).evaluate(DRAW, {"nodes": nodes})["boxes"]
    assert len(boxes) == len(nodes)
    beside = [box for box in boxes if abs((box["top"] + box["bottom"]) / 2 - box["id"] * 17) < 1]
    assert len(beside) >= len(nodes) - 2, "all but the ends, which may have theirs above and below"
    assert all(8 <= max(box["left"], -box["right"]) <= 11 for box in beside), "and close by"


def test_a_long_heading_has_the_room_that_its_neighbours_leave(city: Path, show: Callable[..., Any]):
    texts = ["Kita", "Ankommen", "Gemeinschaftsunterkunft", "Arbeit", "Schule", "Studium", "Sprachkurs und Weiterbildung"]
    columns = [{"x": -300 + 70 * n, "text": text} for n, text in enumerate(texts)]
    fonts = show(city).evaluate(DRAW, {"columns": columns})["fonts"]
    assert fonts["Gemeinschaftsunterkunft"]["px"] >= 13, "of 14"
    rows = [[texts[0], texts[2], texts[4]], [texts[1], texts[3], texts[5]]]
    for row in rows:
        for one, other in pairwise(row):
            assert fonts[one]["x"] + fonts[one]["wide"] / 2 < fonts[other]["x"] - fonts[other]["wide"] / 2


@pytest.mark.parametrize(("y", "px"), [(-50, 15), (-42, 13)])
def test_the_heading_of_the_list_stands_over_no_sign(city: Path, show: Callable[..., Any], y: int, px: int):
    sign = {"id": 1, "x": 20, "y": y, "lines": ["Haus"], "rank": 0}
    heading = {"x": 0, "y": 0, "text": "Weitere Akteure"}
    assert show(city).evaluate(DRAW, {"nodes": [sign], "heading": heading})["fonts"]["Weitere Akteure"]["px"] == px


def test_where_the_question_is_who_sits_in_which_forum_the_forums_are_named(tmp_path: Path, show: Callable[..., Any]):
    members = [Actor(id=f"house-{n}", name=f"Haus Nummer {n} in der Nordstadt", sector="outside") for n in range(80)]
    forums = [Forum(id=f"round-{n}", name=f"Runder Tisch {n}", nature="standing") for n in range(4)]
    sits = [Membership(id=f"m{n}", actor=one.id, forum=forums[n % 4].id) for n, one in enumerate(members)]
    landscape = Landscape(SETTINGS, [*members, *forums, *sits])
    spots = {one.id: (n % 12 * 40.0, n // 12 * 25.0) for n, one in enumerate([*members[:40], *forums, *members[40:]])}
    page = show(write_map(landscape, spots, tmp_path / "map.html", views=[forums_view(landscape, spots)]))
    text = " ".join(written(page))
    assert all(one.name in text for one in forums)


def test_sizes_that_a_view_gives_are_not_called_all_the_same(tmp_path: Path, show: Callable[..., Any]):
    def ranked(data: dict[str, Any]) -> None:
        landscape = {"id": "landscape", "kind": "landscape", "title": {"en": "Landscape"}}
        brokers = {"id": "brokers", "kind": "brokers", "title": {"en": "Brokers"}, "marks": {"0": {"size": 1.0}}}
        data["views"] = [landscape, brokers]

    page = show(with_data(city_map(tmp_path / "map.html"), ranked))
    first = page.locator("#size-by option").first
    expect(first).to_have_text("all the same")
    page.locator("[data-key=view-brokers]").click()
    expect(first).to_have_text("as this view says")


def test_a_list_alone_leaves_room_for_the_names_of_its_last_column(tmp_path: Path, show: Callable[..., Any]):
    actors = [Actor(id=f"a{n}", name=f"{n:03} Verein für Bildung und Begegnung", sector="outside") for n in range(150)]
    landscape = Landscape(SETTINGS, actors)
    spots = {one.subject: (one.x, one.y) for one in positions(landscape)}
    page = show(write_map(landscape, spots, tmp_path / "map.html"))
    named = {line[:3] for line in written(page)}
    assert named >= {f"{n:03}" for n in range(150)}

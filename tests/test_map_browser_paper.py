"""What of the map goes onto paper and into a picture, in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from map_city import CITY, address, choose, city_map

pytestmark = pytest.mark.browser
INK = """() => {
    const { width, height } = document.getElementById("printed");
    const all = document.getElementById("printed").getContext("2d").getImageData(0, 0, width, height).data;
    const found = new Set();
    for (let at = 0; at < all.length; at += 4) if (all[at + 3] === 255) found.add(all.slice(at, at + 3).join());
    return [...found];
}"""
"""The colours that fully cover a dot of the picture for the paper."""
WHERE = "() => [netmap.network.getViewPosition(), netmap.network.getScale(), document.querySelector('#map canvas').width]"


@pytest.fixture
def dark(tmp_path: Path, show: Callable[..., Any]) -> Any:
    return show(city_map(tmp_path / "map.html"), color_scheme="dark")


def test_the_map_is_printed_in_the_colours_of_paper(dark: Any):
    assert dark.evaluate("() => document.getElementById('printed').width") == 300, "nothing is drawn before"
    dark.pdf(prefer_css_page_size=True)
    colours = dark.evaluate(INK)
    assert {"0,114,178", "213,94,0"} <= set(colours), "inside and outside"
    assert "22,25,29" in colours, "the names"
    assert "241,244,246" not in colours, "which are light on a dark screen"
    wide = dark.evaluate("() => document.getElementById('printed').width / document.getElementById('map').clientWidth")
    assert wide == 3


def test_after_printing_the_screen_is_as_before(dark: Any):
    choose(dark, "club")
    dark.locator("#zoom-in").click()
    before, link = dark.evaluate(WHERE), address(dark, "chosen=club")
    dark.pdf(prefer_css_page_size=True)
    dark.wait_for_function("() => !document.body.classList.contains('prints')")
    assert dark.evaluate(WHERE) == before
    assert address(dark, "chosen=club") == link
    assert dark.evaluate("() => netmap.network.canvas.pixelRatio") == 1
    assert dark.locator("#printed").is_hidden()


def test_a_saved_picture_has_all_signs_of_its_legend(tmp_path: Path, show: Callable[..., Any]):
    club, areas = CITY.actors["club"], CITY.vocabulary["areas"]
    actors = [club.model_copy(update={"id": f"actor-{n}", "areas": (key,)}) for n, key in enumerate(areas)]
    page = show(city_map(tmp_path / "map.html", CITY.replace(actors)), "colour=area")
    page.locator("#save-menu summary").click()
    with page.expect_download() as got:
        page.locator("#save-picture").click()
    path = tmp_path / got.value.suggested_filename
    got.value.save_as(path)
    high = int.from_bytes(path.read_bytes()[20:24], "big")
    head, rows, foot, line, margin = 1, 2, 2, 22, 12
    assert high == page.evaluate("document.querySelector('#map canvas').height") + line * (head + rows + foot) + 2 * margin

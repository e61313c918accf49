"""Who is chosen on the map in a real Chromium: details, surroundings, ways; colours and sizes by any attribute."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from map_city import CITY, at, bright, choose, city_map, with_data, written
from playwright.sync_api import expect

from netmap.model import Actor, Cooperation

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return city_map(tmp_path_factory.mktemp("city") / "map.html")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the internal map, which has the user's own columns."""
    return city_map(tmp_path_factory.mktemp("desk") / "map.html", edition="internal")


@pytest.fixture
def page(city: Path, show: Callable[..., Any]) -> Any:
    return show(city)


# ------------------------------------------------------------------------------------------------------------- details


def test_a_tie_says_since_when_how_strong_and_who_says_so(page: Any):
    text = choose(page, "office")
    assert "since 2018-03, last seen 2019, intensity 2 · report.example" in text
    link = page.locator("#details a", has_text="report.example").first
    assert link.get_attribute("href") == "https://report.example/2019"
    assert "noreferrer" in link.get_attribute("rel")


def test_an_offer_says_what_it_costs_and_who_is_served(tmp_path: Path, show: Callable[..., Any]):
    offer = CITY.offers["course"].model_copy(update={"free_of_charge": True, "childcare": False, "languages": ("uk",)})
    page = show(city_map(tmp_path / "map.html", CITY.replace([offer])))
    text = choose(page, "club")
    assert "free of charge · without childcare" in text
    assert "accessible" not in text, "what is unknown is not said"


def test_measures_are_said_in_plain_words_and_never_as_merit(desk: Path, tmp_path: Path, show: Callable[..., Any]):
    def measured(data: dict[str, Any]) -> None:
        text = {"de": "{actor} verbindet 2 Stellen mit 3 Partnern", "en": "{actor} ties 2 offices to 3 partners"}
        data["measures"] = [{"key": "bridge", "text": text, "value": 0.25}]
        cell = [[0], *[None] * (data["packed"]["nodes"]["count"] - 1)]
        data["packed"]["nodes"]["columns"]["measures"] = cell

    path = tmp_path / "map.html"
    path.write_bytes(desk.read_bytes())
    page = show(with_data(path, measured))
    assert "Amt für Bildung ties 2 offices to 3 partners: 0.25" in choose(page, "office")
    assert "This describes the position in the network, not merit." in page.locator("#details").inner_text()
    page.locator("#size-by").select_option("measure.bridge")
    assert page.evaluate("() => netmap.nodes.get(0).size > netmap.nodes.get(1).size")


# -------------------------------------------------------------------------------------------------------- surroundings


def test_surroundings_reach_as_many_steps_as_asked(page: Any):
    choose(page, "office")
    assert bright(page) == ["club", "office", "school"]
    page.locator('[data-key="steps-2"]').focus()
    page.keyboard.press("Enter")
    assert bright(page) == ["club", "museum", "office", "school"]
    assert "3 reached" in page.locator("#details").inner_text()
    assert page.evaluate("() => document.activeElement.dataset.key") == "steps-2"


def test_surroundings_follow_the_filters(page: Any):
    choose(page, "office")
    page.locator('#legend [data-key="status-planned"]').click()
    assert bright(page) == ["club", "office"]


# ---------------------------------------------------------------------------------------------------------------- ways


def test_the_shortest_way_between_two_that_are_clicked(page: Any):
    page.mouse.click(*at(page, "office"))
    page.locator('[data-key="way"]').click()
    assert "Now choose to whom the way from Amt für Bildung leads" in page.locator("#details").inner_text()
    page.mouse.click(*at(page, "museum"))
    text = page.locator("#details").inner_text()
    assert "From Amt für Bildung to Museum" in text
    assert "2 steps along the lines shown" in text
    assert bright(page) == ["museum", "office", "school"]
    steps = page.locator("#details ol li")
    assert [one.split("\n")[0] for one in steps.all_inner_texts()] == ["Amt für Bildung", "Schule am Meer", "Museum"]
    page.locator('[data-key="way-end"]').click()
    assert bright(page) == ["club", "office", "school"]


def test_the_whole_way_is_in_view(tmp_path: Path, show: Callable[..., Any]):
    far = city_map(tmp_path / "map.html", CITY, lang="en")
    page = show(with_data(far, lambda data: data["packed"]["nodes"]["columns"].update(x=[0, 9000, 0, 9000, 0, 0])))
    choose(page, "office")
    page.evaluate("() => netmap.network.moveTo({ scale: 2, animation: false })")
    page.locator('[data-key="way"]').click()
    choose(page, "museum")
    box = page.locator("#map").bounding_box()
    for key in ("office", "school", "museum"):
        x, y = at(page, key)
        assert box["x"] < x < box["x"] + box["width"], key
        assert box["y"] < y < box["y"] + box["height"], key


def test_shift_and_a_click_ask_for_the_way_too(page: Any):
    page.mouse.click(*at(page, "office"))
    page.keyboard.down("Shift")
    page.mouse.click(*at(page, "museum"))
    page.keyboard.up("Shift")
    assert "From Amt für Bildung to Museum" in page.locator("#details").inner_text()


def test_the_way_is_asked_for_by_keyboard(page: Any):
    page.locator("#search").fill("Amt")
    page.keyboard.press("Enter")
    page.locator('[data-key="way"]').focus()
    page.keyboard.press("Enter")
    page.locator("#search").fill("Museum")
    page.keyboard.press("Enter")
    assert "From Amt für Bildung to Museum" in page.locator("#details").inner_text()


def test_escape_ends_the_question(page: Any):
    choose(page, "office")
    page.locator('[data-key="way"]').click()
    page.keyboard.press("Escape")
    assert "Now choose" not in page.locator("#details").inner_text()
    choose(page, "museum")
    assert page.locator("#details h2").inner_text() == "Museum"


def test_where_there_is_no_way_nothing_is_claimed(page: Any):
    choose(page, "office")
    page.locator('[data-key="way"]').click()
    choose(page, "alone")
    text = page.locator("#details").inner_text()
    assert "No way along the lines shown. That does not say that there is none." in text
    assert bright(page) == ["alone", "club", "office", "school"]


def test_a_way_goes_along_what_is_shown(page: Any):
    page.locator('#legend [data-key="status-planned"]').click()
    choose(page, "office")
    page.locator('[data-key="way"]').click()
    choose(page, "museum")
    assert "3 steps" in page.locator("#details").inner_text()
    page.locator('#legend [data-key="kind-membership"]').click()
    assert "There are 2 ways as short as this one" in page.locator("#details").inner_text()
    assert bright(page) == ["club", "museum", "office", "round", "school"]


# --------------------------------------------------------------------------------------------------- colours and sizes


def drawn(page: Any) -> dict[str, list[str]]:
    script = """() => Object.fromEntries(netmap.data.nodes.map(({ id, key }) => {
        const { shape, color, size } = netmap.nodes.get(id);
        return [key, [shape, color.background.toLowerCase(), size]];
    }))"""
    found: dict[str, list[str]] = page.evaluate(script)
    return found


def legend(page: Any) -> list[str]:
    return page.locator("#legend-body p.key .text").all_inner_texts()


def test_colours_and_shapes_follow_an_attribute_and_the_legend_with_them(page: Any):
    before = drawn(page)
    page.locator("#colour-by").select_option("area")
    after = drawn(page)
    assert after["office"][:2] == after["school"][:2], "both are schools"
    assert after["office"][:2] != after["museum"][:2]
    assert after["office"][0] != after["museum"][0], "told apart by shape as well"
    assert {"School", "Culture", "several", "not recorded"} <= set(legend(page))
    assert after["round"] == before["round"], "forums stay what they are"
    page.locator("#colour-by").select_option("sector")
    assert drawn(page) == before


def test_everybody_is_told_apart_who_is_of_another_kind(tmp_path: Path, show: Callable[..., Any]):
    kinds = ["school", "library", "museum", "theatre", "sports_club", "foundation", "company", "kita", "university"]
    actors = [Actor(id=f"a{n}", name=f"A {n}", type=kinds[n % 9]) for n in range(27)]
    page = show(city_map(tmp_path / "map.html", CITY.replace(actors)))
    page.locator("#colour-by").select_option("type")
    looks = {tuple(drawn(page)[f"a{n}"][:2]) for n in range(9)}
    assert len(looks) == 9


def test_own_columns_colour_and_size(desk: Path, show: Callable[..., Any]):
    page = show(desk)
    page.locator("#colour-by").select_option("own.legal")
    assert {"private", "public", "not recorded"} <= set(legend(page))
    page.locator("#colour-by").select_option("own.staff")
    assert {"4", "20", "40"} <= set(legend(page)), "numbers go from light to dark"
    page.locator("#size-by").select_option("own.staff")
    sizes = {key: look[2] for key, look in drawn(page).items()}
    assert sizes["office"] > sizes["school"] > sizes["club"]
    assert "Size: staff, at most 40" in legend(page)
    assert "staff" in choose(page, "office")


def test_columns_of_which_everybody_has_another_value_are_no_colours(tmp_path: Path, show: Callable[..., Any]):
    actors = [Actor(id=f"a{n}", name=f"A {n}", attributes={"original_id": f"x{n}", "file": f"F {n}"}) for n in range(30)]
    page = show(city_map(tmp_path / "map.html", CITY.replace(actors), edition="internal"))
    options = page.locator("#colour-by option").all_inner_texts()
    assert {"legal", "staff"} <= set(options)
    assert not {"original_id", "Identifier in the source", "file"} & set(options)
    assert "Identifier in the source\nx3" in choose(page, "a3")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_sign_is_lost_on_its_ground(desk: Path, show: Callable[..., Any], scheme: str):
    """Steps from light to dark: the lightest has a rim on white, the darkest on black."""
    page = show(desk, color_scheme=scheme)
    page.locator("#colour-by").select_option("own.staff")
    rims = page.evaluate("() => Object.fromEntries([0, 1, 2].map((id) => [id, netmap.nodes.get(id).color]))")
    paint = {one["background"]: one["border"] for one in rims.values()}
    pale, other = ("#FDE725", "#440154") if scheme == "light" else ("#440154", "#FDE725")
    assert paint[pale] != paint[other], "the ground is the border of those that are seen without one"


def test_own_columns_are_no_choice_where_the_edition_has_none(page: Any):
    options = page.locator("#colour-by option").all_inner_texts()
    assert "legal" not in options
    assert {"Sector", "Type", "Education areas"} <= set(options)
    assert page.locator("#size-by option").all_inner_texts()[:2] == ["all the same", "Recorded cooperations"]


def test_sizes_count_what_is_shown(page: Any):
    page.locator("#size-by").select_option("ties")
    before = drawn(page)["club"][2]
    page.locator('#legend [data-key="kind-funding"]').click()
    page.locator('#legend [data-key="kind-joint_offer"]').click()
    assert drawn(page)["club"][2] < before


def test_large_signs_leave_room_for_names(tmp_path: Path, show: Callable[..., Any]):
    actors = [Actor(id=f"a{n}", name=f"Partner {n}") for n in range(4)]
    ties = [Cooperation(id=f"t{n}", source="office", target=f"a{n}", kind="information") for n in range(4)]
    page = show(city_map(tmp_path / "map.html", CITY.replace([*actors, *ties])))
    page.locator("#size-by").select_option("ties")
    assert any("Bildung" in line or line == "AfB" for line in written(page))
    expect(page.locator("#size-by")).to_have_value("ties")

"""The state of the map in a real Chromium: a link reopens the same picture, undo goes back, both languages are spoken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from map_city import CITY, address, at, choose, city_map, lines, seen
from playwright.sync_api import expect

from netmap.model import Forum

pytestmark = pytest.mark.browser
PICTURE = """() => JSON.stringify([
    netmap.nodes.get().map(({ id, hidden, opacity, shape, size, color }) =>
        [id, hidden, opacity, shape, Math.round(size), color.background]),
    netmap.edges.get().map(({ id, hidden, color }) => [id, hidden, color.opacity]),
    netmap.network.getScale().toFixed(2), Object.values(netmap.network.getViewPosition()).map(Math.round),
    document.documentElement.lang, document.querySelector("#details h2")?.textContent,
])"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return city_map(tmp_path_factory.mktemp("city") / "map.html")


@pytest.fixture
def page(city: Path, show: Callable[..., Any]) -> Any:
    return show(city)


def only(page: Any, facet: str, value: str) -> None:
    part = page.locator(f'[data-facet="{facet}"]')
    if part.get_attribute("open") is None:
        part.locator("summary").click()
    page.locator(f'[data-key="only-{facet}-{value}"]').click()


# --------------------------------------------------------------------------------------------------------- the address


def test_at_first_the_address_says_nothing(page: Any, city: Path):
    assert page.url == city.as_uri()


def test_the_link_reopens_the_same_picture(page: Any, city: Path, show: Callable[..., Any]):
    page.locator("#language button", has_text="Deutsch").click()
    page.locator("#filters-tab").click()
    only(page, "district", "south")
    page.locator("#legend-tab").click()
    page.locator("#colour-by").select_option("area")
    page.locator("#size-by").select_option("ties")
    choose(page, "school")
    page.locator('[data-key="steps-2"]').click()
    page.locator("#zoom-in").click()
    again = show(city, address(page, "at="))
    assert again.evaluate(PICTURE) == page.evaluate(PICTURE)
    assert seen(again) == ["office", "school"]
    assert again.locator("#colour-by").input_value() == "area"
    assert again.locator("#size-by").input_value() == "ties"
    assert again.locator('[data-key="steps-2"]').get_attribute("aria-pressed") == "true"
    assert again.locator("#language button", has_text="Deutsch").get_attribute("aria-pressed") == "true"


def test_the_order_of_the_table_alone_is_in_the_link_and_can_be_undone(page: Any):
    page.locator('#table button[data-key="type"]').click()
    assert address(page, "sort=type") == "sort=type%2C1"
    page.locator("#undo").click()
    expect(page.locator("#table th").first).to_have_attribute("aria-sort", "ascending")
    assert address(page, "") == ""


def test_the_link_looks_from_where_the_page_does(page: Any, city: Path, show: Callable[..., Any]):
    for _step in range(3):
        page.locator("#zoom-out").click()
    again = show(city, address(page, "at="))
    scale = "() => netmap.network.getScale()"
    assert again.evaluate(scale) == pytest.approx(page.evaluate(scale), rel=1e-6)


def test_the_way_of_a_slider_is_undone_at_once(page: Any):
    page.locator("#filters-tab").click()
    page.locator("#day").focus()
    for _step in range(4):
        page.keyboard.press("ArrowLeft")
    assert address(page, "date=2019-09") == "date=2019-09"
    page.locator("#undo").click()
    assert address(page, "") == ""
    expect(page.locator("#undo")).to_be_disabled()
    page.locator("#day").focus()
    page.keyboard.press("ArrowLeft")
    page.locator("[data-key=none-area]").click()
    page.locator("#day").focus()
    page.keyboard.press("ArrowLeft")
    page.locator("#undo").click()
    assert "date=2019-12" in address(page, "off.area")


def test_the_link_keeps_way_search_order_and_what_was_moved(page: Any, city: Path, show: Callable[..., Any]):
    page.locator("#search").fill("m")
    page.locator('#table button[data-key="name"]').click()
    choose(page, "office")
    page.locator('[data-key="way"]').click()
    choose(page, "museum")
    page.locator("#save-menu summary").click()
    page.locator("#arrange").click()
    page.locator("#map .vis-network").focus()
    page.keyboard.press("Shift+ArrowRight")
    again = show(city, address(page, "moved."))
    assert again.evaluate(PICTURE) == page.evaluate(PICTURE)
    assert again.locator("#search").input_value() == "m"
    assert again.locator("#table th").first.get_attribute("aria-sort") == "descending"
    assert "From Amt für Bildung to Museum" in again.locator("#details").inner_text()
    assert again.evaluate("() => netmap.nodes.get(0).x") == page.evaluate("() => netmap.nodes.get(0).x") != 0


def test_a_link_pasted_into_the_open_page_is_followed(page: Any):
    page.evaluate("() => (window.location.hash = 'chosen=club')")
    expect(page.locator("#details h2")).to_have_text("Verein Müller")
    page.evaluate("() => (window.location.hash = 'off.sector=outside')")
    expect(page.locator("#details")).to_contain_text("Click an actor")
    assert seen(page) == ["office", "school"]


def test_a_pasted_link_is_followed_also_while_the_address_is_about_to_be_written(page: Any):
    """The page writes its address a moment after a change; here it does so between the paste and the news of it."""
    page.evaluate("""() => {
        const plain = window.setTimeout;
        const held = (work) => ((window.write = work), 1);
        window.setTimeout = (work, after, ...rest) => (after === 250 ? held(work) : plain(work, after, ...rest));
    }""")
    page.wait_for_function("() => (netmap.select(netmap.state.selected === 0 ? 1 : 0), window.write)")
    page.evaluate("() => { window.location.hash = 'chosen=school'; window.write(); }")
    expect(page.locator("#details h2")).to_have_text("Schule am Meer")


@pytest.mark.parametrize(
    "fragment",
    [
        "chosen=nobody&to=club&steps=99&at=x,y,z&view=%F0%9F&off.area=<img src=x onerror=alert(1)>",
        "chosen=__proto__&off.__proto__=a&moved.__proto__=club:1:2&colour=__proto__&size=constructor&sort=__proto__,1",
        "at=1,2,NaN&date=2018-99-99x&scene=-1&open=__proto__&moved.landscape=club:1e9:0,,:::,office:Infinity:1",
        "q=%3C%2Fscript%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&lang=__proto__",
        "%E0%A4%A&&&===&at=,,&date=",
        "x" * 20_000,
    ],
)
def test_a_broken_link_opens_the_map_all_the_same(city: Path, show: Callable[..., Any], fragment: str):
    page = show(city, fragment)
    assert page.locator("h1").inner_text() == "Küstenstadt"
    assert {"office", "club", "school"} <= set(seen(page))
    assert page.locator("img").count() == 0
    choose(page, "club")
    assert page.evaluate("() => ({}).club") is None


# ---------------------------------------------------------------------------------------------------------------- undo


def test_undo_goes_back_step_by_step(page: Any):
    assert page.locator("#undo").is_disabled()
    page.locator('#legend [data-key="kind-funding"]').click()
    choose(page, "club")
    page.locator("#colour-by").select_option("type")
    page.keyboard.press("Escape")
    page.locator("#undo").click()
    assert page.locator("#details h2").inner_text() == "Verein Müller"
    page.locator("#map .vis-network").focus()
    page.keyboard.press("Control+z")
    assert page.locator("#colour-by").input_value() == "sector"
    page.keyboard.press("Control+z")
    assert "Click an actor" in page.locator("#details").inner_text()
    assert "funding" not in lines(page)
    page.keyboard.press("Control+z")
    assert "funding" in lines(page)
    assert page.locator("#undo").is_disabled()


def test_reset_can_be_undone(page: Any):
    choose(page, "club")
    page.locator("#reset").click()
    assert "Click an actor" in page.locator("#details").inner_text()
    page.locator("#undo").click()
    assert page.locator("#details h2").inner_text() == "Verein Müller"


def test_undo_leaves_the_search_field_to_the_browser(page: Any):
    choose(page, "club")
    page.locator("#search").press_sequentially("ab")
    page.keyboard.press("Control+z")
    assert page.locator("#details h2").inner_text() == "Verein Müller"
    assert page.locator("#search").input_value() != "ab"


def test_undo_brings_back_where_one_looked_from(page: Any):
    page.locator("#zoom-in").click()
    before = at(page, "club")
    page.locator("#search").fill("Zentrum")
    page.keyboard.press("Enter")
    assert at(page, "club") != pytest.approx(before, abs=3)
    page.locator("#undo").click()
    assert at(page, "club") == pytest.approx(before, abs=1)


# ------------------------------------------------------------------------------------------------------- both languages


def test_the_page_speaks_german_and_english(page: Any):
    choose(page, "office")
    page.locator("#language button", has_text="Deutsch").click()
    assert page.evaluate("() => document.documentElement.lang") == "de"
    assert page.title() == "Küstenstadt – Karte – Ausgabe für Sitzungen"
    for place, words in (
        ("header", "Erfasst: 5 Akteure."),
        ("header", "Stand 01.01.2020"),
        ("header", "„Nicht erfasst“ heißt: Wir wissen es nicht."),
        ("#legend", "Stadtverwaltung"),
        ("#details", "Bildungsbereiche"),
        ("#details", "Schule"),
        ("#details", "seit 03/2018"),
        ("#table", "Kooperiert mit"),
        (".bar", "Zurücksetzen"),
    ):
        assert words in page.locator(place).inner_text(), words
    assert page.locator("#search").get_attribute("placeholder") == "Name, Kurzname oder anderer Name"
    assert page.locator("#zoom-in").get_attribute("aria-label") == "Vergrößern"
    assert page.evaluate("() => document.activeElement.dataset.key") == "lang-de", "the keyboard stays"
    page.locator("#language button", has_text="English").click()
    assert "Recorded: 5 actors." in page.locator("header").inner_text()
    assert "since 2018-03" in page.locator("#details").inner_text()
    assert page.title() == "Küstenstadt – Map – Meeting edition"


def test_no_text_of_the_page_is_left_in_the_other_language(page: Any):
    script = """() => [...document.querySelectorAll("[data-text], [data-label], [data-title], [data-hint]")].map((one) => {
        const { text, label, title } = one.dataset;
        return [text && one.textContent, label && one.getAttribute("aria-label"), title && one.title].join("|");
    })"""
    english = page.evaluate(script)
    page.locator("#language button", has_text="Deutsch").click()
    german = page.evaluate(script)
    page.locator("#language button", has_text="English").click()
    assert page.evaluate(script) == english
    assert {one for one, other in zip(english, german, strict=True) if one == other and one.strip("|")} == set()


def test_an_actor_and_a_forum_of_one_name_are_told_apart_in_both(tmp_path: Path, show: Callable[..., Any]):
    page = show(city_map(tmp_path / "map.html", CITY.replace([Forum(id="twin", name="Museum")])))
    page.locator('#legend [data-key="kind-membership"]').click()
    expect(page.locator("#table tbody th", has_text="Museum")).to_have_text(["Museum", "Museum (Forum)"])
    page.locator("#language button", has_text="Deutsch").click()
    expect(page.locator("#table tbody th", has_text="Museum")).to_have_text(["Museum", "Museum (Gremium)"])

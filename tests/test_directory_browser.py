"""The public directory in a real Chromium: search and filters, the keyboard, no script at all, and right to left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import watched
from test_directory import CITY

from netmap.export.directory import write_directory
from netmap.model import Offer

pytestmark = pytest.mark.browser
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
MORE = Offer(id="quiet", name="Sagt wenig", providers=("vhs",), area="school", target_groups=("all",), publish=True)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_directory(CITY.replace([MORE]), folder, drafts=True)
    return folder


@pytest.fixture
def opened(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Open pages of a folder, from which no request may leave it and nothing may complain."""
    with watched(chromium, "file:") as opened:
        yield opened


def hits(page: Any) -> dict[str, list[str]]:
    """Return the names found, below the headings that they stand under."""
    script = """() => Object.fromEntries([...document.querySelectorAll('#hits h2')].map((one) =>
        [one.textContent, [...one.nextElementSibling.querySelectorAll('a')].map((link) => link.textContent)]))"""
    found: dict[str, list[str]] = page.evaluate(script)
    return found


SURE, PERHAPS = "Angebote", "Dazu sagen diese Angebote nichts. Bitte fragen Sie nach:"


def test_a_word_finds_an_offer_its_provider_and_its_labels(site: Path, opened: Callable[..., Any]):
    page = opened(site / "index.html")
    for words in ("deutsch", "sohne VHS", "Söhne", "soehne", "nordstadt frauen", "ukrainisch", "sprachkurs"):
        page.fill("#words", words)
        assert "Deutsch <A1>" in hits(page)[SURE], words
    page.fill("#words", "gibtesnicht")
    assert hits(page) == {}
    assert page.locator("#found").inner_text() == "Nichts gefunden"


def test_filters_combine_and_tell_apart_what_is_not_said(site: Path, opened: Callable[..., Any]):
    page = opened(site / "index.html")
    page.select_option("#language", "uk")
    assert hits(page)[SURE] == ["Deutsch <A1>"]
    assert set(hits(page)[PERHAPS]) == {"Ohne Bereich", "Sagt wenig", "Treff"}
    page.select_option("#area", "school")
    assert hits(page) == {SURE: ["Deutsch <A1>"], PERHAPS: ["Sagt wenig", "Ohne Bereich"]}
    page.select_option("#level", label="B1")
    assert hits(page) == {PERHAPS: ["Sagt wenig", "Ohne Bereich"]}
    page.locator("button[type=reset]").click()
    page.wait_for_function("document.getElementById('hits').hidden")
    assert page.locator("#life").is_visible()


def test_free_is_not_said_of_what_does_not_say_so(site: Path, opened: Callable[..., Any]):
    page = opened(site / "index.html")
    page.get_by_label("kostenlos").check()
    assert hits(page)[SURE] == ["Deutsch <A1>"]
    assert set(hits(page)[PERHAPS]) == {"Treff", "Ohne Bereich", "Sagt wenig"}
    page.get_by_label("Kinderbetreuung").check()
    assert SURE not in hits(page)  # that one says it has none


def test_a_group_is_served_by_what_is_for_all_and_a_district_by_what_is_for_the_whole_city(
    site: Path, opened: Callable[..., Any]
):
    page = opened(site / "index.html")
    page.select_option("#group", "women")
    assert set(hits(page)[SURE]) == {"Deutsch <A1>", "Sagt wenig"}
    page.select_option("#group", "")
    page.select_option("#district", "nord")
    assert set(hits(page)[SURE]) == {"Deutsch <A1>", "Treff"}


def test_a_hit_leads_to_the_offer(site: Path, opened: Callable[..., Any]):
    page = opened(site / "index.html")
    page.fill("#words", "deutsch")
    page.locator("#hits a", has_text="Deutsch").click()
    page.wait_for_url("**/school.html#kurs")
    assert page.locator("article:target h2").inner_text() == "Deutsch <A1>"


def test_the_keyboard_is_enough(site: Path, opened: Callable[..., Any]):
    page = opened(site / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "words"
    page.keyboard.type("deutsch")
    for _step in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#hits') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/school.html#kurs")


def test_without_a_script_there_are_lists(site: Path, opened: Callable[..., Any]):
    page = opened(site / "index.html", java_script_enabled=False)
    assert page.locator("form").is_hidden()
    page.get_by_role("link", name="Schule", exact=True).click()
    assert page.locator("article h2").all_inner_texts() == ["Deutsch <A1>", "Sagt wenig"]


def test_the_language_leads_to_the_same_page(site: Path, opened: Callable[..., Any]):
    page = opened(site / "school.html")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/school.html")
    assert page.locator("h1").inner_text() == "School"
    page.get_by_role("link", name="Deutsch").click()
    page.wait_for_url("**/school.html")


def test_arabic_runs_from_right_to_left(site: Path, opened: Callable[..., Any]):
    page = opened(site / "ar" / "index.html")
    search, first = page.locator("label[for=words]"), page.locator("#words")
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    label, field = search.bounding_box(), first.bounding_box()
    assert label["x"] + label["width"] == pytest.approx(field["x"] + field["width"], abs=2)


@pytest.mark.parametrize(
    "name", ["index.html", "school.html", "imprint.html", "ar/index.html", "ar/school.html", "en/clubs.html"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(site: Path, opened: Callable[..., Any], name: str, scheme: str):
    page = opened(site / name, color_scheme=scheme, bypass_csp=True)
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("() => axe.run()")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_runs_over_the_edge(site: Path, opened: Callable[..., Any], width: int):
    for name in ("index.html", "school.html", "ar/index.html", "ar/school.html"):
        page = opened(site / name, viewport={"width": width, "height": 720})
        assert page.evaluate("document.documentElement.scrollWidth") <= width

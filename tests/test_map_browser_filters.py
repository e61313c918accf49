"""The filters of the map in a real Chromium: they combine, count, are used by keyboard, and told in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from map_city import CITY, city_map, lines, seen, with_data, written
from playwright.sync_api import expect

from netmap.model import Evidence, Survey

pytestmark = pytest.mark.browser
EVERYBODY = ["alone", "club", "museum", "office", "school"]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return city_map(tmp_path_factory.mktemp("city") / "map.html")


@pytest.fixture
def page(city: Path, show: Callable[..., Any]) -> Any:
    page = show(city)
    page.locator("#filters-tab").click()
    return page


def facet(page: Any, name: str) -> Any:
    """Return the part of a facet, opened."""
    part = page.locator(f'[data-facet="{name}"]')
    if part.get_attribute("open") is None:
        part.locator("summary").click()
    return part


def tick(page: Any, name: str, text: str) -> None:
    facet(page, name).locator("label", has_text=text).locator("input").first.click()


def only(page: Any, name: str, text: str) -> None:
    facet(page, name).locator("li", has_text=text).locator(".only").first.click()


def counts(page: Any, name: str) -> dict[str, int]:
    rows = facet(page, name).locator("li label").all()
    return {row.locator(".text").inner_text(): int(row.locator(".quiet").inner_text()) for row in rows}


def test_each_facet_filters(page: Any):
    for name, text, left in (
        ("area", "School", ["office", "school"]),
        ("sector", "City administration", ["office"]),
        ("district", "Südstadt", ["office", "school"]),
        ("group", "Parents", ["club", "school"]),
        ("type", "not recorded", ["alone", "club", "museum", "school"]),
    ):
        only(page, name, text)
        assert seen(page) == left, name
        page.locator("#filters-off").click()
        assert seen(page) == EVERYBODY


def test_filters_combine(page: Any):
    only(page, "area", "Culture")
    assert seen(page) == ["club", "museum"]
    tick(page, "district", "not recorded")
    assert seen(page) == ["club"]
    tick(page, "sector", "Outside")
    assert seen(page) == []
    expect(page.locator("#shown")).to_have_text("Shown: 0 of 5 actors, 0 of 7 lines.")
    assert page.locator("#filter-count").inner_text().strip() == "(3)"


def test_what_is_not_recorded_is_a_value_of_its_own(page: Any):
    tick(page, "area", "not recorded")
    assert seen(page) == ["club", "museum", "office", "school"]
    only(page, "area", "not recorded")
    assert seen(page) == ["alone"]


def test_who_is_there_for_the_whole_city_or_all_stays_with_each_district_and_group(page: Any):
    only(page, "district", "Nordstadt")
    assert seen(page) == ["club", "office"]
    tick(page, "district", "whole city")
    assert seen(page) == ["club"]


def test_a_value_counts_what_it_would_show(page: Any):
    assert counts(page, "area") == {"Clubs and leisure": 1, "Culture": 2, "School": 2, "not recorded": 1}
    only(page, "sector", "Outside")
    assert counts(page, "area") == {"Clubs and leisure": 1, "Culture": 2, "School": 0, "not recorded": 1}
    assert counts(page, "sector") == {"City administration": 1, "Not settled": 1, "Outside the city administration": 3}
    tick(page, "area", "Culture")
    assert counts(page, "area")["Culture"] == 2, "what it would show if it were ticked"
    assert counts(page, "sector")["Outside the city administration"] == 2


def test_kinds_states_and_age_of_ties_filter_too(page: Any):
    assert lines(page) == ["funding", "information", "information", "joint_offer", "joint_offer"]
    tick(page, "kind", "Funding")
    assert "funding" not in lines(page)
    only(page, "age", "old")
    assert lines(page) == ["information", "joint_offer"], "planned ones are told apart by their status"
    tick(page, "status", "planned")
    assert lines(page) == ["joint_offer"]
    tick(page, "kind", "Member of a forum")
    assert "round" in seen(page)


def test_the_legend_and_the_filters_agree(page: Any):
    tick(page, "sector", "City administration")
    page.locator("#legend-tab").click()
    box = page.locator('#legend [data-key="sector-inside"]')
    assert box.get_attribute("aria-pressed") == "false"
    box.click()
    page.locator("#filters-tab").click()
    assert facet(page, "sector").locator("label", has_text="City administration").locator("input").first.is_checked()
    assert seen(page) == EVERYBODY


def test_all_and_none(page: Any):
    facet(page, "area").locator("button", has_text="None").click()
    assert seen(page) == []
    expect(page.locator('[data-facet="area"] summary')).to_contain_text("0 of 4")
    facet(page, "area").locator("button", has_text="All").first.click()
    assert seen(page) == EVERYBODY


def test_filters_are_used_by_keyboard(page: Any):
    page.locator("#legend-tab").focus()
    page.locator("#filters-tab").focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#legend").is_visible()
    page.keyboard.press("ArrowRight")
    assert page.locator("#filters").is_visible()
    page.locator('[data-key="facet-sector"]').focus()
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.dataset.key") == "box-sector-inside"
    page.keyboard.press("Space")
    assert "office" not in seen(page)
    assert page.evaluate("() => document.activeElement.dataset.key") == "box-sector-inside", "the keyboard stays"
    page.keyboard.press("Space")
    assert "office" in seen(page)


def test_screen_readers_are_told(page: Any):
    told = page.locator("#shown")
    assert told.get_attribute("role") == "status"
    expect(told).to_have_text("Shown: 5 of 5 actors, 5 of 7 lines.")
    only(page, "area", "School")
    expect(told).to_have_text("Shown: 2 of 5 actors, 1 of 7 lines.")
    assert facet(page, "area").locator("[role=group]").get_attribute("aria-label") == "Education areas"


def test_the_day_is_slid_back(page: Any):
    slider = page.locator("#day")
    assert (slider.get_attribute("min"), slider.get_attribute("max")) == (str(2015 * 12), str(2020 * 12))
    assert slider.get_attribute("aria-valuetext") == "2020-01 (day of the map)"
    slider.focus()
    for _ in range(23):
        page.keyboard.press("ArrowLeft")
    assert slider.get_attribute("aria-valuetext") == "2018-02"
    assert "funding" not in lines(page), "it began in March"
    assert "joint_offer" in lines(page)
    page.keyboard.press("Home")
    assert seen(page) == EVERYBODY, "the museum began in this year; who has no recorded beginning is shown"
    assert lines(page) == ["information", "information", "joint_offer"]
    assert "3 of the lines drawn" in page.locator("#day-hint").inner_text()
    page.keyboard.press("End")
    assert page.locator("#filter-count").inner_text() == ""


def test_who_confirmed_is_asked_in_the_internal_edition_only(tmp_path: Path, show: Callable[..., Any]):
    told = CITY.cooperations["one"].model_copy(update={"evidence": (Evidence(seen="2019", reported_by="office"),)})
    answered = Survey(id="s", name="S", date="2019-12-31", asked=("club",), answered=("club",))
    page = show(city_map(tmp_path / "map.html", CITY.replace([told, answered]), edition="internal"))
    page.locator("#filters-tab").click()
    only(page, "report", "one side said so, the other did not")
    assert lines(page) == ["funding"]
    assert "◐" in written(page), "marked on the line"
    page.locator("#legend-tab").click()
    assert "half circle: told by one side, not by the other" in page.locator("#legend").inner_text()
    page.locator("#filters-tab").click()
    facet(page, "report").locator("button", has_text="None").click()
    assert lines(page) == []
    meeting = show(city_map(tmp_path / "meeting.html"))
    meeting.locator("#filters-tab").click()
    assert meeting.locator('[data-facet="report"]').count() == 0


def test_the_table_follows_the_filters(page: Any):
    only(page, "area", "Culture")
    names = page.locator("#table tbody th")
    expect(names).to_have_text(["Museum", "Verein Müller"])
    expect(page.locator("#table-count")).to_have_text("2 of 6 actors and forums.")


def test_forums_are_switched_on_in_the_landscape_also_beside_a_comparison(tmp_path: Path, show: Callable[..., Any]):
    def beside(data: dict[str, Any]) -> None:
        landscape = {"id": "landscape", "kind": "landscape", "title": {"en": "Landscape"}, "edges": [0, 1, 5, 6]}
        data["views"] = [landscape, {"id": "compare", "kind": "compare", "title": {"en": "Comparison"}, "edges": [0, 5]}]

    page = show(with_data(city_map(tmp_path / "map.html"), beside))
    assert "membership" not in lines(page)
    page.locator("#legend [data-key=kind-membership]").click()
    assert lines(page).count("membership") == 2
    page.locator("[data-key=kind-membership]").click()
    page.locator("[data-key=view-compare]").click()
    assert lines(page).count("membership") == 1, "a comparison always has those that it is about"
    assert page.locator("#legend [data-key=kind-membership]").count() == 0

"""Views, presentation, files and large maps in a real Chromium, from the outside."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from map_city import CITY, SETTINGS, STALE, address, at, bright, choose, city_map, lines, seen, with_data, written
from playwright.sync_api import expect

from netmap.export.map import LANDSCAPE, write_map
from netmap.export.map_views import Ghost, Mark, View, both
from netmap.files.map_saves import read_saved
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Scene

pytestmark = pytest.mark.browser
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
PNG = b"\x89PNG\r\n\x1a\n"


def several(data: dict[str, Any]) -> None:
    """Give a map four views: as it is, what is missing, the border, and what has changed."""
    columns = data["packed"]["nodes"]["columns"]
    ids = list(range(data["packed"]["nodes"]["count"]))
    assert columns["group"]
    data["views"] = [
        {"id": "landscape", "kind": "landscape", "title": {"de": "Landschaft", "en": "Landscape"}},
        {
            "id": "border",
            "kind": "border",
            "title": {"de": "Grenze", "en": "Border"},
            "note": {"de": "Links die Verwaltung.", "en": "The administration stands left."},
            "places": {str(number): [number * 100, 50] for number in ids},
            "columns": [{"x": 0, "title": {"de": "Verwaltung", "en": "Administration"}}],
            "rows": [{"y": 50, "title": {"de": "Schulen", "en": "Schools"}}],
        },
        {
            "id": "compare",
            "kind": "compare",
            "title": {"de": "Vergleich", "en": "Comparison"},
            "marks": {"1": {"state": "new"}, "2": {"state": "gone"}, "0": {"state": "found"}, "3": {"state": "withdrawn"}},
            "edge_marks": {"0": {"state": "new"}, "1": {"state": "found"}},
        },
        {"id": "few", "kind": "ego", "title": {"de": "Wenige", "en": "Few"}, "nodes": ids[:3], "edges": [0, 1]},
    ]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_data(city_map(tmp_path_factory.mktemp("city") / "map.html"), several)


@pytest.fixture
def page(city: Path, show: Callable[..., Any]) -> Any:
    return show(city)


def tab(page: Any, name: str) -> None:
    page.locator("#views [role=tab]", has_text=name).click()


# --------------------------------------------------------------------------------------------------------------- views


def test_one_view_has_no_tabs(tmp_path: Path, show: Callable[..., Any]):
    assert show(city_map(tmp_path / "map.html")).locator("#views").is_hidden()


def test_tabs_open_views_and_filters_stay(page: Any):
    page.locator('#legend [data-key="kind-funding"]').click()
    tab(page, "Border")
    assert "The administration stands left." in page.locator("#view-note").inner_text()
    choose(page, "club")
    assert page.evaluate("() => netmap.network.getPosition(2)") == {"x": 200, "y": 50}
    assert {"Administration", "Schools"} <= set(written(page))
    assert "funding" not in lines(page)
    assert page.locator("#details h2").inner_text() == "Verein Müller"
    tab(page, "Few")
    assert seen(page) == ["club", "office", "school"]
    assert lines(page) == ["joint_offer"]
    tab(page, "Landscape")
    assert page.evaluate("() => netmap.network.getPosition(0)") == {"x": 0, "y": 0}


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_what_a_view_shows_is_said_whole(city: Path, tmp_path: Path, show: Callable[..., Any], size: tuple[int, int]):
    def explained(data: dict[str, Any]) -> None:
        data["views"][1]["note"] = {"en": "The administration stands left, and what is not known between. " * 5}

    (tmp_path / "map.html").write_bytes(city.read_bytes())
    width, height = size
    page = show(with_data(tmp_path / "map.html", explained), "view=border", viewport={"width": width, "height": height})
    assert page.locator("#view-note").evaluate("(note) => note.scrollHeight <= note.clientHeight")
    assert page.locator("#legend").bounding_box()["height"] >= 135


def test_tabs_are_walked_with_arrow_keys(page: Any):
    page.locator("#views [aria-selected=true]").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#views [aria-selected=true]").inner_text() == "Border"
    assert page.evaluate("() => document.activeElement.dataset.key") == "view-border"
    page.keyboard.press("End")
    assert page.locator("#views [aria-selected=true]").inner_text() == "Few"
    page.keyboard.press("ArrowRight")
    assert page.locator("#views [aria-selected=true]").inner_text() == "Landscape"


def test_what_is_new_and_gone_is_marked_by_more_than_colour(page: Any):
    tab(page, "Comparison")
    found = " ".join(written(page))
    assert "+ Verein" in found
    assert "− Schule" in found
    assert "* " in found
    assert "~ " in found
    legend = page.locator("#legend-body").inner_text()
    assert "new" in legend
    assert "no longer there" in legend
    assert page.locator("#legend-body .key", has_text="new").count() == 2, "an actor and a line"
    assert page.locator("#legend-body .key", has_text="known only now").count() == 2
    assert page.locator("#legend-body .key", has_text="no longer said of then").count() == 1
    assert "new" in choose(page, "club")


# --------------------------------------------------------------------------------------------------------- what is open


def open_view(path: Path, **options: Any) -> Path:
    """Write a map with what is open beside the landscape: two expected actors, and questions of one area."""

    def ghost(name: str, title: str, area: str, **given: Any) -> Ghost:
        told = {"de": f"{title}?", "en": f"{title}?"}
        return Ghost(name, "actor", {"de": title, "en": f"{title} (en)"}, "not_recorded", told, areas=(area,), **given)

    ghosts = (
        ghost("choir", "Chor", "culture", importance="optional"),
        ghost("kita", "Kita", "early_childhood", importance="core", districts=("north", "south"), near=("club",)),
        ghost("library", "Bücherei", "culture", importance="core", parts=({"en": "Who reads?"}, {"en": "Who lends?"})),
    )
    view = View("gaps", both("What is open"), ghosts=ghosts, marks={one.id: Mark(size=0.6) for one in ghosts})
    return city_map(path, views=[LANDSCAPE, view], **options)


def test_what_is_open_is_numbered_on_the_map_and_in_a_list(tmp_path: Path, show: Callable[..., Any]):
    page = show(open_view(tmp_path / "map.html"))
    assert page.locator("#ghosts-tab").is_hidden()
    tab(page, "What is open")
    entries = page.locator("#ghosts li")
    assert entries.all_inner_texts() == ["Bücherei (en)", "Chor (en)", "Kita (en) in 2 districts"], "by area, core first"
    assert [one.get_attribute("value") for one in entries.all()] == ["1", "2", "3"]
    assert {"1", "2", "3"} <= set(written(page))
    page.locator("#ghosts button", has_text="Bücherei").click()
    assert page.locator("#details li").all_inner_texts()[:2] == ["Who reads?", "Who lends?"]
    page.locator("#filters-tab").click()
    page.locator('[data-key="only-area-early_childhood"]').click()
    page.locator("#ghosts-tab").click()
    assert [one.get_attribute("value") for one in entries.all()] == ["3"], "a number stays whatever is filtered"
    tab(page, "Landscape")
    assert page.locator("#legend").is_visible()
    assert page.locator("#ghosts-tab").is_hidden()


def test_those_who_are_there_are_the_ground_of_what_is_open(tmp_path: Path, show: Callable[..., Any]):
    page = show(open_view(tmp_path / "map.html"), "view=gaps")
    opacity = "(key) => netmap.nodes.get(netmap.data.nodes.find((one) => one.key === key).id).opacity"
    assert page.evaluate(opacity, "office") < page.evaluate(opacity, "kita") == 1
    choose(page, "kita")
    assert page.evaluate(opacity, "club") == 1, "whom it concerns"


def test_the_search_finds_what_is_open_and_goes_to_its_view(tmp_path: Path, show: Callable[..., Any]):
    page = show(open_view(tmp_path / "map.html"))
    page.locator("#search").press_sequentially("buech")
    assert page.locator("#hits li").all_inner_texts() == ["Bücherei (en)\nNot recorded yet – to be asked"]
    page.keyboard.press("Enter")
    assert page.locator("#views [aria-selected=true]").inner_text() == "What is open"
    assert page.locator("#details h2").inner_text() == "Bücherei (en)"
    page.locator("#language button", has_text="Deutsch").click()
    page.locator("#search").fill("Kita")
    assert page.locator("#hits li span").first.inner_text() == "Kita"


# -------------------------------------------------------------------------------------------------------- presentation


def test_a_presentation_says_what_its_signs_and_lines_mean(tmp_path: Path, show: Callable[..., Any]):
    page = show(open_view(tmp_path / "map.html"))
    assert page.locator("#strip").is_hidden()
    page.locator("#present").click()
    said = page.locator("#strip > span").all_inner_texts()
    assert said[:3] == ["City administration", "Outside the city administration", "Not settled"]
    assert {"Working together", "dashed: old or undated", "dotted: planned"} <= set(said)
    assert "ended" not in " ".join(said)
    page.keyboard.press("Escape")
    tab(page, "What is open")
    page.locator("#present").click()
    assert "Not recorded yet – to be asked" in page.locator("#strip").inner_text()
    assert {"Bücherei (en)", "Kita (en)", "Chor (en)"} <= set(written(page))


def scenes() -> Landscape:
    return CITY.replace(
        [
            Scene(id="s1", title="Alles", caption="Wer ist dabei?", order=1),
            Scene(id="s2", title="Das Amt", caption="Mit wem es arbeitet.", order=2, state="chosen=office"),
        ]
    )


def test_arrow_keys_walk_through_the_scenes(tmp_path: Path, show: Callable[..., Any]):
    page = show(city_map(tmp_path / "map.html", scenes(), lang="de"))
    page.locator("#present").click()
    expect(page.locator("#scene-title")).to_have_text("Alles")
    expect(page.locator("#scene-count")).to_have_text("1 / 2")
    assert page.locator(".side").is_hidden()
    assert page.locator(".bar").is_hidden()
    assert page.evaluate("() => parseFloat(getComputedStyle(document.body).fontSize)") >= 22
    page.keyboard.press("ArrowRight")
    expect(page.locator("#scene-text")).to_have_text("Mit wem es arbeitet.")
    assert bright(page) == ["club", "office", "school"]
    page.keyboard.press("ArrowRight")
    expect(page.locator("#scene-count")).to_have_text("2 / 2")
    page.keyboard.press("ArrowLeft")
    assert bright(page) == ["alone", "club", "museum", "office", "school"]
    page.keyboard.press("Escape")
    assert page.locator(".side").is_visible()
    assert page.evaluate("() => document.activeElement.id") == "present"


def test_the_map_fits_the_projector(tmp_path: Path, show: Callable[..., Any]):
    page = show(city_map(tmp_path / "map.html", scenes()))
    page.locator("#present").click()
    box = page.locator("#map").bounding_box()
    assert box["width"] > 1250
    for key in ("office", "club", "museum", "alone"):
        x, y = at(page, key)
        assert box["x"] < x < box["x"] + box["width"]
        assert box["y"] < y < box["y"] + box["height"]


def test_leaving_the_full_screen_leaves_the_presentation(tmp_path: Path, show: Callable[..., Any]):
    page = show(city_map(tmp_path / "map.html", scenes()))
    page.locator("#present").click()
    page.wait_for_function("() => document.fullscreenElement !== null")
    page.evaluate("() => document.exitFullscreen()")
    expect(page.locator(".side")).to_be_visible()
    assert page.evaluate("() => document.activeElement.id") == "present"


def test_a_link_opens_in_a_scene(tmp_path: Path, show: Callable[..., Any]):
    page = show(city_map(tmp_path / "map.html", scenes()), "chosen=office&scene=2")
    expect(page.locator("#scene-title")).to_have_text("Das Amt")
    assert bright(page) == ["club", "office", "school"]


def test_without_scenes_the_picture_is_presented_as_it_is(page: Any):
    choose(page, "office")
    page.locator("#present").click()
    expect(page.locator("#scene-title")).to_have_text("Landscape")
    assert bright(page) == ["club", "office", "school"]
    page.locator("#scene-end").click()
    assert page.locator("#details h2").inner_text() == "Amt für Bildung (AfB)"


def test_without_scenes_arrow_keys_walk_through_the_views(page: Any):
    tab(page, "Border")
    choose(page, "office")
    page.locator("#present").click()
    expect(page.locator("#scene-count")).to_have_text("2 / 4")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#scene-title")).to_have_text("Comparison")
    assert bright(page) == ["club", "office", "school"], "who is chosen stays so"
    page.keyboard.press("End")
    expect(page.locator("#scene-title")).to_have_text("Few")
    expect(page.locator("#scene-next")).to_be_disabled()
    page.keyboard.press("Home")
    expect(page.locator("#scene-title")).to_have_text("Landscape")
    page.keyboard.press("Escape")
    expect(page.locator("#views [aria-selected=true]")).to_have_text("Border")


def test_scenes_are_kept_ordered_and_saved(page: Any, tmp_path: Path):
    page.locator("#scenes-tab").click()
    assert page.locator("#scenes-save").is_disabled()
    choose(page, "club")
    page.locator("#scene-name").fill("Der Verein <b>")
    page.locator("#scene-caption").fill("Mit seinen Partnern")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#scenes-told")).to_have_text("Kept: Der Verein <b>")
    page.keyboard.press("Escape")
    page.locator("#scene-form button[type=submit]").click()
    page.locator('[data-key="up-1"]').click()
    page.locator('[data-key="scene-1"]').click()
    assert page.locator("#details h2").inner_text() == "Verein Müller"
    with page.expect_download() as got:
        page.locator("#scenes-save").click()
    path = tmp_path / got.value.suggested_filename
    assert path.name == "city-scenes.json"
    got.value.save_as(path)
    found = read_saved(path, landscape="city").scenes
    assert found is not None
    assert [one.title for one in found] == ["Scene 2", "Der Verein <b>"]
    assert found[1].state == "chosen=club"
    assert found[1].caption == "Mit seinen Partnern"


# --------------------------------------------------------------------------------------------------------------- files


def saved(page: Any, button: str, folder: Path) -> Path:
    page.locator("#save-menu summary").click()
    with page.expect_download() as got:
        page.locator(button).click()
    path = folder / got.value.suggested_filename
    got.value.save_as(path)
    return path


def test_the_picture_that_is_seen_is_saved(page: Any, tmp_path: Path):
    path = saved(page, "#save-picture", tmp_path)
    assert path.name == "city-map.png"
    head = path.read_bytes()[:24]
    assert head.startswith(PNG)
    box = page.locator("#map").bounding_box()
    wide, high = int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
    assert wide == round(box["width"])
    assert high > box["height"], "with its head, what the signs mean, the date and the edition"


def test_the_table_that_is_filtered_is_saved(page: Any, tmp_path: Path):
    page.locator('#legend [data-key="sector-unknown"]').click()
    page.locator("#search").fill("m")
    path = saved(page, "#save-table", tmp_path)
    assert path.name == "city-table.csv"
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "spreadsheets read it as UTF-8"
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0][:3] == ["Name", "Type", "Sector"]
    assert [row[0] for row in rows[1:5]] == ["Amt für Bildung (AfB)", "Museum", "Verein Müller", "Zentrum"]
    assert rows[6] == ["As of 2020-01-01 · Meeting edition"]
    assert rows[8] == ["Kein amtliches Ergebnis."]


def test_a_table_holds_no_formula(tmp_path: Path, show: Callable[..., Any]):
    trick = Actor(id="trick", name='=HYPERLINK("http://evil.example";"x")')
    page = show(city_map(tmp_path / "map.html", CITY.replace([trick])))
    page.locator("#search").fill("hyper")
    rows = list(csv.reader(saved(page, "#save-table", tmp_path).read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[1][0].startswith("'=HYPERLINK")


def test_files_of_the_internal_map_say_so(tmp_path: Path, show: Callable[..., Any]):
    page = show(city_map(tmp_path / "map.html", edition="internal"))
    path = saved(page, "#save-table", tmp_path)
    assert path.name == "city-table-INTERN.csv"
    assert "INTERNAL – do not pass on" in path.read_text("utf-8")
    assert saved(page, "#save-picture", tmp_path).name == "city-map-INTERN.png"


def test_actors_are_dragged_and_their_places_saved(page: Any, tmp_path: Path):
    x, y = at(page, "club")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    assert page.evaluate("() => netmap.network.getPosition(1)") == {"x": 320, "y": 30}, "a slip of the hand moves nobody"
    page.locator("#fit").click()
    page.locator("#save-menu summary").click()
    assert page.locator("#save-places").is_disabled()
    page.locator("#arrange").click()
    page.keyboard.press("Escape")
    x, y = at(page, "club")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    page.wait_for_function("() => netmap.network.getPosition(1).x > 321")
    scale = page.evaluate("() => netmap.network.getScale()")
    choose(page, "office")
    page.locator("#map .vis-network").focus()
    page.keyboard.press("Shift+ArrowUp")
    path = saved(page, "#save-places", tmp_path)
    assert path.name == "city-positions.json"
    found = {one.subject: one for one in read_saved(path, landscape="city").positions or ()}
    assert found["club"].view == "landscape"
    assert found["club"].x == pytest.approx(320 + 60 / scale, abs=12)
    assert found["club"].y == pytest.approx(30 + 40 / scale, abs=12)
    assert found["office"].y < 0
    page.locator("#undo").click()
    assert page.evaluate("() => netmap.network.getPosition(0)") == {"x": 0, "y": 0}


# --------------------------------------------------------------------------------------------------------- large maps


def crowd(path: Path) -> Path:
    """Write a map of 60 actors in three groups that opens on the groups."""
    actors = [Actor(id=f"a{n}", name=f"Akteur {n}", sector="outside") for n in range(60)]
    ties = [
        Cooperation(id=f"t{n}", source=f"a{n}", target=f"a{(n + 3) % 60}", kind="information", evidence=STALE)
        for n in range(60)
    ]
    ties.append(Cooperation(id="across", source="a0", target="a1", kind="joint_offer"))
    places = {f"a{n}": (float(n // 3 % 5 * 120), float(n // 15 * 90)) for n in range(60)}

    def grouped(data: dict[str, Any]) -> None:
        titles = ["Schule", "Kultur", "<img src=x onerror=alert(1)>"]
        data["groups"] = [
            {"id": f"g{n}", "title": {"de": title, "en": title}, "x": n * 240, "y": 0, "nodes": list(range(n, 60, 3))}
            for n, title in enumerate(titles)
        ]
        data["group_ties"] = [[0, 1, 1]]

    write_map(Landscape(SETTINGS, [*actors, *ties]), places, path, lang="en")
    return with_data(path, grouped)


@pytest.fixture
def large(tmp_path: Path, show: Callable[..., Any]) -> Any:
    return show(crowd(tmp_path / "map.html"))


def signs(page: Any) -> list[Any]:
    found: list[Any] = page.evaluate("() => netmap.nodes.getIds()")
    return found


def test_a_large_map_opens_on_its_groups(large: Any):
    assert signs(large) == ["group-0", "group-1", "group-2"]
    found = written(large)
    assert {"Schule (20)", "Kultur (20)"} <= set(found)
    assert large.locator("img").count() == 0
    assert large.locator("#table tbody tr").count() == 60


def test_groups_of_a_grid_are_named_by_its_headings(tmp_path: Path, show: Callable[..., Any]):
    def headed(data: dict[str, Any]) -> None:
        data["group_columns"] = [{"x": n * 240, "title": {"de": name, "en": name}} for n, name in enumerate("ABC")]
        data["group_rows"] = [{"y": 0, "title": {"de": "Nordstadt", "en": "Nordstadt"}}]

    found = written(show(with_data(crowd(tmp_path / "map.html"), headed)))
    assert {"A", "B", "C", "Nordstadt", "20"} <= set(found)
    assert not any("Schule" in line for line in found)


def test_a_click_opens_a_group_and_a_button_leads_back(large: Any):
    x, y = large.evaluate("""() => {
        const spot = netmap.network.canvasToDOM(netmap.network.getPosition("group-1"));
        const { left, top } = document.getElementById("map").getBoundingClientRect();
        return [left + spot.x, top + spot.y];
    }""")
    large.mouse.click(x, y)
    assert len([one for one in signs(large) if isinstance(one, int)]) == 20
    assert "group-0" in signs(large), "its neighbour stands around it"
    assert large.locator("#groups").input_value() == "group-1"
    assert large.locator("#table tbody tr").count() == 20
    large.locator("#groups-back").click()
    assert signs(large) == ["group-0", "group-1", "group-2"]
    large.locator("#undo").click()
    assert large.locator("#groups").input_value() == "group-1"


def test_groups_are_opened_by_keyboard(large: Any):
    large.locator("#groups").focus()
    large.keyboard.press("ArrowDown")
    large.keyboard.press("ArrowDown")
    assert len([one for one in signs(large) if isinstance(one, int)]) == 20
    assert large.locator("#groups").input_value() == "group-1"
    assert large.evaluate("() => document.activeElement.id") == "groups"


def test_a_search_hit_opens_its_surroundings(large: Any, tmp_path: Path, show: Callable[..., Any]):
    large.locator("#search").fill("Akteur 30")
    large.keyboard.press("Enter")
    assert sorted(signs(large)) == [27, 30, 33]
    large.locator('[data-key="steps-2"]').click()
    assert sorted(signs(large)) == [24, 27, 30, 33, 36]
    again = show(tmp_path / "map.html", address(large, "steps=2"))
    assert sorted(signs(again)) == [24, 27, 30, 33, 36]
    large.locator('[data-key="way"]').click()
    choose(large, "a39")
    assert sorted(signs(large)) == [30, 33, 36, 39]
    large.keyboard.press("Escape")
    assert signs(large) == ["group-0", "group-1", "group-2"]


# ---------------------------------------------------------------------------------------------------------- everyone


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_panels_views_and_presentation(city: Path, show: Callable[..., Any], scheme: str):
    page = show(city, color_scheme=scheme)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}

    def check(what: str) -> None:
        found = page.evaluate("(options) => axe.run(document, options)", options)
        assert [(what, one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]] == []

    tab(page, "Border")
    page.locator("#filters-tab").click()
    for summary in page.locator("#filters summary").all():
        summary.click()
    choose(page, "office")
    page.locator('[data-key="way"]').click()
    page.locator("#save-menu summary").click()
    check("filters")
    choose(page, "museum")
    page.locator("#scenes-tab").click()
    page.locator("#scene-form button[type=submit]").click()
    page.locator("#scenes-tab").click()
    check("scenes")
    page.locator("#present").click()
    check("presentation")


@pytest.mark.parametrize("chosen", ["", "&chosen=library"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_is_open(tmp_path: Path, show: Callable[..., Any], scheme: str, chosen: str):
    page = show(open_view(tmp_path / "map.html"), "view=gaps" + chosen, color_scheme=scheme)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
    found = page.evaluate("(options) => axe.run(document, options)", options)
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]] == []


def test_axe_finds_nothing_in_a_large_map(large: Any):
    large.evaluate(AXE.read_text(encoding="utf-8"))
    found = large.evaluate("() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })")
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]] == []


def test_on_paper_there_are_map_legend_and_table_but_no_buttons(page: Any):
    page.locator("#filters-tab").click()
    page.emulate_media(media="print")
    for place in (".bar", "#panels", "#filters", "#details"):
        assert page.locator(place).is_hidden(), place
    for place in ("h1", "#map", "#legend", "#table tbody tr >> nth=0"):
        assert page.locator(place).is_visible(), place
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_on_paper_the_list_of_what_is_open_stands_below_its_map(tmp_path: Path, show: Callable[..., Any]):
    page = show(open_view(tmp_path / "map.html"), "view=gaps")
    page.locator("#legend-tab").click()
    page.emulate_media(media="print")
    expect(page.locator("#ghosts li").first).to_be_visible()
    stage, ghosts = page.locator("#stage").bounding_box(), page.locator("#ghosts").bounding_box()
    assert 500 < stage["height"] < 600, "as high as the sheet has room for"
    assert ghosts["y"] >= stage["y"] + stage["height"]


def test_nothing_moves_by_itself(city: Path, show: Callable[..., Any]):
    page = show(city, reduced_motion="reduce")
    choose(page, "office")
    moving = """() => [...document.querySelectorAll("*")].filter((one) => {
        const { animationName, transitionDuration } = getComputedStyle(one);
        return animationName !== "none" || parseFloat(transitionDuration) > 0;
    }).length"""
    assert page.evaluate(moving) == 0
    assert page.evaluate("() => document.getAnimations().length") == 0


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bar_tabs_and_panels_fit_the_window(city: Path, show: Callable[..., Any], size: tuple[int, int], scheme: str):
    page = show(city, viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator(".bar").bounding_box()["height"] < 100
    assert page.locator("#map").bounding_box()["height"] > size[1] * 0.6
    for name in ("legend", "filters", "scenes"):
        page.locator(f"#{name}-tab").click()
        box = page.locator(f"#{name}").bounding_box()
        assert box["x"] + box["width"] <= size[0]
        assert box["y"] + box["height"] <= size[1] + 1


@pytest.mark.parametrize("wide", [320, 640])
def test_nobody_has_to_scroll_sideways_in_a_narrow_window(city: Path, show: Callable[..., Any], wide: int):
    page = show(city, viewport={"width": wide, "height": 720})
    narrow = f"() => document.documentElement.scrollWidth === {wide}"
    page.wait_for_function(narrow)
    page.locator("#save-menu summary").click()
    page.wait_for_function(narrow)
    box = page.locator("#save-picture").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= wide
    page.locator("#present").click()
    expect(page.locator("#caption")).to_be_visible()
    page.wait_for_function(narrow)


def test_a_browser_that_never_says_it_is_idle_has_a_table_too(tmp_path: Path, show: Callable[..., Any]):
    many = Landscape(SETTINGS, [Actor(id=f"actor-{number}", name=f"Haus {number}") for number in range(501)])
    page = show(write_map(many, {}, tmp_path / "map.html"))
    expect(page.locator("#table tbody tr")).to_have_count(501)
    page.add_init_script("delete window.requestIdleCallback")
    page.reload()
    expect(page.locator("#table tbody tr")).to_have_count(501)


def test_nobody_has_to_scroll_a_large_map_sideways(tmp_path: Path, show: Callable[..., Any]):
    page = show(crowd(tmp_path / "map.html"), viewport={"width": 320, "height": 720})
    expect(page.locator("#groups")).to_be_visible()
    page.wait_for_function("() => document.documentElement.scrollWidth === 320")

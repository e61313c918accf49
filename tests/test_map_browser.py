"""The map in a real Chromium, from the outside: what a person at the projector sees, clicks and types."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from map_city import at
from playwright.sync_api import expect

from netmap.export.map import write_map
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, District, Evidence, Forum, Membership, Offer, Record, Settings

pytestmark = pytest.mark.browser
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
HOSTILE = {
    "script": "</script><script>document.title='broken'</script>",
    "image": "<img src=x onerror=\"document.title='broken'\">",
    "template": "{{ 7 * 7 }} {% raw %} ${7*7} <%= 7 %>",
    "override": "Name \u202egnippilf\u202c \u2066isolated",
    "long": "Sehr langer Name " * 588,
    "unbroken": "x" * 9_999,
    "emoji": "Haus 🏠👩‍👩‍👧 der Kulturen",
    "arabic": "بيت الثقافة روستوك",
    "ukrainian": "Український дім",
    "quotes": "„Haus“ \"am\" 'Meer' & \\ Söhne",
    "lines": "eins\u2028zwei\u2029drei\nvier\x00",
    "proto": "__proto__",
}
STALE = (Evidence(seen="2012"),)
FRESH = (Evidence(seen="2019-06"),)
RECORDS: list[Record] = [
    District(id="north", name="Nordstadt"),
    Actor(
        id="office", name="Amt für Bildung", short_name="AfB", sector="inside", type="municipal_office", areas=("school",)
    ),
    Actor(id="club", name="Verein Müller", sector="outside", aliases=("Begegnungshaus",), districts=("north",)),
    Actor(id="school", name="Schule am Meer", website="https://schule.example", citywide=True),
    Actor(id="alone", name="Zentrum", sector="outside"),
    Cooperation(id="one", source="office", target="club", kind="funding", since="2018-03-01", evidence=FRESH),
    Cooperation(id="two", source="office", target="club", kind="joint_offer", evidence=STALE),
    Cooperation(id="three", source="club", target="school", kind="information"),
    Cooperation(id="four", source="office", target="school", kind="information", status="ended"),
    Forum(id="round", name="Runder Tisch Bildung", short_name="RTB", nature="standing", topics=("Sprache",)),
    Membership(id="m1", actor="club", forum="round", role="member", evidence=FRESH),
    Membership(id="m2", actor="office", forum="round", evidence=FRESH),
    Offer(id="course", name="Sprachkurs am Abend", providers=("club",), area="vocational", cefr_from="A1"),
]
CITY = Landscape(Settings(id="city", name="Küstenstadt", as_of="2020-01-01", disclaimer="Kein amtliches Ergebnis."), RECORDS)
PLACES = {"office": (0, 0), "club": (320, 30), "school": (120, 220), "alone": (-250, 160), "round": (160, -150)}
PLACES_XY = {key: (float(x), float(y)) for key, (x, y) in PLACES.items()}


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city")
    return write_map(CITY, PLACES_XY, folder / "map.html", lang="en", data_sentence="Recorded: 4 actors.")


@pytest.fixture
def page(city: Path, show: Callable[..., Any]) -> Any:
    return show(city)


def hidden(page: Any, kind: str = "edges") -> list[Any]:
    """Return what is hidden: the kinds of edges, or the keys of nodes."""
    name = "kind" if kind == "edges" else "key"
    script = f"() => netmap.data.{kind}.filter((one) => netmap.{kind}.get(one.id).hidden).map((one) => one.{name})"
    return sorted(page.evaluate(script))


def toggle(page: Any, text: str) -> Any:
    return page.locator("#legend button", has_text=text)


# ----------------------------------------------------------------------------------------------------------- opening


def test_the_page_opens_and_draws(page: Any):
    assert page.title() == "Küstenstadt – Map – Meeting edition"
    assert "Kein amtliches Ergebnis." in page.locator("header").inner_text()
    drawn = """() => {
        const canvas = document.querySelector("canvas");
        const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        return new Set(Array.from({ length: pixels.length / 4 }, (_, n) => pixels.slice(4 * n, 4 * n + 3).join())).size;
    }"""
    page.wait_for_function(f"() => ({drawn})() > 10")


def test_nothing_moves_once_the_page_is_ready(page: Any):
    script = """async (frames) => {
        const seen = () => JSON.stringify(netmap.network.canvasToDOM({ x: 0, y: 0 }));
        const before = seen();
        for (let n = 0; n < frames; n += 1) await new Promise(window.requestAnimationFrame);
        return [before, seen()];
    }"""
    before, after = page.evaluate(script, 10)
    assert before == after


def test_actors_stand_where_they_were_put(page: Any):
    assert page.evaluate("() => netmap.network.getPositions([0])[0]") == {"x": 0, "y": 0}
    assert page.evaluate("() => netmap.data.options.physics.enabled") is False


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1024, 600)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_lies_over_anything_else(city: Path, show: Callable[..., Any], size: tuple[int, int], scheme: str):
    page = show(city, viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    script = """() => ["header", ".bar", ".stage", ".side"].map((name) => {
        const { left, right, top, bottom } = document.querySelector(name).getBoundingClientRect();
        return [left, right, top, bottom];
    })"""
    boxes = page.evaluate(script)
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            beside = one[1] <= other[0] + 1 or other[1] <= one[0] + 1
            above = one[3] <= other[2] + 1 or other[3] <= one[2] + 1
            assert beside or above
    assert max(box[3] for box in boxes) <= size[1] + 1
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    left, right, top, bottom = boxes[2]
    for key in ("office", "club", "school", "alone"):
        x, y = at(page, key)
        assert left < x < right
        assert top < y < bottom


def test_the_map_fits_a_window_of_another_size(page: Any):
    before = at(page, "club")
    page.set_viewport_size({"width": 1000, "height": 600})
    inside = """([before]) => {
        const node = netmap.data.nodes.find((one) => one.key === "club");
        const frame = document.getElementById("map").getBoundingClientRect();
        const x = frame.left + netmap.network.canvasToDOM({ x: node.x, y: node.y }).x;
        return x !== before && x < frame.right && frame.right < 700;
    }"""
    page.wait_for_function(inside, arg=[before[0]])


def test_a_window_of_another_size_looks_at_the_same_place_as_near(page: Any):
    page.locator("#zoom-in").click()
    numbers = "[netmap.network.getScale(), ...Object.values(netmap.network.getViewPosition())]"
    seen = f"() => {numbers}.map((one) => one.toFixed(2)).join()"
    before = page.evaluate(seen)
    page.set_viewport_size({"width": 1000, "height": 600})
    page.wait_for_function(
        f"([before]) => document.querySelector('canvas').clientWidth < 700 && ({seen})() === before", arg=[before]
    )
    assert page.evaluate("() => netmap.state.camera.scale.toFixed(2)") == before.split(",")[0]


def test_colours_follow_light_and_dark(page: Any):
    for scheme, ground in (("light", "#ffffff"), ("dark", "#14181c"), ("light", "#ffffff")):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function("(ground) => netmap.nodes.get(2).color.background === ground", arg=ground)


# ------------------------------------------------------------------------------------------------------------ search


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("amt", "Amt für Bildung"),
        ("afb", "Amt für Bildung"),
        ("begegnung", "Verein Müller"),
        ("müller", "Verein Müller"),
        ("MUELLER", "Verein Müller"),
        ("muller", "Verein Müller"),
        ("meer", "Schule am Meer"),
        ("rtb", "Runder Tisch Bildung"),
    ],
)
def test_search_finds_by_name_short_name_and_alias(page: Any, typed: str, found: str):
    page.locator("#search").press_sequentially(typed)
    assert page.locator("#hits li").first.locator("span").first.inner_text() == found
    page.keyboard.press("Enter")
    assert page.locator("#details h2").inner_text().startswith(found)


def test_search_jumps_to_the_actor(page: Any):
    page.locator("#search").fill("Zentrum")
    page.keyboard.press("Enter")
    x, y = at(page, "alone")
    box = page.locator("#map").bounding_box()
    assert abs(x - box["x"] - box["width"] / 2) < 2
    assert abs(y - box["y"] - box["height"] / 2) < 2


def test_search_is_used_with_arrow_keys(page: Any):
    page.locator("#search").fill("e")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator('#hits li[aria-selected="true"]')
    name = chosen.locator("span").first.inner_text()
    assert page.locator("#search").get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("Enter")
    assert page.locator("#details h2").inner_text().startswith(name)
    assert page.locator("#search").get_attribute("aria-expanded") == "false"


def test_escape_closes_the_list_of_hits_before_the_details(page: Any):
    page.locator("#search").fill("amt")
    page.keyboard.press("Enter")
    page.locator("#search").fill("verein")
    expect(page.locator("#hits")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#hits")).to_be_hidden()
    assert page.locator("#details h2").inner_text() == "Amt für Bildung (AfB)"
    page.keyboard.press("Escape")
    expect(page.locator("#details h2")).to_have_count(0)


def test_search_says_when_nothing_is_recorded(page: Any):
    page.locator("#search").fill("Feuerwehr")
    assert page.locator("#found").inner_text() == "Nothing recorded under this name."
    assert page.locator("#hits").is_hidden()


def test_a_click_on_a_hit_opens_it(page: Any):
    page.locator("#search").press_sequentially("ver")
    page.locator("#hits li").first.click()
    assert page.locator("#details h2").inner_text() == "Verein Müller"


# ------------------------------------------------------------------------------------------------------------ legend


def test_the_legend_is_built_from_the_data(page: Any):
    text = page.locator("#legend").inner_text()
    for part in ("Who is this?", "City administration", "open circle", "Joint offer", "Funding", "dashed", "ended", "arrow"):
        assert part in text
    assert "planned" not in text
    assert page.locator("#legend svg").count() >= 8


def test_the_legend_hides_and_shows_a_sector(page: Any):
    toggle(page, "City administration").first.click()
    assert hidden(page, "nodes") == ["office", "round"]
    assert hidden(page) == ["funding", "information", "joint_offer", "membership", "membership"]
    assert toggle(page, "City administration").first.get_attribute("aria-pressed") == "false"
    page.keyboard.press("Enter")
    assert hidden(page, "nodes") == ["round"]


def test_the_legend_hides_a_kind_of_tie(page: Any):
    assert hidden(page) == ["information", "membership", "membership"], "ended ties and forums are off at first"
    toggle(page, "Funding").click()
    assert "funding" in hidden(page)
    toggle(page, "ended").click()
    assert hidden(page) == ["funding", "membership", "membership"]


def test_old_ties_can_be_left_out(page: Any):
    toggle(page, "dashed: old").click()
    assert hidden(page) == ["information", "joint_offer", "membership", "membership"]
    toggle(page, "dashed: undated").click()
    assert hidden(page) == ["information", "information", "joint_offer", "membership", "membership"]


def counts(page: Any, heading: str) -> int:
    return int(page.locator("#legend h3", has_text=heading).locator("span").last.inner_text())


def count_of(page: Any, text: str) -> int:
    return int(toggle(page, text).first.locator("span").last.inner_text())


def test_the_numbers_of_the_legend_agree(page: Any):
    def agree() -> None:
        seen = page.evaluate("() => netmap.data.edges.filter((one) => !netmap.edges.get(one.id).hidden).length")
        assert counts(page, "Lines") == seen

    assert (counts(page, "Actors"), counts(page, "Working together"), counts(page, "Money")) == (4, 2, 1)
    assert (
        counts(page, "Lines")
        == 3
        == count_of(page, "solid") + count_of(page, "dashed: old") + count_of(page, "dashed: undated")
    )
    assert (count_of(page, "solid"), count_of(page, "ended")) == (1, 1)
    agree()
    toggle(page, "Forums").click()
    assert (
        counts(page, "Lines")
        == 5
        == count_of(page, "solid") + count_of(page, "dashed: old") + count_of(page, "dashed: undated")
    )
    agree()
    toggle(page, "City administration").first.click()
    assert (counts(page, "Actors"), counts(page, "Lines"), count_of(page, "Funding")) == (3, 2, 0)
    agree()


def test_the_legend_says_that_forums_of_the_chosen_one_are_shown(page: Any):
    words = "Those of the chosen actor are shown all the same."
    assert words not in page.locator("#legend").inner_text()
    page.mouse.click(*at(page, "club"))
    assert words in page.locator("#legend").inner_text()
    toggle(page, "Forums").click()
    assert words not in page.locator("#legend").inner_text()


def test_forums_come_with_their_members(page: Any):
    toggle(page, "Forums").click()
    assert hidden(page, "nodes") == []
    assert "membership" not in hidden(page)


def test_reset_brings_everything_back(page: Any):
    toggle(page, "Funding").click()
    page.locator("#search").fill("Zentrum")
    page.keyboard.press("Enter")
    page.locator("#reset").click()
    assert hidden(page) == ["information", "membership", "membership"]
    assert page.locator("#search").input_value() == ""
    assert "Click an actor" in page.locator("#details").inner_text()
    assert page.locator("#table tbody tr").count() == 4


# ----------------------------------------------------------------------------------------------------------- details


def test_a_click_shows_the_details(page: Any):
    page.mouse.click(*at(page, "club"))
    text = page.locator("#details").inner_text()
    for part in ("Verein Müller", "Nordstadt", "Begegnungshaus", "Cooperations (3)", "Amt für Bildung", "Schule am Meer"):
        assert part in text
    assert "since 2018-03-01, last seen 2019" in text
    assert "last seen 2012" in text
    assert "undated" in text
    assert "Sprachkurs am Abend" in text
    assert "Runder Tisch Bildung" in text
    assert "not recorded" in text


def test_all_but_the_neighbourhood_is_dimmed(page: Any):
    page.mouse.click(*at(page, "alone"))
    opacity = page.evaluate(
        "() => Object.fromEntries(netmap.data.nodes.map((n) => [n.key, netmap.nodes.get(n.id).opacity]))"
    )
    assert opacity.pop("alone") == 1
    assert set(opacity.values()) == {0.13}
    assert "No cooperation recorded yet" in page.locator("#details").inner_text()
    page.keyboard.press("Escape")
    assert page.evaluate("() => netmap.nodes.get(0).opacity") == 1


def test_the_forums_of_the_chosen_one_are_shown(page: Any):
    page.mouse.click(*at(page, "club"))
    assert hidden(page, "nodes") == []
    assert hidden(page).count("membership") == 1


def test_a_label_can_be_clicked_too(page: Any):
    x, y = at(page, "alone")
    page.mouse.click(x + 30, y)  # who has no line is listed, its name to the right
    assert page.locator("#details h2").inner_text() == "Zentrum"


def test_details_lead_to_the_partner(page: Any):
    page.mouse.click(*at(page, "club"))
    page.locator("#details button", has_text="Schule am Meer").click()
    assert page.locator("#details h2").inner_text() == "Schule am Meer"
    link = page.locator("#details a")
    assert link.get_attribute("href") == "https://schule.example"
    assert "noreferrer" in link.get_attribute("rel")


def focused(page: Any) -> str:
    found: str = page.evaluate("() => document.activeElement.id || document.activeElement.className")
    return found


def test_the_keyboard_stays_in_the_details_and_comes_back(page: Any):
    page.locator("#search").fill("Verein")
    page.keyboard.press("Enter")
    page.locator("#details button", has_text="Schule am Meer").focus()
    page.keyboard.press("Enter")
    assert page.locator("#details h2").inner_text() == "Schule am Meer"
    assert focused(page) == "details"
    page.locator("#details .head button").focus()
    page.keyboard.press("Enter")
    assert "Click an actor" in page.locator("#details").inner_text()
    assert focused(page) == "search"


def test_the_keyboard_comes_back_to_the_table(page: Any):
    opener = page.locator("#table tbody button", has_text="Zentrum")
    opener.focus()
    page.keyboard.press("Enter")
    assert focused(page) == "details"
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.textContent") == "Zentrum"


def test_escape_leaves_the_keyboard_in_the_legend(page: Any):
    page.mouse.click(*at(page, "club"))
    toggle(page, "Funding").focus()
    page.keyboard.press("Escape")
    assert "Click an actor" in page.locator("#details").inner_text()
    assert page.evaluate("() => document.activeElement.dataset.key") == "kind-funding"


def test_a_forum_lists_its_members(page: Any):
    toggle(page, "Forums").click()
    page.mouse.click(*at(page, "round"))
    text = page.locator("#details").inner_text()
    assert "Members (2)" in text
    assert "Sprache" in text


def chosen(page: Any, key: str) -> str:
    page.evaluate("(key) => netmap.select(netmap.data.nodes.find((one) => one.key === key).id)", key)
    text: str = page.locator("#details").inner_text()
    return text


def test_the_public_map_does_not_call_unrecorded_what_it_withholds(tmp_path: Path, show: Callable[..., Any]):
    landscape = CITY.replace([CITY.actors["club"].model_copy(update={"publish": True})])
    page = show(write_map(landscape, PLACES_XY, tmp_path / "map.html", edition="public", lang="en"))
    text = chosen(page, "club")
    assert text.count("Not shown in this edition") == 4, "districts, cooperations, offers, forums"
    assert "No " not in text
    assert text.count("not recorded") == 3, "type, areas and target groups are shown where they are recorded"


def test_the_meeting_map_says_what_it_withholds_of_the_protected(tmp_path: Path, show: Callable[..., Any]):
    shelter = Actor(id="shelter", name="Haus", protected=True, districts=("north",))
    tie = Cooperation(id="t", source="alone", target="shelter", kind="information")
    landscape = CITY.replace([shelter, tie])
    page = show(write_map(landscape, PLACES_XY, tmp_path / "map.html", lang="en"))
    assert chosen(page, "shelter").count("Not shown in this edition") == 4
    assert chosen(page, "alone").count("Not shown in this edition") == 2, "it may cooperate with one who is protected"
    page = show(write_map(landscape, PLACES_XY, tmp_path / "map.html", lang="en", edition="internal"))
    assert "Not shown" not in chosen(page, "shelter") + chosen(page, "office")


# ---------------------------------------------------------------------------------------------------- many, and small


def test_many_ties_between_the_same_two_are_one_line_with_their_number(tmp_path: Path, show: Callable[..., Any]):
    """The line looks like the best of them: dashed only where none is recent."""
    kinds = ["information"] * 51 + ["funding"] * 9
    ties = [Cooperation(id=f"t{n}", source="office", target="club", kind=kind) for n, kind in enumerate(kinds)]
    ties[7] = ties[7].model_copy(update={"evidence": FRESH})
    actors = [CITY.actors["office"], CITY.actors["club"]]
    solid = "() => netmap.edges.get({ filter: (one) => !one.hidden }).map((one) => !one.dashes)"
    page = show(write_map(Landscape(CITY.settings, [*actors, *ties]), PLACES_XY, tmp_path / "map.html", lang="en"))
    assert len(hidden(page)) == 59
    assert "60 ×" in written(page)
    assert page.evaluate(solid) == [True]
    assert (counts(page, "Lines"), counts(page, "Money")) == (60, 9)
    toggle(page, "Information").click()
    assert "9 ×" in written(page)
    assert page.evaluate(solid) == [False]
    assert len(hidden(page)) == 59


def test_few_ties_are_lines_of_their_own(page: Any):
    assert "×" not in "".join(written(page))


def test_open_circles_stay_open_however_small(tmp_path: Path, show: Callable[..., Any]):
    actors = [Actor(id=f"a{n}", name=f"A {n}") for n in range(1500)]
    places = {f"a{n}": (n % 40 * 90.0, n // 40 * 90.0) for n in range(1500)}
    page = show(write_map(Landscape(CITY.settings, actors), places, tmp_path / "map.html"))
    script = """() => {
        const [{ size, borderWidth }, scale] = [netmap.nodes.get(0), netmap.network.getScale()];
        return [size * scale, borderWidth];
    }"""
    for _ in range(8):
        radius, border = page.evaluate(script)
        assert 0 < border <= radius / 2 + 0.13
        assert border <= 3
        page.locator("#zoom-out").click()


# ------------------------------------------------------------------------------------------------------------ labels


def written(page: Any) -> list[str]:
    """Return the lines that are written on the canvas when it is drawn anew."""
    script = """() => new Promise((done) => {
        const lines = [];
        const plain = CanvasRenderingContext2D.prototype.fillText;
        CanvasRenderingContext2D.prototype.fillText = function (line, ...rest) {
            lines.push(line);
            plain.call(this, line, ...rest);
        };
        netmap.network.once("afterDrawing", () => window.setTimeout(() => {
            CanvasRenderingContext2D.prototype.fillText = plain;
            done(lines);
        }));
        netmap.network.redraw();
    })"""
    lines: list[str] = page.evaluate(script)
    return lines


def crowd() -> tuple[Landscape, dict[str, tuple[float, float]]]:
    """Return a hub amid so many partners that there is no room beside it."""
    actors = [Actor(id=f"a{n}", name=f"Verein Nummer {n}") for n in range(25)]
    hub = Actor(id="hub", name="Die große Bibliothek am Hafen der Hansestadt von nebenan", short_name="DGB")
    ties = [Cooperation(id=f"t{n}", source="hub", target=f"a{n}", kind="information", evidence=FRESH) for n in range(25)]
    forums = [Forum(id="f", name=hub.name), Membership(id="m", actor="hub", forum="f", evidence=FRESH)]
    places = {f"a{n}": (n % 5 * 30.0, n // 5 * 30.0) for n in range(25)}
    return Landscape(CITY.settings, [*actors, hub, *ties, *forums]), places | {"hub": (61.0, 76.0), "f": (700.0, 0.0)}


def test_hubs_have_their_names_even_where_it_is_crowded(tmp_path: Path, show: Callable[..., Any]):
    landscape, places = crowd()
    page = show(write_map(landscape, {**places, "a24": (4000.0, 2000.0)}, tmp_path / "map.html"))
    assert {"Die große Bibliothek", "DGB"} & set(written(page)) or "Bibliothek" in " ".join(written(page))


def test_the_chosen_one_and_its_partners_are_all_named_in_full(tmp_path: Path, show: Callable[..., Any]):
    landscape, places = crowd()
    page = show(write_map(landscape, places, tmp_path / "map.html"))
    page.evaluate("() => netmap.select(netmap.data.nodes.find((one) => one.key === 'hub').id, { centre: true })")
    lines = " ".join(written(page))
    assert all(f"Nummer {n}" in lines for n in range(25))
    assert "Bibliothek" in lines
    assert "(Gremium)" in lines, "the forum of the same name is told apart"


def test_of_few_the_names_are_written_out(tmp_path: Path, show: Callable[..., Any]):
    long = Actor(id="long", name="Lenkungsgruppe Bildungslandschaft aus acht Ämtern der Hanse- und Universitätsstadt")
    landscape = Landscape(CITY.settings, [CITY.actors["office"], long])
    lines = written(show(write_map(landscape, {"office": (0.0, 0.0), "long": (300.0, 200.0)}, tmp_path / "map.html")))
    assert " ".join(lines[-4:]).endswith("Universitätsstadt")
    assert "…" not in "".join(lines)


def test_the_full_name_is_shown_under_the_pointer(page: Any):
    x, y = at(page, "office")
    page.mouse.move(x, y)
    assert page.locator("#tip").inner_text().startswith("Amt für Bildung")
    page.keyboard.press("Escape")
    assert page.locator("#tip").is_hidden()


@pytest.mark.parametrize(("edition", "words"), [("internal", "No cooperation recorded yet"), ("meeting", "Further actors")])
def test_the_list_below_has_a_heading(tmp_path: Path, show: Callable[..., Any], edition: Any, words: str):
    places = PLACES_XY | {"alone": (0.0, 500.0)}
    lines = written(show(write_map(CITY, places, tmp_path / "map.html", lang="en", edition=edition)))
    assert words in lines
    assert "Zentrum" in lines


# ------------------------------------------------------------------------------------------------------------- table


def column(page: Any, number: int = 1) -> list[str]:
    return page.locator(f"#table tbody tr > :nth-child({number})").all_inner_texts()


def test_the_table_holds_what_the_map_shows(page: Any):
    assert column(page) == ["Amt für Bildung (AfB)", "Schule am Meer", "Verein Müller", "Zentrum"]
    ended = "Verein Müller; [1 switched off]"
    assert column(page, 6) == [ended, ended, "Amt für Bildung; Schule am Meer", ""]
    assert column(page, 7)[2] == "Runder Tisch Bildung"
    assert page.locator("#table-count").inner_text() == "4 of 5 actors and forums."


def test_the_table_says_what_is_ended(page: Any):
    toggle(page, "ended").click()
    assert column(page, 6)[0] == "Schule am Meer (ended); Verein Müller"
    assert column(page, 6)[1] == "Amt für Bildung (ended); Verein Müller"


def test_the_table_follows_the_legend(page: Any):
    toggle(page, "Forums").click()
    assert "Runder Tisch Bildung (RTB)" in column(page)
    toggle(page, "City administration").first.click()
    assert column(page) == ["Runder Tisch Bildung (RTB)", "Schule am Meer", "Verein Müller", "Zentrum"]
    assert column(page, 6)[2] == "Schule am Meer; [2 switched off]"
    assert page.locator("#table-count").inner_text() == "4 of 5 actors and forums."


def test_the_table_is_sorted_by_its_headings(page: Any):
    name = page.locator('#table button[data-key="name"]')
    name.click()
    assert column(page)[0] == "Zentrum"
    assert page.locator("#table th").first.get_attribute("aria-sort") == "descending"
    page.locator('#table button[data-key="areas"]').focus()
    page.keyboard.press("Enter")
    assert column(page)[0] == "Amt für Bildung (AfB)", "what is empty comes last"
    assert page.evaluate("() => document.activeElement.dataset.key") == "areas"


def test_the_search_filters_the_table(page: Any):
    page.locator("#search").fill("schule")
    assert column(page) == ["Schule am Meer"]


def test_the_table_follows_the_hit_that_was_chosen(page: Any):
    page.locator("#search").fill("ver")
    page.locator("#search").press("Enter")
    assert page.locator("#search").input_value() == "Verein Müller"
    assert page.evaluate("() => netmap.state.query") == "Verein Müller"
    assert column(page) == ["Verein Müller"]
    assert page.locator("#hits").is_hidden()
    assert page.locator("#search").get_attribute("aria-expanded") == "false"


def test_the_table_leads_to_the_map(page: Any):
    page.locator("#table tbody button", has_text="Zentrum").click()
    assert page.locator("#details h2").inner_text() == "Zentrum"
    assert page.evaluate("() => document.activeElement.id") == "details"


# ---------------------------------------------------------------------------------------------------------- everyone


def test_everything_is_reached_by_keyboard(page: Any):
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("() => document.activeElement.id || document.activeElement.className"))
    assert {"skip", "search", "zoom-in", "zoom-out", "fit", "reset", "vis-network", "details", "legend", "toggle"} <= reached


def test_focus_is_seen(page: Any):
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    style = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert style == "solid"


def test_buttons_zoom(page: Any):
    before = page.evaluate("() => netmap.network.getScale()")
    page.locator("#zoom-in").click()
    assert page.evaluate("() => netmap.network.getScale()") > before
    page.locator("#fit").click()
    assert page.evaluate("() => netmap.network.getScale()") == pytest.approx(before, rel=0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["de", "en"])
def test_axe_finds_nothing(tmp_path: Path, show: Callable[..., Any], scheme: str, lang: str):
    page = show(write_map(CITY, PLACES_XY, tmp_path / "map.html", lang=lang), color_scheme=scheme)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
    for chosen in ("null", "0"):
        page.evaluate(f"() => netmap.select({chosen})")
        found = page.evaluate("(options) => axe.run(document, options)", options)
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]] == []


def test_axe_finds_nothing_in_a_long_head_and_an_empty_map(tmp_path: Path, show: Callable[..., Any]):
    settings = Settings(id="c", name="C", disclaimer="Kein amtliches Ergebnis. " * 80)
    page = show(write_map(Landscape(settings), {}, tmp_path / "map.html", lang="de"))
    assert page.evaluate(
        "() => document.querySelector('.sentences').scrollHeight > document.querySelector('.sentences').clientHeight"
    )
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })"
    )
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]] == []


# ----------------------------------------------------------------------------------------------------- hostile names


@pytest.mark.parametrize("lang", ["de", "en"])
def test_hostile_names_are_inert(tmp_path: Path, city: Path, show: Callable[..., Any], lang: str):
    records: list[Record] = []
    # the model refuses some of these names; the page stands them all the same
    for key, name in HOSTILE.items():
        records += [
            Actor.model_construct(
                id=key, name=name[:10_000], short_name=name[:50], aliases=(name[:200],), website=name[:80], description=name
            ),
            Forum.model_construct(id=f"{key}-forum", name=name[:10_000], topics=(name[:200],)),
            Membership(id=f"{key}-member", actor=key, forum=f"{key}-forum"),
            Offer.model_construct(id=f"{key}-offer", name=name[:10_000], providers=(key,), url=name[:80]),
            Cooperation(id=f"{key}-tie", source=key, target="script", kind="information"),
        ]
    settings = Settings(id="city", name=HOSTILE["script"], disclaimer=HOSTILE["image"])
    landscape = Landscape(settings, records)
    path = write_map(landscape, {}, tmp_path / "map.html", lang=lang, data_sentence=HOSTILE["script"])
    page = show(path)
    for key in HOSTILE:
        page.evaluate("(key) => netmap.select(netmap.data.nodes.find((one) => one.key === key).id, { centre: true })", key)
    assert page.locator("#table tbody tr").count() == len(HOSTILE)
    toggle(page, "Gremien" if lang == "de" else "Forums").click()
    assert page.locator("#table tbody tr").count() == 2 * len(HOSTILE)
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == show(city).locator("script").count()
    assert "broken" in page.title(), "the name is a text in the title, and did not set it"
    assert page.title().startswith("</script>")
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    page.locator("#search").fill("<img")
    assert page.locator("#hits li").first.locator("span").first.inner_text() == HOSTILE["image"]
    page.locator("#search").fill("بيت")
    page.keyboard.press("Enter")
    assert page.locator("#details h2").inner_text().startswith(HOSTILE["arabic"])
    page.locator("#search").fill("УКРАЇНСЬКИЙ")
    assert page.locator("#hits li").count() == 2


def test_an_empty_landscape_opens(tmp_path: Path, show: Callable[..., Any]):
    page = show(write_map(Landscape(Settings(id="c", name="C")), {}, tmp_path / "map.html", lang="en"))
    assert "C" in page.locator("h1").inner_text()
    assert page.locator("#table tbody tr").count() == 0
    assert page.locator("#empty").inner_text() == "No actors recorded yet"


def test_a_thousand_and_a_half_actors_open_at_once(tmp_path: Path, show: Callable[..., Any]):
    actors = [Actor(id=f"a{n}", name=f"Akteur {n}", sector="outside") for n in range(1500)]
    ties = [
        Cooperation(id=f"t{n}", source=f"a{n % 1500}", target=f"a{n * 7 % 1499}", kind="information", evidence=STALE)
        for n in range(1, 4500)
    ]
    places = {f"a{n}": (float(n % 40 * 90), float(n // 40 * 90)) for n in range(1500)}
    page = show(write_map(Landscape(CITY.settings, [*actors, *ties]), places, tmp_path / "map.html"))
    page.locator("#search").fill("Akteur 1499")
    page.keyboard.press("Enter")
    assert page.locator("#details h2").inner_text() == "Akteur 1499"

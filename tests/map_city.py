"""A small city for the tests of the map in a browser, and what they all ask of its page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from netmap.export.map import write_map
from netmap.export.safe_html import as_script
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, District, Evidence, Forum, Membership, Offer, Record, Settings

STALE = (Evidence(seen="2012"),)
FRESH = (Evidence(seen="2019-06", url="https://report.example/2019"),)
RECORDS: list[Record] = [
    District(id="north", name="Nordstadt"),
    District(id="south", name="Südstadt"),
    Actor(
        id="office", name="Amt für Bildung", short_name="AfB", sector="inside", type="municipal_office", areas=("school",),
        citywide=True, attributes={"staff": 40, "legal": "public"},
    ),
    Actor(
        id="club", name="Verein Müller", sector="outside", districts=("north",), areas=("clubs", "culture"),
        target_groups=("all",), attributes={"staff": 4, "legal": "private"},
    ),
    Actor(
        id="school", name="Schule am Meer", areas=("school",), districts=("south",), target_groups=("parents",),
        attributes={"staff": 20},
    ),
    Actor(id="museum", name="Museum", sector="outside", areas=("culture",), since="2015", attributes={"legal": "public"}),
    Actor(id="alone", name="Zentrum", sector="outside"),
    Cooperation(id="one", source="office", target="club", kind="funding", since="2018-03", evidence=FRESH, intensity=2),
    Cooperation(id="two", source="office", target="club", kind="joint_offer", evidence=STALE),
    Cooperation(id="three", source="club", target="school", kind="information"),
    Cooperation(id="four", source="office", target="school", kind="information", status="planned"),
    Cooperation(id="five", source="school", target="museum", kind="joint_offer", since="2016", evidence=FRESH),
    Forum(id="round", name="Runder Tisch Bildung", short_name="RTB", nature="standing"),
    Membership(id="m1", actor="club", forum="round", role="member", evidence=FRESH),
    Membership(id="m2", actor="museum", forum="round", evidence=FRESH),
    Offer(id="course", name="Sprachkurs am Abend", providers=("club",), area="vocational", cefr_from="A1"),
]  # fmt: skip
SETTINGS = Settings(id="city", name="Küstenstadt", as_of="2020-01-01", disclaimer="Kein amtliches Ergebnis.")
CITY = Landscape(SETTINGS, RECORDS)
PLACES = {
    "office": (0.0, 0.0), "club": (320.0, 30.0), "school": (120.0, 220.0), "museum": (420.0, 240.0),
    "alone": (-250.0, 160.0), "round": (160.0, -150.0),
}  # fmt: skip


def city_map(path: Path, landscape: Landscape = CITY, **options: Any) -> Path:
    """Write the city's map, in English unless asked otherwise."""
    sentences = {"de": "Erfasst: 5 Akteure.", "en": "Recorded: 5 actors."}
    return write_map(landscape, PLACES, path, **{"lang": "en", "data_sentence": sentences} | options)


def with_data(path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Change the data block of a map, as a page of other data has it."""
    text = path.read_text(encoding="utf-8")
    block = re.search(r'(<script type="application/json" id="data">)(.*?)</script>', text, flags=re.DOTALL)
    assert block is not None
    data = json.loads(block[2])
    change(data)
    path.write_text(text[: block.start(2)] + as_script(data) + text[block.end(2) :], encoding="utf-8")
    return path


def at(page: Any, key: str) -> tuple[float, float]:
    """Return where on the screen an actor or forum is, once the frame has kept its size over a picture."""
    script = """async (key) => {
        for (let frames = 0; frames < 2; frames += 1) await new Promise(window.requestAnimationFrame);
        const spot = netmap.network.canvasToDOM(netmap.at(netmap.data.nodes.find((one) => one.key === key)));
        const frame = document.getElementById("map").getBoundingClientRect();
        return [frame.left + spot.x, frame.top + spot.y];
    }"""
    x, y = page.evaluate(script, key)
    return x, y


def drawn(page: Any, kind: str, field: str) -> list[str]:
    """Return a field of the nodes or edges that are drawn, sorted."""
    script = """([kind, field]) => {
        const shown = ({ id }) => !(netmap[kind].get(id) || { hidden: true }).hidden;
        return netmap.data[kind].filter(shown).map((one) => one[field]);
    }"""
    return sorted(page.evaluate(script, [kind, field]))


def seen(page: Any) -> list[str]:
    """Return the keys of the actors and forums that are drawn."""
    return drawn(page, "nodes", "key")


def lines(page: Any) -> list[str]:
    """Return the kinds of the ties and memberships that are drawn."""
    return drawn(page, "edges", "kind")


def bright(page: Any) -> list[str]:
    """Return the keys of those that are drawn and not dimmed."""
    script = """() => netmap.data.nodes.filter(({ id }) => {
        const { hidden, opacity } = netmap.nodes.get(id);
        return !hidden && opacity > 0.2;
    }).map(({ key }) => key)"""
    return sorted(page.evaluate(script))


def choose(page: Any, key: str) -> str:
    """Choose an actor or forum, and return what the details say."""
    page.evaluate("(key) => netmap.select(netmap.data.nodes.find((one) => one.key === key).id)", key)
    text: str = page.locator("#details").inner_text()
    return text


def address(page: Any, part: str) -> str:
    """Wait until the address keeps all that was done, a part among it, and return its fragment."""
    page.wait_for_function("() => window.location.href === netmap.link()")
    fragment: str = page.evaluate("() => window.location.hash.slice(1)")
    assert part in fragment
    return fragment


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
    found: list[str] = page.evaluate(script)
    return found

"""The pages that the map is measured against, and how long a real Chromium takes for them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from statistics import median
from typing import Any

from netmap.landscape import Landscape
from netmap.model import Position

CAP = 60.0
"""No page is waited for any longer, in seconds."""
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    # a frame takes as long as it takes, not until the screen's next turn
    "--disable-frame-rate-limit", "--disable-gpu-vsync",
]  # fmt: skip
VIEWPORT = {"width": 1280, "height": 720}
STEPS = 60

NETMAP_DONE = """
  const waiting = setInterval(() => {
    if (window.netmap && window.netmap.ready) { window.doneAt = performance.now(); clearInterval(waiting); }
  }, 1);
"""
PYVIS_DONE = """
  let made;
  Object.defineProperty(window, "network", { configurable: true, get: () => made, set: (given) => {
    made = given;
    made.once("stabilizationIterationsDone", () => { window.doneAt = performance.now(); });
  } });
"""
BARE_DONE = "window.addEventListener('load', () => setTimeout(() => { window.doneAt = performance.now(); }, 500));"
FRAMES = """
  window.frames_ = [];
  let last = null;
  const frame = (now) => {
    if (last !== null) window.frames_.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
"""


@contextmanager
def chromium() -> Iterator[Any]:
    """Start the system's Chromium, of which all pages of a run are measured."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Any, path: Path, done: str) -> Iterator[tuple[Any, float]]:
    """Open a file with all requests to elsewhere blocked; give the page, and the seconds until it was done or given up."""
    context = browser.new_context(viewport=VIEWPORT)
    context.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    context.add_init_script(done)
    page = context.new_page()
    page.set_default_timeout(2 * CAP * 1000)
    try:
        page.goto(path.as_uri(), wait_until="commit")
        yield page, _done_at(page)
    finally:
        context.close()


def _done_at(page: Any) -> float:
    from playwright.sync_api import TimeoutError as GaveUp

    try:
        page.wait_for_function("() => window.doneAt !== undefined", timeout=CAP * 1000, polling=50)
    except GaveUp:
        return CAP
    return min(CAP, float(page.evaluate("window.doneAt")) / 1000)


def opening(browser: Any, path: Path, done: str, rounds: int) -> float:
    """Return the shortest time of some rounds from opening a file until it is done, in seconds.

    The shortest, since pyvis is given up after so many seconds however busy the machine is: what else it does only slows us.
    """
    times = []
    for _round in range(rounds):
        with opened(browser, path, done) as (_page, took):
            times.append(took)
    return min(times)


def frame_time(browser: Any, path: Path, done: str) -> float:
    """Return the median time of a frame in milliseconds, while the map is dragged to and fro across its middle."""
    with opened(browser, path, done) as (page, _took):
        box = page.locator("canvas").first.bounding_box()
        # an empty spot to take hold of: beside the middle, on no node
        x, y = box["x"] + box["width"] / 2 + 7, box["y"] + 12
        page.mouse.move(x, y)
        page.mouse.down()
        page.evaluate(f"() => {{ {FRAMES} }}")
        for step in range(STEPS):
            page.mouse.move(x + 4 * (step % 20), y + 2 * (step % 15))
        frames: list[float] = page.evaluate("window.frames_")
        page.mouse.up()
    return median(frames)


# ------------------------------------------------------------------------------------------------------------- the pages


def ends(landscape: Landscape) -> list[tuple[str, str]]:
    """Return the two ends of every tie."""
    return [(one.source, one.target) for one in landscape.cooperations.values()]


def write_pyvis(landscape: Landscape, path: Path) -> Path:
    """Write the page that pyvis makes of a graph by itself, as its README does it, the drawing library within the file.

    Written as UTF-8 by us: its own `write_html` takes the encoding of the machine.
    """
    from pyvis.network import Network

    net = Network(cdn_resources="in_line")
    for one in landscape.actors.values():
        net.add_node(one.id, label=one.name)
    for source, target in ends(landscape):
        net.add_edge(source, target)
    path.write_text(net.generate_html(), encoding="utf-8")
    return path


def write_bare(landscape: Landscape, places: Sequence[Position], path: Path) -> Path:
    """Write the same graph as vis-network draws it with nothing of ours: our positions, no physics."""
    at = {one.subject: one for one in places}
    nodes = [{"id": one.id, "label": one.name, "x": at[one.id].x, "y": at[one.id].y} for one in landscape.actors.values()]
    edges = [{"from": source, "to": target} for source, target in ends(landscape)]
    vendored = files("netmap.export") / "map_page" / "vendor"
    scripts = [(vendored / name).read_text(encoding="utf-8") for name in ("vis-data.min.js", "vis-network.min.js")]
    data = json.dumps({"nodes": nodes, "edges": edges}).replace("<", "\\u003c")
    start = (
        f"const given = {data};"
        "window.network = new vis.Network(document.getElementById('map'),"
        " { nodes: new vis.DataSet(given.nodes), edges: new vis.DataSet(given.edges) },"
        " { physics: false, layout: { improvedLayout: false }, edges: { smooth: false } });"
    )
    inner = "".join(f"<script>{text}</script>" for text in (*scripts, start))
    page = f"<!DOCTYPE html><meta charset='utf-8'><body style='margin:0'><div id='map' style='height:700px'></div>{inner}"
    path.write_text(page, encoding="utf-8")
    return path

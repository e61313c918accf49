"""The printed map as a browser draws it: its names are text, none over another, none over the edge."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from commandline import ROSTOCK

from netmap.export.figure import write_figure
from netmap.files.folder import read_folder
from netmap.layout import positions

pytestmark = pytest.mark.browser
BOXES = """() => {
  const page = document.documentElement.getBoundingClientRect();
  return [...document.querySelectorAll("text")].map((one) => {
    const box = one.getBoundingClientRect();
    return [one.textContent, box.left - page.left, box.top - page.top, box.right - page.left, box.bottom - page.top];
  });
}"""


@pytest.mark.parametrize("paper", ["a3", "slide"])
@pytest.mark.parametrize("forums", [True, False])
def test_the_names_of_the_example(chromium: Any, tmp_path: Path, paper: str, forums: bool):
    landscape = read_folder(ROSTOCK).landscape
    path = write_figure(landscape, positions(landscape), tmp_path / "karte.svg", paper=paper, forums=forums)
    context = chromium.new_context(viewport={"width": 1700, "height": 1200})
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(path.as_uri())
    boxes = page.evaluate(BOXES)
    width, height = page.evaluate("[innerWidth, innerHeight]")
    context.close()
    assert asked == [path.as_uri()]
    assert len(boxes) > (200 if paper == "a3" else 100)
    for words, left, top, right, bottom in boxes:
        assert left >= 0, words
        assert top >= 0, words
        assert right <= width, words
        assert bottom <= height, words
    # a box of text is higher than its letters: lines that touch do not overlap
    slack = 0.25 * (boxes[-1][4] - boxes[-1][2])
    over = [
        (one[0], other[0])
        for n, one in enumerate(boxes)
        for other in boxes[:n]
        if one[1] + 1 < other[3] and other[1] + 1 < one[3] and one[2] + slack < other[4] and other[2] + slack < one[4]
    ]
    assert over == []

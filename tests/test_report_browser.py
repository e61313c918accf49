"""A report and the page of a pack in a real Chromium, from a folder: they open, load nothing, break no policy, print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import watched

from netmap.cli.packing import write_pack
from netmap.cli.reports import made_report
from netmap.export.report_html import write_report_html
from netmap.files.folder import read_folder
from tests.landscapes import tiny_city
from tests.test_report_files import NAME, sample

pytestmark = pytest.mark.browser
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
DAY = dt.date(2020, 12, 31)


@pytest.fixture
def opened(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Open pages of a folder, whose pictures are in them; nothing is asked for elsewhere, nothing complains."""
    with watched(chromium, "file:", "data:") as opened:
        yield opened


def test_a_report_shows_every_name_as_it_is_and_its_picture(opened: Callable[[Path], Any], tmp_path: Path):
    page = opened(write_report_html(sample(), tmp_path / "bericht.html"))
    assert " ".join(page.locator("h1").inner_text().split()) == " ".join(NAME.split())
    page.wait_for_function("() => document.querySelector('figure img').complete")
    assert page.locator("figure img").get_attribute("alt") == NAME
    assert page.locator("main b").count() == 0


def test_a_report_is_no_wider_than_a_telephone(opened: Callable[[Path], Any], tmp_path: Path):
    page = opened(write_report_html(sample(), tmp_path / "bericht.html"))
    page.set_viewport_size({"width": 375, "height": 700})
    page.wait_for_function("() => window.innerWidth === 375")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 375


def test_a_report_prints(opened: Callable[[Path], Any], tmp_path: Path):
    page = opened(write_report_html(made_report(tiny_city(), "lage", day=DAY), tmp_path / "lage.html"))
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


BROKEN = """() => [...document.querySelectorAll("td, th")].flatMap((cell) => {
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), found = [];
  while (texts.nextNode()) {
    for (const word of texts.currentNode.data.matchAll(/[^\\s–-]+/g)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map((one) => Math.round(one.top))).size > 1) found.push(word[0]);
    }
  }
  return found;
})"""
"""Returns the words of tables that stand on more than one line."""


def test_words_of_usual_length_stay_whole_in_tables(opened: Callable[[Path], Any], tmp_path: Path):
    city = read_folder(Path(__file__).resolve().parent.parent / "graphs" / "rostock").landscape
    page = opened(write_report_html(made_report(city, "lage", day=dt.date(2018, 12, 31)), tmp_path / "lage.html"))
    page.set_viewport_size({"width": 794, "height": 1123})
    page.wait_for_function("() => window.innerWidth === 794")
    assert [word for word in page.evaluate(BROKEN) if len(word) <= len("Kooperation")] == []


def test_the_page_of_a_pack_leads_to_its_files(opened: Callable[[Path], Any], tmp_path: Path):
    written = write_pack(tiny_city(), tmp_path / "out", day=DAY)
    page = opened(written[-1])
    links = page.locator("ul.files a")
    assert links.count() == len(written) - 1
    links.nth(2).click()
    page.wait_for_url("**/report.html")
    assert page.locator("h1").inner_text() == "Lagebericht"


def test_axe_finds_nothing(chromium: Any, tmp_path: Path):
    files = [write_report_html(made_report(tiny_city(), "lage", day=DAY), tmp_path / "lage.html")]
    files += [one for one in write_pack(tiny_city(), tmp_path / "out", day=DAY) if one.name == "index.html"]
    for path in files:
        context = chromium.new_context(bypass_csp=True)
        page = context.new_page()
        page.goto(path.as_uri())
        page.add_script_tag(path=AXE)
        found = page.evaluate("async () => (await axe.run()).violations.map(one => one.id + ': ' + one.nodes[0].html)")
        context.close()
        assert found == [], path.name

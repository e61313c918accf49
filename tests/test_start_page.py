"""The first page in a real Chromium: offline, accessible, and never more than an edition shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from netmap.export.start_page import Question, write_start
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Forum, Membership, Record, Settings

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
HOSTILE = "</style><script>document.title='broken'</script>{{ 7 * 7 }}"
RECORDS: list[Record] = [
    Actor(id="a", name="Amt", sector="inside", note="canary"),
    Actor(id="b", name="Verein", sector="outside"),
    Actor(id="c", name="Frauenhaus", protected=True, address="canary"),
    Cooperation(id="t", source="a", target="b"),
    Cooperation(id="u", source="b", target="c"),
    Forum(id="f", name="Runde"),
    Membership(id="m", actor="a", forum="f"),
]
CITY = Landscape(Settings(id="city", name="Küstenstadt", as_of="2018-12-31", disclaimer="Kein amtliches Ergebnis."), RECORDS)
PLACES = {"a": (0.0, 0.0), "b": (300.0, 40.0), "c": (100.0, 200.0), "f": (-50.0, 80.0)}


def page_of(folder: Path, landscape: Landscape = CITY, **options: Any) -> str:
    """Return the text of the page."""
    given: dict[str, Any] = {"questions": [Question("Wer fehlt?", "Fragen.")], "state": ["Erfasst: 3 Akteure."]} | options
    places = given.pop("places", PLACES)
    return write_start(landscape, places, folder / "start.html", map_file=Path("karte 1.html"), **given).read_text(
        encoding="utf-8"
    )


def test_every_actor_is_a_dot_and_every_tie_a_line(tmp_path: Path):
    page = page_of(tmp_path, lang="en")
    assert re.findall(r'<line x1="(.*?)" y1="(.*?)" x2="(.*?)" y2="(.*?)"/>', page) == [
        ("0", "0", "300", "40"),
        ("0", "0", "-50", "80"),
    ]
    colours = re.findall(r'<circle cx="[^"]*" cy="[^"]*" r="[^"]*" fill="(#\w{6})"/>', page.partition("</a>")[0])
    assert (len(colours), len(set(colours))) == (4, 4)
    assert "3 Actors, 1 Cooperation, 1 Forum" in page
    assert 'href="karte%201.html"' in page


def test_what_is_asked_and_known_stands_there(tmp_path: Path):
    steps = [("netmap luecken", "Zeigen, was offen ist.")]
    page = page_of(tmp_path, steps=steps)
    for text in ("Küstenstadt", "Stand 31.12.2018", "Wer fehlt?", "→ Fragen.", "Erfasst: 3 Akteure.", *steps[0]):
        assert text in page
    assert "Kein amtliches Ergebnis." in page
    assert "Bisher ist nichts offen." in page_of(tmp_path, questions=[])


@pytest.mark.parametrize("edition", ["meeting", "public"])
def test_what_is_internal_is_not_there(tmp_path: Path, edition: Any):
    released = CITY.replace([one.model_copy(update={"publish": True}) for one in RECORDS])
    assert "canary" not in page_of(tmp_path, released, edition=edition)
    assert len(re.findall(r"<line ", page_of(tmp_path, released, edition=edition))) == 2


def test_the_internal_edition_says_so(tmp_path: Path):
    page_of(tmp_path, edition="internal")
    assert "INTERN – nicht weitergeben" in (tmp_path / "start-INTERN.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("records", [[], [Actor(id="a", name="A")]])
def test_the_smallest_landscapes_have_a_page(tmp_path: Path, records: list[Record]):
    page = page_of(tmp_path, Landscape(CITY.settings, records), places={one.id: (5.0, 5.0) for one in records})
    assert page.count("<circle") == 2 * len(records)
    assert "karte%201.html" in page


def test_texts_are_texts_and_nothing_is_asked_for(tmp_path: Path):
    named = Landscape(Settings(id="city", name=HOSTILE), [Actor(id="a", name=HOSTILE)])
    page = page_of(tmp_path, named, questions=[Question(HOSTILE, HOSTILE)], state=[HOSTILE], steps=[(HOSTILE, HOSTILE)])
    assert "<script" not in page
    assert "{{ 7 * 7 }}" in page
    assert not re.search(r"https?://", page)
    assert "default-src &#39;none&#39;" in page


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["de", "en"])
def test_axe_finds_nothing_and_the_console_is_silent(tmp_path: Path, chromium: Any, scheme: str, lang: str):
    page_of(tmp_path, lang=lang, steps=[("netmap luecken", "Zeigen.")])
    complaints: list[str] = []
    context = chromium.new_context(viewport={"width": 1280, "height": 720}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith("file:") else None)
    page.goto((tmp_path / "start.html").as_uri())
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run(document)")
    context.close()
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    assert complaints == []


@pytest.mark.browser
def test_the_policy_lets_its_style_in_and_a_click_opens_the_map(tmp_path: Path, chromium: Any):
    page_of(tmp_path)
    (tmp_path / "karte 1.html").write_text("<!DOCTYPE html><title>Karte</title>", encoding="utf-8")
    complaints: list[str] = []
    context = chromium.new_context(viewport={"width": 900, "height": 700})
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.goto((tmp_path / "start.html").as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.map svg')).display") == "block"
    page.click(".map circle >> nth=0")
    page.wait_for_url("**/karte%201.html")
    context.close()
    assert complaints == []

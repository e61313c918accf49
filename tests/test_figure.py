"""The map as a picture: what stands on it, for whom, and that nothing else is in the file."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest
from cities import actors, city, members, seen, tie
from landscapes import empty_city, tiny_city
from lxml import etree
from PIL import Image

from netmap.editions import EDITIONS, Edition
from netmap.errors import DataError
from netmap.export.figure import refuse_endings, write_figure
from netmap.export.figure_paper import PAPERS, lettering, width_of, wrapped
from netmap.landscape import Landscape
from netmap.layout import positions
from netmap.model import Actor, Cooperation, Forum, Settings
from tests.test_editions import with_canaries

SHOWN_FIELDS = {("landscape", "name"), ("landscape", "disclaimer"), ("actor", "name"), ("actor", "short_name")}
SHOWN_FIELDS |= {("forum", "name"), ("forum", "short_name")}


def written(landscape: Landscape, folder: Path, name: str = "karte.svg", **options: object) -> Path:
    return write_figure(landscape, positions(landscape), folder / name, **options)  # type: ignore[arg-type]


def texts(path: Path) -> str:
    """Return what can be read on an SVG, one line of text a line."""
    return "\n".join(one.text or "" for one in etree.parse(path).iter("{*}text"))


def uncovered(path: Path) -> bytes:
    """Return a file's bytes with what is packed in them unpacked."""
    data = path.read_bytes()
    parts = [data]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, flags=re.DOTALL):
        try:
            parts.append(zlib.decompress(packed))
        except zlib.error:
            parts.append(packed)
    return b"\n".join(parts)


class TestContent:
    def test_heading_legend_and_foot(self, tmp_path: Path):
        landscape = tiny_city(disclaimer="Ein Beispiel.")
        said = texts(written(landscape, tmp_path, data_sentence="Erfasst: 5 Akteure."))
        for words in (
            "Kleinstadt",
            "Stand: 31.12.2020 · Ausgabe für Sitzungen",
            "Erfasst: 5 Akteure.",
            "Volkshochschule",
            "Stadtverwaltung (2)",
            "außerhalb der Stadtverwaltung (3)",
            "Zusammenarbeit",
            "„Nicht erfasst“ heißt: Wir wissen es nicht. „Fehlt“ heißt: Jemand hat es bestätigt. Ein Beispiel.",
        ):
            assert words in said.splitlines()
        assert "Runder Tisch" not in said

    def test_in_english(self, tmp_path: Path):
        said = texts(written(tiny_city(), tmp_path, lang="en"))
        assert "As of 2020-12-31 · Meeting edition" in said.splitlines()
        assert "City administration (2)" in said.splitlines()

    def test_forums_when_asked_for(self, tmp_path: Path):
        said = texts(written(tiny_city(), tmp_path, forums=True))
        assert "Runder Tisch" in said
        assert "Mitglied eines Gremiums" in said

    def test_the_legend_explains_what_occurs_only(self, tmp_path: Path):
        fresh = city(*actors("ab"), tie("ab", kind="joint_offer", evidence=seen("2020")))
        said = texts(written(fresh, tmp_path))
        assert "gestrichelt" not in said
        assert "Pfeil" not in said
        old = city(*actors("ab"), tie("ab", kind="funding", evidence=seen("2010")))
        said = texts(written(old, tmp_path))
        assert "gestrichelt: alt oder undatiert" in said
        assert "Pfeil" in said

    def test_who_has_no_tie_is_left_out_of_a_slide_and_counted(self, tmp_path: Path):
        landscape = city(*actors("abc"), tie("ab"))
        assert "C" in texts(written(landscape, tmp_path)).splitlines()
        said = texts(written(landscape, tmp_path, paper="slide"))
        assert "C" not in said.splitlines()
        assert "(1)" in said

    def test_names_without_room_are_counted(self, tmp_path: Path):
        crowd = [Actor(id=f"a{n}", name=f"Verein zur Förderung {n}") for n in range(900)]
        landscape = Landscape(Settings(id="c", name="C"), [*crowd, *(tie_of(n) for n in range(899))])
        assert re.search(r"Zeichen ohne Namen, weil kein Platz für sie ist: \d+\.", texts(written(landscape, tmp_path)))

    def test_lines_that_lead_to_a_name_are_explained_where_there_are_any(self, tmp_path: Path):
        assert "Feine blaue Linien" not in texts(written(tiny_city(), tmp_path))
        star = [Actor(id=f"a{n}", name=f"Verein zur Förderung der Bildung {n}") for n in range(150)]
        landscape = Landscape(Settings(id="c", name="C"), [*star, *(tie_of(n) for n in range(149))])
        assert "Feine blaue Linien führen vom Namen zum Zeichen." in texts(written(landscape, tmp_path))

    def test_nobody_recorded(self, tmp_path: Path):
        assert "Kleinstadt" in texts(written(empty_city(), tmp_path))

    @pytest.mark.parametrize("name", ["$x_1$ & <b>", "مرحبا بالعالم", "Український дім 🙂", "</text><script>", "x" * 10_000])
    def test_names_stand_as_they_are(self, tmp_path: Path, name: str):
        for ending in ("svg", "pdf", "png"):
            path = written(city(Actor(id="a", name=name)), tmp_path, f"a.{ending}")
            if ending == "svg":
                assert name[:10] in texts(path)


def tie_of(n: int) -> Cooperation:
    return Cooperation(id=f"t{n}", source=f"a{n}", target=f"a{n + 1}")


class TestPaper:
    def test_a3_and_16_to_9(self, tmp_path: Path):
        pdf = written(tiny_city(), tmp_path, "a.pdf").read_bytes()
        assert re.search(rb"/MediaBox \[ ?0 0 1190\.55\d* 841\.88\d* ?\]", pdf)
        with Image.open(written(tiny_city(), tmp_path, "a.png", paper="slide")) as picture:
            assert picture.size == (1920, 1080)

    @pytest.mark.parametrize("paper", PAPERS)
    def test_nothing_runs_over_the_edge(self, tmp_path: Path, paper: str):
        names = {"name": "Sehr lange Landschaft " * 8, "disclaimer": "Ein langer Satz. " * 40}
        landscape = tiny_city(**names)
        svg = written(landscape, tmp_path, paper=paper, edition="internal", data_sentence="Viele Wörter. " * 60)
        measures = PAPERS[paper]
        with lettering():
            for one in etree.parse(svg).iter("{*}text"):
                x, y, size = (float(found) for found in place(one))
                wide = width_of(one.text or "", size, "bold" if "bold" in one.get("style", "") else "normal")
                start = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor(one)]
                if "rotate(-24" not in one.get("transform", ""):
                    assert start >= 0
                    assert start + wide <= measures.width + 1
                    assert 0 <= y <= measures.height

    def test_words_are_wrapped(self):
        assert wrapped("", 8, 100) == []
        assert wrapped("eins " + "x" * 100, 8, 50) == ["eins", "x" * 100]


def anchor(text: etree._Element) -> str:
    found = re.search(r"text-anchor: (\w+)", text.get("style", ""))
    return found[1] if found else "start"


def place(text: etree._Element) -> tuple[str, str, str]:
    moved = re.search(r"translate\(([-\d.]+) ([-\d.]+)\)", text.get("transform", ""))
    size = re.search(r"font-size: ([\d.]+)px|font: (?:\w+ )?([\d.]+)px", text.get("style", ""))
    x, y = (moved[1], moved[2]) if moved else (text.get("x", ""), text.get("y", ""))
    return x, y, (size[1] or size[2]) if size else "0"


class TestEditions:
    def test_the_internal_one_is_marked(self, tmp_path: Path):
        path = written(tiny_city(), tmp_path, edition="internal")
        assert path.name == "karte-INTERN.svg"
        assert texts(path).splitlines().count("INTERN – nicht weitergeben") == 2
        assert "INTERN" not in texts(written(tiny_city(), tmp_path))

    def test_protected_actors_have_no_ties_and_stand_with_those_without(self, tmp_path: Path):
        landscape = city(Actor(id="a", name="Amt"), Actor(id="h", name="Haus", protected=True), tie("ah"))
        assert "Zusammenarbeit" not in texts(written(landscape, tmp_path))
        assert "Zusammenarbeit" in texts(written(landscape, tmp_path, edition="internal"))

    def test_the_public_one_shows_what_is_released(self, tmp_path: Path):
        landscape = city(Actor(id="a", name="Amt", publish=True), Actor(id="b", name="Bund"))
        said = texts(written(landscape, tmp_path, edition="public"))
        assert "Amt" in said
        assert "Bund" not in said

    @pytest.mark.parametrize("edition", EDITIONS)
    @pytest.mark.parametrize("publish", [True, False])
    @pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
    def test_nothing_but_names_is_in_the_file(self, tmp_path: Path, edition: Edition, publish: bool, ending: str):
        landscape, canaries = with_canaries(publish=publish)
        path = write_figure(landscape, {}, tmp_path / f"karte.{ending}", edition=edition, forums=True)
        data = uncovered(path)
        found = {field for sign, field in canaries.items() if sign.encode() in data}
        assert found <= SHOWN_FIELDS
        if edition == "public" and not publish:
            assert not {kind for kind, _field in found} & {"actor", "forum"}
        assert "canary" not in path.name


@pytest.mark.parametrize("ending", [".svg", ".png", ".pdf"])
@pytest.mark.parametrize("paper", PAPERS)
def test_the_same_bytes_each_time_in_whatever_order_the_records_come(tmp_path: Path, ending: str, paper: str):
    landscape = tiny_city()
    shuffled = Landscape(landscape.settings, reversed(list(landscape.records())))
    options = {"paper": paper, "forums": True}
    first = written(landscape, tmp_path, f"a{ending}", **options).read_bytes()
    assert written(shuffled, tmp_path, f"b{ending}", **options).read_bytes() == first


def test_other_endings_are_refused_all_at_once(tmp_path: Path):
    with pytest.raises(DataError, match=r"(?s)a\.gif.*b\.jpg"):
        refuse_endings([tmp_path / "a.gif", tmp_path / "a.svg", tmp_path / "b.jpg"])


def test_members_of_a_forum_that_is_not_drawn_stay(tmp_path: Path):
    landscape = city(*actors("ab"), Forum(id="f", name="F"), *members("f", "ab"))
    assert {"A", "B"} <= set(texts(written(landscape, tmp_path, paper="slide")).splitlines())

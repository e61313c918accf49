"""Reports of every kind: their sections, what they say and never say, their pages, one of the empty landscape."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from netmap.analysis.measured import measured
from netmap.analysis.reports.annex import FIGURES
from netmap.cli import run
from netmap.cli.reports import made_report
from netmap.document import FIELDS, Document, Text
from netmap.editions import EDITIONS, Edition, view
from netmap.export.report_docx import report_docx, write_report_docx
from netmap.export.report_excel import report_excel
from netmap.export.report_html import report_html
from netmap.files.folder import read_folder
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Evidence, Forum, Membership, Offer, Said, Settings
from tests.commandline import call, refusal, stored
from tests.documents import pages, section, words_of
from tests.landscapes import empty_city, full_city, tiny_city

ROSTOCK = Path(__file__).parent.parent / "graphs" / "rostock"
ABOUT = {"area": "school", "actor": "dienhong", "forum": "iq-netzwerk-mv"}
pytestmark = pytest.mark.usefixtures("own_place")

from tests.commandline import own_place  # noqa: E402, F401 - a fixture


@pytest.fixture(scope="module")
def rostock() -> Landscape:
    return read_folder(ROSTOCK).landscape


def about(landscape: Landscape, kind: str) -> str:
    """Return what a report of a kind can be about in a landscape."""
    return {"area": "school", "actor": next(iter(landscape.actors), ""), "forum": next(iter(landscape.forums), "")}.get(
        kind, ""
    )


@pytest.mark.parametrize("kind", ["vorlage", "lage", "area", "actor", "forum"])
@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_sections_of_each_kind_are_fields_of_its_template_in_their_order(kind: str, lang: str, rostock: Landscape):
    report = made_report(rostock, kind, about=about(rostock, kind), lang=lang)
    keys = [one.key for one in report.sections]
    assert keys == [key for key in FIELDS[kind] if key in keys]
    assert set(FIELDS[kind]) - set(keys) <= {"annex", "ties", "sources"}
    assert report_docx(report)
    assert report_html(report).count("<section") == len(keys)


@pytest.mark.parametrize("kind", ["vorlage", "lage", "area"])
@pytest.mark.parametrize("edition", EDITIONS)
def test_there_is_one_of_a_landscape_of_which_nothing_is_known(kind: str, edition: Edition):
    report = made_report(empty_city(), kind, about="school" if kind == "area" else "", edition=edition)
    assert report_docx(report)
    assert report_excel(report)
    assert "Kleinstadt" in report_html(report)


@pytest.mark.parametrize("kind", ["vorlage", "lage", "area", "actor", "forum"])
def test_there_is_one_of_a_single_actor(kind: str):
    alone = Landscape(Settings(id="c", name="C", as_of="2020"), [Actor(id="a", name="A"), Forum(id="f", name="F")])
    report = made_report(alone, kind, about=about(alone, kind))
    assert report_docx(report)
    assert report_excel(report)
    assert report_html(report)


def test_each_command_that_is_named_runs(rostock: Landscape, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    store = str(tmp_path / "rostock.db")
    assert run(["--store", store, "load", str(ROSTOCK), "--yes", "--author", "BK"]) == 0
    for asked in made_report(rostock, "lage", drawn=False).asked:
        call(capsys, "--store", store, *asked.split())


def test_the_table_of_a_query_is_its_answer(rostock: Landscape):
    table = next(one for one in made_report(rostock, "lage", drawn=False).tables if one.asked == "query offers-by-area")
    assert table.headings == ("Bildungsbereich", "Angebote")
    assert sum(int(row[1]) for row in table.rows) == len(rostock.at(dt.date(2018, 12, 31)).offers)


# ----------------------------------------------------------------------------------------------------------------- lage


def test_the_lagebericht_holds_what_was_promised(rostock: Landscape):
    report = made_report(rostock, "lage")
    assert [one.title for one in section(report, "annex").parts if hasattr(one, "title")] == []
    names = {one.name for one in report.tables}
    assert {"Maßzahlen", "Verbindungen in und zwischen den Gruppen", "Quellen"} <= names
    assert any(name.startswith("E-I-Index") for name in names)
    assert any(name.startswith("Rollen") for name in names)
    pictures = section(report, "pictures").parts
    assert len(pictures) == 3
    assert all(one.words and one.svg.startswith(b"<?xml") and one.png.startswith(b"\x89PNG") for one in pictures)  # type: ignore[union-attr]


def test_pictures_have_300_dots_an_inch_where_they_are_printed(rostock: Landscape, tmp_path: Path):
    import docx

    path = write_report_docx(made_report(rostock, "lage"), tmp_path / "lage.docx")
    made = docx.Document(str(path))
    shapes = list(made.inline_shapes)
    assert len(shapes) == 3
    for one in shapes:
        part = made.part.related_parts[one._inline.graphic.graphicData.pic.blipFill.blip.embed]
        assert part.image.px_width / (one.width / 914_400) >= 300
        assert one._inline.docPr.get("descr")


def test_only_the_internal_edition_tells_of_single_actors_which_role_they_have(rostock: Landscape):
    names = {
        edition: {one.name for one in made_report(rostock, "lage", edition=edition, drawn=False).tables}
        for edition in EDITIONS
    }
    assert "Rollen einzelner Akteur*innen" in names["internal"]
    assert "Rollen einzelner Akteur*innen" not in names["meeting"] | names["public"]
    assert not any("nicht erfasst ist" in one for one in names["public"]), "open questions are not for everyone"


def test_the_figures_are_those_of_netmap_structure(rostock: Landscape):
    table = next(one for one in made_report(rostock, "lage", drawn=False).tables if one.name == "Maßzahlen")
    found = measured(rostock, view(rostock, "meeting"), edition="meeting")
    assert {row[1] for row in table.rows} >= {
        found.structure.actors,
        found.structure.ties,
        round(found.structure.density or 0, 3),
    }
    assert len(table.rows) <= len(FIGURES)


# ---------------------------------------------------------------------------------------------------------------- actor


def said(report: Document) -> str:
    return re.sub(r"<[^>]+>", " ", report_html(report))


def told_city() -> Landscape:
    """Return a city in which somebody reported a tie, wishes another one, and quarrels."""
    told = Evidence(source="Umfrage unter Trägern", reported_by="b", seen="2020", said=Said(intensity=3))
    return Landscape(
        Settings(id="c", name="C", as_of="2020-12-31"),
        [
            *(Actor(id=key, name=f"Verein {key.upper()}", note="heikel") for key in "abcd"),
            Cooperation(id="ab", source="a", target="b", kind="joint_offer", intensity=3, evidence=(told,)),
            Cooperation(id="ac", source="c", target="a", kind="joint_offer", status="wished", evidence=(told,)),
            Cooperation(id="ad", source="a", target="d", kind="conflict", evidence=(told,)),
            Offer(id="o", name="Sprachcafé", providers=("a", "b")),
            Forum(id="f", name="Runde"),
            Membership(id="af", actor="a", forum="f"),
        ],
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_actor_reads_its_offers_forums_and_ties_but_never_who_said_so(edition: Edition):
    city = told_city()
    city = city.replace(one.model_copy(update={"publish": True}) for one in city.records())
    text = said(made_report(city, "actor", about="a", edition=edition))
    assert "Stimmt das?" in text
    assert all(one in text for one in ("Sprachcafé", "Runde", "Verein B"))
    assert not any(one in text for one in ("Verein C", "Verein D", "Umfrage", "heikel", "intensi", "Intensi", "gewünscht"))


def test_an_actor_without_anything_is_asked_to_add_it():
    text = said(made_report(Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A")]), "actor", about="a"))
    assert text.count("Noch nichts erfasst. Bitte ergänzen, was es gibt.") == 3


def busy() -> Landscape:
    """Return a city with one actor of everything in hundreds, and names of 300 letters."""
    long = "Verein für alles & jedes " * 12
    others = [Actor(id=f"b{n}", name=f"{n} {long}"[:120]) for n in range(60)]
    return Landscape(
        Settings(id="c", name=long, as_of="2020-12-31"),
        [
            Actor(id="a", name=long[:300], areas=("school", "clubs", "culture"), citywide=True),
            *others,
            *(Cooperation(id=f"t{n}", source="a", target=f"b{n}") for n in range(60)),
            *(Offer(id=f"o{n}", name=f"Angebot {n}", providers=("a",)) for n in range(60)),
            *(Forum(id=f"f{n}", name=f"Runde {n}") for n in range(60)),
            *(Membership(id=f"m{n}", actor="a", forum=f"f{n}") for n in range(60)),
        ],
    )


def test_the_sheet_for_an_actor_has_one_page(rostock: Landscape, tmp_path: Path):
    largest = max(
        rostock.actors, key=lambda key: sum(key in {one.source, one.target} for one in rostock.cooperations.values())
    )
    usual = [
        ("rostock", rostock, "dienhong"),
        ("largest", rostock, largest),
        ("full", full_city(), next(iter(full_city().actors))),
        ("busy", busy(), "a"),
        ("migra", rostock, "migra"),
    ]
    paths = [
        write_report_docx(made_report(city, "actor", about=actor, lang=lang), tmp_path / f"{name}-{lang}.docx")
        for name, city, actor in usual
        for lang in ("de", "en")
    ]
    assert pages(*paths) == [1] * len(paths)


def test_what_has_no_room_on_the_sheet_is_counted():
    text = said(made_report(busy(), "actor", about="a"))
    shown, rest = text.count("☐"), map(int, re.findall(r"Und (\d+) weitere; die ganze Liste schicken wir gern\.", text))
    assert shown + sum(rest) == 180


@pytest.mark.parametrize("kind", ["vorlage", "lage", "area", "actor", "forum"])
def test_the_data_sentence_is_in_each(kind: str, rostock: Landscape):
    text = said(made_report(rostock, kind, about=about(rostock, kind), drawn=False))
    assert "Erfasst: 154 Akteure, davon 0 befragt, 0 geantwortet." in text
    assert "Reihenfolgen sind Hinweise, keine Bewertung." in text


# --------------------------------------------------------------------------------------------------------- command line


def test_the_command_writes_each_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    store = stored(tmp_path, *[one for one in tiny_city().records() if not isinstance(one, Settings)])
    forum = next(iter(tiny_city().forums))
    for words in (["vorlage"], ["area", "--area", "Schule"], ["actor", "--actor", "vhs"], ["forum", "--forum", forum]):
        _out, err = call(capsys, "--store", store, "report", "x.docx", "x.html", "x.xlsx", "--kind", *words)
        assert err.count("Geschrieben:") == 3
    assert "Volkshochschule" in words_of(Path("x.docx")) or Path("x.docx").exists()


def test_the_report_on_two_moments(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    store = stored(tmp_path, *[one for one in tiny_city().records() if not isinstance(one, Settings)])
    call(capsys, "--store", store, "report", "c.docx", "c.html", "--kind", "change", "--from", "2019", "--to", "2020")
    text = words_of(Path("c.docx"))
    assert "Veränderungsbericht" in text
    assert "netmap compare 2019 2020" in text
    assert all(f'id="{key}"' in Path("c.html").read_text(encoding="utf-8") for key in FIELDS["change"])


def test_what_a_kind_needs_or_does_not_take_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    store = stored(tmp_path, Actor(id="a", name="A"), Actor(id="haus", name="Haus", protected=True))
    assert "--kind area braucht --area" in refusal(capsys, "--store", store, "report", "--kind", "area")
    told = refusal(capsys, "--store", store, "report", "--kind", "lage", "--actor", "a", "--name")
    assert "--actor bedeutet bei --kind lage nichts" in told
    assert "--name bedeutet bei --kind lage nichts" in told
    assert "endet auf .docx" in refusal(capsys, "--store", store, "report", "a.odt")
    assert "--edition internal" in refusal(capsys, "--store", store, "report", "--kind", "actor", "--actor", "haus")


def test_the_template_is_written_and_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    store = stored(tmp_path, Actor(id="a", name="A"))
    _out, err = call(capsys, "--store", store, "report", "--write-template", "amt.docx")
    assert "finance" in err
    call(capsys, "--store", store, "report", "v.docx", "--template", "amt.docx")
    assert "Informationsvorlage" in words_of(Path("v.docx"))
    assert not list(Path().glob("*.tmp"))


def test_texts_are_told_apart_from_their_lead():
    assert Text("b", lead="a").whole == "a b"
    assert Text("b").whole == "b"

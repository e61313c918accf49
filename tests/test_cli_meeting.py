"""The sheet of a meeting: what is written, for whose eyes, and what the list brings back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from commandline import Capture, answer, call, refusal, stored

from netmap.model import (
    Actor,
    Answer,
    District,
    Evidence,
    Forum,
    GapNote,
    Inventory,
    Membership,
    Need,
    Offer,
    Record,
    Scene,
)
from netmap.store import open_store
from tests.filled_in import filled_in
from tests.map_pages import data_of

pytestmark = pytest.mark.usefixtures("own_place")
DAYCARE = "not_recorded/expected/daycare/districts"
ADULTS = "not_recorded/clubs/adults"
TRANSITION = "nothing_recorded/transition/school_to_vocational"


@pytest.fixture
def city(tmp_path: Path) -> str:
    seen = (Evidence(source="Liste", seen="2018"),)
    records: list[Record] = [
        *(District(id=one, name=name) for one, name in (("nord", "Nord"), ("sued", "Süd"))),
        Actor(id="a", name="Amt", sector="inside", evidence=seen),
        Actor(id="v", name="Verein <b>", sector="outside", areas=("clubs",), evidence=seen),
        Actor(id="h", name="Geheimhaus", sector="outside", protected=True, evidence=seen),
        Forum(id="runde", name="Runder Tisch", areas=("clubs",), nature="standing", evidence=seen),
        Membership(id="a--runde", actor="a", forum="runde", evidence=seen),
        Offer(id="o", name="Chor", providers=("v",), area="culture", citywide=True, evidence=seen),
        Need(id="need", persons=120, district="nord"),
        GapNote(id="n", gap=ADULTS, status="in_work", responsible="Geheimamt", result="vertraulich"),
        Scene(id="s", title="Alle", caption="Der Überblick", order=1),
    ]
    return stored(tmp_path, *records)


def sheet(capsys: Capture, city: str, *options: str) -> Path:
    call(capsys, "--store", city, "meeting", "out", "--forum", "Runder Tisch", "--date", "2018-12-15", *options)
    return Path("out")


def known(city: str) -> Any:
    with open_store(city) as store:
        return store.read()


def test_three_files_are_written_that_belong_together(capsys: Capture, city: str):
    out = sheet(capsys, city, "--lang", "de")
    assert sorted(one.name for one in out.iterdir()) == ["karte.html", "sitzung.html", "sitzung.xlsx"]
    page = (out / "sitzung.html").read_text(encoding="utf-8")
    assert "<h1><bdi>Runder Tisch</bdi></h1>" in page
    assert "15.12.2018" in page
    assert 'href="karte.html"' in page
    assert "<bdi>Alle</bdi> – <bdi>Der Überblick</bdi>" in page
    data = data_of((out / "karte.html").read_text(encoding="utf-8"))
    assert [one["title"] for one in data["scenes"]] == ["Alle"]
    assert [one["kind"] for one in data["views"]] == ["landscape", "gaps"]


def test_it_may_meet_on_the_day_of_a_snapshot(capsys: Capture, city: str):
    call(capsys, "--store", city, "snapshot", "Herbst", "--date", "2018-10-17", "--yes")
    call(capsys, "--store", city, "meeting", "out", "--forum", "Runder Tisch", "--date", "@Herbst")
    assert "17.10.2018" in Path("out/sitzung.html").read_text(encoding="utf-8")
    assert "@Herbst" in refusal(capsys, "--store", city, "meeting", "other", "--date", "@Winter")


def test_the_areas_of_the_forum_come_first(capsys: Capture, city: str):
    book = openpyxl.load_workbook(sheet(capsys, city) / "sitzung.xlsx")
    ids = [row[-1].value for row in book.worksheets[0].iter_rows() if "/" in str(row[-1].value)]
    fields = [one for one in ids if not one.startswith("introduction")]
    assert fields[0] == "not_recorded/expected/youth_facilities/districts", "of clubs and leisure"
    call(capsys, "--store", city, "meeting", "all", "--yes")
    book = openpyxl.load_workbook("all/sitzung.xlsx")
    assert DAYCARE in [row[-1].value for row in book.worksheets[0].iter_rows()]
    assert DAYCARE not in fields


def test_nothing_internal_is_in_the_files(capsys: Capture, city: str):
    out = sheet(capsys, city, "--items", "200")
    book = openpyxl.load_workbook(out / "sitzung.xlsx")
    cells = " ".join(str(cell.value) for table in book for row in table.iter_rows() for cell in row if cell.value)
    for text in (
        (out / "sitzung.html").read_text(encoding="utf-8"),
        (out / "karte.html").read_text(encoding="utf-8"),
        cells,
    ):
        assert not re.search("Geheimamt|vertraulich|in Arbeit", text.replace("“in work”", ""))
    assert "Geheimhaus" not in cells
    assert "no_cooperation" not in cells


def test_what_was_agreed_comes_back_in_one_revision(capsys: Capture, city: str):
    path = filled_in(
        sheet(capsys, city, "--items", "200") / "sitzung.xlsx",
        {
            (DAYCARE, "Antwort der Runde"): "fehlt",
            (DAYCARE, "Stadtbereiche"): "Süd",
            (ADULTS, "Antwort der Runde"): "alle befragt: mehr gibt es nicht",
            (TRANSITION, "Antwort der Runde"): "nicht geregelt",
            (TRANSITION, "Zuständig"): "Schulamt",
            (TRANSITION, "Fällig"): "03/2019",
        },
    )
    looked = answer(capsys, "--store", city, "meeting", "read", str(path), "--dry-run")
    assert "2 Antworten neu" in looked
    call(capsys, "--store", city, "sitzung", "lesen", str(path), "--yes", "--author", "BK")
    after = known(city)
    told = {(one.expectation or one.transition, one.district): (one.answer, one.by) for one in after.table(Answer).values()}
    assert told == {
        ("daycare", "sued"): ("missing", "Runder Tisch"),
        ("school_to_vocational", None): ("missing", "Runder Tisch"),
    }
    (asked,) = after.table(Inventory).values()
    assert (asked.area, asked.target_group, asked.state, asked.date) == ("clubs", "adults", "complete", "2018-12-15")
    notes = {one.gap: (one.status, one.responsible, one.due) for one in after.table(GapNote).values()}
    assert notes[TRANSITION] == ("open", "Schulamt", "2019-03")
    assert notes[ADULTS] == ("in_work", "Geheimamt", None), "what the meeting did not see is left as it is"
    with open_store(city) as store:
        assert next(one.reason for one in store.revisions()) == "eingelesen aus sitzung.xlsx"
        assert len(store.revisions()) == 2


def test_a_list_that_comes_back_empty_changes_nothing(capsys: Capture, city: str):
    path = sheet(capsys, city) / "sitzung.xlsx"
    _out, said = call(capsys, "--store", city, "meeting", "read", str(path), "--yes")
    assert "Nichts zu ändern." in said


def test_bad_answers_are_refused_all_at_once_and_nothing_is_changed(capsys: Capture, city: str):
    path = filled_in(
        sheet(capsys, city, "--items", "200") / "sitzung.xlsx",
        {
            (DAYCARE, "Antwort der Runde"): "nicht geregelt",
            (ADULTS, "Antwort der Runde"): "nicht vorgesehen (Begründung unter Ergebnis)",
            (TRANSITION, "Antwort der Runde"): "ja",
            (TRANSITION, "Fällig"): "demnächst",
        },
    )
    said = refusal(capsys, "--store", city, "meeting", "read", str(path), "--yes")
    assert "4 Fehler" in said
    assert said.count("Liste zum Abhaken!") == 4
    assert "braucht eine Begründung" in said
    assert known(city).table(Answer) == {}


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({(DAYCARE, "Antwort der Runde"): "fehlt", (DAYCARE, "Stadtbereiche"): "Mitte; Süd"}, "Mitte"),
        ({(DAYCARE, "Antwort der Runde"): "fehlt", (DAYCARE, "Stadtbereiche"): None}, "für welche Stadtbereiche"),
    ],
)
def test_districts_are_those_of_the_question(capsys: Capture, city: str, cells: dict[tuple[str, str], object], says: str):
    path = filled_in(sheet(capsys, city, "--items", "200") / "sitzung.xlsx", cells)
    assert says in refusal(capsys, "--store", city, "meeting", "read", str(path), "--yes")


def test_an_answer_wants_to_know_who_gave_it_and_when(capsys: Capture, city: str):
    path = filled_in(
        sheet(capsys, city, "--items", "200") / "sitzung.xlsx", {(TRANSITION, "Antwort der Runde"): "nicht geregelt"}
    )
    book = openpyxl.load_workbook(path)
    table = book.worksheets[0]
    for row in table.iter_rows(max_col=2, max_row=8):
        if row[0].value in {"Gremium", "Tag der Sitzung"}:
            row[1].value = None
    book.save(path)
    said = refusal(capsys, "--store", city, "meeting", "read", str(path), "--yes")
    assert "wer geantwortet hat" in said
    assert "der Tag der Sitzung fehlt" in said


def test_what_cannot_be_meant_is_said(capsys: Capture, city: str):
    assert "kein Gremium" in refusal(capsys, "--store", city, "meeting", "out", "--forum", "Amt")
    assert "netmap sitzung lesen DATEI" in refusal(capsys, "--store", city, "meeting", "read")
    assert "netmap sitzung lesen DATEI" in refusal(capsys, "--store", city, "meeting", "out", "liste.xlsx")
    Path("liste.xlsx").write_bytes(b"PK nothing")
    for file, says in (("liste.xlsx", "liste.xlsx"), (".", "keine Excel-Arbeitsmappe"), ("nie.xlsx", "nie.xlsx")):
        assert says in refusal(capsys, "--store", city, "meeting", "read", file)


def test_the_page_prints_without_a_network_and_holds_names_as_text(capsys: Capture, city: str, chromium: Any):
    path = (sheet(capsys, city) / "sitzung.html").resolve()
    complaints: list[str] = []
    page = chromium.new_context(viewport={"width": 900, "height": 1200}).new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: complaints.append(request.url) if request.url != path.as_uri() else None)
    page.goto(path.as_uri())
    assert page.locator("h1").inner_text() == "Runder Tisch"
    assert page.locator(".item").count() > 3
    assert page.locator(".item b").count() == 0
    page.evaluate(Path(__file__).with_name("vendor").joinpath("axe.min.js").read_text(encoding="utf-8"))
    assert page.evaluate("() => axe.run().then((found) => found.violations.map((one) => one.id))") == []
    assert len(page.pdf(prefer_css_page_size=True)) > 10_000
    page.context.close()
    assert complaints == []


def test_the_map_beside_it_opens(capsys: Capture, city: str, show: Callable[..., Any]):
    page = show((sheet(capsys, city) / "karte.html").resolve())
    assert page.locator("#views [role=tab]").count() == 2

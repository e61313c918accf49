"""A year of the network, end to end on the example: asked, answered as people do, settled, met, worked on, compared.

Every list that people fill in is opened and saved by LibreOffice before it comes back.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from commandline import Capture, answer, call, refusal
from filled_questionnaires import ASKED, as_people_do, fill
from libreoffice import saved_again

from netmap.disagreements import disagreements
from netmap.editions import view
from netmap.landscape import Landscape
from netmap.reports import confirmation_of, heard_in
from netmap.store import open_store
from tests.filled_in import filled_in
from tests.map_pages import data_of

pytestmark = [pytest.mark.usefixtures("own_place"), pytest.mark.xdist_group("libreoffice")]
DAY = dt.date(2018, 12, 31)
SENIORS = "not_recorded/clubs/seniors"
TRANSITION = "nothing_recorded/transition/early_childhood_to_school"
DAYCARE = "not_recorded/expected/daycare/districts"
SAID = "Antwort der Runde"
SEEN = ("--evidence-source", "Programm", "--evidence-seen", "2019-05")
Cells = Mapping[tuple[str, str], object]


def brought_back(path: Path, cells: Cells, name: str) -> str:
    """Fill a list in, let LibreOffice save it, and return where it lies then."""
    (saved,) = saved_again([filled_in(path, cells)], Path(name).resolve())
    return str(saved)


def open_gaps(capsys: Capture, store: str) -> set[str]:
    return {row["id"] for row in json.loads(answer(capsys, "--store", store, "gaps", "--format", "json"))}


def revisions(store: str) -> int:
    with open_store(store) as opened:
        return len(opened.revisions())


def introduced(path: Path) -> str:
    """Return the id of the first introduction on a list."""
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return next(str(row[-1]) for row in rows if str(row[-1]).startswith("introduction/"))


def whole(store: str) -> Landscape:
    with open_store(store) as opened:
        return opened.read()


@pytest.fixture
def sheets(capsys: Capture, rostock_store: str) -> dict[str, Path]:
    """Name the state, ask all actors of the schools' area, and return the questionnaires by actor."""
    call(capsys, "--store", rostock_store, "snapshot", "Jahr 1", "--yes")
    survey = ("survey", "new", "Umfrage 2018", "boegen", "--ask", "actors", "--area", "school", "--date", "2018-11", "--yes")
    call(capsys, "--store", rostock_store, *survey)
    codes = whole(rostock_store).surveys["umfrage-2018"].codes
    assert len(codes) == len(list(Path("boegen").glob("*.xlsx"))) == 18
    return {actor: next(Path("boegen").glob(f"*-{code}.xlsx")) for code, actor in codes.items()}


def read(capsys: Capture, store: str, folder: Path, code: int = 0) -> str:
    arguments = ["survey", "read", "Umfrage 2018", str(folder), "--seen", "2018-12-01", "--yes", "--lang", "en"]
    return call(capsys, "--store", store, *arguments, code=code)[1]


def ask(capsys: Capture, store: str, sheets: Mapping[str, Path]) -> None:
    """Read what came back from the schools' area: badly at first, which changes nothing; see who has answered what."""
    before, back = whole(store), as_people_do(sheets)
    bad = fill(sheets["godewind-schule"], back / "godewind.xlsx", ties={("borwinschule", "information"): "manchmal"})
    said = read(capsys, store, back, code=1)
    assert "godewind.xlsx, Zusammenarbeit!" in said
    assert "given: “manchmal”" in said
    assert whole(store) == before
    # LibreOffice says itself when it saved a file, so the earlier version is left out as a person would do
    kept = [one for one in sorted(back.glob("*.xlsx")) if one.name not in {bad.name, "borwin.xlsx"}]
    (folder,) = {one.parent for one in saved_again(kept, Path("umfrage").resolve())}
    said = read(capsys, store, folder)
    assert "Nothing is filled in, so it counts as no answer: leer.xlsx" in said
    assert "Questionnaires with answers: 4." in said
    city = whole(store)
    assert set(city.surveys["umfrage-2018"].answered) == {*ASKED} - {"grundschule-schmarl"}
    assert city.actors["lesepaten-rostock"].areas == ("culture",)
    known = heard_in(city, at=DAY)
    assert {key: confirmation_of(one, known) for key, one in city.cooperations.items() if one.reporters} == {
        "asb-kjh-rostock--borwinschule--coordination": "confirmed",
        "in-via-rostock--borwinschule--referral": "one_sided",
        "borwinschule--in-via-rostock--unspecified": "confirmed",
        "christophorusschule--lesepaten-rostock--information": "unanswered",
        "christophorusschule--migra--referral": "unanswered",
    }
    assert [(one.about, one.first_says, one.second_says) for one in disagreements(city)] == [
        ("intensity", "3", "2"),
        ("status", "existing", "wished"),
    ]


def settle(capsys: Capture, store: str) -> None:
    """See who is missing, settle what differs, and see what the analyses make of it."""
    silent = answer(capsys, "--store", store, "survey", "status", "--format", "csv", "--lang", "en")
    assert len(silent.splitlines()) == 1 + 14, "those to be reminded"
    said = answer(capsys, "--store", store, "survey", "status", "--lang", "en")
    assert "School" in said
    assert "Two sides say different things (2)" in said
    tie = "asb-kjh-rostock--borwinschule--coordination"
    call(capsys, "--store", store, "survey", "resolve", tie, "--intensity", "3", "--date", "2018-12-10", "--yes")
    other = "in-via-rostock--borwinschule--referral"
    call(capsys, "--store", store, "survey", "resolve", other, "--status", "existing", "--date", "2018-12-10", "--yes")
    assert "Two sides say different things" not in answer(capsys, "--store", store, "survey", "status", "--lang", "en")
    assert whole(store).cooperations[tie].intensity == 3
    for name, reporter in (("one-sided", "in-via-rostock"), ("unanswered", "christophorusschule")):
        rows = json.loads(answer(capsys, "--store", store, "query", name, "--format", "json"))
        assert {row["reported_by"] for row in rows} == {reporter}
    (structure,) = json.loads(f"[{answer(capsys, '--store', store, 'structure', '--format', 'json')}]")
    assert structure["reciprocity"] == 0.5


def meet(capsys: Capture, store: str) -> None:
    """Hold a meeting that answers three questions: one of them badly at first, which changes nothing."""
    call(
        capsys,
        "--store",
        store,
        "meeting",
        "sitzung",
        "--forum",
        "fachkreis-ehrenamt",
        "--date",
        "2018-12-15",
        "--items",
        "60",
    )
    page = Path("sitzung/sitzung.html").read_text(encoding="utf-8")
    assert "Fachkreis Ehrenamt Rostock" in page
    assert "Beispiel aus öffentlichen Quellen" in page
    assert data_of(Path("sitzung/karte.html").read_text(encoding="utf-8"))["views"][1]["kind"] == "gaps"
    cells: dict[tuple[str, str], object] = {
        (TRANSITION, SAID): "verfahren  vereinbart",
        (SENIORS, SAID): "alle befragt: mehr gibt es nicht",
        (SENIORS, "Zuständig"): "Sportamt",
        (SENIORS, "Status"): "in Arbeit",
        (SENIORS, "Fällig"): "06/2019",
        (DAYCARE, SAID): "fehlt",
        (DAYCARE, "Stadtbereiche"): "Toitenwinkl",
        (pair := introduced(Path("sitzung/sitzung.xlsx")), SAID): "kennen sich schon",
        (pair, "Ergebnis"): "seit dem Sommerfest",
    }
    before = revisions(store)
    bad = brought_back(Path("sitzung/sitzung.xlsx"), cells, "schlecht")
    said = refusal(capsys, "--store", store, "meeting", "read", bad, "--yes")
    assert "Liste zum Abhaken!E" in said
    assert "Toitenwinkl" in said
    assert revisions(store) == before
    good = brought_back(Path("sitzung/sitzung.xlsx"), {(DAYCARE, "Stadtbereiche"): "Evershagen"}, "gut")
    call(capsys, "--store", store, "meeting", "read", good, "--yes", "--author", "BK")
    assert revisions(store) == before + 1
    every = json.loads(answer(capsys, "--store", store, "todo", "--format", "json"))
    (known,) = (row for row in every if row["id"] == pair)
    assert (known["part"], known["state"], known["result"]) == ("introduction", "done", "seit dem Sommerfest")


def a_year_goes_by(capsys: Capture, store: str) -> None:
    """Record what happened in 2019, and a tie that had only not been known."""
    offer = ("area=clubs", "target_groups=seniors", "providers=vhshro; dienhong", "citywide=ja", "since=2019-05")
    call(capsys, "--store", store, "add", "offer", "name=Tanztee der Kulturen", *offer, *SEEN, "--yes")
    tie = ("source=vhshro", "target=dienhong", "kind=joint_offer", "since=2019-05")
    call(capsys, "--store", store, "add", "cooperation", *tie, *SEEN, "--yes")
    call(capsys, "--store", store, "add", "cooperation", "source=vhshro", "target=migro", "kind=information", *SEEN, "--yes")
    call(capsys, "--store", store, "edit", "rostock", "as_of=2019-12-31", "--yes")


def follow_up(capsys: Capture, store: str) -> None:
    """See what is overdue, note what came of it in Excel, and read that back."""
    (late,) = json.loads(answer(capsys, "--store", store, "todo", "--overdue", "--format", "json"))
    assert (late["id"], late["responsible"], late["part"]) == (SENIORS, "Sportamt", "closed")
    call(capsys, "--store", store, "todo", "--responsible", "Sportamt", "--output", "aufgaben.xlsx")
    cells = {(SENIORS, "Status"): "erledigt", (SENIORS, "Ergebnis"): "Tanztee seit Mai"}
    call(
        capsys,
        "--store",
        store,
        "workbook",
        "import",
        brought_back(Path("aufgaben-INTERN.xlsx"), cells, "aufgaben"),
        "--yes",
    )
    assert "Überfällig" not in answer(capsys, "--store", store, "todo")


def compared(capsys: Capture, store: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(answer(capsys, "--store", store, "compare", "@Jahr 1", "--format", "json"))
    return found


def test_a_year_from_one_snapshot_to_the_next(capsys: Capture, rostock_store: str, sheets: dict[str, Path]):
    store = rostock_store
    assert {SENIORS, TRANSITION, DAYCARE} <= open_gaps(capsys, store)

    ask(capsys, store, sheets)
    settle(capsys, store)
    meet(capsys, store)
    after = open_gaps(capsys, store)
    assert TRANSITION not in after, "an agreed procedure closes the question"
    assert {"uncovered/clubs/seniors", "missing/expected/daycare/evershagen"} <= after, "somebody looked, so it is a gap"

    a_year_goes_by(capsys, store)
    assert "uncovered/clubs/seniors" not in open_gaps(capsys, store)
    follow_up(capsys, store)

    rows = compared(capsys, store)
    records = {(row["change"], row["kind"], row["id"]) for row in rows if row["part"] == "record"}
    assert {row for row in records if row[0] in {"new", "found"}} == {
        ("new", "offer", "tanztee-der-kulturen"),
        ("new", "cooperation", "vhshro--dienhong--joint-offer"),
        ("found", "cooperation", "vhshro--migro--information"),
        ("found", "cooperation", "asb-kjh-rostock--borwinschule--coordination"),
        ("found", "cooperation", "in-via-rostock--borwinschule--referral"),
        ("found", "cooperation", "christophorusschule--migra--referral"),
        ("found", "cooperation", "christophorusschule--lesepaten-rostock--information"),
        ("found", "actor", "lesepaten-rostock"),
    }
    closed = {row["id"]: row["causes"] for row in rows if row["part"] == "gap" and row["change"] == "closed"}
    assert closed == {SENIORS: ["change"], TRANSITION: ["answers"]}
    (across,) = (row for row in rows if row.get("figure") == "pairs_across")
    assert (across["then"], across["without_answers"], across["now"]) == (14, 15, 16)
    asked = {row["what"]: (row["then"], row["now"]) for row in rows if row["part"] == "asked"}
    assert (asked["actors_answered"], asked["ties_confirmed"]) == ((0, 4), (0, 1))
    assert (asked["inventories_complete"], asked["expectations_answered"]) == ((0, 1), (0, 2))

    call(capsys, "--store", store, "map", "--view", "compare", "@Jahr 1", f"r{revisions(store)}", "-o", "jahr.html")
    data = data_of(Path("jahr.html").read_text(encoding="utf-8"))
    existing = {str(edge["id"]) for edge in data["edges"] if "status" not in edge}
    states = [mark["state"] for key, mark in data["views"][0]["edge_marks"].items() if key in existing]
    assert (states.count("new"), states.count("found")) == (1, 5)


def test_nothing_of_who_said_what_leaves_the_house(capsys: Capture, rostock_store: str, sheets: dict[str, Path]):
    read(capsys, rostock_store, as_people_do(sheets))
    city = whole(rostock_store)
    for edition in ("meeting", "public"):
        shown = view(city, edition)  # type: ignore[arg-type]
        assert not any(one.reported_by or one.survey or one.said for record in shown.records() for one in record.evidence)
        assert not any(survey.asked or survey.codes or survey.returned for survey in shown.surveys.values())
    call(capsys, "--store", rostock_store, "map", "--output", "karte.html", "--edition", "meeting")
    page = Path("karte.html").read_text(encoding="utf-8")
    assert not [code for code in city.surveys["umfrage-2018"].codes if code in page]

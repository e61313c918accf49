"""A survey of the real example from end to end: asked, answered as people do, read, reminded, settled, and what follows."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from commandline import Capture, answer, call
from filled_questionnaires import fill, move_column, without_hidden

from netmap.disagreements import disagreements
from netmap.editions import view
from netmap.landscape import Landscape
from netmap.reports import confirmation_of, heard_in
from netmap.store import open_store

pytestmark = pytest.mark.usefixtures("own_place")
DAY = dt.date(2018, 12, 31)
ASKED = ("asb-kjh-rostock", "borwinschule", "christophorusschule", "grundschule-schmarl", "in-via-rostock")


def whole(store: str) -> Landscape:
    with open_store(store) as opened:
        return opened.read()


@pytest.fixture
def sheets(capsys: Capture, rostock_store: str) -> dict[str, Path]:
    """Ask all actors of the schools' area, and return the questionnaires by actor."""
    arguments = [
        "survey",
        "new",
        "Umfrage 2018",
        "boegen",
        "--ask",
        "actors",
        "--area",
        "school",
        "--date",
        "2018-11",
        "--yes",
    ]
    call(capsys, "--store", rostock_store, *arguments)
    codes = whole(rostock_store).surveys["umfrage-2018"].codes
    return {actor: next(Path("boegen").glob(f"*-{code}.xlsx")) for code, actor in codes.items()}


def as_people_do(sheets: dict[str, Path]) -> Path:
    """Fill in five questionnaires, and return the folder with what came back: renamed, moved, twice, with free words."""
    back = Path("zurueck")
    asb, borwin, christophorus, schmarl, via = (sheets[one] for one in ASKED)
    fill(asb, back / "Fragebogen (ausgefüllt).xlsx", ties={("borwinschule", "coordination"): "3, seit 2016"})
    move_column(back / "Fragebogen (ausgefüllt).xlsx", "ties", "coordination", to=2)
    old = {("asb-kjh-rostock", "coordination"): 4}
    fill(borwin, back / "borwin.xlsx", ties=old, saved=dt.datetime(2018, 11, 20))
    new = old | {("asb-kjh-rostock", "coordination"): 2, ("in-via-rostock", "wish"): "X"}
    fill(borwin, back / "borwin_NEU.xlsx", ties=new, saved=dt.datetime(2018, 11, 22))
    others = [{"name": "Lesepaten Rostock", "area": "Kultr", "information": "ja"}, {"name": "migra e.V.", "referral": 2}]
    fill(christophorus, back / "chr.xlsx", ties={("asb-kjh-rostock", "information"): ""}, new=others)
    fill(schmarl, back / "leer.xlsx")
    fill(via, back / "invia.xlsx", ties={("borwinschule", "referral"): "stimmt sich ab", ("borwinschule", "wish"): "ja"})
    without_hidden(back / "invia.xlsx")
    return back


def read(capsys: Capture, store: str, *files: Path, code: int = 0) -> str:
    arguments = ["survey", "read", "Umfrage 2018", *map(str, files), "--seen", "2018-12-01", "--yes", "--lang", "en"]
    return call(capsys, "--store", store, *arguments, code=code)[1]


def through_libreoffice(folder: Path, tmp_path: Path) -> Path:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is missing")
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    files = sorted(folder.glob("*.xlsx"))
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", tmp_path / "saved", *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return tmp_path / "saved"


def test_bad_answers_first(capsys: Capture, rostock_store: str, sheets: dict[str, Path]):
    before = whole(rostock_store)
    back = as_people_do(sheets)
    fill(sheets["godewind-schule"], back / "godewind.xlsx", ties={("borwinschule", "information"): "manchmal"})
    said = read(capsys, rostock_store, back, code=1)
    assert "godewind.xlsx, Zusammenarbeit!" in said
    assert "given: “manchmal”" in said
    assert whole(rostock_store) == before


def test_asked_answered_read_and_followed_up(capsys: Capture, rostock_store: str, sheets: dict[str, Path], tmp_path: Path):
    assert len(sheets) == 18
    back = through_libreoffice(as_people_do(sheets), tmp_path)
    # LibreOffice says itself when it saved a file, so the earlier version is left out as a person would do
    (back / "borwin.xlsx").unlink()
    said = read(capsys, rostock_store, back)
    assert "Nothing is filled in, so it counts as no answer: leer.xlsx" in said
    assert "Questionnaires with answers: 4." in said
    city = whole(rostock_store)
    survey = city.surveys["umfrage-2018"]
    assert set(survey.answered) == {"asb-kjh-rostock", "borwinschule", "christophorusschule", "in-via-rostock"}
    assert city.actors["lesepaten-rostock"].areas == ("culture",)
    known = heard_in(city, at=DAY)
    states = {key: confirmation_of(one, known) for key, one in city.cooperations.items() if one.reporters}
    assert states == {
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
    _followed_up(capsys, rostock_store)


def _followed_up(capsys: Capture, store: str) -> None:
    """See who is missing, settle what differs, and see what the analyses make of it."""
    silent = answer(capsys, "--store", store, "survey", "status", "--format", "csv", "--lang", "en")
    assert len(list(csv.DictReader(io.StringIO(silent)))) == 14
    said = answer(capsys, "--store", store, "survey", "status", "--lang", "en")
    assert "School" in said
    assert "Two sides say different things (2)" in said
    tie = "asb-kjh-rostock--borwinschule--coordination"
    call(capsys, "--store", store, "survey", "resolve", tie, "--intensity", "3", "--date", "2018-12-10", "--yes")
    other = "in-via-rostock--borwinschule--referral"
    call(capsys, "--store", store, "survey", "resolve", other, "--status", "existing", "--date", "2018-12-10", "--yes")
    assert "Two sides say different things" not in answer(capsys, "--store", store, "survey", "status", "--lang", "en")
    assert whole(store).cooperations[tie].intensity == 3
    rows = json.loads(answer(capsys, "--store", store, "query", "one-sided", "--format", "json"))
    assert [row["reported_by"] for row in rows] == ["in-via-rostock"]
    rows = json.loads(answer(capsys, "--store", store, "query", "unanswered", "--format", "json"))
    assert {row["reported_by"] for row in rows} == {"christophorusschule"}
    structure = json.loads(answer(capsys, "--store", store, "structure", "--format", "json"))
    structure = structure[0] if isinstance(structure, list) else structure
    assert structure.get("reciprocity", 0.5) == 0.5


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

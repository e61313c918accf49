"""The working list on the command line: shown, written as Excel, filled in and read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import Capture, answer, call, refusal, stored

from netmap.changes import diff
from netmap.model import Actor, GapNote
from netmap.store import open_store
from tests.filled_in import filled_in

pytestmark = pytest.mark.usefixtures("own_place")
ADULTS, SENIORS = "not_recorded/clubs/adults", "not_recorded/clubs/seniors"


@pytest.fixture
def city(tmp_path: Path) -> str:
    return stored(
        tmp_path,
        Actor(id="a", name="A"),
        Actor(id="b", name="B"),
        GapNote(id="n", gap=ADULTS, status="in_work", responsible="Sportamt", due="2018-06"),
        GapNote(id="i", gap="introduction/a/b", status="done", result="Treffen im Mai"),
    )


def notes(city: str) -> dict[str, tuple[str, str, str | None, str]]:
    with open_store(city) as store:
        found = store.read().table(GapNote).values()
        return {one.gap: (one.status, one.responsible, one.due, one.result) for one in found}


def revisions(city: str) -> int:
    with open_store(city) as store:
        return len(store.revisions())


def written(capsys: Capture, city: str, *options: str) -> Path:
    call(capsys, "--store", city, "todo", "--output", "liste.xlsx", *options)
    return Path("liste-INTERN.xlsx")


def test_the_most_urgent_comes_first_and_who_sees_to_it_is_counted(capsys: Capture, city: str):
    says = answer(capsys, "--store", city, "todo", "--lang", "en")
    assert says.index("Overdue (1)") < says.index("Open (") < says.index("Done (1)")
    assert "\n    Sportamt, until 2018-06\n" in says
    assert "    Result: Treffen im Mai\n    introduction/a/b" in says
    assert "  Sportamt: 1, of these overdue: 1" in says


def test_an_office_and_what_is_overdue_can_be_asked_for(capsys: Capture, city: str):
    only = json.loads(answer(capsys, "--store", city, "todo", "--overdue", "--format", "json"))
    assert [(row["id"], row["state"]) for row in only] == [(ADULTS, "overdue")]
    assert "Hier steht nichts." in answer(capsys, "--store", city, "aufgaben", "--responsible", "Feuerwehr")
    early = answer(capsys, "--store", city, "todo", "--responsible", "sport", "--at", "2018-06", "--format", "csv")
    assert "in Arbeit" not in early
    assert "In Arbeit" in answer(
        capsys, "--store", city, "todo", "--responsible", "sport", "--at", "2018-06", "--lang", "de"
    )


def test_all_forms_have_every_row(capsys: Capture, city: str):
    every = json.loads(answer(capsys, "--store", city, "todo", "--format", "json"))
    lines = answer(capsys, "--store", city, "todo", "--format", "csv").splitlines()
    assert [line.partition(";")[0] for line in lines[1:]] == [row["id"] for row in every]
    told = answer(capsys, "--store", city, "todo", "--format", "md")
    assert sum(line.startswith("| ") for line in told.splitlines()) == len(every) + 2


def test_a_list_that_nobody_touched_changes_nothing(capsys: Capture, city: str):
    _out, said = call(capsys, "--store", city, "workbook", "import", str(written(capsys, city)), "--yes")
    assert "Nichts zu ändern." in said
    assert revisions(city) == 1


def test_what_is_filled_in_becomes_notes_in_one_revision(capsys: Capture, city: str):
    path = filled_in(
        written(capsys, city),
        {
            (ADULTS, "Status"): "erledigt",
            (ADULTS, "Ergebnis"): "Chor gefunden",
            (SENIORS, "Zuständig"): "Seniorenbüro",
            (SENIORS, "Fällig"): "31.03.2019",
        },
    )
    looked, _err = call(capsys, "--store", city, "workbook", "import", str(path), "--dry-run")
    assert "1 Notiz zu einer Lücke neu: Vereine und Freizeit, Ältere Menschen ab 60" in looked
    assert revisions(city) == 1
    call(capsys, "--store", city, "workbook", "import", str(path), "--yes", "--author", "BK")
    assert notes(city) == {
        ADULTS: ("done", "Sportamt", "2018-06", "Chor gefunden"),
        SENIORS: ("open", "Seniorenbüro", "2019-03-31", ""),
        "introduction/a/b": ("done", "", None, "Treffen im Mai"),
    }
    assert revisions(city) == 2


def test_an_emptied_cell_takes_back_what_was_noted(capsys: Capture, city: str):
    path = filled_in(written(capsys, city), {(ADULTS, "Fällig"): None, (ADULTS, "Status"): None})
    call(capsys, "--store", city, "workbook", "import", str(path), "--yes")
    assert notes(city)[ADULTS] == ("in_work", "Sportamt", None, "")


def test_what_somebody_else_noted_meanwhile_stays(capsys: Capture, city: str):
    path = filled_in(written(capsys, city), {(ADULTS, "Status"): "erledigt", (ADULTS, "Ergebnis"): "Chor gefunden"})
    with open_store(city) as store:
        old = store.read()
        note = old.table(GapNote)["n"].model_copy(update={"status": "dropped", "responsible": "Kulturamt"})
        store.apply(diff(old, old.replace([note])), author="KA")
    _out, said = call(capsys, "--store", city, "workbook", "import", str(path), "--yes")
    assert "Inzwischen von anderen geändert" in said
    assert notes(city)[ADULTS] == ("dropped", "Kulturamt", "2018-06", "Chor gefunden")


def test_bad_cells_are_refused_all_at_once_and_nothing_is_changed(capsys: Capture, city: str):
    path = filled_in(
        written(capsys, city),
        {(ADULTS, "Status"): "vielleicht", (SENIORS, "Fällig"): "bald", (SENIORS, "Kennung"): "uncovered/clubs/martians"},
    )
    said = refusal(capsys, "--store", city, "workbook", "import", str(path), "--yes")
    assert "3 Fehler" in said
    assert said.count("Arbeitsliste!") == 3
    assert revisions(city) == 1


def test_a_list_of_another_landscape_is_refused(capsys: Capture, city: str, tmp_path: Path):
    path = written(capsys, city)
    other = stored(tmp_path, Actor(id="a", name="A"), name="town")
    assert "„city“" in refusal(capsys, "--store", other, "workbook", "import", str(path), "--yes")


def test_notes_are_for_the_desk_only(capsys: Capture, city: str):
    assert "netmap sitzung" in refusal(capsys, "--store", city, "todo", "--edition", "meeting")
    assert "netmap sitzung" in refusal(capsys, "--store", city, "todo", "--output", "liste.csv")
    call(capsys, "--store", city, "todo", "--output", "liste.csv", "--edition", "internal")
    assert Path("liste-INTERN.csv").is_file()

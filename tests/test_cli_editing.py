"""Add, edit, remove: shown in words, asked about, refused with all that is wrong, on both stores."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from commandline import Capture, answer, call, refusal, stored

from netmap.cli.adding import ASKED_FOR
from netmap.cli.field_options import FLAGS
from netmap.fields import field_label
from netmap.files.assignments import heading
from netmap.files.workbook.columns import columns
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, District, Forum, Membership
from netmap.store import open_store

pexpect = pytest.importorskip("pexpect") if sys.platform != "win32" else None
Start = Callable[..., Any]
ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.usefixtures("own_place")
RECORDS = (
    District(id="ktv", name="KTV"),
    Actor(id="vhs", name="Volkshochschule der Stadt", short_name="VHS", sector="inside"),
    Actor(id="club", name="Verein", part_of="vhs"),
    Forum(id="runde", name="Runder Tisch", lead="vhs"),
    Membership(id="vhs--runde", actor="vhs", forum="runde"),
    Cooperation(id="vhs--club--joint-offer", source="vhs", target="club", kind="joint_offer"),
)


@pytest.fixture(scope="module")
def city_once(tmp_path_factory: pytest.TempPathFactory) -> str:
    return stored(tmp_path_factory.mktemp("city"), *RECORDS)


@pytest.fixture
def city(city_once: str, tmp_path: Path) -> str:
    """Return a store with a small city, of which each test has its own copy."""
    return str(shutil.copy(city_once, tmp_path / "city.db"))


def now(city: str) -> Landscape:
    with open_store(city) as store:
        return store.read()


def revisions(city: str) -> int:
    with open_store(city) as store:
        return len(store.revisions())


# ----------------------------------------------------------------------------------------------------------------- add


@pytest.mark.parametrize(
    ("arguments", "record"),
    [
        (["actor", "--name", "Amt", "--type", "municipal_office", "--areas", "Schule, Kultur"], "amt"),
        (["akteur", "name=Amt", "type=municipal_office", "areas=school; culture"], "amt"),
        (
            ["cooperation", "--source", "VHS", "--target", "Verein", "--kind", "funding", "--intensity", "2"],
            "vhs--club--funding",
        ),
        (["gremium", "--name", "Beirat", "--nature", "standing", "--lead", "VHS"], "beirat"),
        (["member", "--actor", "Verein", "--forum", "Runder Tisch", "--role", "member"], "club--runde"),
        (["offer", "--name", "Kurs", "--providers", "VHS; Verein", "--area", "school", "--offer-format", "course"], "kurs"),
        (["need", "--area", "school", "--persons", "40", "--district", "KTV", "--year", "2018"], "need--school--ktv--2018"),
    ],
)
def test_one_record_of_each_kind(capsys: Capture, city: str, arguments: list[str], record: str):
    evidence = ["--evidence-source", "Anruf", "--evidence-seen", "2018"]
    _out, err = call(capsys, "--store", city, "add", *arguments, *evidence, "--yes", "--author", "BK")
    assert " neu: " in err
    assert "Geschrieben als Revision r2." in err
    found = now(city).get(record)
    assert [(one.source, one.seen) for one in found.evidence] == [("Anruf", "2018")]
    call(capsys, "--store", city, "undo", "--yes")
    assert record not in now(city)


def test_what_is_new_is_shown_with_its_fields(capsys: Capture, city: str):
    _out, err = call(capsys, "--store", city, "add", "actor", "--name", "Amt", "--part-of", "VHS", "--yes")
    assert "  Name: Amt\n" in err
    assert "Volkshochschule der Stadt\n" in err
    assert "Bitte ansehen: Akteur amt: " in err  # what is not known yet


def test_a_sector_is_suggested_and_never_written(capsys: Capture, city: str):
    _out, err = call(capsys, "--store", city, "add", "actor", "--name", "Amt", "--type", "municipal_office", "--yes")
    assert "Üblich für diese Art: --sector inside (Stadtverwaltung)" in err
    assert now(city).actors["amt"].sector == "unknown"
    more = ["--name", "Bund", "--type", "municipal_office", "--sector", "outside", "--yes"]
    assert "Üblich für diese Art" not in call(capsys, "--store", city, "add", "actor", *more)[1]


def test_who_may_be_there_already_is_named_before_it_is_written(capsys: Capture, city: str):
    _out, err = call(capsys, "--store", city, "add", "actor", "--name", "VHS der Stadt e. V.", "--yes")
    assert err.index("VHS der Stadt e. V. – Volkshochschule der Stadt") < err.index("Geschrieben")


def test_programs_are_told_what_was_added(capsys: Capture, city: str):
    told = json.loads(answer(capsys, "--store", city, "add", "actor", "--name", "Amt", "--yes", "--format", "json"))
    assert told == [{"revision": "r2", "change": "added", "kind": "actor", "id": "amt", "name": "Amt", "fields": []}]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["planet", "--name", "Mars"], "„planet“ lässt sich so nicht hinzufügen. Es gibt: Akteur, Kooperation, "),
        (["position"], "lässt sich so nicht hinzufügen"),
        (["actor"], "name: „Name“ ist nicht ausgefüllt"),
        (["cooperation", "--source", "VHS"], "target: "),
        (
            ["actor", "--name", "X", "--persons", "3", "--year", "2018"],
            "Akteur kennt kein --persons, --year. Es gibt: --name,",
        ),
        (["actor", "--name", "X", "--type", "schuhle"], "type: "),
        (["member", "--actor", "Runder Tisch", "--forum", "VHS"], "forum: "),
        (["cooperation", "--source", "VHS", "--target", "VHS"], "Nicht übernommen"),
        (["actor", "--name", "X", "--since", "2018", "--until", "2017"], "until"),
        (["actor", "--name", "X", "unsinn"], "unsinn: das ist kein Feld mit einem Wert"),
    ],
)
def test_what_cannot_be_added_changes_nothing(capsys: Capture, city: str, arguments: list[str], words: str):
    assert words in refusal(capsys, "--store", city, "add", *arguments, "--yes")
    assert revisions(city) == 1


def test_every_field_has_its_option_with_its_heading():
    there = {one.path: one.header for kind in ASKED_FOR for one in reversed(columns(kind, "en"))}
    wanted = {path for path in there if path not in {"id", "version"} and not path.startswith("evidence.said")}
    assert set(FLAGS) == wanted
    for path, label in FLAGS.items():
        kinds = [kind for kind in ASKED_FOR if path in {one.path for one in columns(kind, "en")}]
        assert label in {heading(kind, path, lang="en") for kind in kinds} | {field_label("", path, "en")}
    for kind, paths in ASKED_FOR.items():
        assert set(paths) <= {one.path for one in columns(kind, "en")}


# ---------------------------------------------------------------------------------------------------------- at a terminal


@pytest.fixture
def terminal(city: str) -> Iterator[Start]:
    """Give what starts netmap on a terminal of its own."""
    if pexpect is None:
        pytest.skip("a terminal is needed")
    started = []
    env = {**os.environ, "PROMPT_TOOLKIT_NO_CPR": "1", "TERM": "xterm", "LANG": "de_DE.UTF-8", "NETMAP_STORE": city}

    def start(*arguments: str) -> Any:
        command = [str(ROOT / "cli.py"), *arguments]
        child = pexpect.spawn(sys.executable, command, env=env, encoding="utf-8", timeout=60, dimensions=(40, 120))
        started.append(child)
        return child

    yield start
    for one in started:
        one.close(force=True)


def test_at_a_terminal_it_is_asked_for_field_by_field(terminal: Start, city: str):
    child = terminal("hinzufuegen", "akteur", "--areas", "school")
    child.expect("Name:")
    child.send("\r")
    child.expect("Das wird gebraucht")
    child.send("Amt für Bildung\r")
    child.expect("Art der Einrichtung:")
    child.send("amt / fach")
    child.expect("Amt / Fachbereich der Stadt")  # what fits is shown while one types
    child.send("\r")
    child.expect("außerhalb:")
    child.expect("Stadtverwaltung")  # the type's usual sector stands there
    child.send("\r")
    child.expect("Gehört zu:")
    child.send("nobody\r")
    child.expect("wird der Name oder die Kennung")
    child.send("\x15VHS\r")
    child.expect("Zielgruppen:")
    child.send("\r")
    child.expect("Stadtbereiche:")
    child.send("kt")
    child.expect("KTV")
    child.send("\t\r")
    child.expect("Internetseite:")
    child.send("\r")
    child.expect("Quelle:")
    child.send("Anruf\r")
    child.expect("am:")
    child.send("2018\r")
    child.expect("Soll das geschrieben werden")
    child.send("j\r")
    child.expect("Wer")
    child.send("BK\r")
    child.expect("Revision r2")
    child.expect(pexpect.EOF)
    found = now(city).actors["amt-fuer-bildung"]
    assert (found.type, found.sector, found.part_of, found.areas) == ("municipal_office", "inside", "vhs", ("school",))
    assert found.districts == ("ktv",)
    assert found.evidence[0].seen == "2018"


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_leaving_at_a_terminal_changes_nothing(terminal: Start, city: str, key: str):
    child = terminal("add", "actor")
    child.expect("Name:")
    child.send(key)
    child.expect("Es wurde nichts geändert")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 1
    assert revisions(city) == 1


# ---------------------------------------------------------------------------------------------------------------- edit


def test_fields_are_changed_in_words_first(capsys: Capture, city: str):
    words = ["Kurzname=", "areas+=culture", "attributes.Ordner=7", "evidence.source=Anruf", "evidence.seen=2018"]
    _out, err = call(capsys, "--store", city, "aendern", "VHS", *words, "--yes", "--author", "BK")
    assert err.splitlines()[:4] == [
        "Akteur Volkshochschule der Stadt: Belege: – → Anruf, gesehen 2018",
        "Akteur Volkshochschule der Stadt: Eigene Spalte „Ordner“: – → 7",
        "Akteur Volkshochschule der Stadt: Kurzname: VHS → –",
        "Akteur Volkshochschule der Stadt: Bildungsbereiche: – → Kultur",
    ]
    assert now(city).actors["vhs"].attributes == {"Ordner": 7}
    assert "Nichts zu ändern" in call(capsys, "--store", city, "edit", "vhs", "attributes.Ordner=7", "--yes")[1]


def test_the_settings_are_changed_like_any_record(capsys: Capture, city: str):
    call(capsys, "--store", city, "edit", "city", "thresholds.small_count=7", "coordinating_office=VHS", "--yes")
    assert now(city).settings.thresholds.small_count == 7
    assert now(city).settings.coordinating_office == "vhs"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["vhs"], "Was soll geändert werden? Geschrieben wird feld=wert. Es gibt: name, short_name"),
        (["nobody", "name=x"], "Einen Eintrag „nobody“ gibt es nicht"),
        (["vhs", "nam=x"], "Meinten Sie „name“?"),
        (["vhs", "name="], "„Name“ ist nicht ausgefüllt"),
        (["vhs", "part_of=club"], "Nicht übernommen"),  # a circle
        (["vhs", "part_of=[nobody]"], "nobody"),
        (["vhs--club--joint-offer", "target=vhs"], "Nicht übernommen"),
        (["vhs--club--joint-offer", "intensity=9"], "intensity: "),
    ],
)
def test_what_cannot_be_changed_changes_nothing(capsys: Capture, city: str, arguments: list[str], words: str):
    assert words in refusal(capsys, "--store", city, "edit", *arguments, *(["--yes"] if len(arguments) > 1 else []))
    assert revisions(city) == 1


def test_nothing_is_changed_unasked(capsys: Capture, city: str):
    for words in (["edit", "vhs", "name=X"], ["remove", "vhs"], ["add", "actor", "--name", "X"]):
        assert "--yes" in refusal(capsys, "--store", city, *words)
    assert revisions(city) == 1


# -------------------------------------------------------------------------------------------------------------- remove


def test_a_record_ends_with_its_ties(capsys: Capture, city: str):
    _out, err = call(capsys, "--store", city, "entfernen", "VHS", "--until", "2018-06", "--yes")
    assert err.splitlines()[:5] == [
        "An „Volkshochschule der Stadt“ hängt:",
        "  1 Akteur: Verein",
        "  1 Kooperation: Volkshochschule der Stadt – Verein",
        "  1 Gremium: Runder Tisch",
        "  1 Mitgliedschaft: Volkshochschule der Stadt – Runder Tisch",
    ]
    after = now(city)
    assert after.actors["vhs"].until == after.memberships["vhs--runde"].until == "2018-06"
    assert after.cooperations["vhs--club--joint-offer"].status == "ended"


def test_today_is_the_last_day_where_none_is_said(capsys: Capture, city: str):
    _out, err = call(capsys, "--store", city, "remove", "runde", "--yes")
    assert "Die Landschaft hat den Stand 31.12.2018: Dort gilt der Datensatz noch." in err
    assert str(now(city).forums["runde"].until) > "2018-12-31"


def test_deleting_needs_saying(capsys: Capture, city: str):
    _out, err = call(capsys, "--store", city, "remove", "club", "--delete", "--yes")
    assert "1 Kooperation entfernt" in err
    assert set(now(city).actors) == {"vhs"}
    call(capsys, "--store", city, "undo", "--yes")
    assert set(now(city).actors) == {"vhs", "club"}
    assert len(now(city).cooperations) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["vhs", "--delete", "--until", "2018"], "Entweder --until"),
        (["vhs", "--until", "gestern"], "„gestern“ ist kein Datum"),
        (["city"], "Die Landschaft selbst wird nicht entfernt"),
        (["city", "--delete"], "Die Landschaft selbst wird nicht entfernt"),
        (["nobody"], "gibt es nicht"),
    ],
)
def test_what_cannot_be_removed_changes_nothing(capsys: Capture, city: str, arguments: list[str], words: str):
    assert words in refusal(capsys, "--store", city, "remove", *arguments, "--yes")
    assert revisions(city) == 1


def test_what_never_ends_can_be_deleted(capsys: Capture, city: str):
    call(capsys, "--store", city, "layout", "--yes")
    record = next(iter(now(city).positions))
    assert "ist nichts, das endet" in refusal(capsys, "--store", city, "remove", record, "--yes")
    call(capsys, "--store", city, "remove", record, "--delete", "--yes")
    assert record not in now(city)


@pytest.mark.xdist_group("neo4j")
def test_the_same_on_the_shared_store(capsys: Capture, city: str, neo4j_empty: str):
    call(capsys, "copy", city, neo4j_empty)
    for place in (city, neo4j_empty):
        on = ("--store", place)
        call(capsys, *on, "add", "actor", "--name", "Amt", "--part-of", "VHS", "--evidence-source", "x", "--yes")
        call(capsys, *on, "add", "cooperation", "--source", "Amt", "--target", "Verein", "--yes")
        call(capsys, *on, "edit", "amt", "areas=school", "attributes.n=3", "--yes")
        call(capsys, *on, "remove", "vhs", "--until", "2018", "--yes")
        call(capsys, *on, "remove", "club", "--delete", "--yes")
    assert now(city) == now(neo4j_empty)

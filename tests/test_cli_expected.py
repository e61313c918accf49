"""Expected actors on the command line: what is shown to whom, and how answers get in."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from commandline import Capture, answer, call, refusal, stored

from netmap.cli import run
from netmap.model import Actor, Answer, District
from netmap.store import open_store

pytestmark = pytest.mark.usefixtures("own_place")
SAYS = ["--by", "BK", "--source", "Netzwerktreffen", "--yes"]
IN_TIME = [*SAYS, "--date", "2018-11"]
"""By the day that the landscape is seen as of."""


def read(capsys: Capture, *arguments: str) -> str:
    """Return what people read, without the ends of its lines."""
    return " ".join(answer(capsys, *arguments).split())


def rows(capsys: Capture, store: str, *options: str) -> dict[str, dict[str, object]]:
    told = json.loads(answer(capsys, "--store", store, "expected", "--format", "json", *options))
    return {row["id"]: row for row in told}


@pytest.fixture
def small(tmp_path: Path) -> str:
    """Return a store with an office, a library, a protected home and a district."""
    return stored(
        tmp_path,
        District(id="n", name="Nord"),
        Actor(id="o", name="Jugendamt", type="municipal_office", sector="inside"),
        Actor(id="b", name="Bücherei", type="library", sector="inside"),
        Actor(id="k", name="Haus am See", type="childcare_facility", districts=("n",), protected=True),
        Actor(id="h", name="Unterkunft", type="accommodation"),
    )


class TestExpected:
    def test_people_read_sentences(self, capsys: Capture, rostock_store: str):
        said = read(capsys, "--store", rostock_store, "expected")
        assert "115 erwartete Akteure (Richtwerte, keine Norm): zu 60 sind Akteure erfasst; beantwortet: 0." in said
        assert "Nicht erfasst (" in said
        assert "„Nicht erfasst“ heißt: Wir wissen es nicht. „Fehlt“ heißt: Jemand hat es bestätigt." in said
        assert "Fehlt –" not in said
        assert "weitere: netmap expected --all" in said

    def test_all_of_them(self, capsys: Capture, rostock_store: str):
        said = answer(capsys, "--store", rostock_store, "expected", "--all", "--lang", "en")
        assert "more: netmap expected --all" not in said
        assert "Primary schools, in 14 of 21 districts (" in said

    def test_programs_get_the_rows(self, capsys: Capture, rostock_store: str):
        found = rows(capsys, rostock_store)["expected/adult_education_centre"]
        assert found["actors"] == ["vhshro"]
        assert found["hints"][0]["against"] == "place"  # type: ignore[index]
        assert (found["needed"], found["legal_basis"], found["mandatory"]) == (1, found["legal_basis"], True)

    def test_one_area_by_its_label(self, capsys: Capture, rostock_store: str):
        every = rows(capsys, rostock_store)
        some = rows(capsys, rostock_store, "gesundheit")
        assert some
        assert set(some) == {one for one, row in every.items() if "health" in row["areas"]}  # type: ignore[operator]

    def test_one_state(self, capsys: Capture, rostock_store: str):
        assert {row["state"] for row in rows(capsys, rostock_store, "--state", "too_few").values()} == {"too_few"}

    def test_nothing_in_that_state_is_said(self, capsys: Capture, rostock_store: str):
        said = answer(capsys, "--store", rostock_store, "expected", "--state", "missing")
        assert "Kein erwarteter Akteur mit diesem Bereich und Stand." in said
        assert "nichts erwartet" not in said

    def test_an_unknown_area_names_all(self, capsys: Capture, small: str):
        said = refusal(capsys, "--store", small, "expected", "zirkus")
        assert "zirkus" in said
        assert "Gesundheit (health)" in said

    def test_a_table_says_why(self, capsys: Capture, small: str):
        told = csv.DictReader(io.StringIO(answer(capsys, "--store", small, "expected", "--format", "csv")), delimiter=";")
        assert "id" in (told.fieldnames or ())
        said = answer(capsys, "--store", small, "expected", "--format", "md", "--lang", "en")
        assert "Bücherei (by its type: Library)" in said


class TestEditions:
    def test_a_meeting_is_not_told_whose_cooperation_nobody_recorded(self, capsys: Capture, small: str):
        internal, meeting = rows(capsys, small), rows(capsys, small, "--edition", "meeting")
        assert internal["expected/library"]["state"] == "no_cooperation_recorded"
        assert meeting["expected/library"]["state"] == "present"
        assert {row["state"] for row in meeting.values()}.isdisjoint({"no_cooperation_recorded"})

    def test_nor_where_a_protected_home_is(self, capsys: Capture, small: str):
        internal, meeting = rows(capsys, small), rows(capsys, small, "--edition", "meeting")
        assert internal["expected/daycare/n"]["actors"] == ["k"]
        assert "expected/daycare/n" not in meeting

    def test_but_nothing_is_called_open_only_for_that(self, capsys: Capture, small: str):
        assert rows(capsys, small, "--edition", "meeting")["expected/shared_accommodation"]["state"] == "present"

    def test_a_file_is_of_the_meeting_edition(self, capsys: Capture, small: str):
        call(capsys, "--store", small, "expected", "--output", "expected.csv")
        said = Path("expected.csv").read_text(encoding="utf-8-sig")
        assert "Erfasst: Bücherei" in said
        assert "Noch keine Kooperation erfasst" not in said

    def test_the_public_gets_none(self, capsys: Capture, small: str):
        assert "--edition meeting" in refusal(capsys, "--store", small, "expected", "--edition", "public")


class TestAnswer:
    def test_what_is_missing_is_said_with_its_source(self, capsys: Capture, small: str):
        call(capsys, "--store", small, "answer", "health_office", "missing", "--date", "2018-11", *SAYS)
        said = read(capsys, "--store", small, "expected", "--state", "missing")
        assert "Fehlt – bestätigt von BK (Netzwerktreffen), 11/2018." in said

    def test_who_said_it_stays_inside(self, capsys: Capture, small: str):
        call(capsys, "--store", small, "answer", "health_office", "missing", "--date", "2018-11", *SAYS)
        for name in ("expected", "gaps"):
            said = read(capsys, "--store", small, name, "--edition", "meeting")
            assert "Fehlt – bestätigt, Quelle: Netzwerktreffen, 11/2018." in said
            rows_of = answer(capsys, "--store", small, name, "--edition", "meeting", "--format", "json")
            assert "BK" not in rows_of

    @pytest.mark.parametrize(
        "key",
        [
            "not_recorded/expected/health_office",
            "expected/health_office",
            "not_recorded/expected/health_office/districts",
            "Gesundheitsamt (Schuleingangs- und Seiteneinsteigeruntersuchung)",
            "Übergang Kita – Grundschule",
            "Transition Day care to primary school",
            "nothing_recorded/transition/early_childhood_to_school",
        ],
    )
    def test_it_takes_what_the_lists_show(self, capsys: Capture, small: str, key: str):
        call(capsys, "--store", small, "answer", key, "missing", *SAYS)
        with open_store(small) as store:
            (record,) = store.read().table(Answer).values()
        assert record.expectation + record.transition in {"health_office", "early_childhood_to_school"}

    @pytest.mark.parametrize("key", ["", "/", "expected/", "transition/", "Übergang", "not_recorded/clubs/adults"])
    def test_what_is_neither_is_refused(self, capsys: Capture, small: str, key: str):
        assert "Einen erwarteten Akteur oder Übergang" in refusal(capsys, "--store", small, "answer", key, "missing", *SAYS)

    def test_the_lists_say_how_to_record_it(self, capsys: Capture, small: str):
        command = "netmap antwort {} present|missing|elsewhere --by WER --source QUELLE"
        gaps = read(capsys, "--store", small, "gaps")
        assert command.format("ID") in gaps
        assert "netmap luecken note ID --status in-work --who WER --due DATUM" in gaps
        assert "netmap bestandsaufnahme BEREICH complete|partial --by WER" in gaps
        for name in ("expected", "transitions"):
            assert command.format('"NAME"') in read(capsys, "--store", small, name)

    def test_it_is_said_by_name_what_is_written(self, capsys: Capture, small: str):
        said = call(capsys, "--store", small, "answer", "library", "missing", *SAYS)[1]
        assert "1 Antwort neu: Stadtbibliothek" in said

    def test_it_is_a_record_that_can_be_taken_back(self, capsys: Capture, small: str):
        call(
            capsys,
            "--store",
            small,
            "antwort",
            "Gesundheitsamt (Schuleingangs- und Seiteneinsteigeruntersuchung)",
            "missing",
            *SAYS,
        )
        with open_store(small) as store:
            (record,) = store.read().table(Answer).values()
        assert (record.id, record.by, record.source) == ("answer--health-office", "BK", "Netzwerktreffen")
        assert record.date is not None
        call(capsys, "--store", small, "undo", "--yes")
        assert rows(capsys, small)["expected/health_office"]["state"] == "not_recorded"

    def test_what_was_said_after_the_day_does_not_count_on_it_and_says_so(self, capsys: Capture, small: str):
        said = call(capsys, "--store", small, "answer", "health_office", "missing", "--date", "2020-03", *SAYS)[1]
        assert "Zu sehen ist es mit: --at 2020-03-01" in said
        assert rows(capsys, small)["expected/health_office"]["state"] == "not_recorded"
        later = read(capsys, "--store", small, "expected", "--state", "missing", "--at", "2020-03-01")
        assert "Fehlt – bestätigt von BK (Netzwerktreffen)" in later
        assert "--at" not in call(capsys, "--store", small, "answer", "health_office", "missing", *IN_TIME)[1]

    def test_a_later_one_replaces_it(self, capsys: Capture, small: str):
        for said in ("missing", "elsewhere"):
            call(capsys, "--store", small, "answer", "health_office", said, *IN_TIME)
        assert rows(capsys, small)["expected/health_office"]["state"] == "elsewhere"
        with open_store(small) as store:
            assert len(store.read().table(Answer)) == 1

    def test_of_a_district_that_is_none(self, capsys: Capture, small: str):
        said = refusal(capsys, "--store", small, "answer", "sports_clubs", "missing", "--district", "Ost", *IN_TIME)
        assert "Den Stadtbereich „Ost“ gibt es hier nicht. Möglich sind: " in said
        assert "(Nord)" in said

    def test_of_one_district_and_with_the_actor(self, capsys: Capture, small: str):
        call(capsys, "--store", small, "answer", "sports_clubs", "missing", "--district", "Nord", *IN_TIME)
        call(capsys, "--store", small, "answer", "youth_office", "present", "--actor", "Jugendamt", *IN_TIME)
        found = rows(capsys, small)
        assert found["expected/sports_clubs/n"]["state"] == "missing"
        assert found["expected/youth_office"]["sure"] is True

    @pytest.mark.parametrize("called", ["expected/library", "Stadtbibliothek", "public library", "bücherhalle"])
    def test_people_call_it_as_they_like(self, capsys: Capture, small: str, called: str):
        call(capsys, "--store", small, "answer", called, "present", *IN_TIME)
        assert rows(capsys, small)["expected/library"]["asked"] == "answer"

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["jugendant", "missing"], "youth_office"),
            (["xyzzy", "missing"], "netmap expected --format json"),
            (["library", "missing", "--actor", "b"], "--actor"),
            (["library", "missing", "--date", "gestern"], "gestern"),
            (["library", "missing", "--district", "b"], "Den Stadtbereich „b“ gibt es hier nicht."),
            (["library", "missing", "--district", "Nirgends"], "Nirgends"),
            (["early_childhood_to_school", "elsewhere"], "missing (nicht geregelt)"),
        ],
    )
    def test_what_cannot_be_meant_is_refused(self, capsys: Capture, small: str, arguments: list[str], words: str):
        assert words in refusal(capsys, "--store", small, "answer", *arguments, *SAYS)

    def test_nobody_in_particular_is_no_source(self, capsys: Capture, small: str):
        said = refusal(capsys, "--store", small, "answer", "library", "missing", "--by", "BK", "--source", " ", "--yes")
        assert "--source" in said

    def test_source_and_answer_are_needed(self, capsys: Capture, small: str):
        capsys.readouterr()
        assert run(["--store", small, "answer", "library", "missing", "--by", "BK"]) == 2
        assert run(["--store", small, "answer", "library", "perhaps", *SAYS]) == 2


class TestTransitions:
    def test_people_read_sentences(self, capsys: Capture, rostock_store: str):
        said = read(capsys, "--store", rostock_store, "transitions")
        assert "20 Übergänge; beantwortet: 0. Einzelne Kontakte sind noch kein vereinbartes Verfahren." in said
        assert "Geregelt" not in said
        assert "e.V.." not in said

    def test_programs_get_the_rows(self, capsys: Capture, rostock_store: str):
        told = json.loads(answer(capsys, "--store", rostock_store, "transitions", "--format", "json"))
        assert len(told) == 20
        assert {row["state"] for row in told} == {"nothing_recorded", "single_contacts"}

    def test_an_answer_settles_one(self, capsys: Capture, rostock_store: str):
        call(capsys, "--store", rostock_store, "answer", "Kita – Grundschule", "missing", "--date", "2018-12", *SAYS)
        said = read(capsys, "--store", rostock_store, "transitions", "--lang", "en")
        assert "Day care to primary school: Not regulated – confirmed by BK (Netzwerktreffen), 2018-12." in said
        meeting = read(capsys, "--store", rostock_store, "transitions", "--edition", "meeting")
        assert "Kita – Grundschule: Nicht geregelt – bestätigt, Quelle: Netzwerktreffen, 12/2018" in meeting
        assert "BK" not in meeting

    def test_a_table_says_who_should_connect(self, capsys: Capture, rostock_store: str):
        said = answer(capsys, "--store", rostock_store, "transitions", "--format", "md", "--edition", "meeting")
        assert "Stadtbibliothek: Stadtbibliothek Rostock" in said

    def test_the_public_gets_none(self, capsys: Capture, small: str):
        assert "--edition meeting" in refusal(capsys, "--store", small, "transitions", "--edition", "public")

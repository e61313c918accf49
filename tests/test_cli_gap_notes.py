"""Notes on gaps, and what became of the lists, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import Capture, answer, call, refusal, stored

from netmap.model import Actor, District, Evidence, GapNote, Offer, Snapshot
from netmap.store import open_store

pytestmark = pytest.mark.usefixtures("own_place")
GAP = "not_recorded/clubs/adults"


@pytest.fixture
def small(tmp_path: Path) -> str:
    seen = (Evidence(source="Liste", seen="2018-03"),)
    providers = ("a", "b")
    choir = Offer(
        id="o", name="Chor", providers=providers, area="clubs", target_groups=("adults",), since="2017", evidence=seen
    )
    return stored(
        tmp_path, Actor(id="a", name="A"), Actor(id="b", name="B"), District(id="n", name="Nord"), choir,
        Snapshot(id="herbst", name="Herbst", date="2016", revision=1),
    )  # fmt: skip


def note(capsys: Capture, store: str, *arguments: str) -> GapNote:
    call(capsys, "--store", store, "gaps", "note", *arguments, "--yes")
    with open_store(store) as opened:
        (found,) = opened.read().table(GapNote).values()
    return found


def rows(capsys: Capture, store: str, *options: str) -> dict[str, dict[str, object]]:
    told = json.loads(answer(capsys, "--store", store, "gaps", "--format", "json", *options))
    return {row["id"]: row for row in told}


class TestNotes:
    GAP = "not_recorded/clubs/seniors"

    def test_what_is_said_is_kept_and_shown(self, capsys: Capture, small: str):
        said = ("--status", "in-work", "--who", "Sportamt", "--due", "2019-03", "--result", "Gespräch am 3.")
        found = note(capsys, small, self.GAP, *said)
        assert (found.gap, found.status, found.responsible, found.due, found.result) == (
            self.GAP, "in_work", "Sportamt", "2019-03", "Gespräch am 3.",
        )  # fmt: skip
        row = rows(capsys, small)[self.GAP]
        assert (row["status"], row["responsible_de"], row["due"]) == ("in_work", "Sportamt", "2019-03")

    def test_what_is_not_said_again_stays(self, capsys: Capture, small: str):
        note(capsys, small, self.GAP, "--who", "Sportamt", "--due", "2019")
        found = note(capsys, small, self.GAP, "--status", "done", "--due", "")
        assert (found.status, found.responsible, found.due) == ("done", "Sportamt", None)

    def test_dropped_is_in_no_list_but_may_be_taken_up_again(self, capsys: Capture, small: str):
        note(capsys, small, self.GAP, "--status", "dropped")
        assert self.GAP not in rows(capsys, small)
        note(capsys, small, self.GAP, "--status", "open")
        assert self.GAP in rows(capsys, small)

    def test_groups_of_another_dimension_have_gaps_too(self, capsys: Capture, small: str):
        assert note(capsys, small, "not_recorded/clubs/women", "--status", "done").status == "done"

    def test_who_sees_to_it_leaves_the_house_in_no_edition(self, capsys: Capture, small: str):
        note(capsys, small, self.GAP, "--who", "Sportamt", "--status", "in-work")
        row = rows(capsys, small, "--edition", "meeting")[self.GAP]
        assert (row["status"], row["responsible_de"]) == ("open", "Bildungskoordination")

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["note"], "Zu welcher Lücke?"), (["note", GAP + "x", "--status", "done"], "Ähnlich: "),
            (["note", "not_recorded/clubs/seniors"], "Mindestens eines von"),
            (["note", "not_recorded/clubs/seniors", "--due", "bald"], "ist kein Datum"),
            (["clubs", "x"], "netmap luecken note"), (["--who", "x"], "netmap luecken note"),
        ],
    )  # fmt: skip
    def test_what_cannot_be(self, capsys: Capture, small: str, arguments: list[str], words: str):
        assert words in refusal(capsys, "--store", small, "gaps", *arguments)

    def test_nothing_is_written_unasked(self, capsys: Capture, small: str):
        assert "--yes" in refusal(capsys, "--store", small, "gaps", "note", self.GAP, "--status", "done")


def test_the_number_that_sorts_is_for_programs_only(capsys: Capture, small: str):
    assert "score" in next(iter(rows(capsys, small).values()))
    for form in ("csv", "md", "table"):
        assert "score" not in answer(capsys, "--store", small, "gaps", "--format", form).splitlines()[0]


def test_each_row_says_why_who_how_and_its_id(capsys: Capture, small: str):
    call(
        capsys,
        "--store",
        small,
        "gaps",
        "note",
        GAP.replace("adults", "seniors"),
        "--status",
        "in-work",
        "--due",
        "2019",
        "--yes",
    )
    said = answer(capsys, "--store", small, "gaps", "--all")
    _head, _found, rest = said.partition("Vereine und Freizeit, Ältere Menschen ab 60")
    told = rest.partition("not_recorded/clubs/seniors")[0]
    for words in ("Warum: noch nicht abgefragt", "Zuständig: ", "Hebel: ", "Notiz: in Arbeit, bis 2019"):
        assert words in told
    table = answer(capsys, "--store", small, "gaps", "--format", "md")
    assert "| Hebel |" in table
    assert "in Arbeit" in table


class TestSince:
    def test_a_day(self, capsys: Capture, small: str):
        found = rows(capsys, small, "--since", "2016")
        assert (found[GAP]["change"], found[GAP]["list"]) == ("closed", "clarify")
        assert {row["change"] for row in found.values()} == {"closed", "new"}

    def test_a_revision_is_what_was_known_then(self, capsys: Capture, small: str):
        options = ("--by", "BK", "--date", "2018-11", "--yes", "--group", "seniors")
        call(capsys, "--store", small, "inventory", "clubs", "complete", *options)
        found = rows(capsys, small, "--since", "r1")
        assert found["uncovered/clubs/seniors"]["before"] == "not_recorded/clubs/seniors"
        assert {row["change"] for row in found.values()} == {"changed"}
        said = answer(capsys, "--store", small, "gaps", "--since", "r1")
        assert said.startswith("Was sich seit r1 geändert hat; beide Listen mit Stand 31.12.2018\n")
        assert (
            "[Zu klären → Handlungsbedarf] Bildung im Alter, Ältere Menschen ab 60" in said or "→ Handlungsbedarf]" in said
        )

    def test_a_snapshot_by_its_name(self, capsys: Capture, small: str):
        said = answer(capsys, "--store", small, "gaps", "--since", "@Herbst")
        assert said.startswith(
            "Was sich seit @Herbst geändert hat; die Listen mit Stand 31.12.2016 und mit Stand 31.12.2018"
        )
        assert "Geschlossen (" in said
        assert "[Zu klären] Vereine und Freizeit, Erwachsene" in said

    def test_nothing_changed(self, capsys: Capture, small: str):
        said = answer(capsys, "--store", small, "gaps", "--since", "r1")
        assert "Geschlossen (0)" in said
        assert "Neu (0)" in said
        assert "Unverändert: 0" not in said

    def test_tables(self, capsys: Capture, small: str):
        assert "| Geschlossen | Zu klären |" in answer(capsys, "--store", small, "gaps", "--since", "2016", "--format", "md")

    @pytest.mark.parametrize(
        ("text", "words"), [("@nie", "@Herbst"), ("r99", "r99"), ("gestern", "kein Datum"), ("rx", "keine Revision")]
    )
    def test_what_there_is_not(self, capsys: Capture, small: str, text: str, words: str):
        assert words in refusal(capsys, "--store", small, "gaps", "--since", text)

"""Surveys on the command line: questionnaires out, answers in, who is missing, what differs, what would hold with fewer."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from commandline import Capture, answer, call, refusal, stored
from filled_questionnaires import fill

from netmap.model import Actor, Cooperation, Forum, Membership, Offer
from netmap.store import open_store

pytestmark = pytest.mark.usefixtures("own_place")
RECORDS = (
    Actor(id="amt", name="Amt", areas=("school",), sector="inside"),
    Actor(id="vhs", name="Volkshochschule", areas=("continuing_education",), sector="inside"),
    Actor(id="klub", name="Sportklub", areas=("clubs",), sector="outside"),
    Cooperation(id="amt--vhs--information", source="amt", target="vhs", kind="information"),
    Offer(id="kurs", name="Kurs", providers=("vhs",), area="continuing_education"),
    Forum(id="runde", name="Runde", nature="standing"),
    Membership(id="amt--runde", actor="amt", forum="runde"),
)


@pytest.fixture
def store(tmp_path: Path) -> str:
    return stored(tmp_path, *RECORDS)


@pytest.fixture
def sheets(capsys: Capture, store: str) -> dict[str, Path]:
    """Write the questionnaires of a survey, and return them by actor."""
    call(capsys, "--store", store, "survey", "new", "Welle 2018", "sheets", "--ask", "actors", "--date", "2018-11", "--yes")
    return {path.name.partition("-")[0]: path for path in Path("sheets").glob("*.xlsx")}


def read(capsys: Capture, store: str, *files: Path | str, code: int = 0) -> str:
    arguments = ["survey", "read", "welle-2018", *map(str, files), "--seen", "2018-12-01", "--yes", "--lang", "en"]
    return call(capsys, "--store", store, *arguments, code=code)[1]


class TestNew:
    def test_two_files_for_each_and_codes_in_the_landscape(self, capsys: Capture, store: str, sheets: dict[str, Path]):
        assert sheets.keys() == {"amt", "vhs", "klub"}
        assert len(list(Path("sheets").glob("*.html"))) == 3
        survey = json.loads(answer(capsys, "--store", store, "show", "welle-2018", "--format", "json"))
        assert survey["asked"] == ["amt", "klub", "vhs"]
        assert {f"{actor}-{code}.xlsx" for code, actor in survey["codes"].items()} == {path.name for path in sheets.values()}

    def test_written_again_they_keep_their_codes(self, capsys: Capture, store: str, sheets: dict[str, Path]):
        arguments = ["survey", "new", "Welle 2018", "again", "--ask", "actors", "--yes", "--format", "json"]
        told = json.loads(answer(capsys, "--store", store, *arguments))
        assert told["questionnaires"] == 3
        assert {path.name for path in Path("again").glob("*.xlsx")} == {path.name for path in sheets.values()}

    def test_what_somebody_may_have_filled_in_is_never_written_over(
        self, capsys: Capture, store: str, sheets: dict[str, Path]
    ):
        fill(sheets["amt"], ties={("vhs", "information"): 2})
        before = sheets["amt"].read_bytes()
        sheets["klub"].unlink()
        arguments = ["survey", "new", "Welle 2018", "sheets", "--ask", "actors", "--yes", "--lang", "en"]
        said = call(capsys, "--store", store, *arguments)[1]
        assert "Written: 1 questionnaires" in said
        assert "There already, and left as they are, since somebody may have filled them in: 2." in said
        assert sheets["amt"].read_bytes() == before

    def test_a_survey_asks_for_the_same_kinds_of_all(self, capsys: Capture, store: str):
        arguments = ["survey", "new", "S", "out", "--ask", "actors", "--kind", "information", "--yes", "--lang", "en"]
        call(capsys, "--store", store, *arguments)
        with open_store(store) as opened:
            assert opened.read().surveys["s"].kinds == ("information",)
        said = refusal(capsys, "--store", store, *arguments[:-3], "--kind", "joint_offer", "--yes", "--lang", "en")
        assert "This survey asks for information. Other kinds of cooperation need a survey of their own." in said
        call(capsys, "--store", store, "survey", "new", "S", "more", "--ask", "actors", "--yes")
        book = openpyxl.load_workbook(next(Path("more").glob("*.xlsx")))
        assert [cell.value for cell in book.worksheets[1][1]][-2:] == ["ties:information", "ties:wish"]

    def test_forums_and_areas(self, capsys: Capture, store: str):
        call(capsys, "--store", store, "befragung", "neu", "Runden", "forums", "--ask", "forums", "--yes")
        assert [path.name.partition("-")[0] for path in Path("forums").glob("*.xlsx")] == ["runde"]
        call(capsys, "--store", store, "survey", "new", "S", "area", "--ask", "actors", "--area", "Schule", "--yes")
        assert [path.name.partition("-")[0] for path in Path("area").glob("*.xlsx")] == ["amt"]

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["X", "out", "--ask", "actors", "--area", "nowhere"], "There is no area nowhere."),
            (["X", "out", "--ask", "actors", "--area", "senior"], "There is nobody to be asked"),
            (["X", "out", "--ask", "actors", "--kind", "conflict"], "There is no kind of cooperation conflict"),
            (["amt", "out", "--ask", "actors"], "“amt” is already the id of something else."),
            (["X", "out", "--ask", "actors", "--date", "gestern"], "“gestern” is no date."),
            ([" ", "out", "--ask", "actors"], "A survey needs a name"),
        ],
    )
    def test_what_cannot_be_asked_changes_nothing(self, capsys: Capture, store: str, arguments: list[str], says: str):
        said = refusal(capsys, "--store", store, "survey", "new", *arguments, "--yes", "--lang", "en")
        assert says in said
        assert not Path("out").exists()
        with open_store(store) as opened:
            assert len(opened.revisions()) == 1


class TestRead:
    def test_a_whole_folder(self, capsys: Capture, store: str, sheets: dict[str, Path]):
        fill(sheets["amt"], ties={("vhs", "information"): 2, ("klub", "wish"): "x"})
        said = read(capsys, store, "sheets")
        assert "Nothing is filled in, so it counts as no answer" in said
        assert "Questionnaires with answers: 1. They name 2 ties. Asked: 3, answered so far: 1." in said
        assert "Written as revision r3" in said
        with open_store(store) as opened:
            landscape = opened.read()
        tie = landscape.cooperations["amt--vhs--information"]
        assert (tie.intensity, tie.evidence[0].reported_by, tie.evidence[0].survey) == (2, "amt", "welle-2018")
        assert "Nothing to change." in read(capsys, store, "sheets")

    def test_bad_answers_change_nothing_and_are_all_named(self, capsys: Capture, store: str, sheets: dict[str, Path]):
        fill(sheets["amt"], ties={("vhs", "information"): "oft"})
        fill(sheets["vhs"], ties={("amt", "information"): 9, ("klub", "information"): 2})
        said = read(capsys, store, sheets["amt"], sheets["vhs"], code=1)
        assert said.count("cannot be read, a number from 1 to 4 or an x is expected") == 2
        assert "Not read in, 2 problems. Nothing was changed." in said
        with open_store(store) as opened:
            assert len(opened.revisions()) == 2

    def test_without_its_main_sheet_silence_is_no_answer(self, capsys: Capture, store: str, sheets: dict[str, Path]):
        fill(sheets["amt"], new=[{"name": "Lesepaten", "information": 1}])
        book = openpyxl.load_workbook(sheets["amt"])
        del book["Zusammenarbeit"]
        book.save(sheets["amt"])
        assert "the sheet “Cooperation” is missing" in read(capsys, store, sheets["amt"], code=1)

    def test_columns_that_are_gone_are_named(self, capsys: Capture, store: str, sheets: dict[str, Path]):
        fill(sheets["amt"], ties={("vhs", "information"): 2})
        book = openpyxl.load_workbook(sheets["amt"])
        sheet = book["Zusammenarbeit"]
        sheet.delete_cols(next(cell.column for cell in sheet[1] if cell.value == "ties:joint_offer"))
        book.save(sheets["amt"])
        said = read(capsys, store, sheets["amt"])
        assert f"{sheets['amt'].name}: these columns are missing, so nothing was read there: Wir machen etwas" in said

    def test_who_says_no_has_answered(self, capsys: Capture, store: str, sheets: dict[str, Path]):
        fill(sheets["amt"], ties={("vhs", "information"): "keine"})
        assert "They name 0 ties. Asked: 3, answered so far: 1." in read(capsys, store, sheets["amt"])

    def test_a_name_is_not_a_letter(self, capsys: Capture, store: str, sheets: dict[str, Path]):
        fill(sheets["amt"], new=[{"name": "Wir " * 2_500, "information": 1}])
        said = read(capsys, store, sheets["amt"], code=1)
        assert f"{sheets['amt'].name}, Weitere!A3: that is too long for a name. Write the name only" in said

    def test_who_is_read_in_again_is_named(self, capsys: Capture, store: str, sheets: dict[str, Path]):
        fill(sheets["amt"], ties={("vhs", "information"): 2})
        fill(sheets["vhs"], ties={("amt", "information"): 2})
        assert "Read in before" not in read(capsys, store, "sheets")
        assert "Read in before" not in read(capsys, store, "sheets"), "nothing changes"
        fill(sheets["amt"], ties={("vhs", "information"): 3})
        again = "Read in before; what is said now takes the place of what was said then: Amt\n"
        assert again in read(capsys, store, sheets["amt"])

    def test_only_looked_at(self, capsys: Capture, store: str, sheets: dict[str, Path]):
        fill(sheets["amt"], ties={("klub", "information"): 2})
        said, _err = call(
            capsys, "--store", store, "survey", "read", "Welle 2018", str(sheets["amt"]), "--dry-run", "--lang", "en"
        )
        assert "1 Cooperation new: Amt – Sportklub" in said
        with open_store(store) as opened:
            assert len(opened.revisions()) == 2

    def test_new_actors_go_through_the_duplicate_check(self, capsys: Capture, store: str, sheets: dict[str, Path]):
        new: list[dict[str, object]] = [{"name": name, "information": 1} for name in ("VHS", "Sportklup")]
        new.append({"name": "Lesepaten", "place": "Kiel"})
        fill(sheets["amt"], new=new)
        said = read(capsys, store, sheets["amt"])
        assert "“VHS” is taken for Volkshochschule (vhs)." in said
        assert "Pairs that may mean the same: 1." in said
        assert "Sportklup – Sportklub" in said
        with open_store(store) as opened:
            assert opened.read().actors["lesepaten"].municipality == "Kiel"

    def test_whom_a_name_means_can_be_said(self, capsys: Capture, store: str, sheets: dict[str, Path]):
        fill(sheets["amt"], new=[{"name": "Sportklup", "information": 1}])
        arguments = ["survey", "read", "welle-2018", str(sheets["amt"]), "--yes", "--lang", "en"]
        assert "nobody was written down so" in refusal(capsys, "--store", store, *arguments, "--same", "Wer=klub")
        assert "that is no actor" in refusal(capsys, "--store", store, *arguments, "--same", "Sportklup=kurs")
        call(capsys, "--store", store, *arguments, "--same", "Sportklup=klub")
        with open_store(store) as opened:
            assert "amt--klub--information" in opened.read().cooperations

    def test_what_is_not_there(self, capsys: Capture, store: str, sheets: dict[str, Path], tmp_path: Path):
        assert "does not exist" in read(capsys, store, "nowhere.xlsx", code=1)
        (tmp_path / "empty").mkdir()
        assert "There is no Excel file (.xlsx) in" in read(capsys, store, tmp_path / "empty", code=1)
        said = refusal(capsys, "--store", store, "survey", "read", "no-such", str(sheets["amt"]), "--lang", "en")
        assert "There is no survey “no-such”. There are: welle-2018" in said


@pytest.fixture
def answered(capsys: Capture, store: str, sheets: dict[str, Path]) -> str:
    """Return a store in which two of three have answered, who do not say the same."""
    fill(sheets["amt"], ties={("vhs", "information"): 2})
    fill(sheets["vhs"], ties={("amt", "information"): 4, ("klub", "information"): 1})
    read(capsys, store, "sheets")
    return store


class TestStatus:
    def test_for_people(self, capsys: Capture, answered: str):
        said = answer(capsys, "--store", answered, "survey", "status", "--lang", "en")
        assert "Of 3 actors 3 were asked, 2 answered (67 %). That is under 80 %" in said
        assert "Continuing education  1 of 1 (100 %)" in said
        assert "Not answered yet (1)\n  Sportklub (" in said
        told = "Information exchange: Amt says “cooperates informally”, Volkshochschule says “integrated / binding”."
        assert told in " ".join(said.split())
        assert "netmap survey resolve amt--vhs--information --intensity …" in said

    def test_the_list_for_reminding(self, capsys: Capture, answered: str):
        said = answer(capsys, "--store", answered, "survey", "status", "--format", "csv", "--lang", "en")
        assert [row["id"] for row in csv.DictReader(io.StringIO(said))] == ["klub"]
        call(capsys, "--store", answered, "survey", "status", "--output", "erinnern.xlsx")
        (sheet,) = openpyxl.load_workbook("erinnern-INTERN.xlsx").worksheets
        assert [cell.value for cell in sheet[1]][:3] == ["Name", "Art", "Bildungsbereiche"]
        assert sheet["A2"].value == "Sportklub"

    def test_it_is_for_the_own_desk_only(self, capsys: Capture, answered: str):
        assert "internal" in refusal(
            capsys, "--store", answered, "survey", "status", "--edition", "meeting", "--output", "x.csv", "--lang", "en"
        )

    def test_without_any_survey(self, capsys: Capture, store: str):
        assert "There is no survey yet." in refusal(capsys, "--store", store, "survey", "status", "--lang", "en")


class TestResolve:
    def test_settled_it_is_shown_no_more_and_both_reports_stay(self, capsys: Capture, answered: str):
        tie = "amt--vhs--information"
        call(capsys, "--store", answered, "survey", "resolve", tie, "--intensity", "3", "--source", "Telefonat", "--yes")
        record = json.loads(answer(capsys, "--store", answered, "show", tie, "--format", "json"))
        assert (record["intensity"], len(record["evidence"])) == (3, 3)
        assert "Two sides say" not in answer(capsys, "--store", answered, "survey", "status", "--lang", "en")

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["amt", "--intensity", "2"], "“amt” is no cooperation."),
            (["vhs--klub--information", "--status", "vielleicht"], "“vielleicht” is no status."),
            (["nobody", "--intensity", "2"], "nobody"),
            (["vhs--klub--information"], "What holds? Say it by --intensity 1 to 4, by --status, or by both."),
        ],
    )
    def test_what_cannot_be_settled(self, capsys: Capture, answered: str, arguments: list[str], says: str):
        assert says in refusal(capsys, "--store", answered, "survey", "resolve", *arguments, "--yes", "--lang", "en")


class TestSimulate:
    def test_a_table_and_json(self, capsys: Capture, store: str):
        said = answer(capsys, "--store", store, "survey", "simulate", "--rounds", "5", "--lang", "en")
        assert "Cooperations that become known" in said
        assert "2 of 3 actors answer" in said
        rows = json.loads(
            answer(capsys, "--store", store, "survey", "simulate", "--response", "1", "--rounds", "3", "--format", "json")
        )
        assert {row["finding"]: row["mean"] for row in rows}["cooperations"] == 1

    def test_a_share_is_a_share(self, capsys: Capture, store: str):
        refusal(capsys, "--store", store, "survey", "simulate", "--response", "2", code=2)

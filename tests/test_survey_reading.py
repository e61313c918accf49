"""What comes back from a survey: read as people fill it in, made part of the landscape, settled where two sides differ."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from cities import actors, city
from filled_questionnaires import answers_of, fill, form, lines, move_column, without_hidden
from landscapes import SEEN, tiny_city

from netmap.changes import diff
from netmap.checks import check
from netmap.disagreements import Disagreement, disagreements, settled, settled_intensity
from netmap.errors import DataError
from netmap.files.questionnaires.cells import CellError, mark, strength, word
from netmap.files.questionnaires.reading import Reading, read_questionnaires, saved_at
from netmap.files.questionnaires.writing import questionnaire_bytes
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Decision, Evidence, Record, Said, Survey
from netmap.network.graph import network
from netmap.questionnaires import Whom, asked_ids, common, questionnaires, survey_asking
from netmap.reports import confirmation_of, heard_in
from netmap.returned import NewActor
from netmap.survey_answers import Merged, known_as, merged, surely
from netmap.vocabulary import vocabulary

SEEN_ON = "2020-11-20"
ALL_KINDS = [key for key, term in vocabulary()["tie_kinds"].items() if not term.get("internal")]


class Wave:
    """Be one survey of a small landscape: its questionnaires in a folder, filled in one by one, read, and merged."""

    def __init__(self, landscape: Landscape, folder: Path, whom: Whom = "actors", kinds: list[str] | None = None) -> None:
        ids = asked_ids(landscape, whom)
        self.survey = survey_asking(Survey(id="w", name="Umfrage 2020", date="2020-11"), ids)
        self.landscape = landscape.replace([self.survey])
        shared = common(self.landscape, self.survey, whom, kinds=kinds or [])
        self.sheets = {}
        folder.mkdir(exist_ok=True)
        for one in questionnaires(self.landscape, self.survey, shared, ids):
            self.sheets[one.subject] = folder / f"{one.subject}.xlsx"
            self.sheets[one.subject].write_bytes(questionnaire_bytes(one))

    def read(self, *names: str | Path) -> Reading:
        paths = [self.sheets[one] if isinstance(one, str) else one for one in names]
        return read_questionnaires(paths, self.landscape.surveys["w"], self.landscape, lang="en")

    def merge(self, *names: str | Path, seen: str = SEEN_ON, same: dict[str, str] | None = None) -> Merged:
        reading = self.read(*names)
        assert [str(one) for one in reading.problems] == []
        return merged(self.landscape, self.landscape.surveys["w"], reading.sheets, seen=seen, same=same)

    def take(self, *names: str | Path, seen: str = SEEN_ON, same: dict[str, str] | None = None) -> Landscape:
        """Read, and go on from what the landscape is then."""
        found = self.merge(*names, seen=seen, same=same)
        self.landscape = self.landscape.replace(found.records, without=found.without)
        assert [one for one in check(self.landscape) if one.severity == "error"] == []
        return self.landscape


@pytest.fixture
def wave(tmp_path: Path) -> Wave:
    return Wave(tiny_city(as_of="2020-12-31"), tmp_path / "sheets")


def state(landscape: Landscape, tie: str) -> str:
    return confirmation_of(landscape.cooperations[tie], heard_in(landscape))


class TestCells:
    @pytest.mark.parametrize(
        ("cell", "expected"),
        [
            (3.0, (True, 3)), ("3", (True, 3)), (" 4 ", (True, 4)), ("2 – gelegentlich", (True, 2)),
            ("3, seit 2019", (True, 3)), ("1 (kaum)", (True, 1)), ("1-2 mal im Jahr", (True, 1)), ("x", (True, None)),
            ("X", (True, None)), ("ja", (True, None)), (True, (True, None)), ("", (False, None)), ("nein", (False, None)),
            ("-", (False, None)), (0.0, (False, None)), ("keine", (False, None)), ("stimmt sich ab", (True, 3)),
            ("stimt sich ab", (True, 3)), ("Ja!", (True, None)), ("xx", (True, None)), ("3.", (True, 3)),
            ("nein.", (False, None)),
        ],
    )  # fmt: skip
    def test_how_close(self, cell: object, expected: tuple[bool, int | None]):
        steps = {"kennt sich": 1, "tauscht sich aus": 2, "stimmt sich ab": 3}
        assert strength(cell, steps) == expected  # type: ignore[arg-type]

    @pytest.mark.parametrize("cell", [5.0, "12", "2.5", 2.5, "manchmal", dt.date(2020, 2, 1), -1.0])
    def test_what_says_neither_is_refused(self, cell: object):
        with pytest.raises(CellError):
            strength(cell, {})  # type: ignore[arg-type]

    def test_ticks(self):
        assert [mark(one) for one in ("x", "ja", 1.0, "XX", "Ja!", "", "nein", "-")] == [True] * 5 + [False] * 3
        with pytest.raises(CellError):
            mark("vielleicht")

    def test_words_of_a_list(self):
        words = {"stimmt": "right", "hat sich geändert": "changed"}
        assert [word(one, words) for one in ("Stimmt ", "hat sich geändrt", "")] == ["right", "changed", ""]
        with pytest.raises(CellError):
            word("weiß nicht", words)


class TestForms:
    def test_what_cannot_be_read_is_not_called_empty(self, wave: Wave):
        fill(wave.sheets["amt"], ties={("vhs", "information"): "manchmal"})
        found = wave.read("amt")
        assert (len(found.problems), found.remarks) == (1, ())


class TestTies:
    def test_a_tie_that_is_there_is_confirmed_by_its_evidence(self, wave: Wave):
        fill(wave.sheets["vhs"], ties={("amt", "joint_offer"): 3})
        tie = wave.take("vhs").cooperations["amt--vhs"]
        assert tie.evidence[-1] == Evidence(
            source="Umfrage 2020",
            seen=SEEN_ON,
            reported_by="vhs",
            survey="w",
            said=Said(kind="joint_offer", intensity=3, status="existing"),
        )
        assert state(wave.landscape, "amt--vhs") == "unanswered"
        fill(wave.sheets["amt"], ties={("vhs", "joint_offer"): 3})
        assert state(wave.take("amt"), "amt--vhs") == "confirmed"

    def test_who_answers_without_naming_it_makes_it_one_sided(self, wave: Wave):
        fill(wave.sheets["vhs"], ties={("amt", "joint_offer"): 3})
        fill(wave.sheets["amt"], ties={("verein", "information"): "x"})
        assert state(wave.take("vhs", "amt"), "amt--vhs") == "one_sided"

    def test_who_was_not_asked_for_a_kind_has_not_denied_it(self, wave: Wave):
        fill(wave.sheets["vhs"], ties={("amt", "joint_offer"): 3})
        fill(wave.sheets["amt"], ties={("verein", "information"): "x"})
        landscape = wave.take("vhs", "amt")
        survey = landscape.surveys["w"]
        for kinds, expected in (((), "one_sided"), (("joint_offer",), "one_sided"), (("information",), "unanswered")):
            asked = landscape.replace([survey.model_copy(update={"kinds": kinds})])
            assert state(asked, "amt--vhs") == expected
            net = network(asked)
            assert (net.one_sided, net.unanswered) == (int(expected == "one_sided"), 1 + int(expected == "unanswered"))

    def test_new_ties_have_the_direction_that_was_meant(self, wave: Wave):
        fill(wave.sheets["vhs"], ties={("verein", "referral__back"): 2, ("haus", "referral"): "x"})
        found = wave.take("vhs").cooperations
        assert (found["verein--vhs--referral"].source, found["verein--vhs--referral"].intensity) == ("verein", 2)
        assert (found["vhs--haus--referral"].target, found["vhs--haus--referral"].intensity) == ("haus", None)
        assert len(found) == 6  # vhs--verein, which is a referral the other way round, is another one

    def test_a_wish_is_a_record_of_its_own(self, wave: Wave):
        fill(wave.sheets["verein"], ties={("amt", "wish"): "x"})
        tie = wave.take("verein").cooperations["verein--amt--unspecified"]
        assert (tie.status, tie.intensity, tie.reporters) == ("wished", None, {"verein"})

    def test_reading_again_changes_nothing(self, wave: Wave):
        fill(wave.sheets["vhs"], ties={("amt", "joint_offer"): 3, ("haus", "information"): 1})
        before = wave.take("vhs")
        assert diff(before, wave.take("vhs", seen="2020-12-24"), delete_missing=True).operations == ()

    def test_a_later_version_takes_back_what_the_earlier_said(self, wave: Wave, tmp_path: Path):
        fill(wave.sheets["vhs"], tmp_path / "a.xlsx", ties={("amt", "joint_offer"): 3, ("haus", "information"): 1})
        fill(wave.sheets["vhs"], tmp_path / "b.xlsx", ties={("amt", "joint_offer"): 2})
        wave.take(tmp_path / "a.xlsx")
        assert "vhs--haus--information" in wave.landscape.cooperations
        wave.take(tmp_path / "b.xlsx", seen="2020-12-01")
        assert "vhs--haus--information" not in wave.landscape.cooperations
        reports = [one for one in wave.landscape.cooperations["amt--vhs"].evidence if one.reported_by]
        assert [(one.said.intensity, one.seen) for one in reports if one.said] == [(2, "2020-12-01")]
        assert len(wave.landscape.cooperations["amt--vhs"].evidence) == 2  # what was known before stays

    def test_who_has_answered_is_counted(self, wave: Wave):
        fill(wave.sheets["vhs"], ties={("amt", "joint_offer"): 3})
        survey = wave.take("vhs").surveys["w"]
        assert survey.answered == ("vhs",)
        assert [survey.codes[code] for code in survey.returned] == ["vhs"]

    def test_an_empty_sheet_is_no_answer(self, wave: Wave):
        reading = wave.read("vhs")
        assert (reading.sheets, reading.problems) == ((), ())
        assert reading.remarks == ("Nothing is filled in, so it counts as no answer: vhs.xlsx",)

    def test_of_many_empty_sheets_a_few_are_named(self, wave: Wave, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("netmap.files.questionnaires.reading.NAMED", 2)
        (remark,) = wave.read("vhs", "amt", "verein", "haus").remarks
        assert remark.endswith("vhs.xlsx, amt.xlsx … and 2 more")
        monkeypatch.setattr("netmap.files.questionnaires.reading.MOST", 1)
        with pytest.raises(DataError, match="More than 1 files"):
            wave.read("vhs", "amt")

    def test_what_is_over_begins_anew(self, tmp_path: Path):
        over = Cooperation(id="alt", source="vhs", target="haus", kind="information", until="2015", evidence=SEEN)
        wave = Wave(tiny_city(over, as_of="2020-12-31"), tmp_path)
        fill(wave.sheets["vhs"], ties={("haus", "information"): "x"})
        assert "vhs--haus--information" in wave.take("vhs").cooperations


class TestFiles:
    def test_renamed_moved_and_without_hidden_lines(self, wave: Wave, tmp_path: Path):
        ties = {("amt", "joint_offer"): 3, ("verein", "referral"): 2}
        expected = {
            (one.source, one.target, one.kind, one.intensity)
            for one in wave.read(fill(wave.sheets["vhs"], tmp_path / "a.xlsx", ties=ties)).sheets[0].ties
        }
        for change in ("moved", "keys", "moved keys"):
            path = fill(wave.sheets["vhs"], tmp_path / f"Kopie von {change} (2).xlsx", ties=ties)
            if "moved" in change:
                move_column(path, "ties", "joint_offer", to=2)
            if "keys" in change:
                without_hidden(path)
            found = wave.read(path)
            assert found.problems == (), change
            assert {(one.source, one.target, one.kind, one.intensity) for one in found.sheets[0].ties} == expected, change

    def test_without_its_hidden_sheet_the_code_on_the_first_page_tells(self, wave: Wave):
        fill(wave.sheets["vhs"], ties={("amt", "joint_offer"): 3})
        without_hidden(wave.sheets["vhs"], keys=False, meta=True)
        assert wave.read("vhs").sheets[0].subject == "vhs"

    def test_of_two_versions_the_one_saved_later_is_taken(self, wave: Wave, tmp_path: Path):
        old = fill(wave.sheets["vhs"], tmp_path / "z.xlsx", ties={("amt", "joint_offer"): 1}, saved=dt.datetime(2020, 11, 1))
        new = fill(wave.sheets["vhs"], tmp_path / "a.xlsx", ties={("amt", "joint_offer"): 4}, saved=dt.datetime(2020, 11, 2))
        assert (saved_at(old), saved_at(new)) == ("2020-11-01T00:00:00Z", "2020-11-02T00:00:00Z")
        reading = wave.read(old, new)
        assert [one.intensity for one in reading.sheets[0].ties] == [4]
        assert "a.xlsx is taken, it was saved last. Left aside: z.xlsx" in reading.remarks[0]

    def test_two_versions_that_nothing_tells_apart_are_refused(
        self, wave: Wave, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr("netmap.files.questionnaires.reading.saved_at", lambda _path: "")
        one = fill(wave.sheets["vhs"], tmp_path / "a.xlsx", ties={("amt", "joint_offer"): 1})
        two = fill(wave.sheets["vhs"], tmp_path / "b.xlsx", ties={("amt", "joint_offer"): 2})
        assert [problem.code for problem in wave.read(one, two).problems] == ["versions"]
        shutil.copy(one, two)
        assert wave.read(one, two).problems == ()

    def test_files_of_something_else_are_refused(self, wave: Wave, tmp_path: Path):
        (tmp_path / "brief.xlsx").write_bytes(b"PK nothing")
        (tmp_path / "leer.xlsx").write_bytes(b"")
        other = Wave(tiny_city(), tmp_path / "other")
        problems = wave.read(tmp_path / "brief.xlsx", tmp_path / "leer.xlsx", other.sheets["vhs"]).problems
        assert [one.place for one in problems] == ["brief.xlsx", "leer.xlsx", "vhs.xlsx"]
        assert "nobody of it has the code" in problems[2].what
        assert str(problems[1]).count("leer.xlsx") == 1

    def test_all_that_is_wrong_is_named_with_its_cell_at_once(self, wave: Wave):
        fill(
            wave.sheets["vhs"],
            ties={("amt", "joint_offer"): "manchmal", ("verein", "information"): 7, ("haus", "wish"): "gern doch"},
            new=[{"place": "Rostock"}, {"name": "Neu", "information": "oft"}, {"name": "Volkshochschule", "information": 1}],
            offers={"deutschkurs": {"right": "keine Ahnung"}},
        )
        problems = wave.read("vhs").problems
        assert [one.place for one in problems] == [
            f"vhs.xlsx, {cell}"
            for cell in (
                "Zusammenarbeit!I3", "Zusammenarbeit!K5", "Zusammenarbeit!E6", "Weitere!A3", "Weitere!D4", "Weitere!A5",
                "Angebote!E3",
            )
        ]  # fmt: skip
        assert str(problems[0]).endswith("given: “manchmal”. Correct the cell, or empty it.")

    def test_a_line_whose_name_is_gone_is_refused_and_a_merged_one_is_found(self, tmp_path: Path):
        decided = Decision(id="d", first="vhs", second="vhs-alt", verdict="same")
        wave = Wave(tiny_city(decided, as_of="2020-12-31"), tmp_path)
        fill(wave.sheets["amt"], ties={("vhs", "information"): 2, ("haus", "information"): 2})
        import openpyxl

        book = openpyxl.load_workbook(wave.sheets["amt"])
        sheet = form(book, "ties")
        row = lines(sheet)
        sheet.cell(row["vhs"], 1).value = "vhs-alt"
        sheet.cell(row["haus"], 1).value = "gone"
        sheet.cell(row["haus"], 3).value = "Wer?"
        book.save(wave.sheets["amt"])
        reading = wave.read("amt")
        assert [one.target for one in reading.sheets[0].ties] == ["vhs"]
        assert [one.code for one in reading.problems] == ["nobody"]

    @pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is missing")
    def test_saved_by_libreoffice_in_between(self, wave: Wave, tmp_path: Path):
        filled = fill(
            wave.sheets["vhs"],
            tmp_path / "vhs.xlsx",
            ties={("amt", "joint_offer"): 3, ("haus", "wish"): "x"},
            new=[{"name": "Lesepaten", "place": "Rostock", "area": "Schule", "coordination": 2}],
            offers={"deutschkurs": {"right": "hat sich geändert", "changed": "nur noch abends"}},
        )
        home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
        command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", tmp_path / "out", filled]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        before, after = wave.read(filled), wave.read(tmp_path / "out" / "vhs.xlsx")
        assert after.problems == ()
        assert after.sheets == before.sheets
        assert len(after.sheets[0].ties) == 3


class TestNewActors:
    def test_who_is_there_already_is_known_beyond_doubt(self, wave: Wave):
        fill(wave.sheets["amt"], new=[{"name": "VHS", "place": "", "information": 2}, {"name": "Lesepaten", "wish": "x"}])
        found = known_as(wave.landscape, wave.read("amt").sheets)
        assert [surely(matches) for matches in found.values()] == ["vhs", ""]

    def test_a_new_one_is_one_record_whoever_names_it(self, wave: Wave):
        for who in ("amt", "vhs"):
            fill(wave.sheets[who], new=[{"name": "Lesepaten ", "area": "Schule", "information": 2}])
        found = wave.take("amt", "vhs")
        actor = found.actors["lesepaten"]
        assert (actor.name, actor.areas, actor.sector) == ("Lesepaten", ("school",), "unknown")
        assert {"amt--lesepaten--information", "vhs--lesepaten--information"} <= found.cooperations.keys()

    def test_whom_a_person_recognises_is_not_added(self, wave: Wave):
        fill(wave.sheets["amt"], new=[{"name": "Unser Sportklub", "information": 2}])
        ref = NewActor("Unser Sportklub", "", "", "").ref
        found = wave.take("amt", same={ref: "verein"})
        assert "unser-sportklub" not in found.actors
        assert "amt--verein--information" in found.cooperations


class TestOffers:
    def test_what_is_said_of_ones_own_offers(self, wave: Wave):
        said = {"right": "hat sich geändert", "changed": "nur noch abends"}
        new = [{"name": "Sprachcafé", "area": "Weiterbildung", "changed": "montags"}]
        fill(wave.sheets["vhs"], offers={"deutschkurs": said}, new_offers=new)
        fill(wave.sheets["verein"], offers={"fussball": {"right": "gibt es nicht mehr"}})
        found = wave.take("vhs", "verein").offers
        assert found["deutschkurs"].note == "Umfrage 2020, 20.11.2020: nur noch abends"
        assert found["deutschkurs"].last_seen(dt.date(2020, 12, 31)) == SEEN_ON
        assert found["fussball"].until == SEEN_ON
        assert (found["sprachcafe"].providers, found["sprachcafe"].area) == (("vhs",), "continuing_education")
        assert diff(wave.landscape, wave.take("vhs", "verein"), delete_missing=True).operations == ()


class TestForums:
    def test_those_present_speak_for_themselves_and_nobody_else(self, tmp_path: Path):
        wave = Wave(tiny_city(as_of="2020-12-31"), tmp_path, "forums")
        pairs = [
            {"who": "Volkshochschule", "partner": "Amt für Schule", "kind": "Wir machen etwas gemeinsam", "strength": 4},
            {"who": "Volkshochschule", "partner": "Frauenhaus", "kind": "Wir tauschen Informationen aus"},
            {"who": "Sportverein", "partner": "Frauenhaus", "kind": "wir tauschen informationen aus", "strength": "x"},
            {"who": "Sportverein", "partner": "Volkshochschule", "kind": "Mit wem würden Sie gern (mehr) zusammenarbeiten?"},
        ]
        fill(wave.sheets["runde"], present=["vhs", "amt"], pairs=pairs)
        found = wave.take("runde")
        assert found.cooperations["amt--vhs"].reporters == {"amt", "vhs"}
        assert found.cooperations["vhs--haus--information"].reporters == {"vhs"}
        assert found.cooperations["verein--haus--information"].reporters == set()
        assert found.cooperations["verein--vhs--unspecified"].status == "wished"
        survey = found.surveys["w"]
        assert (survey.answered, len(survey.returned)) == (("amt", "vhs"), 1)

    def test_guests_write_their_names_down_and_count_as_asked(self, tmp_path: Path):
        wave = Wave(tiny_city(as_of="2020-12-31"), tmp_path, "forums")
        import openpyxl

        book = openpyxl.load_workbook(wave.sheets["runde"])
        sheet = form(book, "present")
        sheet.cell(6, 2).value = " frauenhaus"
        book.save(wave.sheets["runde"])
        fill(wave.sheets["runde"], pairs=[{"who": "Frauenhaus", "partner": "Volkshochschule", "strength": 2}])
        survey = wave.take("runde").surveys["w"]
        assert (survey.asked, survey.answered) == (("runde", "haus"), ("haus",))
        sheet.cell(7, 2).value = "Wer weiß"
        book.save(wave.sheets["runde"])
        (problem,) = wave.read("runde").problems
        assert problem.place == "runde.xlsx, Anwesende!B7"

    def test_without_anybody_marked_as_present_it_is_refused(self, tmp_path: Path):
        wave = Wave(tiny_city(as_of="2020-12-31"), tmp_path, "forums")
        fill(wave.sheets["runde"], pairs=[{"who": "Volkshochschule", "partner": "Frauenhaus"}])
        assert [one.code for one in wave.read("runde").problems] == ["nobody_present"]


class TestDisagreements:
    def test_two_numbers_are_kept_and_shown_and_settled(self, wave: Wave):
        fill(wave.sheets["vhs"], ties={("amt", "joint_offer"): 4})
        fill(wave.sheets["amt"], ties={("vhs", "joint_offer"): 2})
        found = wave.take("vhs", "amt")
        assert disagreements(found) == [Disagreement("amt--vhs", "intensity", "amt", "vhs", "2", "4")]
        tie = found.cooperations["amt--vhs"]
        assert tie.intensity == 2  # what both say at least
        ruled = settled(tie, Said(kind="joint_offer", intensity=3, status="existing"), source="Telefonat", seen="2020-12-01")
        assert (ruled.intensity, len(ruled.evidence)) == (3, len(tie.evidence) + 1)
        wave.landscape = found.replace([ruled])
        assert disagreements(wave.landscape) == []
        assert wave.take("vhs", "amt").cooperations["amt--vhs"].intensity == 3  # the same said again changes nothing
        assert disagreements(wave.landscape) == []
        fill(wave.sheets["vhs"], ties={("amt", "joint_offer"): 1})
        assert [one.second_says for one in disagreements(wave.take("vhs"))] == ["1"]  # something new opens it again

    def test_one_reports_a_tie_and_the_other_a_wish(self, wave: Wave):
        fill(wave.sheets["vhs"], ties={("haus", "information"): 2})
        fill(wave.sheets["haus"], ties={("vhs", "wish"): "x"})
        assert disagreements(wave.take("vhs", "haus")) == [
            Disagreement("vhs--haus--information", "status", "vhs", "haus", "existing", "wished")
        ]

    def test_of_what_nobody_said_nothing_can_be_settled(self):
        with pytest.raises(ValueError, match="t"):
            settled(Cooperation(id="t", source="a", target="b"), Said(), source="", seen="2020")

    def test_an_unknown_intensity_contradicts_nothing(self):
        said = [Evidence(reported_by=who, survey="w", said=Said(intensity=n)) for who, n in (("a", None), ("b", 4))]
        tie = Cooperation(id="t", source="a", target="b", evidence=tuple(said))
        assert disagreements(city(*actors("ab"), tie)) == []
        assert settled_intensity(tie).intensity == 4


# --------------------------------------------------------------------------------------------------------- the round trip


def made_up(seed: int, n: int = 9) -> Landscape:
    """Return actors with ties of all kinds that can be asked for, each once for a pair, some of them wishes."""
    draw = random.Random(seed)  # noqa: S311 - a made-up landscape
    people = [Actor(id=f"a{at}", name=f"Akteur {at}", areas=("school",), sector="outside") for at in range(n)]
    ties: list[Record] = []
    for one in range(n):
        for other in range(n):
            for kind in draw.sample(ALL_KINDS, draw.choice([0, 0, 1, 2])) if one != other else ():
                directed = bool(vocabulary()["tie_kinds"][kind].get("directed"))
                if directed or one < other:
                    intensity = draw.choice([None, 1, 2, 3, 4])
                    ends = {"source": f"a{one}", "target": f"a{other}"}
                    ties.append(
                        Cooperation.model_validate(
                            {"id": f"{one}-{other}-{kind}".replace("_", "-"), **ends, "kind": kind, "intensity": intensity}
                        )
                    )
            if one != other and draw.random() < 0.2:
                ends = {"source": f"a{one}", "target": f"a{other}"}
                ties.append(
                    Cooperation.model_validate({"id": f"w{one}-{other}", **ends, "kind": "unspecified", "status": "wished"})
                )
    return city(*people, *ties)


def network_of(landscape: Landscape) -> set[tuple[object, ...]]:
    directed = {key for key, term in landscape.vocabulary["tie_kinds"].items() if term.get("directed")}
    found = set()
    for one in landscape.cooperations.values():
        ends = (one.source, one.target)
        found.add((ends if one.kind in directed else frozenset(ends), one.kind, one.intensity, one.status))
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_when_all_answer_the_network_that_was_asked_for_is_there_again_exactly(tmp_path: Path, seed: int):
    whole = made_up(seed)
    bare = Landscape(whole.settings, whole.actors.values())
    wave = Wave(bare, tmp_path, kinds=ALL_KINDS)
    for actor, path in wave.sheets.items():
        fill(path, ties=answers_of(whole, actor), saved=dt.datetime(2020, 6, 1))
    found = wave.take(*wave.sheets, seen="2020-06-01")
    assert network_of(found) == network_of(whole)
    known = heard_in(found, at=dt.date(2020, 12, 31))
    states = {confirmation_of(one, known) for one in found.cooperations.values() if one.status == "existing"}
    assert states == {"confirmed"}
    assert disagreements(found) == []
    assert set(found.surveys["w"].answered) == set(whole.actors)


GARBAGE: list[object] = [
    "x" * 40_000, "ä\u202eb", "\u202e", "=1+1", "#REF!", -5, 1e300, 0.1, True, False, dt.datetime(1900, 1, 1),
    dt.time(1, 2), dt.date(2999, 12, 31), "1" * 400, "３", "½", "x; y", "\n", "☑", "NaN", "-0", "ja, aber nein", "[vhs]",
    "<b>1</b>",
]  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_whatever_stands_in_the_cells_is_read_or_refused_with_its_place(wave: Wave, seed: int):
    import openpyxl

    draw = random.Random(seed)  # noqa: S311 - made-up answers
    book = openpyxl.load_workbook(wave.sheets["vhs"])
    for sheet in book:
        if sheet.title != "netmap":
            sheet.protection.sheet = False
            for _cell in range(25):
                value = draw.choice(GARBAGE)
                text = value[:32_000] if isinstance(value, str) else value
                sheet.cell(draw.randint(1, 12), draw.randint(1, 12)).value = text  # type: ignore[assignment]
    book.save(wave.sheets["vhs"])
    reading = wave.read("vhs")
    for problem in reading.problems:
        assert problem.place.startswith("vhs.xlsx")
        assert problem.what
    survey = wave.landscape.surveys["w"]
    merged(wave.landscape, survey, reading.sheets, seen=SEEN_ON)  # and whatever was read can be taken

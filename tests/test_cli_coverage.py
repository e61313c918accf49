"""The cube on the command line: the matrix, its filters, inventories, and what a picture or another edition shows."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from commandline import Capture, answer, call, refusal, stored

from netmap.analysis.rows import STATES
from netmap.cli.coverage_text import SYMBOLS
from netmap.model import Actor, District, Evidence, Inventory, Need, Offer, Record
from netmap.store import open_store

pytestmark = pytest.mark.usefixtures("own_place")
SEEN = (Evidence(source="Liste", seen="2018-03"),)


def offer(key: str, **fields: object) -> Offer:
    given = {"id": key, "name": key.title(), "providers": ("v",), "area": "clubs", "target_groups": ("adults",)}
    return Offer.model_validate({**given, "evidence": SEEN, **fields})


CITY: list[Record] = [
    District(id="n", name="Nord", code="1"),
    District(id="s", name="Süd", code="2"),
    Actor(id="v", name="Verein"),
    Actor(id="h", name="Haus am See", protected=True, districts=("s",)),
    offer("chor", districts=("n",), languages=("ar",), free_of_charge=True, childcare=False),
    offer("schach", target_groups=("all",), area="culture"),
    offer("kurs", target_groups=(), area="school"),
]


@pytest.fixture
def small(tmp_path: Path) -> str:
    return stored(tmp_path, *CITY)


def cells(capsys: Capture, store: str, *options: str) -> dict[str, dict[str, object]]:
    told = json.loads(answer(capsys, "--store", store, "coverage", "--format", "json", *options))
    return {row["id"]: row for row in told}


class TestMatrix:
    def test_symbols_are_one_sign_each_and_their_own(self):
        assert set(SYMBOLS) == set(STATES)
        assert len(set(SYMBOLS.values())) == len(SYMBOLS)
        assert all(len(one) == 1 for one in SYMBOLS.values())

    def test_areas_by_groups(self, capsys: Capture, small: str):
        said = answer(capsys, "--store", small, "coverage").splitlines()
        names = ("Kultur", "Vereine und Freizeit", "Schule")
        rows = {
            one: line.strip().removeprefix(one).split() for one in names for line in said if line.startswith(f"  {one} ")
        }
        assert rows["Kultur"] == ["1*"] * 8 + ["1"]
        assert rows["Vereine und Freizeit"] == ["○"] * 6 + ["1", "○", "1"]
        assert rows["Schule"] == ["○"] * 8 + ["1", "1"]
        assert "  a = Kinder unter 3 Jahren" in said
        assert "  1 Nur ein Anbieter erfasst (9)" in said
        assert "  * nur Angebote für alle Zugewanderten" in said
        assert any(line.startswith("Geprüft: 0 von ") for line in said)

    @pytest.mark.parametrize("lang", ["de", "en"])
    @pytest.mark.parametrize("groups", ["age", "status", "life_situation", "learning"])
    def test_it_fits_a_terminal(self, capsys: Capture, rostock_store: str, groups: str, lang: str):
        for area in ([], ["clubs"]):
            said = answer(capsys, "--store", rostock_store, "--lang", lang, "coverage", *area, "--groups", groups)
            grid = [line for line in said.splitlines() if line.startswith("  ") and " = " not in line]
            assert max(map(len, grid)) <= 80

    def test_one_area_by_districts(self, capsys: Capture, small: str):
        said = answer(capsys, "--store", small, "coverage", "verein").splitlines()
        rows = [line.split() for line in said if line.startswith(("  gesamte", "  Nord", "  Süd"))]
        assert [row[-3 if row[-1].isdigit() and len(row) > 9 else -2] for row in rows[1:]] == ["1", "○"]
        assert [row[0] for row in rows] == ["gesamte", "Nord", "Süd"]

    def test_english(self, capsys: Capture, small: str):
        said = answer(capsys, "--store", small, "coverage", "--lang", "en")
        assert "Education area" in said
        assert "Only one provider recorded (9)" in said

    def test_programs_get_cells_and_margins(self, capsys: Capture, small: str):
        found = cells(capsys, small)
        assert found["coverage/clubs/adults/n"]["state"] == "single_provider"
        assert found["coverage/clubs/all-groups"]["offers"] == ["chor"]
        assert found["coverage/school/group_unknown"]["offers"] == ["kurs"]

    def test_markdown_has_words_in_each_field(self, capsys: Capture, small: str):
        said = answer(capsys, "--store", small, "coverage", "--format", "md")
        assert "| 1\\* Nur ein Anbieter erfasst |" in said or "| 1* Nur ein Anbieter erfasst |" in said

    def test_csv_for_people_in_a_file(self, capsys: Capture, small: str):
        call(capsys, "--store", small, "coverage", "--output", "a.csv")
        rows = [*csv.reader(io.StringIO(Path("a.csv").read_text(encoding="utf-8-sig")), delimiter=";")]
        assert rows[0][:2] == ["Bildungsbereich", "Kinder unter 3 Jahren"]
        assert next(row for row in rows if row[0] == "Kultur")[1] == "1* Nur ein Anbieter erfasst"


class TestFilters:
    @pytest.mark.parametrize(
        ("options", "offers"),
        [
            (["--language", "ar"], ["chor"]), (["--language", "Arabisch"], ["chor"]), (["--free"], ["chor"]),
            (["--no-childcare"], ["chor"]), (["--childcare"], []), (["--not-free"], []), (["--cefr", "a1"], []),
            (["--accessible"], []), ([], ["chor"]),
        ],
    )  # fmt: skip
    def test_of_offers(self, capsys: Capture, small: str, options: list[str], offers: list[str]):
        assert cells(capsys, small, *options)["coverage/clubs/adults"]["offers"] == offers

    def test_of_fields(self, capsys: Capture, small: str):
        found = cells(capsys, small, "clubs", "--group", "Ältere Menschen ab 60", "--district", "süd")
        assert [one for one in found if "all-groups" not in one and "unknown" not in one] == ["coverage/clubs/seniors/s"]

    def test_of_days(self, capsys: Capture, tmp_path: Path):
        store = stored(tmp_path, *CITY, offer("alt", until="2015", target_groups=("seniors",)))
        assert cells(capsys, store, "--at", "2015")["coverage/clubs/seniors"]["offers"] == ["alt"]
        assert cells(capsys, store)["coverage/clubs/seniors"]["offers"] == []

    def test_by_another_dimension(self, capsys: Capture, small: str):
        assert "coverage/clubs/women" in cells(capsys, small, "--groups", "life_situation")
        assert "coverage/clubs/women" in cells(capsys, small, "--group", "women")


class TestBadInput:
    @pytest.mark.parametrize(
        ("options", "words"),
        [
            (["zirkus"], "Vereine und Freizeit (clubs)"), (["--group", "zirkus"], "Möglich sind"),
            (["--district", "west"], "n (Nord)"), (["--language", "klingonisch"], "ar (Arabisch)"),
            (["--cefr", "D1"], "A1, A2"), (["--figure", "a.pdf"], ".svg oder .png"),
        ],
    )  # fmt: skip
    def test_what_there_is_not(self, capsys: Capture, small: str, options: list[str], words: str):
        assert words in refusal(capsys, "--store", small, "coverage", *options)

    def test_no_field_no_offers_no_districts_no_needs(self, capsys: Capture, tmp_path: Path, small: str):
        said = " ".join(
            answer(capsys, "--store", small, "coverage", "school", "--district", "n", "--group", "adults").split()
        )
        assert "Kein Feld passt: Stadtbereiche werden nur dort betrachtet" in said
        said = " ".join(answer(capsys, "--store", stored(tmp_path, name="leer"), "coverage").split())
        assert "Noch keine Angebote erfasst: Was es gibt, ist nicht bekannt." in said
        assert "Keine Stadtbereiche erfasst: Alles wird für die gesamte Stadt betrachtet." in said
        assert "Keine Bedarfszahlen – sortiert nach Wichtigkeit (Richtwert)" in said
        assert "fehlt" not in said.lower().replace("„fehlt“", "")

    def test_one_actor(self, capsys: Capture, tmp_path: Path):
        said = answer(capsys, "--store", stored(tmp_path, Actor(id="a", name="A", areas=("clubs",))), "gaps")
        assert "Bisher nichts: Zum Handlungsbedarf wird nur, wonach jemand gefragt hat." in said

    def test_nothing_that_was_asked_for(self, capsys: Capture, small: str):
        said = answer(capsys, "--store", small, "coverage", "--cefr", "C2")
        assert "Von keinem erfassten Angebot ist bekannt, dass es dem Gesuchten entspricht." in said

    @pytest.mark.parametrize("value", ["stale_after_months: 0", "coordinate_providers: 1", "thin_persons_per_place: -3"])
    def test_thresholds_out_of_range(self, capsys: Capture, tmp_path: Path, value: str):
        folder = tmp_path / "f"
        folder.mkdir()
        text = f"id: c\nname: C\nthresholds:\n  {value}\n"
        (folder / "landscape.yaml").write_text(text, encoding="utf-8")
        _said, error = call(capsys, "check", str(folder), code=1)
        assert value.split(":")[0] in _said + error


class TestEditions:
    def test_a_protected_place_is_in_no_district_of_a_meetings_file(self, capsys: Capture, tmp_path: Path):
        secret = offer("schutz", providers=("h",), districts=("s",), target_groups=("seniors",))
        store = stored(tmp_path, *CITY, secret)
        assert cells(capsys, store)["coverage/clubs/seniors/s"]["offers"] == ["schutz"]
        assert "coverage/clubs/seniors/s" not in cells(capsys, store, "--edition", "meeting")

    def test_few_persons_are_not_in_it(self, capsys: Capture, tmp_path: Path):
        few = Need(id="need", area="clubs", target_group="adults", persons=3, year=2017)
        store = stored(tmp_path, *CITY, few)
        assert cells(capsys, store)["coverage/clubs/adults"]["persons"] == 3
        assert cells(capsys, store, "--edition", "meeting")["coverage/clubs/adults"]["persons"] is None
        call(capsys, "--store", store, "gaps", "--output", "gaps.json")
        rows = json.loads(Path("gaps.json").read_text(encoding="utf-8"))["rows"]
        assert not [row for row in rows if "3 Personen" in str(row)]

    def test_the_public_one_has_no_open_questions(self, capsys: Capture, small: str):
        assert "Offene Fragen" in refusal(capsys, "--store", small, "coverage", "--edition", "public")

    def test_a_picture_is_for_a_meeting_unless_said_otherwise(self, capsys: Capture, small: str):
        said = call(capsys, "--store", small, "coverage", "clubs", "--figure", "a.svg")
        assert "Geschrieben: a.svg" in said[1]
        text = Path("a.svg").read_text(encoding="utf-8")
        assert "Vereine und Freizeit" in text
        assert "Nord" in text
        call(capsys, "--store", small, "coverage", "--edition", "internal", "--figure", "b.svg")
        assert Path("b-INTERN.svg").exists()


class TestInventories:
    ASKED = ("--by", "BK", "--date", "2018-11", "--yes")

    def test_a_complete_one_makes_an_empty_field_a_gap(self, capsys: Capture, small: str):
        said = call(capsys, "--store", small, "inventory", "clubs", "complete", "--group", "seniors", *self.ASKED)
        assert "Geschrieben als Revision r2" in said[1]
        found = cells(capsys, small)
        assert found["coverage/clubs/seniors"]["state"] == "uncovered"
        assert found["coverage/clubs/seniors"]["inventory_date"] == "2018-11"
        assert found["coverage/clubs/pupils_primary"]["state"] == "not_recorded"
        assert "Geprüft: 3 von " in answer(capsys, "--store", small, "coverage")

    def test_it_is_kept_as_it_was_said(self, capsys: Capture, small: str):
        call(
            capsys, "--store", small, "inventory", "Vereine", "not-needed", "--district", "Nord", "--reason", "Kein Auftrag",
            *self.ASKED,
        )  # fmt: skip
        with open_store(small) as store:
            (record,) = store.read().table(Inventory).values()
        assert (record.area, record.district, record.state, record.reason, record.by, record.date) == (
            "clubs", "n", "not_needed", "Kein Auftrag", "BK", "2018-11",
        )  # fmt: skip

    def test_a_later_one_of_the_same_field_replaces_it(self, capsys: Capture, small: str):
        for state in ("partial", "complete"):
            call(capsys, "--store", small, "inventory", "clubs", state, *self.ASKED)
        with open_store(small) as store:
            assert [one.state for one in store.read().table(Inventory).values()] == ["complete"]

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["zirkus", "complete", *ASKED], "Es gibt: "), (["clubs", "not-needed", *ASKED], "--reason TEXT"),
            (["clubs", "complete", "--reason", "x", *ASKED], "--reason weglassen"),
            (["clubs", "complete", "--group", "x", *ASKED], "Möglich sind"),
            (["clubs", "complete", "--district", "x", *ASKED], "Möglich sind"),
            (["clubs", "complete", "--by", " ", "--yes"], "--by darf nicht leer sein"),
            (["clubs", "complete", "--by", "x", "--date", "gestern", "--yes"], "ist kein Datum"),
        ],
    )  # fmt: skip
    def test_what_cannot_be(self, capsys: Capture, small: str, arguments: list[str], words: str):
        assert words in refusal(capsys, "--store", small, "inventory", *arguments)
        with open_store(small) as store:
            assert not store.read().table(Inventory)

    def test_nothing_is_written_unasked(self, capsys: Capture, small: str):
        assert "--yes" in refusal(capsys, "--store", small, "inventory", "clubs", "complete", "--by", "BK")

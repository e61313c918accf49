"""`netmap brokers` as a coordinator types it: bands or ranks, with and without the hub, for people and for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cities import actors, city, seen, tie

from netmap.changes import diff
from netmap.cli import run
from netmap.landscape import Landscape
from netmap.model import Actor, District, Record, Survey
from netmap.network import measures
from netmap.store.sqlite import SQLiteStore

Ask = Callable[..., tuple[str, str]]


pytestmark = pytest.mark.usefixtures("own_place")


def records() -> list[Record]:
    """Give a hub h in the administration, that four are tied to, and a second, smaller way round it: a - b - c."""
    named = [Actor(id="h", name="Hub", short_name="HB", sector="inside", areas=("school",))]
    named += [Actor(id=one, name=f"Verein {one.upper()}", sector="outside", attributes={"funding": one}) for one in "abcd"]
    return [*named, *(tie(one, evidence=seen("2020-01")) for one in ("ha", "hb", "hc", "hd", "ab", "bc"))]


def landscape(*more: Record, **settings: object) -> Landscape:
    return city(*records(), *more, **{"coordinating_office": "h", **settings})


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Return how to ask netmap about a landscape: standard output and what is said beside it."""

    def asked(given: Landscape, *arguments: str, code: int = 0) -> tuple[str, str]:
        path = tmp_path / f"{len(list(tmp_path.glob('*.db')))}.db"
        with SQLiteStore(path) as store:
            store.apply(diff(None, given), author="test")
        capsys.readouterr()
        assert run(["--store", str(path), "brokers", *arguments]) == code, capsys.readouterr().err
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return said.out, said.err

    return asked


def rows(text: str) -> dict[str, dict[str, object]]:
    return {row["actor"]: row for row in json.loads(text)}


class TestForPrograms:
    def test_every_measure_has_its_name(self, ask: Ask):
        out, _beside = ask(landscape(), "--format", "json")
        wanted = {
            *("actor", "name", "degree", "weighted_degree", "betweenness", "betweenness_error", "harmonic_closeness"),
            *("pagerank", "constraint", "effective_size", "efficiency", "coordinator", "itinerant", "representative"),
            *("gatekeeper", "liaison", "cutpoint", "cut_off", "fragmentation_if_removed", "rank", "rank_low", "rank_high"),
            *("degree_rank", "rank_with_all", "rank_without"),
        }
        assert wanted - rows(out)["h"].keys() == set()

    def test_values(self, ask: Ask):
        hub = rows(ask(landscape(), "--format", "json")[0])["h"]
        # of the six pairs of the others a-c is half through h, a-d, b-d, c-d are all through h
        assert hub["betweenness"] == pytest.approx(3.5 / 6)
        assert (hub["degree"], hub["rank"], hub["cutpoint"], hub["cut_off"]) == (4, 1, True, ["d"])

    def test_csv_has_the_same_columns(self, ask: Ask):
        out, _beside = ask(landscape(), "--format", "csv")
        table = list(csv.DictReader(io.StringIO(out.lstrip("\ufeff")), delimiter=";"))
        assert table[0]["actor"] == "h"
        assert {"harmonic_closeness", "rank_low", "liaison"} <= set(table[0])

    def test_both_sides_by_default(self, ask: Ask):
        found = rows(ask(landscape(), "--format", "json")[0])
        assert (found["h"]["rank_with_all"], found["h"]["rank_without"]) == (1, None)
        assert (found["b"]["rank_with_all"], found["b"]["rank_without"]) == (2, 1)

    def test_without_the_office_the_values_are_those_without(self, ask: Ask):
        found = rows(ask(landscape(), "--without-office", "--format", "json")[0])
        assert sorted(found) == ["a", "b", "c", "d"]
        assert (found["b"]["rank"], found["b"]["rank_with_all"], found["b"]["rank_without"]) == (1, 2, 1)
        assert found["b"]["betweenness"] == found["b"]["betweenness_without"] == pytest.approx(1 / 3)

    def test_without_an_office_nothing_is_compared(self, ask: Ask):
        found = rows(ask(landscape(coordinating_office=None), "--format", "json")[0])
        assert {(row["rank_with_all"], row["rank_without"]) for row in found.values()} == {(None, None)}

    @pytest.mark.parametrize("name", ["h", "Hub", "hb", "HUB"])
    def test_who_is_left_out_is_named_as_people_do(self, ask: Ask, name: str):
        assert "h" not in rows(ask(landscape(), "--without", name, "--without", "a", "--format", "json")[0])

    def test_by_an_own_attribute(self, ask: Ask):
        found = rows(ask(landscape(), "--by", "funding", "--format", "json")[0])
        assert (found["h"]["groups"], found["a"]["groups"]) == (["unknown"], ["a"])
        assert found["h"]["liaison"] == 8  # a-c, a-d, b-d, c-d in both orders, each in a group of its own

    @pytest.mark.parametrize("name", ["school", "Schule", "School"])
    def test_an_area_chooses_rows(self, ask: Ask, name: str):
        assert list(rows(ask(landscape(), "--area", name, "--format", "json")[0])) == ["h"]

    @pytest.mark.parametrize("name", ["north", "Nord", "07"])
    def test_a_district_chooses_rows(self, ask: Ask, name: str):
        there = Actor(id="e", name="E", districts=("north",))
        given = landscape(there, District(id="north", name="Nord", code="07"))
        assert list(rows(ask(given, "--district", name, "--format", "json")[0])) == ["e"]

    def test_intervals_can_be_left_out(self, ask: Ask):
        found = rows(ask(landscape(), "--no-intervals", "--format", "json")[0])
        assert {row["rank_low"] for row in found.values()} == {None}

    def test_directions(self, ask: Ask):
        given = city(*actors("abc"), tie("ab", kind="referral"), tie("cb", kind="referral"))
        assert rows(ask(given, "--format", "json")[0])["b"]["betweenness"] == 1
        assert rows(ask(given, "--directed", "--format", "json")[0])["b"]["betweenness"] == 0


class TestRefused:
    def test_no_office(self, ask: Ask):
        assert "koordinierende Stelle" in ask(landscape(coordinating_office=None), "--without-office", code=1)[1]

    def test_grouping(self, ask: Ask):
        assert "funding" in ask(landscape(), "--by", "colour", code=1)[1]

    @pytest.mark.parametrize(
        ("option", "value", "says"),
        [("--area", "sailing", "school"), ("--district", "south", "south"), ("--without", "x", "x")],
    )
    def test_what_there_is_not(self, ask: Ask, option: str, value: str, says: str):
        assert says in ask(landscape(), option, value, "--lang", "en", code=1)[1]

    def test_who_is_left_out_and_not_there_gets_what_comes_near(self, ask: Ask):
        assert "Verein" not in ask(landscape(), "--without", "", code=1)[1]
        assert (
            "Did you mean: Verein A (a); Verein B (b);" in ask(landscape(), "--without", "verein", "--lang", "en", code=1)[1]
        )

    @pytest.mark.parametrize("edition", ["meeting", "public"])
    def test_other_editions(self, ask: Ask, edition: str):
        assert "Verein" not in "".join(ask(landscape(), "--edition", edition, code=1))


def survey(answered: str) -> Survey:
    return Survey(id="w", name="W", asked=tuple("habcd"), answered=tuple(answered))


class TestForPeople:
    def test_without_a_survey_bands(self, ask: Ask):
        out, _beside = ask(landscape(), "--lang", "en")
        assert "No survey: from documents. So these are bands in alphabetical order, not ranks." in " ".join(out.split())
        assert "Top (1)" in out
        assert "1." not in out.split("Side by side")[0].split("Top (1)")[1]

    def test_force_shows_ranks_and_says_what_they_are_worth(self, ask: Ask):
        out = " ".join(ask(landscape(), "--lang", "en", "--force")[0].split())
        assert "so the ranks say little" in out
        assert "1. (1–1) Hub" in out
        assert "not a confidence interval" in out

    @pytest.mark.parametrize(
        ("answered", "ranks", "says"),
        [
            ("habcd", True, "5 answered (100 %)."),
            ("abcd", True, "(80 %)."),
            ("abc", False, "under 65 %, so these are bands"),
        ],
    )
    def test_ranks_where_enough_have_answered(self, ask: Ask, answered: str, ranks: bool, says: str):
        out = " ".join(ask(landscape(survey(answered)), "--lang", "en")[0].split())
        assert says in out
        assert ("1. (1–1) Hub" in out) == ranks
        assert ("Top (1)" in out) != ranks

    def test_a_warning_between_the_thresholds(self, ask: Ask):
        more = [Actor(id=f"x{n}", name=f"X{n}") for n in range(5)]
        wave = Survey(id="w", name="W", asked=("h", *"abcd", *(one.id for one in more)), answered=("h", *"abcd", "x0", "x1"))
        out = " ".join(ask(landscape(*more, wave), "--lang", "en")[0].split())
        assert "(70 %). That is under 80 %: ranks next to each other may well be the other way round." in out

    def test_what_changes_without_the_hub(self, ask: Ask):
        out = " ".join(ask(landscape(), "--lang", "en")[0].split())
        assert "Side by side: all actors, and without Hub" in out
        assert "Name With all Without" in out
        assert "Hub Top left out Verein B Middle Top" in out
        assert "Then at the top, too: Verein B." in out
        assert "Then the only recorded way to others: Verein B." in out
        assert "Then without any tie: Verein D." in out

    def test_who_is_left_out_stands_beside_the_others_from_that_side_too(self, ask: Ask):
        for more in (("--force",), ("--force", "--without-office")):
            out = " ".join(ask(landscape(), "--lang", "en", *more)[0].split("Side by side")[1].split())
            assert "Hub 1. left out Verein B 2. 1. Verein A 3. 2. Verein C 3. 2. Verein D 3. 2." in out

    def test_a_choice_of_actors_is_compared_alone(self, ask: Ask):
        out = " ".join(ask(landscape(), "--lang", "en", "--force", "--area", "school")[0].split("Side by side")[1].split())
        assert "Hub 1. left out" in out
        assert "Verein A 3." not in out

    def test_ranks_by_ties_have_their_interval_too(self, ask: Ask):
        out = " ".join(ask(landscape(), "--lang", "en", "--force")[0].split())
        assert "1. (1–1) Hub By the number of tied actors (4): 1. (1–1)" in out

    def test_sentences_name_who_is_cut_off(self, ask: Ask):
        out = " ".join(ask(landscape())[0].split())
        assert "Das sind: Verein D." in out
        assert "Das beschreibt die Lage im Netz, nicht die Leistung." in out

    def test_roles_in_words(self, ask: Ask):
        out = " ".join(ask(landscape(), "--by", "funding", "--lang", "en")[0].split())
        assert (
            "Hub stands 4 times between two that are not tied directly, 4 times between different groups (funding)." in out
        )

    def test_markdown_is_in_bands_and_has_both_sides(self, ask: Ask):
        head, _line, first, *_others = ask(landscape(), "--lang", "en", "--format", "md")[0].splitlines()
        assert head.startswith("| Band | Band with all | Band without | Name | Sector |")
        assert first.startswith("| Top | Top |  | Hub | ")
        assert "inside |" not in first

    def test_markdown_of_ranks(self, ask: Ask):
        head, _line, first, *_others = ask(landscape(survey("habcd")), "--lang", "en", "--format", "md")[0].splitlines()
        assert head.startswith(
            "| Rank | Range | Rank with all | Rank without | Rank by tied actors | Range of that | Name |"
        )
        assert first.startswith("| 1 | 1–1 | 1 |  | 1 | 1–1 | Hub | ")

    def test_a_file_is_internal_only(self, ask: Ask, tmp_path: Path):
        ask(landscape(), "--output", "b.md", "--edition", "internal")
        text = (tmp_path / "b-INTERN.md").read_text(encoding="utf-8")
        assert "Verein B" in text
        assert "Gruppen in alphabetischer" in text or "keine Rangplätze" in text

    def test_a_choice_is_said(self, ask: Ask):
        out = " ".join(ask(landscape(), "--area", "school", "--lang", "en")[0].split())
        assert "ways through all others count" in out


class TestLongWork:
    def test_ctrl_c_leaves_nothing_half_written(self, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        def stopped(*_given: object, **_options: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(measures, "betweenness", stopped)
        out, beside = ask(landscape(), "--output", "b.csv", "--edition", "internal", code=1)
        assert (out, list(tmp_path.glob("*.csv*"))) == ("", [])
        assert "Abgebrochen" in beside

    def test_ctrl_c_leaves_the_file_that_was_there(self, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        ask(landscape(), "--output", "b.csv", "--edition", "internal")
        before = (tmp_path / "b-INTERN.csv").read_bytes()

        def stopped(*_given: object, **_options: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(measures, "harmonic_closeness", stopped)
        ask(landscape(), "--output", "b.csv", "--edition", "internal", code=1)
        assert (tmp_path / "b-INTERN.csv").read_bytes() == before


class TestInWords:
    @pytest.mark.parametrize("count", [0, 1, 3])
    def test_without_ties_nobody_stands_in_a_band(self, ask: Ask, count: int):
        said, _beside = ask(city(*records()[:count]))
        assert "Oberes Band" not in said
        assert "Wer das Netz verbindet, lässt sich nicht sagen" in " ".join(said.split())

    def test_where_nobody_was_asked_no_share_is_said_of_one_side(self, ask: Ask):
        out = " ".join(ask(landscape())[0].split())
        assert "Um Bestätigung ist noch niemand gebeten worden." in out
        assert "nur eine der beiden Seiten" not in out

    def test_what_bands_are(self, ask: Ask):
        for form in ("table", "md"):
            assert "das vorderste Zehntel, das mittlere das Fünftel danach" in " ".join(
                ask(landscape(), "--format", form)[0].split()
            )
        assert "Zehntel" not in ask(landscape(), "--force")[0]

    @pytest.mark.parametrize("force", [(), ("--force",)])
    def test_lines_fit_a_terminal_of_80_columns(self, ask: Ask, monkeypatch: pytest.MonkeyPatch, force: tuple[str, ...]):
        monkeypatch.setenv("COLUMNS", "80")
        long = Actor(id="h", name="Kommunale Koordinierung der Bildungsangebote für Neuzugewanderte", sector="inside")
        given = city(long, *records()[1:], coordinating_office="h")
        assert max(map(len, ask(given, *force)[0].splitlines())) <= 80

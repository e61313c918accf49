"""What the questionnaires of a survey hold, what they never hold, and how they look in Excel and on paper."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from landscapes import SEEN, tiny_city

from netmap.errors import DataError
from netmap.export.questionnaire_page import questionnaire_page
from netmap.files.questionnaires.form import FIRST, forms
from netmap.files.questionnaires.writing import questionnaire_bytes
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Evidence, Forum, Membership, Offer, Said, Survey, Term
from netmap.questionnaires import Questionnaire, Whom, asked_ids, common, questionnaires, survey_asking

KEPT = "GEHEIM"


def told(who: str) -> tuple[Evidence, ...]:
    return (Evidence(source=KEPT, seen="2020", reported_by=who, survey="alt", said=Said(intensity=4, kind="referral")),)


def secretive() -> Landscape:
    """Return the tiny city with whatever a questionnaire must never tell."""
    return tiny_city(
        Survey(id="alt", name=KEPT, asked=("amt", "vhs"), answered=("vhs",), codes={"AAAA-AAAA": "vhs"}),
        Cooperation(id="wunsch", source="vhs", target="amt", status="wished", note=KEPT, evidence=told("vhs")),
        Cooperation(id="zwist", source="vhs", target="amt", kind="conflict", note=KEPT),
        Actor(id="neu", name="=1+1", areas=("school",), note=KEPT, attributes={"Leitung": KEPT}, evidence=SEEN),
        Actor(id="haus", name="Frauenhaus", protected=True, address=f"{KEPT} 7", districts=("nord",), evidence=SEEN),
        Membership(id="haus--runde", actor="haus", forum="runde"),
        Offer(id="schutz", name="Beratung", providers=("haus", "vhs"), area="school", description="@hier", note=KEPT),
    )


def made(landscape: Landscape, whom: Whom = "actors", **options: Any) -> dict[str, Questionnaire]:
    ids = asked_ids(landscape, whom, areas=options.pop("areas", ()))
    survey = survey_asking(Survey(id="w", name="Umfrage 2021"), ids)
    shared = common(landscape, survey, whom, **options)
    return {one.subject: one for one in questionnaires(landscape, survey, shared, ids)}


def cells(asked: Questionnaire) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(questionnaire_bytes(asked)))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


class TestWhoIsAsked:
    def test_all_actors_or_those_of_an_area_by_name(self):
        assert asked_ids(secretive(), "actors") == ["neu", "amt", "beauftragte", "haus", "verein", "vhs"]
        assert asked_ids(secretive(), "actors", areas=["school"]) == ["neu"]
        assert asked_ids(secretive(), "forums") == ["runde"]

    def test_who_is_no_more_is_not_asked(self):
        gone = Actor(id="alt", name="Alt", until="2010")
        assert "alt" not in asked_ids(tiny_city(gone), "actors")

    def test_each_has_a_code_and_keeps_it(self):
        first = survey_asking(Survey(id="w", name="W"), ["a", "b"])
        again = survey_asking(first, ["b", "c"])
        assert again.asked == ("a", "b", "c")
        assert sorted(again.codes.values()) == ["a", "b", "c"]
        assert first.codes.items() <= again.codes.items()

    def test_no_code_is_given_twice(self):
        signs = iter("2222222222222222" + "3" * 16)
        found = survey_asking(Survey(id="w", name="W"), ["a", "b"], ["2222-2222"], draw=lambda _all: next(signs, "4"))
        assert found.codes == {"3333-3333": "a", "4444-4444": "b"} or list(found.codes) == ["3333-3333", "4444-4444"]


class TestWhatIsAsked:
    def test_the_roster_is_everybody_else_by_area_and_name(self):
        names = [one.name for one in made(secretive())["vhs"].roster]
        assert names == ["=1+1", "Amt für Schule", "Beauftragte", "Sportverein", "Frauenhaus"]

    def test_directed_kinds_are_asked_both_ways(self):
        keys = [one.key for one in made(secretive(), kinds=["referral", "contract", "funding"])["vhs"].common.questions]
        assert keys == ["referral", "referral__back", "contract", "funding", "funding__back"]

    @pytest.mark.parametrize("kind", ["conflict", "no_such_kind"])
    def test_kinds_that_there_are_not_and_conflicts_are_refused(self, kind: str):
        with pytest.raises(DataError, match=kind):
            made(secretive(), kinds=[kind])

    def test_names_that_stand_twice_are_told_apart(self):
        twin = Actor(id="vhs-2", name="Volkshochschule", areas=("school",))
        names = [one.name for one in made(tiny_city(twin))["amt"].roster]
        assert {"Volkshochschule [vhs]", "Volkshochschule [vhs-2]"} <= set(names)

    def test_own_offers_are_shown_to_be_checked(self):
        (offer, *_) = made(secretive())["vhs"].offers[1:]
        assert (offer.name, offer.area) == ("Deutschkurs", "Weiterbildung")
        assert "20 Plätze" in offer.known
        assert made(secretive())["verein"].offers[0].name == "Fußball"

    def test_a_coordinator_changes_the_wording_by_terms_of_her_own(self):
        own = Term(id="t", vocabulary="questionnaire", key="title", label_de="Unsere Umfrage", label_en="Our survey")
        assert made(tiny_city(own))["vhs"].common.says("title") == "Unsere Umfrage"

    @pytest.mark.parametrize("whom", ["actors", "forums"])
    @pytest.mark.parametrize("lang", ["de", "en"])
    def test_nothing_leaves_that_others_said_or_that_is_protected(self, whom: Whom, lang: str):
        for one in made(secretive(), whom, lang=lang).values():
            with zipfile.ZipFile(io.BytesIO(questionnaire_bytes(one))) as archive:
                texts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
            for text in [*texts, questionnaire_page(one)]:
                assert KEPT not in text
                assert "AAAA-AAAA" not in text

    def test_who_shares_an_offer_with_a_protected_place_or_sits_beside_it_does_not_learn_of_it(self):
        assert [one.name for one in made(secretive(), "forums")["runde"].members] == [
            "Amt für Schule",
            "Sportverein",
            "Volkshochschule",
        ]


class TestExcel:
    def test_texts_never_become_formulas(self):
        sheet = cells(made(secretive())["vhs"])["Zusammenarbeit"]
        assert next(row[2] for row in sheet[FIRST:]) == "=1+1"
        with zipfile.ZipFile(io.BytesIO(questionnaire_bytes(made(secretive())["vhs"]))) as archive:
            sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not [one for one in sheets if b"<f>" in one]

    def test_the_code_is_hidden_and_stands_on_the_first_page(self):
        asked = made(secretive())["vhs"]
        book = openpyxl.load_workbook(io.BytesIO(questionnaire_bytes(asked)))
        assert book["netmap"].sheet_state == "veryHidden"
        assert [row[1].value for row in book["netmap"].iter_rows() if row[0].value == "code"] == [asked.code]
        assert any(asked.code in str(row[0]) for row in cells(asked)["Anleitung"])

    def test_what_is_filled_in_is_open_and_checked_and_all_else_is_kept(self):
        asked = made(secretive())["vhs"]
        sheet = openpyxl.load_workbook(io.BytesIO(questionnaire_bytes(asked)))["Zusammenarbeit"]
        assert sheet.protection.sheet
        assert not sheet.protection.password
        assert not sheet.protection.autoFilter  # False: it may be used
        assert sheet.auto_filter.ref.startswith("A2:")
        assert sheet.row_dimensions[1].hidden
        assert sheet.column_dimensions["A"].hidden
        assert sheet.freeze_panes == "D3"
        lists = {str(one.sqref).split(":")[0]: one.formula1 for one in sheet.data_validations.dataValidation}
        assert lists["E3"] == '"1,2,3,4,x"'

    def test_a_forum_picks_names_from_lists(self):
        book = openpyxl.load_workbook(io.BytesIO(questionnaire_bytes(made(secretive(), "forums")["runde"])))
        assert book.sheetnames == ["Anleitung", "Anwesende", "Zusammenarbeit", "Liste", "netmap"]
        lists = {
            str(one.sqref).split(":")[0]: one.formula1 for one in book["Zusammenarbeit"].data_validations.dataValidation
        }
        assert lists["B3"].startswith("'Liste'!$C$3:")
        assert lists["A3"].startswith("'netmap'!")

    def test_names_of_sheets_are_what_excel_takes(self):
        own = Term(id="t", vocabulary="questionnaire", key="sheet_ties", label_de="Wer [mit] wem: " + "x" * 40)
        assert [len(one.name) <= 31 and "[" not in one.name for one in forms(made(tiny_city(own))["vhs"])] == [True] * 3


class TestPage:
    @pytest.mark.browser
    @pytest.mark.parametrize("whom", ["actors", "forums"])
    def test_it_opens_without_any_request_or_complaint(self, chromium: Any, tmp_path: Path, whom: Whom):
        evil = Actor(id="x", name="<script>alert(1)</script>", areas=("school",))
        context, complaints = chromium.new_context(), []
        page = context.new_page()
        page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith("file:") else None)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        for subject, one in made(tiny_city(evil, Forum(id="leer", name="Leer & <b>")), whom).items():
            path = tmp_path / f"{subject}.html"
            path.write_text(questionnaire_page(one), encoding="utf-8")
            page.goto(path.as_uri())
            assert page.locator("h1").inner_text() == "Wer arbeitet mit wem?"
            assert one.code in page.locator("header").inner_text()
            assert one.name in page.locator("header").inner_text()
            assert page.locator("thead").first.evaluate("one => getComputedStyle(one).display") == "table-header-group"
        context.close()
        assert complaints == []

    def test_everybody_stands_in_it_once_under_the_first_area(self):
        text = questionnaire_page(made(secretive())["vhs"])
        assert text.count("Sportverein") == 1
        assert text.index("Weiterbildung") < text.index("Amt für Schule")

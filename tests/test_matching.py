"""Duplicate candidates: which pairs are shown, with which reasons, and which never are."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmap.files.folder import read_folder
from netmap.landscape import Landscape
from netmap.matching import REASONS, candidates, candidates_for, match_names, reason_text
from netmap.model import Actor, Decision, District, Forum, Record, Settings

ROSTOCK = Path(__file__).resolve().parent.parent / "graphs" / "rostock"
DISTRICTS = [District(id=one.lower(), name=one) for one in ("Schmarl", "Evershagen")]


def city(*records: Record) -> Landscape:
    return Landscape(Settings(id="c", name="C", municipality="Hansestadt Rostock"), [*DISTRICTS, *records])


def pair(one: str, other: str, **fields: tuple[object, object]) -> tuple[float, tuple[str, ...]] | None:
    """Return score and reasons of two actors with these names and fields; None where they are no candidates."""
    given = [{name: values[n] for name, values in fields.items()} for n in (0, 1)]
    actors = [Actor.model_validate({"id": f"a{n}", "name": name, **given[n]}) for n, name in enumerate((one, other))]
    found = candidates(city(*actors))
    return (found[0].score, found[0].reasons) if found else None


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Volkshochschule Rostock", "VHS der Hansestadt Rostock", "same_name"),
        ("Grundschule Süd", "GS Sued", "same_name"),
        ("Soziale Bildung e.V.", "Sozjale Bildung", "similar_name"),
        ("DKJS", "Deutsche Kinder- und Jugendstiftung", "initials"),
        ("HMT Rostock", "Hochschule für Musik und Theater Rostock", "initials"),
        ("LOHRO", "LOHRO (Lokalradio der Hansestadt Rostock)", "part_of_name"),
        ("Dien Hong e. V.", "Diên Hông – Gemeinsam unter einem Dach e.V.", "part_of_name"),
        ("Twinkelhus", "Stadtteil- und Begegnungszentrum Toitenwinkel „Twinkelhus“", "part_of_name"),
        ("Evangelisch-Lutherischer Kirchenkreis (Zentrum Kir",
         "Evangelisch-Lutherischer Kirchenkreis (Zentrum Kirchlicher Dienste)", "cut_name"),
        ("Gemeinnütziges Bildungswerk der Wirts", "Gemeinnütziges Bildungswerk der Wirtschaft Nord 3", "cut_name"),
    ],
)  # fmt: skip
def test_the_same_organisation_is_a_candidate(one: str, other: str, reason: str):
    found = pair(one, other)
    assert found is not None
    assert reason in found[1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volkshochschule Rostock", "Volkshochschule des Landkreises Rostock"),
        ("VHS Rostock", "VHS (Landkreis Rostock)"),
        ("1. Grundschule", "2. Grundschule"),
        ("Grundschule", "2. Grundschule"),
        ("Gymnasium I", "Gymnasium II"),
        ("Grundschule Süd", "Förderverein der Grundschule Süd e. V."),
        ("Grundschule Süd", "Grundschule Süd (Förderverein)"),
        ("Grundschule Süd", "Verein der Freunde und Förderer der Grundschule Süd e. V."),
        ("Grundschule Süd", "Grundschule Nord"),
        ("Grundschule Schmarl", "Grundschule Evershagen"),
        ("Grundschule Schmarl", "Hort der Grundschule Schmarl"),
        ("Grundschule Schmarl", "Gymnasium Schmarl"),
        ("Kita Sonnenschein", "Grundschule Sonnenschein"),
        ("Universität Rostock", "Universität Rostock, Sprachenzentrum"),
        ("Institut für Germanistik der Universität Rostock", "Universität Rostock"),
        ("DRK Kreisverband Rostock", "DRK Landesverband Mecklenburg-Vorpommern"),
        ("Deutsche Gesellschaft für Auswanderungsfragen Rostock", "Deutsche Gesellschaft für Auswanderungsfragen Kiel"),
        ("Begegnungstag 2016", "Begegnungstag 2017"),
        ("Waldschule", "Hohlwegschule"),
    ],
)  # fmt: skip
def test_another_organisation_is_none(one: str, other: str):
    assert pair(one, other) is None


def test_the_real_example_has_no_pair_that_is_not_one():
    landscape = read_folder(ROSTOCK).landscape
    assert candidates(landscape) == []


def test_a_part_is_no_duplicate_of_the_whole():
    assert pair("Amt für Schule", "Amt für Schule", part_of=(None, "a0")) is None
    assert pair("Amt für Schule", "Amt für Schule") is not None


def test_other_names_count_and_two_equal_short_names_do_not():
    assert pair("Ausländerbeirat", "Migrantenrat", aliases=((), ("Ausländerbeirat",))) == (100.0, ("alias",))
    assert pair("Diên Hông – Gemeinsam", "Dien Hong", short_name=("Diên Hông", "")) is not None
    assert pair("Institut Bilden", "Internationaler Ball", short_name=("IBX", "IBX")) is None


def test_a_short_name_is_nobodys_alone():
    assert pair("VHS Landkreis Rostock", "Volkshochschule Rostock", short_name=("VHS", "VHS")) is None


def test_website_and_address_speak_for_a_pair_and_another_address_against():
    names = "Treffpunkt Hafenblick", "Treffpunkt Hafenblock Mitte"
    alone = pair(*names)
    both = pair(
        *names, website=("https://www.hafen.example/", "http://hafen.example"), address=("Am Kai 1", "Am Kai 1, Rostock")
    )
    assert both is not None
    assert {"same_website", "same_address"} <= set(both[1])
    assert alone is None or alone[0] < both[0]
    apart = pair("Hafenblick", "Hafenblick", address=("Am Kai 1", "Am Kai 2"))
    assert apart == (94.0, ("same_name", "other_address"))


def test_a_website_that_many_share_says_nothing():
    actors = [
        Actor(id=f"a{n}", name=name, website="https://traeger.example") for n, name in enumerate(("Ahorn", "Birke", "Erle"))
    ]
    more = [Actor(id=f"b{n}", name=f"Linde {n}", website="https://traeger.example") for n in range(3)]
    assert candidates(city(*actors, *more)) == []


def test_an_equal_website_alone_makes_no_pair():
    assert pair("Ahorn", "Birke", website=("https://a.example", "https://a.example")) is None


def test_another_legal_form_is_said():
    assert pair("Soziale Bildung e.V.", "Soziale Bildung gGmbH") == (94.0, ("same_name", "other_legal_form"))
    assert pair("Soziale Bildung GmbH", "Soziale Bildung gGmbH") == (100.0, ("same_name",))


def test_towns_tell_apart_by_what_is_known_of_the_record_too():
    assert pair("Waldschule", "Waldschule", municipality=("Rostock", "Bad Sülze")) is None
    assert pair("Waldschule", "Waldschule", municipality=("Rostock", "")) is not None


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_a_pair_that_was_decided_on_is_not_asked_again(verdict: str):
    actors = Actor(id="a", name="Waldschule"), Actor(id="b", name="Wald-Schule")
    decided = city(*actors, Decision(id="d", first="b", second="a", verdict=verdict))
    assert len(candidates(city(*actors))) == 1
    assert candidates(decided) == []
    assert len(candidates(decided, undecided=False)) == 1


def test_kinds_are_compared_each_with_its_own():
    records = Actor(id="a", name="Runder Tisch"), Forum(id="f", name="Runder Tisch"), Forum(id="g", name="Runder Tisch")
    assert [(one.kind, one.first, one.second) for one in candidates(city(*records))] == [("forum", "f", "g")]
    assert candidates(city(*records), kinds=("actor",)) == []


def test_the_most_alike_come_first():
    actors = [
        Actor(id=key, name=name) for key, name in (("a", "Freigeister"), ("b", "Freigaister"), ("c", "Freigeister e. V."))
    ]
    found = candidates(city(*actors))
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert (found[0].first, found[0].second) == ("a", "c")


def test_new_records_are_compared_with_what_is_there_and_with_each_other():
    landscape = city(Actor(id="vhs", name="Volkshochschule Rostock"), Actor(id="vhs-2", name="VHS Rostock"))
    new = [Actor(id="n1", name="VHS"), Actor(id="n2", name="Volkshochschule"), District(id="n3", name="VHS")]
    found = {(one.first, one.second) for one in candidates_for(new, landscape)}
    assert found == {("n1", "vhs"), ("n1", "vhs-2"), ("n2", "vhs"), ("n2", "vhs-2"), ("n2", "n1")}


def test_a_new_state_of_a_record_is_not_its_own_duplicate():
    landscape = city(Actor(id="vhs", name="Volkshochschule Rostock"))
    assert candidates_for([Actor(id="vhs", name="VHS Rostock")], landscape) == []


def test_names_of_a_foreign_list_find_the_records_they_may_mean():
    landscape = city(
        Actor(id="vhs", name="VHS der Hansestadt Rostock"), Actor(id="wald", name="Waldschule", municipality="Rostock")
    )
    names = ["Volkshochschule", "Waldschule", "Waldschule", "Kunsthalle"]
    found = match_names(names, ["", "18055 Rostock", "Bad Sülze", ""], landscape)
    assert [[one.id for one in row] for row in found] == [["vhs"], ["wald"], [], []]
    assert found[0][0].reasons == ("same_name",)
    with pytest.raises(ValueError, match="zip"):
        match_names(["A"], [], landscape)


@pytest.mark.parametrize("landscape", [city(), city(Actor(id="a", name="A"))])
def test_nothing_to_compare(landscape: Landscape):
    assert candidates(landscape) == []
    assert match_names([], [], landscape) == []
    assert match_names([""], [""], landscape) == [()]


def test_reasons_in_words():
    assert reason_text(REASONS, lang="de").count(";") >= len(REASONS) - 1
    assert reason_text(("same_website",), lang="en") == "the same website"

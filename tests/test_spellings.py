"""The ways in which one organisation may be called."""

from __future__ import annotations

import pytest

from netmap.landscape import Landscape
from netmap.lexicon import lexicon
from netmap.model import Actor, District, Forum, Offer, Settings
from netmap.spellings import Subject, lexicon_of, place_of, spellings, subject_of, website_of
from netmap.vocabulary import vocabulary

KNOWN = lexicon(vocabulary(), home=["Rostock"], places=["Toitenwinkel"])


def said(name: str, **fields: object) -> dict[str, str]:
    """Return how a subject is called, by role; the last one of each."""
    subject = Subject("x", "actor", name, **fields)  # type: ignore[arg-type]
    return {one.role: one.reading.text for one in spellings(subject, 0, KNOWN)}


def test_the_name_comes_first_and_alone_where_there_is_nothing_else():
    assert said("Hugendubel") == {"name": "hugendubel"}


def test_brackets_additions_and_quotation_marks():
    assert said("LOHRO (Lokalradio)")["bare"] == "lohro"
    assert said("Diên Hông – Gemeinsam unter einem Dach")["head"] == "dien hong"
    assert said("Haus Toitenwinkel „Twinkelhus“")["quoted"] == "twinkelhus"


@pytest.mark.parametrize("name", ["Universität Rostock, Sprachenzentrum", "Waldschule – Förderverein", "Waldschule – 2"])
def test_what_names_a_part_is_no_addition(name: str):
    assert "head" not in said(name)


def test_aliases_and_short_names():
    assert said("Migrantenrat", aliases=("Ausländerbeirat",))["alias"] == "auslanderbeirat"
    assert said("Volkshochschule", short_name="VHS")["short"] == "volkshochschule"


def test_initials_and_names_that_are_initials():
    assert said("Hochschule für Musik und Theater Rostock")["initials"] == "hmt"
    assert said("HMT Rostock")["acronym"] == "hmt"
    assert said("HIE-RO")["acronym"] == "hiero"
    assert "acronym" not in said("HMT Rostock Theater")
    assert "acronym" not in said("IB")
    assert "initials" not in said("Junge Bühne")


def test_marks_are_kept_where_brackets_are_left_out():
    (bare,) = [one for one in spellings(Subject("x", "actor", "Haus 2 (Landkreis)"), 0, KNOWN) if one.role == "bare"]
    assert bare.marks.levels == {"county"}
    assert bare.reading.levels == set()


def test_a_bracket_that_says_nothing_but_foerderverein_is_a_mark_and_a_description_is_none():
    about = [one.marks.about for one in spellings(Subject("x", "actor", "Süd (Förderverein)"), 0, KNOWN)]
    assert about == [{"foerderverein"}] * 2
    about = [one.marks.about for one in spellings(Subject("x", "actor", "FABRO (Förderverein des Rates)"), 0, KNOWN)]
    assert set() in about


def test_a_bracket_that_says_nothing_but_the_sort_of_place_is_a_mark():
    kinds = [one.marks.kinds for one in spellings(Subject("x", "actor", "Erlenweg (Gymnasium)"), 0, KNOWN)]
    assert kinds == [{"gymnasium"}] * 2


def test_where_it_is_said_to_be_counts_as_if_the_name_said_it():
    (one,) = spellings(Subject("x", "actor", "Waldverein", place="Schwerin"), 0, KNOWN)
    assert one.marks.towns == {("schwerin",)}
    assert one.reading.towns == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lange Str. 5a, 18055 Rostock", "Lange Straße 5 A"), ("Lange Strasse 5", "Lange Str 5"),
        ("Lindenstraße 1 18055 Rostock", "Lindenstr. 1"), ("Am Kai 1", "am kai 1; Hinterhaus"),
    ],
)  # fmt: skip
def test_one_address_in_two_ways(one: str, other: str):
    assert place_of(one) == place_of(other) != ""


def test_other_addresses():
    assert place_of("Lange Straße 5") != place_of("Lange Straße 6")
    assert place_of("") == place_of("Rostock") == place_of("Lange Straße, 18055 Rostock") == ""


@pytest.mark.parametrize(
    ("url", "compared"),
    [
        ("https://www.vhs.example/", "vhs.example"), ("HTTP://VHS.example", "vhs.example"),
        ("vhs.example/a/#b", "vhs.example/a"),
        ("https://vhs.example/?id=3", "vhs.example"), ("", ""), ("  ", ""),
    ],
)  # fmt: skip
def test_websites(url: str, compared: str):
    assert website_of(url) == compared


def test_subjects_of_records():
    actor = Actor(
        id="a", name="A", short_name="B", aliases=("C",), part_of="w", website="https://a.example", municipality="M"
    )
    assert subject_of(actor) == Subject("a", "actor", "A", "B", ("C",), "w", "M", "", "a.example")
    assert subject_of(Forum(id="f", name="F", short_name="G")) == Subject("f", "forum", "F", "G")
    assert subject_of(Offer(id="o", name="O", url="https://o.example/")).website == "o.example"


def test_a_landscape_knows_its_town_its_districts_and_the_towns_named_in_it():
    records = [District(id="d", name="Schmarl"), Actor(id="a", name="A", municipality="Bad Sülze")]
    known = lexicon_of(
        Landscape(Settings(id="c", name="C", municipality="Hansestadt Rostock"), records), towns=["18055 Rostock"]
    )
    roles = {said: known.phrases[said][0]["role"] for said in (("rostock",), ("schmarl",), ("bad", "sulze"), ("rostocker",))}
    assert roles == {("rostock",): "home", ("schmarl",): "place", ("bad", "sulze"): "place", ("rostocker",): "home"}

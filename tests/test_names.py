"""Names read for comparison: what two ways of writing share, and what tells two organisations apart."""

from __future__ import annotations

import pytest

from netmap.lexicon import Lexicon, fold, lexicon, words
from netmap.model import Term
from netmap.names import Reading, read, unbracketed
from netmap.vocabulary import vocabulary

KNOWN = lexicon(
    vocabulary(),
    home=["Hanse- und Universitätsstadt Rostock"],
    places=["Schmarl", "Südstadt", "Lütten Klein"],
    towns=["Bad Sülze"],
)


def reading(name: str, known: Lexicon = KNOWN) -> Reading:
    return read(name, known)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Südstadt", "Suedstadt"), ("Südstadt", "SUDSTADT"), ("Diên Hông", "Dien Hong"), ("Jørgensby", "Joergensby"),
        ("Weißstraße", "Weissstrasse"), ("Łódź", "Lodz"), ("Su\u0308dstadt", "Südstadt"),
    ],
)  # fmt: skip
def test_umlauts_and_accents_are_one_however_written(one: str, other: str):
    assert fold(one) == fold(other)


def test_words_keep_numbers_apart_from_letters():
    assert words("FRIEDA23, Haus 007") == ("frieda", "23", "haus", "7")
    assert words("0 – 00") == ("0", "0")
    assert words("„“ – ()") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bunt statt braun e.V.", "Bunt statt braun"), ("Bunt statt braun e. V.", "bunt statt braun ev"),
        ("Hütte eV", "Verein Hütte"), ("Malteser Werke gGmbH", "Malteser Werke gemeinnützige GmbH"),
        ("VHS Rostock", "Volkshochschule der Hansestadt Rostock"), ("GS Schmarl", "Grundschule Schmarl"),
        ("SBZ Schmarl", "Stadtteil- und Begegnungszentrum Schmarl"), ("AWO", "Arbeiterwohlfahrt"),
        ("Krusensternschule", "Krusenstern-Schule"), ("Krusensternschule", "Schule Krusenstern"),
        ("Volkshochschuhle Rostok", "Volkshochschule Rostock"), ("Krusensternschuhle", "Krusensternschule"),
        ("Rostocker Stadtmission", "Stadtmission Rostock"), ("Kreisvolkshochschule", "Volkshochschule des Landkreises"),
        ("Landessportbund M-V", "Landessportbund Mecklenburg-Vorpommern"), ("Uni Rostock", "Universität Rostock"),
        ("Kita Sonnenschein", "Kindertagesstätte „Sonnenschein“"), ("PSV Rostock 1895 e.V.", "PSV Rostock"),
        ("Ev. Kirchengemeinde St. Marien", "Evangelische Kirchgemeinde Sankt Marien"),
    ],
)  # fmt: skip
def test_ways_to_write_one_name(one: str, other: str):
    assert reading(one).text == reading(other).text


def test_a_short_legal_form_never_comes_first():
    assert reading("AG Asyl").text == "ag asyl"
    assert reading("Asyl AG").legal == {"ag"}


def test_legal_forms_are_kept_aside():
    assert reading("Malteser Werke gGmbH").legal == {"ggmbh"}
    assert KNOWN.related("ggmbh", "gmbh")
    assert not KNOWN.related("ggmbh", "e_v")


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("1. Grundschule", {1}), ("Grundschule", set()), ("Gymnasium II", {2}), ("Haus 07", {7}), ("Kita V e. V.", set()),
        ("Kita II, Haus 3", {2, 3}), ("Bibliothek I", {1}), ("18055 Rostock", set()), ("Haus IV (Anbau)", {4}),
    ],
)  # fmt: skip
def test_numbers(name: str, numbers: set[int]):
    assert reading(name).numbers == numbers


def test_a_year_is_no_number():
    assert reading("Begegnungstag 2016").years == {2016}
    assert reading("Begegnungstag 2016").numbers == set()


def test_places_home_and_away():
    assert reading("Grundschule Schmarl").places == {("schmarl",)}
    assert not reading("Grundschule Schmarl").towns
    assert reading("Rostocker Konservatorium").home
    assert reading("VHS Bad Sülze").towns == {("bad", "sulze")}
    assert reading("Schweriner Volkshochschule").towns == {("schwerin",)}
    assert reading("Grundschule Süd").places == {("sud",)}
    assert not reading("Grundschule Süd").towns


def test_the_own_town_says_nothing_unless_nothing_else_is_said():
    assert reading("Volkshochschule Rostock").text == "volkshochschule"
    assert reading("Hansestadt Rostock").text == "rostock"


def test_kinds_levels_and_what_stands_around_another():
    assert reading("Krusensternschule").kinds == {"school"}
    assert reading("Volkshochschule des Landkreises Rostock").levels == {"county"}
    assert "county" in KNOWN.alone
    assert reading("Förderverein der Grundschule Süd e. V.").about == {"foerderverein"}
    assert reading("Verein der Freunde und Förderer der GS Süd").about == {"foerderverein"}


def test_own_words_are_those_that_are_neither_sort_nor_place():
    assert reading("Kita Sonnenschein Schmarl").special == "sonnenschein"
    assert reading("Grundschule Schmarl").special == "schmarl"
    assert reading("Volkshochschule Rostock").special == ""


def test_initials_leave_out_small_words_and_places():
    assert reading("Deutsche Kinder- und Jugendstiftung").initials == "dkjs"
    assert reading("Hochschule für Musik und Theater Rostock").initials == "hmt"


@pytest.mark.parametrize("name", ["", "„“", "...", "der", "e. V.", "Верес", "حرف", "١٢", "²"])
def test_names_of_nothing_known_are_read(name: str):
    assert reading(name).order
    assert isinstance(reading(name).text, str)


def test_a_landscape_adds_words_of_its_own():
    own = [
        Term(
            id="term-x", vocabulary="names", key="hro", label_de="Hallenfreunde", fields={"role": "word", "written": ("HF",)}
        )
    ]
    known = lexicon(vocabulary(own))
    assert reading("HF Nord", known).text == reading("Hallenfreunde Nord", known).text
    assert reading("HF Nord").text != reading("Hallenfreunde Nord").text


def test_more_general_kinds():
    assert KNOWN.related("primary_school", "school")
    assert not KNOWN.related("primary_school", "gymnasium")
    assert list(KNOWN.line("after_school")) == ["after_school", "daycare"]


def test_brackets_go():
    assert unbracketed("A (B) C [D]") == "A C"
    assert unbracketed("(B)") == ""

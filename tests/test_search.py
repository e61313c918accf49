"""Words find records whatever their umlauts, accents, case and order."""

from __future__ import annotations

import pytest

from netmap.errors import UnknownRecordError
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, District, Forum, Membership, Offer, Position, Settings
from netmap.search import find, find_some, fold, named

CITY = Landscape(
    Settings(id="city", name="Stadt"),
    [
        Actor(id="vhs", name="Volkshochschule Rostock", short_name="VHS", aliases=("Abendschule",)),
        Actor(id="foerder", name="Förderverein der Grundschule Süd", note="früher bei der Volkshochschule"),
        Offer(id="kurs", name="Deutsch am Abend", providers=("vhs",), description="im Haus der Volkshochschule"),
        Forum(id="tisch", name="Runder Tisch"),
        Membership(id="m", actor="vhs", forum="tisch"),
        Cooperation(id="t", source="vhs", target="foerder"),
        Position(id="p", subject="vhs", x=0, y=0),
    ],
)


@pytest.mark.parametrize("words", ["foerderverein", "FÖRDERVEREIN", "süd förder", "grundschule sued"])
def test_spelling_does_not_matter(words: str):
    assert [hit.id for hit in find(CITY, words)] == ["foerder"]


def test_names_come_before_other_fields():
    assert [(hit.id, hit.rank) for hit in find(CITY, "volkshochschule") if hit.kind in {"actor", "offer"}] == [
        ("vhs", 0),
        ("foerder", 2),
        ("kurs", 2),
    ]


def test_short_names_and_aliases_are_names():
    assert find(CITY, "vhs")[0].rank == 0
    assert [hit.field for hit in find(CITY, "abendschule")] == ["aliases"]


@pytest.mark.parametrize("words", ["", "   ", "gibtesnicht", "volkshochschule gibtesnicht"])
def test_nothing_is_found_where_nothing_is(words: str):
    assert find(CITY, words) == []


@pytest.mark.parametrize("words", ["abend grundschule", "abend grundshcule", "abend in der grundschule"])
def test_where_nothing_holds_all_words_what_holds_most_comes_first(words: str):
    assert find(CITY, words) == []
    assert {hit.id for hit in find_some(CITY, words)[:3]} == {"kurs", "vhs", "foerder"}


def test_what_holds_more_of_the_words_comes_before_what_holds_one_in_its_name():
    assert [hit.id for hit in find_some(CITY, "haus deutsch tisch gibtesnicht")][:2] == ["kurs", "tisch"]


@pytest.mark.parametrize("words", ["", "am", "am im", "vhs", "gibtesnicht auchnicht"])
def test_one_word_and_words_that_say_little_are_not_looked_for_alone(words: str):
    assert find_some(CITY, words) == []


def test_fold_leaves_other_scripts_readable():
    assert fold("КИЇВ") == fold("Київ")
    assert fold("Straße") == "strasse"


def test_a_tie_is_called_by_its_ends():
    names = {hit.id: hit.name for hit in find(CITY, "vhs")}
    assert names["t"] == "Volkshochschule Rostock – Förderverein der Grundschule Süd"
    assert names["m"] == "Volkshochschule Rostock – Runder Tisch"


@pytest.mark.parametrize("text", ["vhs", "VHS", "Volkshochschule Rostock", "volkshochschule rostock", "abendschule"])
def test_a_record_is_named_by_id_name_short_name_or_alias(text: str):
    assert named(CITY, text) == "vhs"


def test_what_several_are_called_is_not_guessed():
    twice = CITY.replace([Actor(id="vhs-2", name="VHS")])
    with pytest.raises(UnknownRecordError) as caught:
        named(twice, "Vhs")
    assert list(caught.value.near) == ["Volkshochschule Rostock (vhs)", "VHS (vhs-2)"]


def test_an_unknown_name_offers_what_holds_the_words():
    with pytest.raises(UnknownRecordError) as caught:
        named(CITY, "grundschule")
    assert "Förderverein der Grundschule Süd (foerder)" in caught.value.near


def test_an_unknown_name_offers_actors_before_what_only_hangs_on_them():
    """The id of a membership is nearer to the word than those of the actors that are called so."""
    member = Membership(id="center-a--table", actor="center-a", forum="table")
    named_so = [
        Actor(id="center-a", name="Center A"),
        Actor(id="x1", name="Hanse-Center"),
        Forum(id="table", name="Center-Runde"),
    ]
    with pytest.raises(UnknownRecordError) as caught:
        named(CITY.replace([*named_so, member]), "Center")
    assert list(caught.value.near)[:3] == ["Center A (center-a)", "Hanse-Center (x1)", "Center-Runde (table)"]


def test_positions_are_never_found():
    assert "position" not in {hit.kind for hit in find(CITY, "vhs")}


class TestSlips:
    """A slip of the pen finds what was meant, after what is written so."""

    @pytest.mark.parametrize("words", ["volkshochshcule", "Volkshochshule", "folkshochschule", "vollkshochschule", "rostok"])
    def test_a_slip_finds_what_was_meant(self, words: str):
        assert find(CITY, words)[0].id == "vhs"
        assert find(CITY, words)[0].rank == 3

    def test_short_words_are_found_as_they_are_written_only(self):
        assert find(CITY, "vsh") == []
        assert find(CITY, "tich") == []

    def test_two_slips_need_a_long_word(self):
        assert find(CITY, "folkshochshule")[0].id == "vhs"
        assert find(CITY, "ronder") != []
        assert find(CITY, "rondar") == []

    def test_names_come_before_other_fields_here_as_well(self):
        assert [(hit.id, hit.rank) for hit in find(CITY, "volkshochshcule")] == [("vhs", 3), ("foerder", 4), ("kurs", 4)]

    def test_what_is_written_so_comes_first(self):
        city = CITY.replace([Actor(id="other", name="Volkshochschulen im Land")])
        assert [hit.rank for hit in find(city, "volkshochschulen")] == [0, 3, 4, 4]

    def test_every_word_must_be_nearly_there(self):
        assert [hit.id for hit in find(CITY, "volkshochshcule rostok")] == ["vhs", "kurs"]
        assert find(CITY, "volkshochshcule gibtesnicht") == []


class TestWordsOfOthers:
    """Labels of keys and the names of what a record refers to are words of it."""

    CITY = CITY.replace(
        [
            District(id="lh", name="Lichtenhagen"),
            Offer(id="treff", name="Treff", providers=("vhs",), format="language_course", districts=("lh",), area="school"),
        ]
    )

    @pytest.mark.parametrize("words", ["sprachkurs lichtenhagen", "lichtenhagen language course", "schule lichtenhagen"])
    def test_format_area_and_district_in_both_languages(self, words: str):
        assert [hit.id for hit in find(self.CITY, words)] == ["treff"]

    def test_the_provider_finds_its_offers(self):
        assert [hit.id for hit in find(self.CITY, "treff volkshochschule")] == ["treff"]

    def test_a_name_does_not_find_all_its_ties(self):
        assert {hit.kind for hit in find(self.CITY, "volkshochschule")} == {"actor", "offer"}

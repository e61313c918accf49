"""Words find records whatever their umlauts, accents, case and order."""

from __future__ import annotations

import pytest

from netmap.errors import UnknownRecordError
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Forum, Membership, Offer, Position, Settings
from netmap.search import find, fold, named

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
    assert set(caught.value.near) == {"vhs", "vhs-2"}


def test_an_unknown_name_offers_what_holds_the_words():
    with pytest.raises(UnknownRecordError) as caught:
        named(CITY, "grundschule")
    assert "foerder" in caught.value.near


def test_positions_are_never_found():
    assert "position" not in {hit.kind for hit in find(CITY, "vhs")}

"""Words find records whatever their umlauts, accents, case and order."""

from __future__ import annotations

import pytest

from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Forum, Membership, Offer, Position, Settings
from netmap.search import find, fold

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
        ("kurs", 2),
        ("foerder", 2),
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

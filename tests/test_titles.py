"""What records are called that have no name of their own."""

from __future__ import annotations

import pytest
from cities import city

from netmap.model import Actor, Answer, Decision, District, GapNote, Inventory, Need, Record
from netmap.titles import names_of, title

BOTH: tuple[Record, ...] = (
    Actor(id="library", name="Bücherei e.V."),
    Actor(id="vhs", name="VHS"),
    District(id="nord", name="Nord"),
)


def called(record: Record, lang: str = "de") -> str:
    return title(record, names_of(city(*BOTH, record), lang=lang))


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"expectation": "library"}, "Stadtbibliothek"),
        ({"expectation": "library", "district": "nord"}, "Stadtbibliothek, Nord"),
        ({"transition": "early_childhood_to_school"}, "Kita – Grundschule"),
        ({"expectation": "harbour"}, "harbour"),
    ],
)
def test_an_answer_is_called_by_what_it_is_about(fields: dict[str, str], name: str):
    assert called(Answer.model_validate({"id": "a", "answer": "missing", **fields})) == name


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"area": "school", "district": "nord"}, "Nord"),
        ({"area": "school"}, "Schule"),
        ({"area": "school", "target_group": "adults"}, "Schule, Erwachsene von 27 bis 59 Jahren"),
        ({}, "Alle Zugewanderten"),
    ],
)
def test_a_need_is_called_by_its_district_or_by_what_it_is_about(fields: dict[str, str], name: str):
    assert called(Need.model_validate({"id": "need--x", "persons": 3, **fields})) == name


def test_a_decision_is_called_by_the_two_it_is_about():
    assert called(Decision(id="decision--x", first="library", second="gone", verdict="same")) == "Bücherei e.V. – gone"


def test_in_the_language_that_is_read():
    assert called(Answer(id="a", answer="missing", expectation="library"), "en") == "Public library"


def test_an_inventory_is_called_by_its_field():
    asked = Inventory(id="i", area="clubs", target_group="adults", district="nord", state="partial")
    assert called(asked) == "Vereine und Freizeit, Erwachsene von 27 bis 59 Jahren, Nord"


@pytest.mark.parametrize(
    ("gap", "name"),
    [
        ("not_recorded/clubs/adults", "Vereine und Freizeit, Erwachsene von 27 bis 59 Jahren"),
        ("not_recorded/clubs/adults/districts", "Vereine und Freizeit, Erwachsene von 27 bis 59 Jahren"),
        ("group_unknown/clubs", "Vereine und Freizeit"),
        ("missing/expected/library/nord", "Stadtbibliothek, Nord"),
        ("nothing_recorded/transition/early_childhood_to_school", "Kita – Grundschule"),
        ("introduction/library/vhs", "Bücherei e.V., VHS"),
        ("from/long/ago", "from/long/ago"),
    ],
)
def test_a_note_is_called_by_the_gap_it_is_on(gap: str, name: str):
    assert called(GapNote(id="n", gap=gap)) == name


def test_nothing_is_looked_up_where_nobody_asked():
    assert names_of(city(*BOTH)) == {"library": "Bücherei e.V.", "vhs": "VHS", "nord": "Nord"}

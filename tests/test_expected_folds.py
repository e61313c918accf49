"""Which districts of an expected actor are told together, and in which words."""

from __future__ import annotations

from cities import city

from netmap.analysis.expected import expected
from netmap.analysis.expected_folds import districts, folded, told
from netmap.analysis.expected_rows import ExpectedRow
from netmap.landscape import Landscape
from netmap.model import Actor, Answer, District, Expectation, Record

PLACES = [District(id=f"d{n}", name=f"Ort {n}", code=f"{n}") for n in range(8)]
WANTED = Expectation(
    id="e", key="harbour", label_de="Hafenschule", label_en="Harbour school", types=("library",), type_suffices=True,
    scope="district",
)  # fmt: skip


def town(*records: Record) -> Landscape:
    return city(*PLACES, WANTED, *records)


def rows(landscape: Landscape) -> list[ExpectedRow]:
    return [row for row in expected(landscape).rows if row.key == "harbour"]


def test_what_is_recorded_is_never_folded():
    home = Actor(id="b", name="Bücherei", type="library", districts=("d1", "d3"))
    assert [len(some) for some in folded(rows(town(home)))] == [6, 1, 1]


def test_what_was_answered_stands_apart():
    answer = Answer(id="a", expectation="harbour", answer="missing", district="d5", source="Amt", date="2020")
    assert [len(some) for some in folded(rows(town(answer)))] == [7, 1]


def test_other_entries_stand_apart():
    found = folded(expected(town()).rows)
    assert all(len({row.key for row in some}) == 1 for some in found)
    assert sum(map(len, found)) == len(expected(town()).rows)


def test_all_some_and_one():
    landscape = town()
    every = rows(landscape)
    assert districts(every, landscape, lang="en") == "in all 8 districts"
    assert districts(every[:7], landscape, lang="en") == "in 7 of 8 districts (Ort 0; Ort 1; Ort 2; Ort 3; Ort 4 and 2 more)"
    assert told(every[:2], landscape) == (
        "Hafenschule, in 2 von 8 Stadtbereichen (Ort 0; Ort 1): Kein Akteur erfasst – noch nicht abgefragt."
    )
    assert told(every[:1], landscape, lang="en") == "Harbour school, Ort 0: No actor recorded – not asked yet."


def test_nothing_is_folded_to_nothing():
    assert folded([]) == []

"""The working list: what is open, in work and overdue, by hand."""

from __future__ import annotations

import datetime as dt

from cities import actors, city

from netmap.analysis.coverage import coverage
from netmap.analysis.gaps import gaps
from netmap.analysis.introductions import Introductions
from netmap.analysis.todo import Office, TodoRow, chosen, offices, todo
from netmap.identifiers import slug
from netmap.model import GapNote

DAY = dt.date(2020, 6, 30)
CLUBS = "not_recorded/clubs/adults"
GONE = "uncovered/school/adults"


def rows(*notes: GapNote) -> list[TodoRow]:
    landscape = city(*actors("ab"), *notes)
    found = gaps(landscape, coverage=coverage(landscape, area="clubs", group="adults"))
    return todo(landscape, found, Introductions((), 0, 0, 0, ""), day=DAY)


def note(gap: str, **fields: object) -> GapNote:
    return GapNote.model_validate({"id": slug(gap), "gap": gap, **fields})


def test_what_nobody_noted_is_open_and_proposed_to_somebody():
    (row,) = rows()
    assert (row.id, row.part, row.state, row.responsible) == (CLUBS, "clarify", "open", "")
    assert row.proposed_de


def test_a_note_says_who_until_when_and_takes_the_place_of_the_proposal():
    (row,) = rows(note(CLUBS, status="in_work", responsible="Sportamt", due="2020", result="angefragt"))
    assert (row.state, row.status, row.responsible, row.due, row.result) == (
        "in_work", "in_work", "Sportamt", "2020", "angefragt",
    )  # fmt: skip
    assert (row.proposed_de, row.proposed_en) == ("", "")


def test_overdue_is_what_is_not_done_after_its_last_day():
    assert rows(note(CLUBS, due="2020-06-29"))[0].state == "overdue"
    assert rows(note(CLUBS, due="2020-06-30"))[0].state == "open"
    assert rows(note(CLUBS, due="2020-06"))[0].state == "open"
    assert rows(note(CLUBS, due="2019", status="done"))[0].state == "done"


def test_a_note_on_what_is_closed_stays_on_the_list():
    found = rows(note(GONE, due="2019", responsible="Amt"))
    assert [(row.id, row.part, row.state) for row in found] == [(GONE, "closed", "overdue"), (CLUBS, "clarify", "open")]
    assert found[0].sentence_en == "School, Adults aged 27 to 59"


def test_an_introduction_keeps_its_outcome():
    found = rows(note("introduction/a/b", status="done", result="Treffen im Mai"))
    (row,) = (row for row in found if row.part == "introduction")
    assert (row.state, row.sentence_de, row.result) == ("done", "A – B", "Treffen im Mai")


def test_rows_are_chosen_by_office_and_by_being_late():
    found = rows(note(CLUBS, due="2019", responsible="Sportamt"), note(GONE, responsible="Schulamt"))
    assert [row.id for row in chosen(found, responsible="sportAMT")] == [CLUBS]
    assert [row.id for row in chosen(found, overdue=True)] == [CLUBS]
    assert chosen(found, responsible="Schulamt", overdue=True) == []
    assert offices(found) == [Office("Schulamt", 1, 0), Office("Sportamt", 1, 1)]

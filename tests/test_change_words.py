"""What changed between two moments, in words: everything has its own, in both languages."""

from __future__ import annotations

from typing import get_args

import pytest

from netmap.analysis.change_rows import AskedCount, Became, Cause, FigureChange, FindingChange, Reason, RecordChange
from netmap.analysis.change_words import (
    BECAME,
    CAUSES,
    REASONS,
    asked_changed,
    causes_text,
    record_text,
    state_text,
    value_of,
)
from netmap.analysis.rows import STATES
from netmap.locale import translator


def test_everything_that_may_happen_has_words_of_its_own():
    assert [*BECAME] == [*get_args(Became)]
    assert [*CAUSES] == [*get_args(Cause)]
    assert ["", *REASONS] == [*get_args(Reason)]
    german = [translator("de")(text) for text in (*BECAME.values(), *REASONS.values())]
    assert len(set(german)) == len(german)


@pytest.mark.parametrize("state", STATES)
def test_a_field_is_called_by_its_state(state: str):
    row = FindingChange("field", "f", "Clubs", state, None, ("change",))
    assert state_text(row, state) not in {"", state}
    assert state_text(row, None) == "–"


def test_an_office_and_a_position_are_called_by_theirs():
    office, actor = (FindingChange(about, "a", "A", None, None, ()) for about in ("office", "broker"))  # type: ignore[arg-type]
    assert state_text(office, "none", lang="en") == "no cooperation across the border recorded"
    assert state_text(actor, "middle", lang="en") == "Middle"
    assert state_text(actor, "middle+cutpoint", lang="en") == "Middle, the only recorded way to others"


def test_a_record_says_why_it_is_told_or_what_is_known_now():
    assert record_text(RecordChange("actor", "new", "a", "A"), lang="en") == "A"
    assert record_text(RecordChange("cooperation", "gone", "t", "A – B", "end_unknown"), lang="en") == (
        "A – B (its end is not known)"
    )
    filled = RecordChange("actor", "filled", "a", "A", fields=("areas", "website"))
    assert record_text(filled, lang="en") == "A (Education areas, Website)"


def test_causes_and_figures_are_written_for_people():
    assert causes_text(("change", "answers"), lang="de") == "in der Stadt verändert, besser bekannt"
    index = FigureChange("ei_index", -0.5, None, 0.25)
    assert (value_of(index, -0.5), value_of(index, None), value_of(index, 0.25, lang="en")) == ("-0,50", "–", "0.25")
    assert value_of(FigureChange("fields", 1, 1, 1200), 1200) == "1.200"


def test_what_was_asked_as_much_as_before_is_not_told():
    same, more = AskedCount("actors_asked", 2, 2), AskedCount("actors_answered", 0, 2)
    assert asked_changed([same, more]) == (more,)

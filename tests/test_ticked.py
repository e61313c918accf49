"""What was agreed at a meeting, as records, by hand."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from netmap.analysis.ticked import MAY_BE_SAID, Heard, may_be_said, records_said
from netmap.files.working_list import ANSWERS
from netmap.model import Answer, Inventory

HEARD = Heard("Runde", "Sitzung der Runde am 01.03.2020", "2020-03-01")


def test_everything_that_may_be_said_has_a_word():
    assert [*ANSWERS] == [one for said in MAY_BE_SAID.values() for one in said]


def test_only_fields_can_be_asked_completely():
    assert may_be_said("coverage", "thin/clubs/adults") == ("complete", "not_needed")
    assert may_be_said("coverage", "group_unknown/clubs") == ()
    assert may_be_said("actors", "no_cooperation/clubs") == ()
    assert may_be_said("introduction", "introduction/a/b") == ("introduced", "known", "refused")


def test_an_answer_for_the_city_or_for_each_district():
    (one,) = records_said("elsewhere", "missing/expected/daycare", heard=HEARD)
    assert one == Answer(
        id="answer--daycare", expectation="daycare", answer="elsewhere", by="Runde", source=HEARD.source, date="2020-03-01"
    )
    both = records_said("missing", "not_recorded/expected/daycare/districts", districts=("nord", "sued"), heard=HEARD)
    assert [(one.id, one.district) for one in both if isinstance(one, Answer)] == [
        ("answer--daycare--nord", "nord"),
        ("answer--daycare--sued", "sued"),
    ]


@pytest.mark.parametrize(("said", "answer"), [("agreed", "present"), ("unregulated", "missing")])
def test_a_transition_is_agreed_or_not_regulated(said: str, answer: str):
    (one,) = records_said(said, "nothing_recorded/transition/school_to_vocational", heard=HEARD)  # type: ignore[arg-type]
    assert isinstance(one, Answer)
    assert (one.transition, one.answer) == ("school_to_vocational", answer)


def test_an_inventory_for_each_group_and_district():
    told = records_said(
        "complete", "uncovered/clubs/adults/districts", area="clubs", groups=("adults",), districts=("nord",), heard=HEARD
    )
    assert [*told] == [
        Inventory(
            id="inventory--clubs--adults--nord", area="clubs", target_group="adults", district="nord", state="complete",
            by="Runde", date="2020-03-01",
        )
    ]  # fmt: skip


def test_what_is_not_intended_wants_a_reason():
    (one,) = records_said("not_needed", "uncovered/clubs/x", area="clubs", heard=HEARD, reason="Stadt am Rand")
    assert isinstance(one, Inventory)
    assert one.reason == "Stadt am Rand"
    with pytest.raises(ValidationError):
        list(records_said("not_needed", "uncovered/clubs/x", area="clubs", heard=HEARD))


def test_the_outcome_of_an_introduction_is_a_note_and_no_record():
    assert list(records_said("introduced", "introduction/a/b", heard=HEARD)) == []

"""Expected actors and transitions in the two lists: what belongs in which, how it is folded, what it says."""

from __future__ import annotations

import random

import pytest
from cities import LAW, city, seen
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.analysis.coverage import coverage
from netmap.analysis.expected import expected
from netmap.analysis.expected_rows import STATES
from netmap.analysis.gap_changes import gap_changes
from netmap.analysis.gap_expected import EXPECTED_POINTS, TRANSITION_POINTS
from netmap.analysis.gap_rows import GapRow, Gaps
from netmap.analysis.gaps import gaps, summary
from netmap.analysis.transition_rows import STATES as TRANSITION_STATES
from netmap.analysis.transitions import transitions
from netmap.landscape import Landscape
from netmap.model import Actor, Answer, Cooperation, District, Expectation, GapNote, Inventory, Need, Record

LIBRARY = Actor(id="b", name="Bücherei", type="library")
SCHOOL = Actor(id="v", name="Volkshochschule", type="adult_education_centre")
WORKING = Cooperation(id="t", source="b", target="v", kind="referral", evidence=seen("2020"))
PLACES = [District(id=one, name=one.title()) for one in ("east", "north", "west")]
HARBOUR = {"id": "e", "key": "harbour", "label_de": "Hafenschule", "label_en": "Harbour school", "types": ("library",)}
CROSSING = "culture_to_continuing_education"


def lists(landscape: Landscape) -> Gaps:
    return gaps(
        landscape,
        coverage=coverage(landscape),
        expected=expected(landscape).rows,
        transitions=transitions(landscape),
    )


def rows(*records: Record) -> dict[str, GapRow]:
    found = lists(city(*records))
    return {row.id: row for row in (*found.action, *found.clarify) if row.kind in {"expected", "transition"}}


def said(answer: str, key: str = "library", **fields: object) -> Answer:
    given = {
        "id": f"said-{key.replace('_', '-')}-{fields.get('district', 'city')}",
        "expectation": key,
        "answer": answer,
        "source": "Kulturamt",
    }
    return Answer.model_validate({**given, "date": "2020-05-04", **fields})


def across(answer: str) -> Answer:
    return Answer.model_validate(
        {"id": "x", "transition": CROSSING, "answer": answer, "source": "Protokoll", "date": "2020-05"}
    )


def expects(**fields: object) -> Expectation:
    return Expectation.model_validate({**HARBOUR, "type_suffices": True, "importance": "core", **fields})


class TestWhichList:
    def test_what_nobody_has_asked_about_is_to_be_cleared_up(self):
        found = rows()
        assert {row.list for row in found.values()} == {"clarify"}
        assert (
            found["not_recorded/expected/library"].sentence_de
            == "Stadtbibliothek: Kein Akteur erfasst – noch nicht abgefragt."
        )
        assert found[f"nothing_recorded/transition/{CROSSING}"].sentence_en.startswith(
            "Transition Cultural place to learning: Nothing recorded – not asked yet"
        )

    def test_missing_is_what_somebody_confirmed(self):
        row = rows(said("missing"))["missing/expected/library"]
        assert (row.list, row.priority) == ("action", "high")
        assert row.sentence_de == "Stadtbibliothek: Fehlt – bestätigt, Quelle: Kulturamt, 04.05.2020."
        assert "beantwortet (04.05.2020)" in row.reasons_de

    @pytest.mark.parametrize("answer", ["present", "elsewhere"])
    def test_present_and_elsewhere_are_in_none(self, answer: str):
        assert not any("library" in one for one in rows(LIBRARY, SCHOOL, WORKING, said(answer)))

    def test_no_cooperation_recorded_is_to_be_cleared_up(self):
        row = rows(LIBRARY)["no_cooperation_recorded/expected/library"]
        assert (row.list, row.actors, row.lever_en) == ("clarify", ("b",), "Personal contact, invitation to a body")

    @pytest.mark.parametrize(("state", "which"), [(None, "clarify"), ("partial", "clarify"), ("complete", "action")])
    def test_too_few_is_to_be_acted_on_only_where_somebody_looked(self, state: str | None, which: str):
        asked = [Inventory.model_validate({"id": "i", "area": "culture", "state": state, "date": "2020"})] if state else []
        two = expects(minimum=2, areas=("culture",))
        row = rows(LIBRARY, SCHOOL, WORKING, two, *asked)["too_few/expected/harbour"]
        assert (row.list, row.rule) == (which, "too_few")
        assert "fewer than 2 (guide value, no norm)" in row.sentence_en

    def test_too_few_of_which_somebody_said_that_there_are_no_more(self):
        row = rows(LIBRARY, SCHOOL, WORKING, expects(minimum=2), said("missing", "harbour"))["too_few/expected/harbour"]
        assert row.list == "action"

    @pytest.mark.parametrize(("answer", "which"), [("missing", "action"), ("present", None)])
    def test_transitions(self, answer: str, which: str | None):
        found = rows(across(answer))
        row = found.get(f"unregulated/transition/{CROSSING}")
        assert (row and row.list) == which
        assert f"nothing_recorded/transition/{CROSSING}" not in found

    def test_single_contacts_are_no_procedure(self):
        row = rows(LIBRARY, SCHOOL, WORKING)[f"single_contacts/transition/{CROSSING}"]
        assert (row.list, row.evidence) == ("clarify", ("t",))

    def test_every_open_state_has_its_points(self):
        assert {rule for _, rule in EXPECTED_POINTS} == set(STATES) - {"present", "elsewhere"}
        assert {rule for _, rule in TRANSITION_POINTS} == set(TRANSITION_STATES) - {"agreed"}


class TestOrder:
    @pytest.mark.parametrize(("importance", "score"), [("core", 45), ("recommended", 30), ("optional", 15)])
    def test_by_importance(self, importance: str, score: float):
        row = rows(expects(importance=importance))["not_recorded/expected/harbour"]
        assert row.score == score

    def test_a_duty_comes_first(self):
        row = rows(expects(mandatory=True))["not_recorded/expected/harbour"]
        assert (row.score, row.priority) == (50, "high")
        assert row.reasons_en == ("core (guide value, no norm)", "a duty by law", "not asked yet")

    def test_what_may_be_it_comes_later(self):
        hint = Actor(id="h", name="Hafenschule")
        row = rows(expects(type_suffices=False, typical_names=("Hafenschule",)), hint)["not_recorded/expected/harbour"]
        assert row.score == 30
        assert "perhaps: Hafenschule" in row.sentence_en

    def test_persons_in_the_districts_count(self):
        needs = [Need(id=one, district=one, persons=n, year=2019) for one, n in (("west", 90), ("north", 9))]
        row = rows(*PLACES, *needs, expects(scope="district"))["not_recorded/expected/harbour/districts"]
        assert (row.persons, row.districts) == (99, ("west", "north", "east"))
        assert row.score == 45 + 5 * 2  # 5 x log10(1 + 99)
        assert "need of all newcomers there: 99 persons" in row.reasons_en


class TestFolding:
    def test_the_districts_of_which_nothing_is_recorded_are_one_row(self):
        row = rows(*PLACES, expects(scope="district"))["not_recorded/expected/harbour/districts"]
        assert row.districts == ("east", "north", "west")
        assert row.sentence_en == "Harbour school, in all 3 districts: No actor recorded – not asked yet."

    def test_one_that_is_next_door_to_some_is_not_said_to_be_next_door_to_all(self):
        near = District(id="east", name="East", neighbours=("north",))
        home = LIBRARY.model_copy(update={"districts": ("north",)})
        row = rows(near, *PLACES[1:], home, SCHOOL, WORKING, expects(scope="district"))[
            "not_recorded/expected/harbour/districts"
        ]
        assert row.sentence_en == "Harbour school, in 2 of 3 districts (East; West): No actor recorded – not asked yet."

    def test_the_id_stays_while_districts_are_filled(self):
        homes = [LIBRARY.model_copy(update={"id": one, "districts": (one,)}) for one in ("north", "west")]
        for known in range(3):
            found = rows(*PLACES, *homes[:known], expects(scope="district"))
            assert "not_recorded/expected/harbour/districts" in found

    def test_what_was_answered_for_one_district_is_a_row_of_its_own(self):
        answers = [said("missing", "harbour", district=one) for one in ("east", "west")]
        found = rows(*PLACES, *answers, expects(scope="district"))
        assert {"missing/expected/harbour/east", "missing/expected/harbour/west"} <= set(found)
        assert found["not_recorded/expected/harbour/districts"].districts == ("north",)

    def test_what_was_answered_for_the_whole_city_is_one(self):
        row = rows(*PLACES, said("missing", "harbour"), expects(scope="district"))[
            "missing/expected/harbour/districts/answer"
        ]
        assert row.districts == ("east", "north", "west")

    def test_no_two_rows_share_an_id(self):
        answers = [said("missing", "harbour"), said("present", "harbour", district="east", actors=())]
        found = lists(city(*PLACES, LIBRARY, *answers, expects(scope="district")))
        ids = [row.id for row in (*found.action, *found.clarify)]
        assert len(ids) == len(set(ids))


def test_a_note_follows_them_up():
    noted = GapNote(id="n", gap="not_recorded/expected/library", status="in_work", responsible="Kulturamt", result="Anruf")
    row = rows(noted)["not_recorded/expected/library"]
    assert (row.status, row.responsible_de, row.result) == ("in_work", "Kulturamt", "Anruf")
    gone = noted.model_copy(update={"status": "dropped"})
    assert "not_recorded/expected/library" not in rows(gone)


def test_who_has_to_see_to_it_is_said():
    found = rows(said("missing", "jobcenter"))
    assert (
        found["missing/expected/jobcenter"].responsible_de != found[f"nothing_recorded/transition/{CROSSING}"].responsible_de
    )


def test_what_became_of_them():
    before, after = lists(city()), lists(city(said("missing"), across("present")))
    changes = {one.id: one for one in gap_changes(before, after)}
    assert changes["missing/expected/library"].before == "not_recorded/expected/library"
    assert changes[f"nothing_recorded/transition/{CROSSING}"].change == "closed"


def test_how_many_were_answered():
    found = lists(city(said("missing"), across("present")))
    assert (found.expected, found.answered) == (115 + 20, 2)
    assert "beantwortet: 2." in summary(found)


@settings(LAW, max_examples=15)
@given(st.randoms(use_true_random=False), st.sets(st.sampled_from(["library", "jobcenter", "harbour"])))
def test_neither_the_order_nor_the_ids_of_records_mean_anything(rng: random.Random, missing: set[str]):
    records: list[Record] = [
        LIBRARY,
        SCHOOL,
        WORKING,
        *PLACES,
        expects(scope="district"),
        *(said("missing", one) for one in missing),
    ]
    shuffled = list(records)
    rng.shuffle(shuffled)
    renamed = [
        one.model_copy(update={"id": f"z{one.id}"}) if isinstance(one, Actor)
        else one.model_copy(update={"source": "zb", "target": "zv"}) if isinstance(one, Cooperation) else one
        for one in records
    ]  # fmt: skip
    first, second, third = (lists(city(*some)) for some in (records, shuffled, renamed))
    assert first == second
    assert [(row.id, row.score, row.sentence_de) for row in (*first.action, *first.clarify)] == [
        (row.id, row.score, row.sentence_de) for row in (*third.action, *third.clarify)
    ]

"""What introductions are for: gaps, transitions and the border, each as those who should meet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cities import city, tie

from netmap.analysis.border import border
from netmap.analysis.coverage import coverage
from netmap.analysis.gap_rows import GapRow
from netmap.analysis.gaps import gaps
from netmap.analysis.introduction_occasions import WEIGHTS, Occasion, from_border, from_gaps, from_transitions
from netmap.analysis.transition_rows import Connection
from netmap.analysis.transitions import transitions
from netmap.model import Actor, Offer, Record


def actor(key: str, **more: object) -> Actor:
    return Actor.model_validate({"id": key, "name": key.upper(), **more})


def gap(rule: str, **more: object) -> GapRow:
    """Return a row of the lists as an example of its kind, with other contents."""
    row = gaps(city(), coverage=coverage(city())).clarify[0]
    return replace(row, **{"id": f"{rule}/x", "rule": rule, "area": "clubs", "groups": (), "districts": (), **more})  # type: ignore[arg-type]


def sides(row: GapRow, *records: Record) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [side for one in from_gaps([row], city(*records)) for side in one.sides]


def test_providers_without_a_tie_should_meet_each_other():
    assert sides(gap("coordinate", actors=("a", "b", "c"))) == [(("a", "b", "c"), ("a", "b", "c"))]


@pytest.mark.parametrize("rule", ["uncovered", "thin", "single_provider"])
def test_who_can_should_meet_who_reaches_the_group(rule: str):
    found = sides(
        gap(rule, groups=("women",)),
        actor("active", areas=("clubs",)),
        actor("offers"),
        Offer(id="o", name="O", providers=("offers",), area="clubs"),
        actor("near", target_groups=("women",)),
        actor("all", target_groups=("all",)),
        actor("both", areas=("clubs",), target_groups=("women",)),
        actor("other", target_groups=("seniors",)),
        actor("unknown"),
    )
    assert found == [(("active", "both", "offers"), ("near", "all"))]


def test_of_a_gap_in_a_district_both_group_and_district_must_be_known():
    found = sides(
        gap("single_provider", groups=("women",), districts=("nord",)),
        actor("can", areas=("clubs",)),
        actor("here", target_groups=("women",), districts=("nord",)),
        actor("city", target_groups=("women",), citywide=True),
        actor("there", target_groups=("women",), districts=("sued",)),
        actor("nobody", districts=("nord",)),
    )
    assert found == [(("can",), ("here", "city"))]


@pytest.mark.parametrize("rule", ["not_recorded", "active_only", "stale_only", "group_unknown", "no_cooperation"])
def test_what_nobody_has_asked_about_is_no_gap_to_close(rule: str):
    everybody = (actor("a", areas=("clubs",)), actor("b", target_groups=("women",)))
    assert sides(gap(rule, groups=("women",), actors=("a", "b")), *everybody) == []


def test_a_gap_without_group_and_district_or_without_anybody_on_a_side_gives_none():
    assert sides(gap("thin"), actor("a", areas=("clubs",)), actor("b", target_groups=("women",))) == []
    assert sides(gap("thin", groups=("women",)), actor("a", areas=("clubs",))) == []


def test_gaps_that_somebody_confirmed_weigh_more_than_all_others():
    rows = [gap("coordinate", list="action", score=20.0, actors=("a",)), gap("coordinate", score=80.0, actors=("a",))]
    weights = [one.weight for one in from_gaps(rows, city())]
    assert weights == [120.0, 80.0]
    assert max(WEIGHTS.values()) < weights[0]


# ------------------------------------------------------------------------------------------------------------ transitions


@pytest.mark.parametrize("state", ["agreed", "single_contacts", "nothing_recorded", "unregulated"])
def test_all_who_should_connect_a_transition_that_is_not_agreed_should_meet(state: str):
    row = replace(
        transitions(city())[0],
        state=state,  # type: ignore[arg-type]
        connecting=tuple(
            Connection(key, key, key, ids) for key, ids in (("x", ("a",)), ("y", ()), ("z", ("b", "c")), ("w", ("d",)))
        ),
    )
    found = list(from_transitions([row]))
    if state == "agreed":
        assert found == []
        return
    (one,) = found
    assert one.sides == ((("a",), ("b", "c")), (("a",), ("d",)), (("b", "c"), ("d",)))
    assert one.reason_de.startswith("Übergang Familie – Kita: ")
    assert (one.id, one.weight) == (row.id, WEIGHTS[state])


def test_a_transition_with_one_side_recorded_gives_none():
    row = replace(transitions(city())[0], connecting=(Connection("x", "x", "x", ("a",)), Connection("y", "y", "y", ())))
    assert list(from_transitions([row])) == []


# ------------------------------------------------------------------------------------------------------------- the border


def crossing(*records: Record, office: str | None = None) -> list[Occasion]:
    here = city(*records, coordinating_office=office)
    return list(from_border(border(here), here))


def test_an_office_should_meet_those_outside_who_are_active_in_its_areas():
    found = crossing(
        actor("amt", sector="inside", areas=("clubs",)),
        actor("amt2", sector="inside"),
        actor("verein", sector="outside", areas=("clubs", "school")),
        actor("schule", sector="outside", areas=("school",)),
        actor("haus", areas=("clubs",)),
    )
    assert [(one.id, one.sides) for one in found] == [
        ("border/amt", ((("amt",), ("verein",)),)),
        ("border/clubs", ((("amt",), ("verein",)),)),
    ]
    assert found[0].reason_de == "Vereine und Freizeit: AMT – noch keine Kooperation mit Partnern außerhalb erfasst"
    assert found[0].area == "clubs"


def test_where_a_tie_crosses_nobody_need_meet_for_the_border():
    records = [actor("amt", sector="inside", areas=("clubs",)), actor("verein", sector="outside", areas=("clubs",))]
    assert crossing(*records, tie("xx", source="amt", target="verein")) == []


def test_the_coordinating_office_brings_others_together():
    records = [actor("amt", sector="inside", areas=("clubs",)), actor("verein", sector="outside", areas=("clubs",))]
    assert crossing(*records, office="amt") == []

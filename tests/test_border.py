"""The border of the administration: each state by hand, and what is never said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.analysis.border import Border, border
from netmap.analysis.border_offices import OfficeRow
from netmap.analysis.border_words import area_sentence, group_label, legend, mixing_basis, office_sentence, summary
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Evidence, Forum, Membership, Record, Settings

NEW, OLD = (Evidence(source="Umfrage", seen="2020-05"),), (Evidence(source="Liste", seen="2014"),)


def place(*records: Record, **changed: object) -> Landscape:
    return Landscape(Settings.model_validate({"id": "c", "name": "C", "as_of": "2020-12-31", **changed}), records)


def amt(key: str = "amt", **more: object) -> Actor:
    return Actor.model_validate({"id": key, "name": key.title(), "sector": "inside", **more})


def verein(key: str = "verein", **more: object) -> Actor:
    return Actor.model_validate({"id": key, "name": key.title(), "sector": "outside", **more})


def tie(source: str, target: str, **more: object) -> Cooperation:
    fields = {
        "id": f"{source}--{target}",
        "source": source,
        "target": target,
        "kind": "joint_offer",
        "evidence": NEW,
        **more,
    }
    return Cooperation.model_validate(fields)


def office(found: Border, key: str = "amt") -> OfficeRow:
    return next(row for row in found.offices if row.actor == key)


def state(found: Border, key: str = "amt") -> str:
    return office(found, key).state


def test_an_office_with_a_fresh_tie_to_the_outside_is_tied():
    found = border(place(amt(), verein(), tie("amt", "verein")))
    (row,) = found.offices
    assert (row.state, row.outside, row.uncounted, row.forums) == ("tied", ("verein",), (), ())
    assert (found.across, found.within_inside, found.within_outside, found.ei_index) == (1, 0, 0, 1.0)


@pytest.mark.parametrize("evidence", [OLD, ()])
def test_old_or_undated_ties_are_ties_of_which_that_is_said(evidence: Sequence[Evidence]):
    city = place(amt(), verein(), tie("amt", "verein", evidence=tuple(evidence)))
    assert state(border(city)) == "old_only"
    assert "alt oder undatiert" in office_sentence(border(city).offices[0])
    left_out = border(city, fresh=True).offices[0]
    assert (left_out.state, left_out.uncounted) == ("none", ("amt--verein",))


def test_a_tie_of_a_part_is_said_to_be_the_parts():
    city = place(amt(), amt("teil", part_of="amt"), verein(), tie("teil", "verein"))
    rows = {row.actor: row for row in border(city).offices}
    assert (rows["amt"].state, rows["amt"].parts) == ("part_only", ("teil",))
    assert rows["teil"].state == "tied"


def test_parts_that_are_part_of_each_other_end():
    assert len(border(place(amt(part_of="teil"), amt("teil", part_of="amt"))).offices) == 2


def test_partners_whose_sector_is_not_known_are_on_neither_side():
    found = border(place(amt(), Actor(id="haus", name="Haus"), tie("amt", "haus")))
    assert (state(found), found.unsettled, found.across, found.ei_index) == ("unsettled", 1, 0, None)
    assert "ungeklärt" in office_sentence(found.offices[0])


def test_none_means_that_none_is_recorded_and_what_else_is_stands_beside_it():
    city = place(
        amt(),
        verein(),
        verein("stiftung"),
        tie("stiftung", "amt", kind="funding"),
        tie("amt", "verein", status="planned"),
        Forum(id="runde", name="Runde", nature="standing"),
        Membership(id="m", actor="amt", forum="runde", role="guest"),
    )
    (row,) = border(city).offices
    assert (row.state, row.uncounted, row.planned, row.forums) == (
        "none",
        ("stiftung--amt",),
        ("amt--verein",),
        ("runde",),
    )
    said = office_sentence(row)
    assert said.startswith("Amt: Noch keine Kooperation mit Partnern außerhalb erfasst (")
    assert "geplant oder gewünscht: 1" in said
    assert "Förderung: 1" in said
    assert "fehlt" not in said.lower()
    assert "isoliert" not in said.lower()
    assert state(border(city, ties="all")) == "tied"  # there funding counts


def test_sitting_together_counts_as_a_tie_but_in_no_comparison_with_chance():
    members = [Membership(id=one, actor=one, forum="runde", role="member", evidence=NEW) for one in ("amt", "verein")]
    city = place(amt(), verein(), Forum(id="runde", name="Runde", nature="standing"), *members)
    found = border(city)
    assert (state(found), found.across, found.mixing_ties) == ("tied", 1, 0)
    assert {row.verdict for row in found.sector_mixing} == {"no_ties"}
    assert state(border(city, ties="cooperation")) == "none"


def test_an_office_of_one_person_is_counted_with_what_it_is_part_of():
    city = place(amt(), amt("beauftragte", one_person=True, part_of="amt"), verein(), tie("beauftragte", "verein"))
    assert [(row.actor, row.state) for row in border(city).offices] == [("amt", "tied")]
    alone = place(amt("beauftragte", one_person=True), verein(), tie("beauftragte", "verein"))
    assert border(alone).offices == ()


def test_those_without_a_tie_come_first_then_by_name():
    city = place(amt("b"), amt("a", name="Ämtchen"), amt("c"), verein(), tie("b", "verein"))
    assert [row.name for row in border(city).offices] == ["Ämtchen", "C", "B"]


# ----------------------------------------------------------------------------------------------------------------- areas


def area(found: Border, key: str = "clubs") -> tuple[str, int, int]:
    row = next(one for one in found.areas if one.area == key)
    return row.state, row.ties, row.office_ties


def test_a_tie_belongs_to_the_areas_of_both_of_its_ends():
    city = place(amt(areas=("school",)), verein(areas=("clubs",)), tie("amt", "verein"))
    found = border(city)
    assert area(found) == area(found, "school") == ("tied", 1, 0)
    assert area(found, "culture") == ("nobody", 0, 0)


def test_ties_of_the_coordinating_office_alone_are_said_to_be_its_own():
    city = place(
        amt("office"), amt(areas=("clubs",)), verein(areas=("clubs",)), tie("office", "verein"), coordinating_office="office"
    )
    assert area(border(city)) == ("office_only", 1, 1)
    more = city.replace([tie("amt", "verein", evidence=OLD)])
    assert area(border(more)) == ("old_only", 2, 1)


def test_an_area_without_a_tie_needs_actors_on_both_sides():
    both = place(amt(areas=("clubs",)), verein(areas=("clubs",)))
    assert area(border(both)) == ("none", 0, 0)
    office_alone = place(amt(areas=("clubs",)), verein(areas=("clubs",)), coordinating_office="amt")
    assert area(border(office_alone)) == ("nobody", 0, 0)
    rows = [one for one in border(office_alone).areas if one.area == "clubs"]
    assert "außer der koordinierenden Stelle" in area_sentence(rows[0], office_alone)


def test_an_office_of_one_person_has_areas_of_its_own():
    city = place(
        amt(),
        amt("beauftragte", one_person=True, part_of="amt", areas=("clubs",)),
        verein(areas=("clubs",)),
        verein("schule"),
        tie("amt", "schule"),
    )
    assert area(border(city)) == ("none", 0, 0)
    assert area(border(city.replace([tie("beauftragte", "schule")]))) == ("tied", 1, 0)


def test_cross_cutting_areas_are_no_education_areas():
    assert len(border(place()).areas) == 8


# ------------------------------------------------------------------------------------------------------------ the mixing


def test_an_actor_of_several_areas_is_in_a_group_of_its_own():
    city = place(amt(areas=("clubs", "school")), verein(areas=("clubs",)), verein("dritter"), tie("amt", "verein"))
    groups = [row.first for row in border(city).area_mixing if row.first == row.second]
    assert groups == ["clubs", "several", "unknown"]
    assert [group_label(one, city, vocabulary="areas") for one in groups] == [
        "Vereine und Freizeit", "mehrere Bereiche", "Bildungsbereich nicht bekannt",
    ]  # fmt: skip
    assert {row.verdict for row in border(city).area_mixing} == {"small_group", "not_asked"}


def test_every_state_and_sentence_is_said_in_both_languages():
    city = place(amt(areas=("clubs",)), verein(areas=("clubs",)), Actor(id="x", name="X"), tie("amt", "x"))
    found = border(city)
    for lang in ("de", "en"):
        lines = [*summary(found, lang=lang), mixing_basis(found, lang=lang), legend(lang=lang)]
        lines += [office_sentence(one, lang=lang) for one in found.offices]
        lines += [area_sentence(one, city, lang=lang) for one in found.areas]
        assert all(lines)
        assert not any("{" in line for line in lines)


@pytest.mark.parametrize("city", [place(), place(verein()), place(amt())], ids=["empty", "outside", "inside"])
def test_nothing_and_one_actor_have_an_answer(city: Landscape):
    found = border(city)
    assert (found.across, found.ei_index, len(found.areas)) == (0, None, 8)
    assert any("noch keine" in one for one in summary(found))


def test_another_day_gives_another_border():
    city = place(amt(), verein(), tie("amt", "verein", since="2019", evidence=()))
    assert state(border(city, at=dt.date(2018, 12, 31))) == "none"
    assert state(border(city, at=dt.date(2019, 1, 1))) == "old_only"


IDS = [f"x{one}" for one in range(8)]
SECTORS = st.lists(st.sampled_from(["inside", "outside", "unknown"]), min_size=8, max_size=8)
PAIRS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] != pair[1]), max_size=14)


@given(SECTORS, PAIRS, st.permutations(range(8)))
@settings(deadline=None, max_examples=50)
def test_ids_and_order_make_no_difference(sectors: list[str], pairs: list[tuple[int, int]], shuffled: list[int]):
    def built(ids: list[str], turn: int) -> Landscape:
        records: list[Record] = [
            Actor.model_validate({"id": ids[at], "name": f"N{at}", "sector": sectors[at], "areas": ("clubs",)[: at % 2]})
            for at in range(8)
        ]
        records += [Cooperation(id=f"t{at}", source=ids[a], target=ids[b]) for at, (a, b) in enumerate(pairs)]
        return place(*records[::turn])

    plain, moved = border(built(IDS, 1)), border(built([IDS[at] for at in shuffled], -1))
    assert [(row.name, row.state, len(row.outside)) for row in plain.offices] == [
        (row.name, row.state, len(row.outside)) for row in moved.offices
    ]
    assert [(row.area, row.state, row.ties) for row in plain.areas] == [
        (row.area, row.state, row.ties) for row in moved.areas
    ]
    assert plain.sector_mixing == moved.sector_mixing
    assert plain.across + plain.within_inside + plain.within_outside + plain.unsettled == len(
        {frozenset(pair) for pair in pairs}
    )

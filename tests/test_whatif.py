"""What would change: by hand, by building the other landscape, and for nothing."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict

import pytest
from cities import LAW, actors, city, members, seen, tie
from hypothesis import given
from hypothesis import strategies as st

from netmap.analysis.structure import structure
from netmap.analysis.supposed import Link, supposed
from netmap.analysis.whatif import CutpointChange, whatif
from netmap.errors import NetmapError
from netmap.landscape import Landscape
from netmap.model import Actor, Forum, Inventory, Offer

DAY = dt.date(2020, 6, 30)


def chain() -> Landscape:
    body = Forum(id="f", name="Runder Tisch", nature="standing", lead="b")
    offer = Offer(id="o", name="Kurs", providers=("b",), area="school", target_groups=("children_3_5",))
    shared = Offer(id="s", name="Treff", providers=("b", "c"), area="school")
    return city(*actors("abcd"), tie("ab"), tie("bc"), body, *members("f", "bcd"), offer, shared)


def figures(landscape: Landscape, **options: object) -> dict[str, tuple[object, object]]:
    return {row.measure: (row.before, row.after) for row in whatif(landscape, **options).figures}  # type: ignore[arg-type]


class TestRemoving:
    def test_figures_side_by_side(self):
        found = figures(chain(), remove=["b"])
        assert found["actors"] == (4, 3)
        assert found["components"] == (1, 2)
        assert found["largest_component"] == (4, 2)
        assert found["ties"] == (4, 1)
        assert found["diameter"] == (2, 1)
        assert found["fragmentation"] == (0.0, pytest.approx(2 / 3))

    def test_who_would_be_parted_and_what_hangs_on_whom(self):
        found = whatif(chain(), remove=["b"])
        assert found.parted == (("a", "A"),)
        assert found.joined == ()
        assert (found.removed, found.removed_names) == (("b",), ("B",))
        assert whatif(chain(), remove=["a"]).cutpoints == (CutpointChange("b", "B", 1, 0),)

    def test_cutpoints_by_hand(self):
        landscape = city(*actors("abcd"), *map(tie, ("ab", "bc", "cd")))
        found = whatif(landscape, add=[Link("a", "d")])
        assert [(row.actor, row.before, row.after) for row in found.cutpoints] == [("b", 1, 0), ("c", 1, 0)]
        assert [(row.actor, row.before, row.after) for row in whatif(landscape, remove=["d"]).cutpoints] == [("c", 1, 0)]

    def test_brokers_by_band(self):
        rows = {row.actor: (row.band_before, row.band_after) for row in whatif(chain(), remove=["b"]).brokers}
        assert rows["b"] == ("top", None)

    def test_offers_coverage_and_bodies(self):
        found = whatif(chain(), remove=["b"])
        assert found.offers == (("o", "Kurs"),)
        changed = {row.cell: (row.before, row.after) for row in found.cells}
        # the shared offer is for nobody in particular, so only the field of the one for small children changes
        assert changed == {"coverage/school/children_3_5": ("single_provider", "not_recorded")}
        (body,) = found.forums
        assert (body.members_before, body.members_after, body.lead_before, body.lead_after) == (3, 2, "B", None)

    def test_a_gap_only_where_somebody_has_looked(self):
        offer = Offer(
            id="o", name="O", providers=("a",), area="school", target_groups=("pupils_primary",), evidence=seen("2020")
        )
        asked = Inventory(id="i", area="school", state="complete", date="2020-01")
        for records, expected in (((), "not_recorded"), ((asked,), "uncovered")):
            landscape = city(*actors("ab"), offer, *records)
            cells = whatif(landscape, remove=["a"]).cells
            assert {cell.after for cell in cells} == {expected}, cells

    def test_one_person_offices_go_with_their_office(self):
        person = Actor(id="p", name="P", one_person=True, part_of="b")
        found = whatif(chain().replace([person, tie("pd")]), remove=["b"])
        assert found.removed == ("b", "p")

    def test_a_body_may_be_gone(self):
        found = whatif(chain(), remove=["f"])
        assert found.forums[0].members_after is None
        assert {row.measure: row.after for row in found.figures}["ties"] == 2

    def test_somebody_who_begins_later_or_has_an_end_of_its_own(self):
        landscape = city(*actors("a"), Actor(id="b", name="B", since="2019", until="2030"), tie("ab"))
        assert figures(landscape, remove=["b"])["actors"] == (2, 1)


class TestAdding:
    def test_a_tie_joins_two_parts(self):
        landscape = city(*actors("abcd"), tie("ab"), tie("cd"))
        found = whatif(landscape, add=[Link("b", "c", "joint_offer")])
        assert {row.measure: (row.before, row.after) for row in found.figures}["components"] == (2, 1)
        assert found.joined == (("c", "C"), ("d", "D"))

    def test_a_seat_ties_to_all_members(self):
        landscape = chain().replace([Actor(id="e", name="E")])
        found = whatif(landscape, add=[Link("e", "f")])
        assert {row.measure: (row.before, row.after) for row in found.figures}["ties"] == (4, 7)
        assert found.forums[0].members_after == 4

    def test_money_is_no_working_tie(self):
        landscape = city(*actors("ab"))
        assert figures(landscape, add=[Link("a", "b", "funding")])["ties"] == (0, 0)
        assert figures(landscape, add=[Link("a", "b", "funding")], ties="cooperation")["ties"] == (0, 1)

    def test_what_is_added_is_fresh_on_its_day(self):
        changed = supposed(city(*actors("ab")), remove=(), add=[Link("a", "b")], at=DAY)
        (added,) = changed.cooperations.values()
        assert added.freshness(DAY) == "fresh"


class TestRefusals:
    def test_all_problems_at_once(self):
        with pytest.raises(NetmapError) as error:
            whatif(city(*actors("ab")), remove=["x", "a"], add=[Link("a", "y", "friendship")], lang="en")
        said = str(error.value)
        assert "x, y" in said
        assert "taken out" in said
        assert "friendship" in said

    def test_nobody_is_tied_to_themselves(self):
        with pytest.raises(NetmapError, match=r"^Nobody can be tied to themselves: a$"):
            whatif(city(*actors("ab")), remove=(), add=[Link("a", "a")], lang="en")

    def test_another_day(self):
        landscape = city(*actors("a"), Actor(id="b", name="B", since="2021"))
        with pytest.raises(NetmapError, match="b"):
            whatif(landscape, remove=["b"])
        assert whatif(landscape, remove=["b"], at=dt.date(2022, 1, 1)).removed == ("b",)


@LAW
@given(st.integers(2, 7), st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=10), st.integers(0, 6))
def test_it_is_the_structure_of_the_landscape_without(n: int, pairs: list[tuple[int, int]], gone: int):
    names = "abcdefg"[:n]
    ties = [tie(names[a] + names[b], i) for i, (a, b) in enumerate(pairs) if a < n and b < n]
    one = names[gone % n]
    landscape = city(*actors(names), *ties)
    before = json.dumps([record.model_dump(mode="json") for record in landscape.records()])
    found = {row.measure: row.after for row in whatif(landscape, remove=[one]).figures}
    rest = structure(city(*actors(names.replace(one, "")), *(t for t in ties if one not in {t.source, t.target})))
    for measure in ("actors", "ties", "components", "density", "fragmentation", "isolates"):
        assert found[measure] == getattr(rest, measure)
    assert json.dumps([record.model_dump(mode="json") for record in landscape.records()]) == before


def test_nothing_supposed_changes_nothing():
    found = whatif(chain())
    assert all(row.before == row.after for row in found.figures)
    assert (found.brokers, found.cutpoints, found.cells, found.forums, found.parted, found.joined) == ((),) * 6


def test_actors_left_out_of_both():
    assert figures(chain(), remove=["b"], without=["a", "b"])["actors"] == (2, 2)


def test_as_json():
    assert json.dumps(asdict(whatif(chain(), remove=["b"], add=[Link("a", "c")])), allow_nan=False)


def test_who_waits_is_told_how_far_it_is():
    told: list[float] = []
    whatif(city(*actors("abc"), tie("ab"), tie("bc")), remove=["b"], progress=told.append)
    assert told == sorted(told)
    assert len(told) > 2
    assert told[-1] <= 1

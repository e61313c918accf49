"""Which ties become one when two records do."""

from __future__ import annotations

from netmap.landscape import Landscape
from netmap.merged_ties import fold_ties
from netmap.model import Actor, Cooperation, Membership, Position, Record, Settings

ACTORS = (Actor(id="a", name="A"), Actor(id="b", name="B"))


def folded(*records: Record, moved: set[str]) -> tuple[list[str], set[str]]:
    taken, gone = fold_ties(Landscape(Settings(id="c", name="C"), [*ACTORS, *records]), "a", moved)
    return [one.id for one in taken], gone


def test_nothing_moved_changes_nothing():
    ties = [Cooperation(id=key, source="a", target="b") for key in ("t1", "t2")]
    assert folded(*ties, moved=set()) == ([], set())


def test_a_moved_tie_is_taken_in_by_the_one_that_was_there():
    ties = [Cooperation(id=key, source="a", target="b") for key in ("t1", "t2", "t3")]
    assert folded(*ties, moved={"t1"}) == (["t2"], {"t1"})
    assert folded(*ties, moved={"t1", "t3"}) == (["t2"], {"t1", "t3"})


def test_what_one_knows_fills_what_the_other_does_not_and_then_counts():
    ties = [
        Cooperation(id="t1", source="a", target="b"),
        Cooperation(id="t2", source="a", target="b", intensity=1),
        Cooperation(id="t3", source="a", target="b", intensity=2),
    ]
    assert folded(*ties, moved={"t2", "t3"}) == (["t1"], {"t2"})


def test_a_moved_tie_to_itself_goes_and_memberships_and_positions_are_kept_once():
    records = (
        Cooperation(id="loop", source="a", target="a"),
        Membership(id="m1", actor="a", forum="f"),
        Membership(id="m2", actor="a", forum="f", role="chair"),
        Position(id="p1", subject="a", x=0, y=0),
        Position(id="p2", subject="a", x=1, y=1),
    )
    assert folded(*records, moved={"loop", "m2", "p2"}) == (["m1"], {"loop", "m2", "p2"})

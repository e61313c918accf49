"""What became of the lists between two states, by hand."""

from __future__ import annotations

from cities import LAW, actors, city, seen, tie
from hypothesis import given
from hypothesis import strategies as st

from netmap.analysis.coverage import coverage
from netmap.analysis.gap_changes import GapChange, gap_changes
from netmap.analysis.gap_rows import Gaps
from netmap.analysis.gaps import gaps
from netmap.analysis.unconnected import unconnected
from netmap.landscape import Landscape
from netmap.model import Actor, District, GapNote, Inventory, Offer, Record


def lists(*records: Record) -> Gaps:
    landscape: Landscape = city(*actors("ab"), *records)
    return gaps(landscape, coverage=coverage(landscape, area="clubs", group="adults"))


def offer(*providers: str) -> Offer:
    return Offer(
        id="o", name="O", area="clubs", target_groups=("adults",), providers=providers, evidence=seen("2020"), citywide=True
    )


ASKED = Inventory(id="i", area="clubs", state="complete", date="2020")
EMPTY, COVERED = lists(), lists(offer("a", "b"))


def told(found: tuple[GapChange, ...]) -> list[tuple[str, str, str | None]]:
    return [(one.change, one.id, one.before) for one in found]


def test_what_an_offer_covers_is_closed():
    (row,) = gap_changes(EMPTY, COVERED)
    assert (row.change, row.id, row.list) == ("closed", "not_recorded/clubs/adults", "clarify")
    assert row.sentence_de.startswith("Vereine und Freizeit, Erwachsene")


def test_what_was_not_there_is_new():
    assert told(gap_changes(COVERED, EMPTY)) == [("new", "not_recorded/clubs/adults", None)]


def test_another_state_of_the_same_field_is_a_change():
    assert told(gap_changes(EMPTY, lists(ASKED))) == [
        ("changed", "uncovered/clubs/adults", "not_recorded/clubs/adults"),
    ]


def test_the_same_state_in_the_other_list_is_a_change():
    (row,) = gap_changes(lists(offer("a")), lists(offer("a"), ASKED))
    assert (row.change, row.id, row.before, row.list_before, row.list) == (
        "changed", "single_provider/clubs/adults", "single_provider/clubs/adults", "clarify", "action",
    )  # fmt: skip


def test_what_a_note_dropped_since_is_closed():
    note = GapNote(id="n", gap="not_recorded/clubs/adults", status="dropped")
    assert [one.change for one in gap_changes(EMPTY, lists(note))] == ["closed"]


def test_districts_that_were_folded_are_not_closed_by_being_told_one_by_one():
    places = [District(id=one, name=one.title()) for one in ("east", "west")]
    here = [offer("a").model_copy(update={"citywide": False, "districts": (one.id,), "id": f"o{one.id}"}) for one in places]
    one_by_one = gap_changes(lists(*places, *here), lists(*places, *here, ASKED))
    assert told(one_by_one) == [
        ("changed", "single_provider/clubs/adults", "single_provider/clubs/adults"),
        ("changed", "single_provider/clubs/adults/east", "single_provider/clubs/adults/districts"),
        ("changed", "single_provider/clubs/adults/west", "single_provider/clubs/adults/districts"),
    ]


def test_what_names_no_group_and_who_has_no_cooperation_are_different_things():
    nobody = Offer(id="o", name="O", area="clubs", providers=("a",), evidence=seen("2020"))
    alone = Actor(id="c", name="C", areas=("clubs",))
    tied = [tie("ab"), tie("bc")]

    def both(*records: Record) -> Gaps:
        landscape = city(*actors("ab"), alone, *records)
        return gaps(
            landscape, coverage=coverage(landscape, area="clubs", group="adults"), unconnected=unconnected(landscape)
        )

    found = {one.id: one.change for one in gap_changes(both(*tied, nobody), both(tied[0]))}
    assert found["group_unknown/clubs"] == "closed"
    assert found["no_cooperation/clubs"] == "new"


STATES = [(), (ASKED,), (offer("a"),), (offer("a"), ASKED), (offer("a", "b"),)]


@LAW
@given(st.sampled_from(STATES), st.sampled_from(STATES))
def test_there_and_back(one: tuple[Record, ...], other: tuple[Record, ...]):
    ahead, back = gap_changes(lists(*one), lists(*other)), gap_changes(lists(*other), lists(*one))
    turned = {"closed": "new", "new": "closed", "changed": "changed"}
    assert sorted((turned[c.change], c.before or c.id) for c in ahead) == sorted((c.change, c.id) for c in back)
    assert gap_changes(lists(*one), lists(*one)) == ()

"""Two people at one landscape: what each changed is kept, what both changed is listed and stays as the others wrote it."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.changes import apply
from netmap.landscape import Landscape
from netmap.model import Actor, Answer, Evidence, Inventory, Record, Settings, Thresholds
from netmap.reconcile import Reconciled, Statement, conflict_lines, merged, reconcile
from tests import strategies
from tests.landscapes import full_city, tiny_city

BASE = Actor(id="a", name="A", note="alt", areas=("school",), attributes={"x": 1, "y": "z"})


def changed(record: Record = BASE, **fields: Any) -> Record:
    return type(record).model_validate({**dict(record), **fields})


def said(landscape: Landscape, base: Landscape | None = None) -> dict[tuple[str, str], Statement]:
    """Return what a file of a landscape says, that was written from `base`."""
    origin = base or landscape
    return {
        (one.kind_name, one.id): Statement(one, origin.get(one.id) if one.id in origin else None)
        for one in landscape.records()
    }


def city(*records: Record) -> Landscape:
    return Landscape(Settings(id="c", name="C"), records)


def after(found: Reconciled, now: Landscape) -> Landscape:
    return apply(now, found.changes)


# ---------------------------------------------------------------------------------------------------------- one record


def test_what_each_changed_is_kept():
    record, conflicts = merged(BASE, changed(name="Meins"), changed(note="Ihres"))
    assert (record.name, record.note, conflicts) == ("Meins", "Ihres", [])


def test_what_both_changed_stays_as_the_others_wrote_it():
    record, conflicts = merged(BASE, changed(name="Meins"), changed(name="Ihres"))
    assert record.name == "Ihres"
    assert [(one.field, one.before, one.mine, one.theirs) for one in conflicts] == [("name", "A", "Meins", "Ihres")]


def test_what_both_changed_alike_is_no_conflict():
    assert merged(BASE, changed(name="B"), changed(name="B")) == (changed(name="B"), [])


def test_own_columns_are_merged_one_by_one():
    mine, theirs = changed(attributes={"x": 2, "y": "z", "neu": True}), changed(attributes={"x": 1, "w": 5})
    record, conflicts = merged(BASE, mine, theirs)
    assert record.attributes == {"x": 2, "neu": True, "w": 5}
    assert conflicts == []
    _record, conflicts = merged(BASE, changed(attributes={"x": 2}), changed(attributes={"x": 3}))
    assert [(one.field, one.name, one.mine, one.theirs) for one in conflicts] == [("attributes", "x", 2, 3)]


def test_one_and_true_are_different_values():
    record, conflicts = merged(BASE, changed(attributes={"x": True, "y": "z"}), BASE)
    assert record.attributes["x"] is True
    assert conflicts == []


def test_evidence_is_merged_piece_by_piece():
    old, ours, theirs = Evidence(source="alt"), Evidence(source="unsere"), Evidence(source="ihre")
    basis = changed(evidence=(old,))
    record, conflicts = merged(basis, changed(evidence=(ours,)), changed(evidence=(old, theirs)))
    assert (record.evidence, conflicts) == ((theirs, ours), [])
    assert merged(basis, basis, changed(evidence=(theirs,)))[0].evidence == (theirs,)


def test_thresholds_are_merged_one_by_one():
    basis = Settings(id="c", name="C")
    mine, theirs = (changed(basis, thresholds=Thresholds(**one)) for one in ({"small_count": 3}, {"introductions": 4}))
    record, conflicts = merged(basis, mine, theirs)
    assert conflicts == []
    assert isinstance(record, Settings)
    assert (record.thresholds.small_count, record.thresholds.introductions) == (3, 4)


def test_without_the_state_it_came_from_only_what_is_empty_is_filled():
    mine = Actor(id="a", name="A", note="neu", address="Weg 1")
    record, conflicts = merged(None, mine, BASE)
    assert (record.address, record.note, record.areas) == ("Weg 1", "alt", ("school",))
    assert [one.field for one in conflicts] == ["note"]


def test_changes_that_do_not_go_together_are_a_conflict():
    basis = Inventory(id="i", area="school", state="complete", reason="alt")
    mine, theirs = changed(basis, state="not_needed"), changed(basis, reason="")
    record, conflicts = merged(basis, mine, theirs)
    assert record == theirs
    assert [(one.field, one.mine) for one in conflicts] == [("state", "not_needed")]


def test_a_record_about_two_things_is_a_conflict():
    basis = Answer(id="i", expectation="x", answer="present")
    mine, theirs = changed(basis, expectation="", transition="t"), changed(basis, expectation="y")
    record, conflicts = merged(basis, mine, theirs)
    assert record == theirs
    assert "expectation" in {one.field for one in conflicts}


@settings(deadline=None)
@given(strategies.records)
def test_a_record_that_nobody_changed_stays(record: Record):
    assert merged(record, record, record) == (record, [])


@settings(deadline=None)
@given(strategies.records, strategies.texts, st.booleans(), strategies.attributes, strategies.evidence)
def test_where_only_one_changed_there_is_no_conflict(record: Record, note: str, publish: bool, own: Any, evidence: Any):
    other = record.model_copy(update={"note": note, "publish": publish, "attributes": own, "evidence": evidence})
    for mine, theirs in ((record, other), (other, record)):
        found, conflicts = merged(record, mine, theirs)
        assert conflicts == []
        assert found.same_content(other)


# ------------------------------------------------------------------------------------------------------ whole landscapes


def test_nothing_changed_is_nothing_to_do():
    assert reconcile(said(full_city()), full_city(), base=full_city()) == Reconciled(reconcile({}, None).changes)


def test_into_an_empty_store_goes_everything():
    found = reconcile(said(full_city(), city()), None)
    assert apply(None, found.changes) == apply(None, reconcile(said(full_city()), None).changes)
    assert len(found.changes) == len(full_city())


def test_new_records_of_both_stay():
    base = city(BASE)
    now, mine = base.replace([Actor(id="b", name="B")]), base.replace([Actor(id="c1", name="C1")])
    found = reconcile(said(mine, base), now, base=base)
    assert set(after(found, now).actors) == {"a", "b", "c1"}
    assert not found.left


def test_what_the_file_lacks_stays_unless_it_is_to_go():
    base = city(BASE, Actor(id="b", name="B"))
    mine = base.replace(without=["b"])
    found = reconcile(said(mine, base), base, base=base)
    assert [one.id for one in found.left] == ["b"]
    assert not found.changes
    found = reconcile(said(mine, base), base, base=base, delete_missing=True)
    assert [(one.id, one.after) for one in found.changes] == [("b", None)]


def test_what_others_added_is_never_missing():
    base = city(BASE)
    now = base.replace([Actor(id="b", name="B")])
    found = reconcile(said(base), now, base=base, delete_missing=True)
    assert not found.changes
    assert not found.left


def test_a_sheet_that_is_gone_deletes_nothing():
    base = tiny_city()
    mine = {key: one for key, one in said(base).items() if key[0] != "offer"}
    kinds = frozenset({"actor", "cooperation", "landscape"})
    assert not reconcile(mine, base, base=base, kinds=kinds, delete_missing=True).changes


def test_what_was_deleted_here_and_changed_there_stays():
    base = city(BASE, Actor(id="b", name="B"))
    now = base.replace([Actor(id="b", name="B", note="neu")])
    found = reconcile(said(base.replace(without=["b"]), base), now, base=base, delete_missing=True)
    assert not found.changes
    assert [(one.id, one.how) for one in found.conflicts] == [("b", "gone")]
    assert list(conflict_lines(found.conflicts, now)) == ["Akteur B: inzwischen von anderen geändert. Der Eintrag bleibt."]


def test_what_was_changed_here_and_deleted_there_stays_deleted():
    base = city(BASE)
    now = base.replace(without=["a"])
    found = reconcile(said(base.replace([changed(name="B")]), base), now, base=base)
    assert not found.changes
    assert list(conflict_lines(found.conflicts, now)) == [
        "Akteur B: inzwischen von anderen entfernt. Der Eintrag bleibt entfernt."
    ]
    assert reconcile(said(base), now, base=base) == Reconciled(found.changes)


def test_a_conflict_is_said_in_words():
    base = city(changed(type="school"))
    mine, now = base.replace([changed(type="library")]), base.replace([changed(type="museum")])
    found = reconcile(said(mine, base), now, base=base)
    (line,) = conflict_lines(found.conflicts, now)
    assert line.startswith("Akteur A: Art der Einrichtung: war Schule (Schulart nicht bekannt), in der Datei steht ")
    assert line.endswith(". Das bleibt.")
    own = reconcile(
        said(base.replace([changed(attributes={"x": 7})]), city(BASE)), city(changed(attributes={"x": 8})), base=base
    )
    assert "„x“: war 1, in der Datei steht 7, andere schrieben 8" in next(conflict_lines(own.conflicts, now))

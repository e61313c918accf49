"""What differs between two states, applied, turned round, and said in words."""

from __future__ import annotations

import datetime as dt

import pytest
import strategies
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import small_city

from netmap.changes import ChangeSet, Operation, apply, diff, inverse, ordered, summary
from netmap.errors import ConflictError, DataError
from netmap.fields import FIELD_LABELS, KIND_LABELS, VOCABULARIES, field_label, kind_label, value_text
from netmap.landscape import Landscape
from netmap.model import (
    KINDS,
    Actor,
    Cooperation,
    District,
    Evidence,
    Forum,
    Membership,
    Position,
    Record,
    Said,
    Settings,
    Survey,
    Term,
)
from netmap.titles import names_of, title
from netmap.vocabulary import NAMES

CITY = Settings(id="city", name="City")


def city(*records: Record) -> Landscape:
    return Landscape(CITY, records)


def told(changes: ChangeSet) -> list[tuple[str, str, str]]:
    """Return each operation as its kind, its id, and what it does."""
    return [
        (one.kind, one.id, "add" if one.before is None else "remove" if one.after is None else "change") for one in changes
    ]


def equal(one: Landscape, other: Landscape) -> bool:
    return not diff(one, other, delete_missing=True) and not diff(other, one, delete_missing=True)


# ----------------------------------------------------------------------------------------------------------------- diff


def test_the_same_differs_in_nothing() -> None:
    assert diff(small_city(), small_city(), delete_missing=True) == ChangeSet()
    assert not diff(small_city(), small_city())


def test_versions_do_not_count() -> None:
    stored = apply(None, diff(None, small_city()))
    assert {one.version for one in stored.records()} == {1}
    assert not diff(stored, small_city())


def test_from_nothing_everything_is_new() -> None:
    assert [kind for kind, _id, _what in told(diff(None, small_city()))] == [
        "landscape", "term", "district", "actor", "actor", "actor", "cooperation", "cooperation", "forum", "membership",
        "offer",
    ]  # fmt: skip


def test_what_only_the_old_has_stays_unless_told() -> None:
    assert diff(small_city(), city()).operations[0].kind == "landscape"
    assert len(diff(small_city(), city())) == 1
    gone = diff(small_city(), city(), delete_missing=True)
    assert [kind for kind, _id, what in told(gone) if what == "remove"] == [
        "offer", "membership", "forum", "cooperation", "cooperation", "actor", "actor", "actor", "district", "term",
    ]  # fmt: skip


def test_before_is_the_version_that_was_read() -> None:
    old = city(Actor(id="a", name="A", version=7))
    (change,) = diff(old, city(Actor(id="a", name="B")))
    assert (change.before.version, change.before.name, change.after.name) == (7, "A", "B")


@pytest.mark.parametrize(("old", "new"), [(1, True), (1, 1.0), (0, False), ("1", 1), ("2018-01-01", dt.date(2018, 1, 1))])
def test_an_own_column_of_another_type_is_a_change(old: object, new: object) -> None:
    one, other = (city(Actor(id="a", name="A", attributes={"x": value})) for value in (old, new))
    assert len(diff(one, other)) == 1
    terms = (city(Term(id="t", vocabulary="areas", key="x", label_de="X", fields={"x": value})) for value in (old, new))
    assert len(diff(*terms)) == 1


def test_the_order_of_own_columns_is_no_change() -> None:
    one, other = (city(Actor(id="a", name="A", attributes=given)) for given in ({"x": 1, "y": 2}, {"y": 2, "x": 1}))
    assert not diff(one, other)


def test_an_id_that_becomes_another_kind_goes_and_comes() -> None:
    changes = diff(city(Actor(id="x", name="X")), city(Forum(id="x", name="X")), delete_missing=True)
    assert told(changes) == [("forum", "x", "add"), ("actor", "x", "remove")]


@pytest.mark.parametrize(
    ("kind", "key", "before", "after"),
    [
        ("actor", "a", None, None),
        ("forum", "a", None, Actor(id="a", name="A")),
        ("actor", "b", Actor(id="a", name="A"), None),
        ("actor", "a", Actor(id="a", name="A"), Actor(id="b", name="B")),
    ],
)
def test_an_operation_is_about_one_record(kind: str, key: str, before: Record | None, after: Record | None) -> None:
    with pytest.raises(ValueError, match="needs that record"):
        Operation(kind, key, before, after)


def test_removals_come_last_and_from_the_top_down() -> None:
    tie = Cooperation(id="a--b", source="a", target="b")
    operations = [
        Operation("actor", "a", Actor(id="a", name="A"), None),
        Operation("cooperation", "a--b", tie, None),
        Operation("forum", "f", None, Forum(id="f", name="F")),
        Operation("actor", "c", None, Actor(id="c", name="C")),
    ]
    assert [one.id for one in ordered(operations)] == ["c", "f", "a--b", "a"]


# ---------------------------------------------------------------------------------------------------------------- apply


def test_applying_changes_nothing_that_was_given() -> None:
    old = small_city()
    apply(old, diff(old, city(Actor(id="new", name="New")), delete_missing=True))
    assert old == small_city()


def test_only_what_is_written_goes_a_version_further() -> None:
    old = city(Actor(id="a", name="A", version=3), Actor(id="b", name="B", version=3))
    new = apply(old, diff(old, city(Actor(id="a", name="Z"))))
    assert (new.actors["a"].version, new.actors["b"].version) == (4, 3)


def test_what_comes_back_counts_on() -> None:
    old = city(Actor(id="a", name="A", version=3))
    gone = diff(old, city(), delete_missing=True)
    assert apply(apply(old, gone), inverse(gone)).actors["a"].version == 4


@pytest.mark.parametrize(
    "operation",
    [
        Operation("actor", "a", Actor(id="a", name="A", version=2), Actor(id="a", name="B")),
        Operation("actor", "a", None, Actor(id="a", name="B")),
        Operation("actor", "x", Actor(id="x", name="X"), None),
    ],
)
def test_a_record_that_is_not_as_expected(operation: Operation) -> None:
    with pytest.raises(ConflictError) as got:
        apply(city(Actor(id="a", name="A", version=1)), ChangeSet((operation,)))
    assert got.value.records == (operation.id,)


def test_no_landscape_without_settings() -> None:
    with pytest.raises(DataError):
        apply(None, ChangeSet((Operation("actor", "a", None, Actor(id="a", name="A")),)))
    with pytest.raises(DataError):
        apply(city(), inverse(diff(None, city())))


@given(strategies.landscapes, strategies.landscapes)
@settings(max_examples=60, deadline=None)
def test_a_diff_leads_from_one_to_the_other_and_back(old: Landscape, new: Landscape) -> None:
    changes = diff(old, new, delete_missing=True)
    there = apply(old, changes)
    assert equal(there, new)
    applied = ChangeSet(tuple(Operation(one.kind, one.id, one.before, _stored(there, one)) for one in changes))
    assert equal(apply(there, inverse(applied)), old)


def _stored(landscape: Landscape, one: Operation) -> Record | None:
    return None if one.after is None else landscape.table(KINDS[one.kind])[one.id]


@given(strategies.landscapes)
@settings(max_examples=60, deadline=None)
def test_turning_round_twice_is_nothing(landscape: Landscape) -> None:
    changes = diff(None, landscape)
    assert inverse(inverse(changes)) == changes


@given(strategies.landscapes, strategies.landscapes, st.sampled_from(["de", "en"]))
@settings(max_examples=60, deadline=None)
def test_anything_can_be_said(old: Landscape, new: Landscape, lang: str) -> None:
    changes = diff(old, new, delete_missing=True)
    assert bool(summary(changes, lang=lang)) == bool(changes)


# ---------------------------------------------------------------------------------------------------------------- words


def words(old: Landscape | None, new: Landscape) -> list[str]:
    return summary(diff(old, new, delete_missing=True), landscape=old, lang="en")


def test_new_and_gone_are_listed_by_kind() -> None:
    old = city(Actor(id="a", name="Amt"), Actor(id="b", name="Bad"), Cooperation(id="a--b", source="a", target="b"))
    assert words(old, city(Forum(id="r", name="Round"))) == [
        "1 Forum new: Round",
        "1 Cooperation gone: Amt – Bad",
        "2 Actors gone: Amt, Bad",
    ]


def test_long_lists_are_folded() -> None:
    assert words(city(), city(*(Actor(id=f"a{n}", name=f"A{n}") for n in range(1205)))) == [
        "1,205 Actors new: A0, A1, A2, A3, A4 … and 1,200 more"
    ]


def test_changes_are_said_field_by_field() -> None:
    places = [District(id="lk", name="Lütten Klein")]
    old = city(*places, Actor(id="vhs", name="Volkshochschule", since="2010"))
    new = city(*places, Actor(id="vhs", name="Volkshochschule", districts=("lk",), one_person=True, areas=("school",)))
    assert words(old, new) == [
        "Actor Volkshochschule: Since: 2010 → –",
        f"Actor Volkshochschule: Education areas: – → {old.vocabulary.label('areas', 'school', 'en')}",
        "Actor Volkshochschule: Districts: – → Lütten Klein",
        "Actor Volkshochschule: One-person office: no → yes",
    ]


def test_own_columns_are_said_one_by_one() -> None:
    old = city(Actor(id="a", name="A", attributes={"Staff": 3, "Open": True}))
    new = city(Actor(id="a", name="A", attributes={"Staff": 4, "Open": True, "Tags": ("x", "y")}))
    assert words(old, new) == ["Actor A: Own column “Staff”: 3 → 4", "Actor A: Own column “Tags”: – → x, y"]


def test_evidence_is_said_as_what_it_says() -> None:
    old = city(Actor(id="a", name="A"))
    new = city(Actor(id="a", name="A", evidence=(Evidence(source="List", seen="2017-12"), Evidence(url="https://x.de"))))
    assert words(old, new) == ["Actor A: Evidence: – → List, seen 2017-12; https://x.de"]


def test_evidence_names_who_said_what_and_comes_alone() -> None:
    who, wave = Actor(id="a", name="Amt"), Survey(id="w", name="Umfrage 2018")
    said = Evidence(reported_by="a", survey="w", said=Said(kind="information", intensity=2, status="existing"))
    tie = Cooperation(id="t", source="a", target="b", evidence=(Evidence(source="List"),))
    old = city(who, Actor(id="b", name="Bad"), wave, tie)
    new = old.replace([tie.model_copy(update={"evidence": (*tie.evidence, said)})])
    told = "added: reported by Amt, in survey Umfrage 2018, there: Information exchange, cooperates informally, existing"
    assert words(old, new) == [f"Cooperation Amt – Bad: Evidence: {told}"]
    assert words(new, old)[0].startswith("Cooperation Amt – Bad: Evidence: dropped: reported by Amt,")


def test_of_long_lists_only_what_came_and_went_is_said() -> None:
    people = [Actor(id=one, name=one.upper()) for one in "abcde"]
    old = city(*people, Survey(id="w", name="W", asked=tuple("abcd"), codes={one: one for one in "abcd"}))
    new = old.replace([Survey(id="w", name="W", asked=tuple("bcde"), codes={one: one for one in "abcde"})])
    assert words(old, new) == ["Survey W: Asked: added: E; dropped: A", "Survey W: Codes of the sheets: added: e: e"]


def test_thresholds_are_said_where_they_are_not_the_usual() -> None:
    old = Landscape(CITY)
    new = Landscape(CITY.model_copy(update={"thresholds": CITY.thresholds.model_copy(update={"small_count": 7})}))
    assert words(old, new) == ["Landscape City: Thresholds: – → small counts below: 7"]


def test_many_changed_fields_are_folded() -> None:
    old = city(*(Actor(id=f"a{n}", name=f"A{n}") for n in range(30)))
    new = city(*(Actor(id=f"a{n}", name=f"B{n}") for n in range(30)))
    lines = words(old, new)
    assert len(lines) == 21
    assert lines[-1] == "… and 10 further changes to fields"


def test_names_come_from_the_landscape_and_from_the_changes() -> None:
    old = city(Actor(id="a", name="Amt"))
    changes = diff(old, old.replace([Actor(id="b", name="Bad"), Cooperation(id="a--b", source="a", target="b")]))
    assert summary(changes, landscape=old, lang="en")[1] == "1 Cooperation new: Amt – Bad"
    assert summary(changes, lang="en")[1] == "1 Cooperation new: a – Bad"


# --------------------------------------------------------------------------------------------------------------- labels


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_and_field_has_a_label(kind: str, lang: str) -> None:
    assert kind_label(kind, lang)
    assert kind_label(kind, lang, 2)
    for field in KINDS[kind].model_fields:
        assert field in FIELD_LABELS, field
        assert field_label(kind, field, lang)


def test_labels_are_of_what_there_is() -> None:
    assert set(KIND_LABELS) == set(KINDS)
    assert set(FIELD_LABELS) == {field for kind in KINDS.values() for field in kind.model_fields}
    for kind, known in VOCABULARIES.items():
        assert set(known.values()) <= set(NAMES)
        assert set(known) - set(KINDS[kind].model_fields) <= {"area", "areas", "target_group", "target_groups"}


def test_the_german_words() -> None:
    assert kind_label("actor", n=2) == "Akteure"
    assert field_label("cooperation", "source") == "Von"
    assert value_text("offer", "childcare", False, small_city()) == "nein"
    assert value_text("need", "persons", 12345, small_city()) == "12.345"
    assert value_text("actor", "since", "2018-03", small_city()) == "03/2018"


@pytest.mark.parametrize(
    ("kind", "field", "value", "text"),
    [
        ("actor", "note", "", "–"),
        ("actor", "coordinates", (54.1, 12.1), "54.1, 12.1"),
        ("actor", "part_of", "school", "School"),
        ("actor", "part_of", "nobody", "nobody"),
        ("actor", "districts", ("north", "x"), "North, x"),
        ("actor", "areas", ("own", "no_such"), "Eigenes, no_such"),
        ("cooperation", "status", "ended", "ended"),
        ("need", "year", 2018, "2018"),
        ("need", "basis", "per_year", "per year"),
        ("need", "persons", 1234, "1,234"),
        ("offer", "childcare", None, "–"),
        ("offer", "capacity", 0, "0"),
        ("district", "figures", {2016: {"inhabitants": 12.5}}, "2016: inhabitants: 12.5"),
        ("decision", "verdict", "same", "the same"),
        ("decision", "first", "club", "Club"),
        ("actor", "attributes", {"x": dt.date(2018, 3, 1)}, "x: 2018-03-01"),
    ],
)
def test_values_as_people_write_them(kind: str, field: str, value: object, text: str) -> None:
    assert value_text(kind, field, value, small_city(), lang="en").casefold() == text.casefold()


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (Actor(id="a", name="Amt"), "Amt"),
        (Membership(id="school--round", actor="school", forum="round"), "School – Round Table"),
        (Position(id="p", subject="club", x=0, y=0), "Club"),
        (KINDS["scene"](id="s", title="Meeting"), "Meeting"),
        (KINDS["gap_note"](id="g", gap="school/adults"), "school/adults"),
        (KINDS["decision"](id="d", first="a", second="b", verdict="same"), "a – b"),
    ],
)
def test_what_a_record_is_called(record: Record, text: str) -> None:
    assert title(record, names_of(small_city())) == text

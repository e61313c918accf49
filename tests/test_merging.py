"""Two records made one: which fields stay, what moves, what becomes one, and that all of it can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.changes import apply, diff, inverse
from netmap.checks import check
from netmap.errors import DataError, UnknownRecordError
from netmap.landscape import Landscape
from netmap.merging import decided, differences, merge
from netmap.model import (
    Actor,
    Answer,
    Cooperation,
    Decision,
    Evidence,
    Expectation,
    Forum,
    GapNote,
    Membership,
    Offer,
    Position,
    Query,
    Record,
    Settings,
    Survey,
)
from netmap.store.sqlite import SQLiteStore

ACTORS = (
    Actor(id="vhs", name="Volkshochschule", address="Am Kai 1", areas=("school",), attributes={"plz": "18055", "x": 1}),
    Actor(
        id="vhs-2",
        name="VHS Rostock",
        short_name="VHS",
        aliases=("Abendschule",),
        address="Am Kai 2",
        areas=("clubs", "school"),
        website="https://vhs.example",
        attributes={"plz": "18057", "y": 2},
    ),
    Actor(id="amt", name="Amt"),
)


def city(*records: Record, office: str | None = None) -> Landscape:
    return Landscape(Settings(id="c", name="C", coordinating_office=office), [*ACTORS, *records])


def merged(landscape: Landscape, **options: object) -> Landscape:
    return apply(landscape, merge(landscape, "vhs", "vhs-2", **options))  # type: ignore[arg-type]


def tie(source: str, target: str, number: int = 1, **fields: object) -> Cooperation:
    return Cooperation.model_validate({"id": f"{source}--{target}--{number}", "source": source, "target": target, **fields})


# -------------------------------------------------------------------------------------------------------------- fields


def test_the_first_stays_and_takes_what_it_does_not_know():
    actor = merged(city()).actors["vhs"]
    assert (actor.name, actor.address, actor.website, actor.short_name) == (
        "Volkshochschule", "Am Kai 1", "https://vhs.example", "VHS",
    )  # fmt: skip
    assert actor.areas == ("school", "clubs")
    assert actor.attributes == {"plz": "18055", "x": 1, "y": 2}
    assert "vhs-2" not in merged(city())


def test_names_become_aliases_once():
    assert merged(city()).actors["vhs"].aliases == ("VHS Rostock", "Abendschule")
    assert merged(city(), take=["name"]).actors["vhs"].aliases == ("Volkshochschule", "Abendschule")


def test_fields_are_chosen():
    actor = merged(city(), take=["address", "attributes.plz", "areas"]).actors["vhs"]
    assert (actor.address, actor.attributes["plz"], actor.areas) == ("Am Kai 2", "18057", ("clubs", "school"))


def test_what_differs_is_asked_and_nothing_else():
    assert [(one.field, one.kept, one.other) for one in differences(city(), "vhs", "vhs-2")] == [
        ("name", "Volkshochschule", "VHS Rostock"), ("address", "Am Kai 1", "Am Kai 2"),
        ("attributes.plz", "18055", "18057"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "mine", "theirs", "value"),
    [
        ("publish", True, False, False), ("publish", True, True, True), ("protected", False, True, True),
        ("one_person", True, False, True), ("citywide", False, True, True), ("sector", "unknown", "inside", "inside"),
        ("note", "eins", "zwei", "eins\nzwei"), ("note", "eins", "eins", "eins"), ("since", None, "2018", "2018"),
        ("coordinates", None, (54.0, 12.0), (54.0, 12.0)), ("coordinates", (53.0, 12.0), (54.0, 12.0), (53.0, 12.0)),
    ],
)  # fmt: skip
def test_each_sort_of_field(field: str, mine: object, theirs: object, value: object):
    two = [Actor.model_validate({"id": key, "name": key, field: one}) for key, one in (("a", mine), ("b", theirs))]
    landscape = Landscape(Settings(id="c", name="C"), two)
    assert getattr(apply(landscape, merge(landscape, "a", "b")).actors["a"], field) == value


def test_evidence_of_both_stays_once():
    two = [
        Actor(id=key, name=key, evidence=(Evidence(source="Liste", seen="2018"), Evidence(source=key, seen="2019")))
        for key in "ab"
    ]
    landscape = Landscape(Settings(id="c", name="C"), two)
    assert [one.source for one in apply(landscape, merge(landscape, "a", "b")).actors["a"].evidence] == ["Liste", "a", "b"]


# -------------------------------------------------------------------------------------------------------------- moving


def test_everything_that_referred_to_the_one_refers_to_the_other():
    records = (
        Actor(id="teil", name="Teil", part_of="vhs-2"),
        tie("vhs-2", "amt", evidence=(Evidence(reported_by="vhs-2"),)),
        Forum(id="tisch", name="Runder Tisch", lead="vhs-2", reports_to="vhs-2"),
        Membership(id="m", actor="vhs-2", forum="tisch"),
        Offer(id="kurs", name="Kurs", providers=("vhs-2", "vhs", "amt")),
        Survey(id="welle", name="Welle", asked=("vhs", "vhs-2", "amt"), answered=("vhs-2",), codes={"7": "vhs-2"}),
        Expectation(id="e", key="adult_education_centre"),
        Answer(id="antwort", expectation="adult_education_centre", answer="present", actors=("vhs-2",)),
        Position(id="ort", subject="vhs-2", x=1, y=2),
        Query(id="q", label_de="Q", records="actor", filter={"id": ("vhs-2", "vhs")}),
        GapNote(id="g", gap="introduction/amt/vhs-2"),
    )
    after = merged(city(*records, office="vhs-2"))
    assert after.settings.coordinating_office == "vhs"
    assert after.actors["teil"].part_of == "vhs"
    moved = after.cooperations["vhs-2--amt--1"]
    assert (moved.source, moved.evidence[0].reported_by) == ("vhs", "vhs")
    assert (after.forums["tisch"].lead, after.forums["tisch"].reports_to) == ("vhs", "vhs")
    assert after.memberships["m"].actor == "vhs"
    assert after.offers["kurs"].providers == ("vhs", "amt")
    wave = after.surveys["welle"]
    assert (wave.asked, wave.answered, wave.codes) == (("vhs", "amt"), ("vhs",), {"7": "vhs"})
    assert after.get("antwort").actors == ("vhs",)
    assert after.positions["ort"].subject == "vhs"
    assert after.get("q").filter == {"id": ("vhs",)}
    assert after.get("g").gap == "introduction/amt/vhs"
    assert not [one for one in check(after) if one.severity == "error"]


def test_a_tie_between_the_two_goes():
    assert merged(city(tie("vhs", "vhs-2"))).cooperations == {}


def test_a_tie_to_itself_that_was_there_before_is_left():
    assert list(merged(city(tie("vhs", "vhs"))).cooperations) == ["vhs--vhs--1"]


def test_two_records_of_one_tie_become_one():
    records = (
        tie("vhs", "amt", intensity=2, evidence=(Evidence(source="A"),), publish=True, note="eins"),
        tie("amt", "vhs-2", since="2018", evidence=(Evidence(source="B"),), publish=False, note="zwei"),
    )
    (one,) = merged(city(*records)).cooperations.values()
    assert (one.id, one.intensity, one.since, one.publish, one.note) == ("vhs--amt--1", 2, "2018", False, "eins\nzwei")
    assert [said.source for said in one.evidence] == ["A", "B"]


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"kind": "funding"}, {"kind": "contract"}), ({"intensity": 1}, {"intensity": 2}),
        ({"status": "existing"}, {"status": "ended"}),
        ({"since": "2018"}, {"since": "2019"}), ({"attributes": {"x": 1}}, {"attributes": {"x": True}}),
    ],
)  # fmt: skip
def test_ties_that_say_different_things_stay(mine: dict[str, object], theirs: dict[str, object]):
    assert len(merged(city(tie("vhs", "amt", **mine), tie("vhs-2", "amt", **theirs))).cooperations) == 2


def test_the_direction_counts_where_the_kind_has_one():
    there_and_back = (tie("vhs", "amt", kind="funding"), tie("amt", "vhs-2", kind="funding"))
    assert len(merged(city(*there_and_back)).cooperations) == 2


def test_ties_that_were_parallel_before_stay():
    assert len(merged(city(tie("vhs", "amt"), tie("vhs", "amt", 2), tie("vhs-2", "amt"))).cooperations) == 2


def test_two_memberships_of_one_forum_become_one_unless_the_roles_differ():
    forum = Forum(id="tisch", name="Tisch")
    ways = (("member", "", 1), ("", "chair", 1), ("member", "chair", 2))
    for mine, theirs, count in ways:
        two = [
            Membership(id=f"m-{key}", actor=key, forum="tisch", role=role)
            for key, role in (("vhs", mine), ("vhs-2", theirs))
        ]
        after = merged(city(forum, *two)).memberships
        assert len(after) == count
        assert after["m-vhs"].role == (mine or theirs)


def test_one_place_on_each_map_is_left():
    places = [Position(id=f"p-{key}-{view}", subject=key, view=view, x=n, y=0) for n, (key, view) in enumerate(
        (("vhs", "landscape"), ("vhs-2", "landscape"), ("vhs-2", "other")))]  # fmt: skip
    assert sorted(merged(city(*places)).positions) == ["p-vhs-2-other", "p-vhs-landscape"]


@pytest.mark.parametrize(
    ("parents", "wanted"),
    [
        ({"vhs": "vhs-2"}, None), ({"vhs-2": "vhs"}, None), ({"vhs": "vhs-2", "vhs-2": "amt"}, "amt"),
        ({"vhs": "amt", "amt": "vhs-2"}, None), ({"vhs": None, "vhs-2": "amt"}, "amt"),
    ],
)  # fmt: skip
def test_nothing_becomes_part_of_itself(parents: dict[str, str | None], wanted: str | None):
    landscape = city()
    landscape = landscape.replace(
        [landscape.actors[key].model_copy(update={"part_of": one}) for key, one in parents.items()]
    )
    assert merged(landscape).actors["vhs"].part_of == wanted


def test_forums_can_be_merged():
    forums = (
        Forum(id="a", name="Runder Tisch", reports_to="b"),
        Forum(id="b", name="Runder Tisch Bildung", meetings_per_year=4),
    )
    landscape = city(*forums, Membership(id="m", actor="amt", forum="b"))
    after = apply(landscape, merge(landscape, "a", "b"))
    assert (after.forums["a"].meetings_per_year, after.forums["a"].reports_to) == (4, None)
    assert after.forums["a"].aliases == ("Runder Tisch Bildung",)
    assert after.memberships["m"].forum == "a"


# ----------------------------------------------------------------------------------------------------------- decisions


def test_that_they_are_the_same_is_kept():
    (one,) = merged(city(), by="BK", date="2024-05-01").table(Decision).values()
    assert (one.first, one.second, one.verdict, one.by, one.date) == ("vhs", "vhs-2", "same", "BK", "2024-05-01")


def test_an_earlier_decision_on_the_two_is_changed():
    earlier = Decision(id="d", first="vhs-2", second="vhs", verdict="different")
    (one,) = merged(city(earlier)).table(Decision).values()
    assert (one.id, one.verdict) == ("d", "same")
    assert decided(city(earlier), "vhs", "vhs-2", "same").id == "d"


def test_decisions_on_others_move_and_are_not_doubled():
    records = (
        Decision(id="d1", first="vhs-2", second="amt", verdict="different"),
        Decision(id="d2", first="amt", second="vhs", verdict="different"),
    )
    kept = merged(city(*records)).table(Decision)
    assert {(one.first, one.second) for one in kept.values()} == {("amt", "vhs"), ("vhs", "vhs-2")}
    alone = merged(city(records[0])).table(Decision)
    assert (alone["d1"].first, alone["d1"].second) == ("vhs", "amt")


# ---------------------------------------------------------------------------------------------------- refusals and undo


@pytest.mark.parametrize(
    ("keep", "gone", "take", "says"),
    [
        ("vhs", "vhs", (), "sich selbst"), ("vhs", "tisch", (), "tisch"), ("kurs", "kurs-2", (), "kurs"),
        ("vhs", "vhs-2", ("adress", "wbsite"), "adress, wbsite"), ("vhs", "vhs-2", ("id",), "id"),
        ("vhs", "vhs-2", ("evidence",), "evidence"),
    ],
)  # fmt: skip
def test_refusals(keep: str, gone: str, take: tuple[str, ...], says: str):
    landscape = city(Forum(id="tisch", name="T"), Offer(id="kurs", name="K"), Offer(id="kurs-2", name="K"))
    with pytest.raises(DataError, match=says):
        merge(landscape, keep, gone, take=take)


def test_an_unknown_record_is_named():
    with pytest.raises(UnknownRecordError, match="vsh"):
        merge(city(), "vhs", "vsh")


def test_a_store_takes_it_and_takes_it_back(tmp_path: Path):
    landscape = city(tie("vhs-2", "amt"), tie("vhs", "vhs-2"), tie("vhs", "amt"), office="vhs-2")
    with SQLiteStore(tmp_path / "c.db") as store:
        store.apply(diff(None, landscape), author="BK")
        before = store.read()
        store.apply(merge(before, "vhs", "vhs-2"), author="BK")
        assert "vhs-2" not in store.read().actors
        assert [one.action for one in store.history("vhs-2")] == ["removed", "added"]
        store.apply(inverse(store.changes_of(2)), author="BK")
        after = store.read()
    assert {one.id for one in after.records()} == {one.id for one in before.records()}
    assert all(one.same_content(before.get(one.id)) for one in after.records())


ids = st.sampled_from(["vhs", "vhs-2", "amt"])
ties = st.lists(st.tuples(ids, ids, st.sampled_from(["unspecified", "funding"]), st.none() | st.integers(1, 4)), max_size=8)


@given(ties, st.lists(ids, max_size=3))
def test_nothing_refers_to_what_went_and_undo_brings_all_back(
    drawn: list[tuple[str, str, str, int | None]], providers: list[str]
):
    records: list[Record] = [
        Cooperation(id=f"t{n}", source=a, target=b, kind=kind, intensity=strength)
        for n, (a, b, kind, strength) in enumerate(drawn)
    ]
    landscape = city(*records, Offer(id="kurs", name="Kurs", providers=tuple(providers)))
    after = merged(landscape)
    ends = {end for one in after.cooperations.values() for end in (one.source, one.target)}
    assert "vhs-2" not in ends | set(after.offers["kurs"].providers)
    known = {(one.kind, frozenset((one.source, one.target)) - {"vhs-2"}) for one in after.cooperations.values()}
    asked = {(kind, frozenset("vhs" if end == "vhs-2" else end for end in (a, b))) for a, b, kind, _n in drawn}
    assert known <= asked
    assert {(kind, ends) for kind, ends in asked if len(ends) == 2} <= known
    back = apply(after, inverse(diff(landscape, after, delete_missing=True)))
    assert {one.id for one in back.records()} == {one.id for one in landscape.records()}
    assert all(one.same_content(landscape.get(one.id)) for one in back.records())

"""Introductions: who is proposed and why, who never is, and what stays when a pair was refused."""

from __future__ import annotations

import datetime as dt

import pytest
from cities import LAW, actors, city, members, tie
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from netmap.analysis.introduction_occasions import Occasion
from netmap.analysis.introduction_pairs import known, seats
from netmap.analysis.introduction_search import in_turn, introduction_id
from netmap.analysis.introductions import Introduction, introductions
from netmap.landscape import Landscape
from netmap.model import Actor, Forum, GapNote, Record, Thresholds
from netmap.network.arrays import arrays
from netmap.network.graph import network


def reason(first: str, second: str, *, key: str = "gap", weight: float = 50, area: str = "", kind: str = "gap") -> Occasion:
    sides = ((tuple(first), tuple(second)),)
    return Occasion(kind, key, f"Grund {key}", f"Reason {key}", weight, area, sides)  # type: ignore[arg-type]


def pairs(landscape: Landscape, *occasions: Occasion, **options: object) -> list[str]:
    found = introductions(landscape, occasions, **options)  # type: ignore[arg-type]
    return [row.first + row.second for row in found.rows]


def only(landscape: Landscape, *occasions: Occasion) -> Introduction:
    (row,) = introductions(landscape, occasions).rows
    return row


# -------------------------------------------------------------------------------- who is never proposed


KNOWN: list[list[Record]] = [
    [tie("ab")],
    [tie("ba", kind="funding")],
    [tie("ab", kind="conflict")],
    [tie("ab", status="ended", until="2015")],
    [tie("ab", since="2030")],
    [tie("ab", kind="funding", status="planned")],
    [Forum(id="f", name="F", nature="standing"), *members("f", "ab")],
    [Forum(id="f", name="F", nature="agreement"), *members("f", "ab")],
    [tie("ca", kind="carrier"), tie("cb", kind="carrier", status="existing")],
    [Actor(id="a", name="A", part_of="b")],
    [Actor(id="a", name="A", part_of="c"), Actor(id="b", name="B", part_of="d"), Actor(id="d", name="D", part_of="c")],
]


@pytest.mark.parametrize("records", KNOWN)
def test_who_knows_each_other_or_is_of_one_carrier_is_never_proposed(records: list[Record]):
    here = city(*actors("abcd")).replace(records)
    assert pairs(here, reason("a", "b")) == []
    assert pairs(city(*actors("abcd")), reason("a", "b")) == ["ab"]


UNKNOWN: list[list[Record]] = [
    [Forum(id="f", name="F", nature="event"), *members("f", "ab")],
    [Forum(id="f", name="F", nature="standing"), *members("f", "a"), *members("f", "b", role="guest")],
    [tie("ac"), tie("bc")],
    [tie("ca", kind="carrier"), tie("db", kind="carrier"), tie("cx", kind="carrier"), tie("dx", kind="carrier", number=1)],
]


@pytest.mark.parametrize("records", UNKNOWN)
def test_who_met_at_an_event_or_shares_a_partner_is_proposed(records: list[Record]):
    assert pairs(city(*actors("abcdx")).replace(records), reason("a", "b")) == ["ab"]


def test_a_refused_pair_never_returns_whichever_is_named_first_and_whenever_it_was():
    here = city(*actors("abc"))
    for key in ("introduction/a/b", introduction_id("b", "a")):
        refused = here.replace([GapNote(id="n", gap=key, status="dropped", until="2015")])
        assert pairs(refused, reason("a", "bc"), reason("b", "a", key="other", kind="border")) == ["ac"]
        assert introductions(refused, [reason("a", "b")]).refused == 1


def test_a_pair_that_has_met_is_not_proposed_and_one_in_work_says_so():
    here = city(*actors("ab"))
    done = introductions(here.replace([GapNote(id="n", gap="introduction/a/b", status="done")]), [reason("a", "b")])
    assert (done.rows, done.done) == ((), 1)
    note = GapNote(id="n", gap="introduction/a/b", status="in_work", responsible="BK", due="2020-09")
    row = only(here.replace([note]), reason("a", "b"))
    assert (row.status, row.responsible, row.due) == ("in_work", "BK", "2020-09")


def test_other_notes_refuse_nobody():
    here = city(*actors("ab"), GapNote(id="n", gap="a/b", status="dropped"))
    found = introductions(here, [reason("a", "b")])
    assert (len(found.rows), found.refused) == (1, 0)


def test_nobody_meets_himself_and_actors_that_there_are_not_are_passed_over():
    here = city(*actors("ab"), Actor(id="c", name="C", until="2010"))
    assert pairs(here, reason("a", "a"), reason("ax", "xyc"), reason("ab", "ab", key="same")) == ["ab"]


def test_the_coordinating_office_and_those_left_out_are_neither_proposed_nor_go_betweens():
    here = city(*actors("abcd"), tie("ac"), tie("bc"), tie("ad"), tie("bd"), coordinating_office="c")
    assert pairs(here, reason("a", "cb")) == ["ab"]
    row = only(here, reason("a", "b"))
    assert (row.shared, row.go_between) == (1, ("d",))
    (other,) = introductions(here, [reason("a", "b")], without={"d"}).rows
    assert (other.shared, other.go_between) == (0, ())
    assert pairs(here, reason("a", "b"), without={"a", "nobody"}) == []


def test_an_office_of_one_person_stands_back_for_what_it_is_part_of():
    one = Actor(id="p", name="P", one_person=True, part_of="a")
    here = city(*actors("ab"), one)
    assert pairs(here, reason("p", "b")) == ["ab"]
    assert pairs(here.replace([Actor(id="p", name="P", one_person=True)]), reason("p", "b")) == []
    assert pairs(here.replace([tie("pb")]), reason("a", "b")) == []  # its ties are the office's
    assert pairs(here, reason("p", "a")) == []


def test_what_an_edition_does_not_tell_still_says_who_knows_whom():
    whole = city(*actors("ab"), tie("ab", status="wished", kind="funding"))
    shown = city(*actors("ab"))
    assert len(introductions(shown, [reason("a", "b")]).rows) == 1
    assert introductions(shown, [reason("a", "b")], known_by=whole).rows == ()


# -------------------------------------------------------------------------------- in which order


def test_wishes_come_first_then_plans_then_what_is_confirmed():
    here = city(*actors("abcdefgh"), tie("ab", status="planned"), tie("cd", status="wished"))
    found = introductions(here, [reason("e", "f", weight=150), reason("g", "h", key="low")])
    assert [(row.kind, row.first + row.second) for row in found.rows] == [
        ("wish", "cd"), ("wish", "ab"), ("gap", "ef"), ("gap", "gh"),
    ]  # fmt: skip
    assert found.rows[0].reason_de == "gewünschte Kooperation (Verbindung (Art nicht angegeben))"
    assert found.rows[1].reason_en == "planned cooperation (Tie (kind not given))"
    assert found.rows[0].occasion == "cd-0"


def test_a_wish_of_those_who_work_together_already_is_none():
    assert pairs(city(*actors("ab"), tie("ab", status="wished"), tie("ab", number=1))) == []


def test_kinds_take_turns_where_nothing_is_confirmed():
    given = [reason("a", "b", key=str(at), weight=90 - at, kind=kind) for at, kind in enumerate(("gap", "gap", "border"))]
    sure = reason("a", "b", key="sure", weight=100)
    assert [one.id for one in in_turn([*given, sure])] == ["sure", "0", "2", "1"]


def test_shared_partners_break_the_tie_then_names():
    here = city(*actors("abcdx"), tie("ax"), tie("cx"))
    assert pairs(here, reason("a", "bcd")) == ["ac", "ab"]  # the third would be one too many for a
    assert [row.shared for row in introductions(here, [reason("a", "bcd")]).rows] == [1, 0]


@pytest.mark.parametrize("number", [-1, 11])
def test_ten_are_the_most(number: int):
    with pytest.raises(ValidationError):
        Thresholds(introductions=number)


def test_one_occasion_gives_its_second_pair_after_all_others_gave_one():
    here = city(*actors("abcdef"), thresholds=Thresholds(introductions=2))
    assert pairs(here, reason("a", "bc", key="1", weight=60), reason("d", "ef", key="2")) == ["ab", "de"]
    more = city(*actors("abcdef"), thresholds=Thresholds(introductions=3))
    assert pairs(more, reason("a", "bc", key="1", weight=60), reason("d", "ef", key="2")) == ["ab", "ac", "de"]


def test_the_best_of_all_sides_of_an_occasion_is_taken():
    here = city(*actors("abcdx"), tie("cx"), tie("dx"), thresholds=Thresholds(introductions=1))
    sides = Occasion("transition", "t", "", "", 45, "", ((("a",), ("b",)), (("c",), ("d",))))
    assert pairs(here, sides) == ["cd"]


def test_there_are_at_most_as_many_as_the_threshold_and_nobody_is_in_more_than_two():
    names = "abcdefghijklmnop"
    here = city(*actors(names))
    found = introductions(here, [reason(names, names)])
    assert len(found.rows) == 10
    for one in names:
        assert sum(one in (row.first, row.second) for row in found.rows) <= 2
    assert introductions(city(*actors("ab"), thresholds=Thresholds(introductions=0)), [reason("a", "b")]).rows == ()


def test_a_pair_is_proposed_once_whatever_the_number_of_its_occasions():
    assert pairs(city(*actors("ab")), reason("a", "b"), reason("b", "a", key="x"), reason("ab", "ab", key="y")) == ["ab"]


# -------------------------------------------------------------------------------- where, and by whom


def test_the_go_betweens_with_fewest_others_come_first_and_are_three_at_most():
    ties = [tie(f"{one}{other}") for one in "ab" for other in "cdef"]
    here = city(*actors("abcdefg"), *ties, tie("cg"))
    row = only(here, reason("a", "b"))
    assert (row.shared, row.go_between) == (4, ("d", "e", "f"))
    assert row.sentence_de.endswith(" Mit beiden in Kontakt: D; E; F.")


def test_the_place_is_a_standing_forum_where_both_or_one_sits_or_one_of_the_area():
    forum = {one: Forum(id=one, name=f"Runde {one}", nature="standing") for one in "fgh"}
    here = city(*actors("ab"), *forum.values())
    assert only(here, reason("a", "b")).forum is None
    by_area = here.replace([forum["h"].model_copy(update={"areas": ("clubs",)})])
    assert only(by_area, reason("a", "b", area="clubs")).forum == "h"
    one = by_area.replace(members("g", "b"))
    assert only(one, reason("a", "b", area="clubs")).forum == "g"
    both = one.replace([*members("f", "a"), *members("f", "b", role="guest")])
    assert only(both, reason("a", "b", area="clubs")).forum == "f"
    event = city(*actors("ab"), Forum(id="e", name="E", nature="event"), *members("e", "ab"))
    assert only(event, reason("a", "b")).forum is None


def test_the_sentence_is_the_agreed_one():
    here = city(Actor(id="a", name="Amt"), Actor(id="b", name="Verein e.V."), Forum(id="f", name="Runde", nature="standing"))
    row = only(here.replace(members("f", "a")), reason("a", "b"))
    assert row.sentence_de == "Prüfen, ob Amt und Verein e.V. sich kennen. Anlass: Grund gap. Möglicher Ort: Runde."
    assert (
        row.sentence_en == "Check whether Amt and Verein e.V. know each other. Occasion: Reason gap. Possible place: Runde."
    )
    assert row.id == "introduction/a/b"


# -------------------------------------------------------------------------------- edges and laws


def test_no_occasion_no_actor_and_no_pair_left_have_an_answer():
    assert introductions(city()).rows == ()
    assert introductions(city(*actors("a")), [reason("a", "a")]).occasions == 1
    assert introductions(city(*actors("ab"), tie("ab")), [reason("a", "b")]).rows == ()


def test_another_day_has_other_actors():
    here = city(Actor(id="a", name="A"), Actor(id="b", name="B", since="2019"))
    assert pairs(here, reason("a", "b"), at=dt.date(2018, 1, 1)) == []
    assert pairs(here, reason("a", "b"), at=dt.date(2019, 1, 1)) == ["ab"]


def test_carriers_in_a_circle_end_and_are_one():
    here = city(
        Actor(id="a", name="A", part_of="b"), Actor(id="b", name="B", part_of="a"), Actor(id="c", name="C"),
        Actor(id="p", name="P", one_person=True, part_of="q"), Actor(id="q", name="Q", one_person=True, part_of="p"),
    )  # fmt: skip
    columns = arrays(here)
    net = network(columns)
    where = seats(columns, net)
    assert where.tops[where.of["a"]] == {"a", "b"}
    assert "p" not in where.of
    barred = known(here, columns, net, where)
    assert not barred.tied(0, 1)
    assert pairs(here, reason("a", "bc"), reason("p", "c")) == ["ac"]


NAMES = "abcdefgh"
ENDS = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] != pair[1])
SIDES = st.lists(st.tuples(st.text(NAMES, max_size=4), st.text(NAMES, max_size=4)), max_size=4)


@LAW
@given(st.lists(ENDS, max_size=12), SIDES, st.permutations(NAMES))
def test_ids_and_order_make_no_difference(ties: list[tuple[str, str]], sides: list[tuple[str, str]], shuffled: list[str]):
    rename = dict(zip(NAMES, shuffled, strict=True))

    def proposed(ids: dict[str, str], turn: int) -> list[tuple[frozenset[str], str, int]]:
        records: list[Record] = [Actor(id=ids[one], name=f"Name {one}") for one in NAMES]
        records += [tie(ids[a] + ids[b], at) for at, (a, b) in enumerate(ties)]
        given = [
            reason("".join(ids[x] for x in first)[::turn], "".join(ids[x] for x in second), key=str(at))
            for at, (first, second) in enumerate(sides)
        ]
        rows = introductions(city(*records[::turn]), given).rows
        return [(frozenset({row.first_name, row.second_name}), row.occasion, row.shared) for row in rows]

    plain = proposed({one: one for one in NAMES}, 1)
    assert proposed(rename, -1) == plain
    tied = {frozenset({f"Name {a}", f"Name {b}"}) for a, b in ties}
    assert not tied & {pair for pair, _why, _shared in plain}

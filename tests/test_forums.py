"""The forums: members, levels, presence, load and turnover, each by hand, and what is never said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from cities import LAW, actors, city, members, seen
from hypothesis import given
from hypothesis import strategies as st

from netmap.analysis.expected import expected
from netmap.analysis.forum_rows import ForumRow, Forums
from netmap.analysis.forum_words import (
    details,
    forum_sentence,
    load_sentence,
    missing_sentences,
    summary,
    turnover_sentence,
    without_sentences,
)
from netmap.analysis.forums import completeness, forums, hours_of, of_migrants, turnover
from netmap.landscape import Landscape
from netmap.model import Actor, Forum, Membership, Record, Term

THEN, NOW = dt.date(2019, 12, 31), dt.date(2020, 6, 30)


def forum(key: str = "f", **more: object) -> Forum:
    return Forum.model_validate({"id": key, "name": f"Forum {key}", "nature": "standing", **more})


def only(landscape: Landscape, **options: object) -> ForumRow:
    (row,) = forums(landscape, **options).rows  # type: ignore[arg-type]
    return row


def inside(key: str, **more: object) -> Actor:
    return Actor.model_validate({"id": key, "name": key.upper(), "sector": "inside", **more})


def outside(key: str, **more: object) -> Actor:
    return inside(key, sector="outside", **more)


# --------------------------------------------------------------------------------------------------------------- members


def test_members_are_counted_by_sector_and_area_and_guests_are_not():
    here = city(
        inside("a", areas=("school",)),
        outside("b", areas=("school", "clubs")),
        Actor(id="c", name="C"),
        outside("d"),
        forum(),
        *members("f", "abc", role="member"),
        *members("f", "d", role="guest"),
    )
    row = only(here)
    assert (row.members, row.guests, row.inside, row.outside, row.unsettled) == (("a", "b", "c"), ("d",), 1, 1, 1)
    assert row.member_areas == (("school", 2), ("clubs", 1))


def test_an_actor_with_two_roles_is_one_member_where_one_of_them_counts():
    roles = [Membership(id=role, actor="a", forum="f", role=role) for role in ("guest", "chair")]
    row = only(city(*actors("a"), forum(), *roles))
    assert (row.members, row.guests) == (("a",), ())


def test_a_role_that_the_vocabulary_does_not_know_counts_and_one_of_its_own_as_it_says():
    term = Term(id="t", vocabulary="roles", key="listener", label_de="Zuhörend", fields={"counts": False})
    here = city(*actors("ab"), forum(), term, *members("f", "a", role="odd"), *members("f", "b", role="listener"))
    assert (only(here).members, only(here).guests) == (("a",), ("b",))


def test_memberships_and_forums_hold_on_their_days_only():
    here = city(*actors("ab"), forum(), forum("g", until="2018"), *members("f", "a"), *members("f", "b", since="2020-07"))
    assert only(here).members == ("a",)
    assert {row.id for row in forums(here, at=dt.date(2018, 1, 1)).rows} == {"f", "g"}


def test_where_somebody_was_seen_in_it_a_forum_was_seen_too():
    later = members("f", "a", evidence=seen("2019-05"))
    assert only(city(forum(evidence=seen("2016")), *actors("ab"), *later)).last_seen == "2019-05"
    assert only(city(forum(evidence=seen("2016")), *actors("a"))).last_seen == "2016"
    assert only(city(forum(), *actors("a"), *later), at=dt.date(2018, 1, 1)).last_seen is None


def test_who_reports_to_whom_is_said_from_both_ends():
    rows = {row.id: row for row in forums(city(forum(), forum("g", reports_to="f"), forum("h", reports_to="f"))).rows}
    assert (rows["f"].reported_by, rows["g"].reports_to) == (("g", "h"), "f")


def test_forums_are_listed_by_nature_then_by_name():
    here = city(
        forum("z", name="Zirkel"), forum("o", name="Öffnung"), forum("e", nature="event"), forum("v", nature="agreement")
    )
    assert [row.id for row in forums(here).rows] == ["o", "z", "v", "e"]


# ------------------------------------------------------------------------------------------------ complete or not, who is in


@pytest.mark.parametrize(
    ("said", "day", "state"),
    [
        (None, "2020-06-30", "unknown"),
        ("2020-07", "2020-06-30", "unknown"),
        ("2020", "2020-06-30", "complete"),
        ("2017-06-30", "2020-06-30", "complete"),
        ("2017-06-29", "2020-06-30", "old"),
    ],
)
def test_a_list_is_complete_from_the_day_it_was_confirmed_until_it_is_old(said: str | None, day: str, state: str):
    assert completeness(forum(members_complete=said), dt.date.fromisoformat(day), 36) == state


def test_only_a_complete_list_says_that_nobody_of_the_administration_is_in_it():
    here = city(outside("a"), forum(), *members("f", "a"))
    assert (only(here).administration, only(here).migrants) == ("none_recorded", "none_recorded")
    complete = here.replace([forum(members_complete="2020")])
    assert (only(complete).administration, only(complete).migrants) == ("none", "none")


def test_a_member_of_unsettled_sector_may_be_of_the_administration():
    here = city(Actor(id="a", name="A"), forum(members_complete="2020"), *members("f", "a"))
    assert (only(here).administration, only(here).migrants) == ("none_recorded", "none")


def test_the_lead_is_in_it_and_a_guest_is_not():
    here = city(inside("a"), outside("b"), forum(lead="a", members_complete="2020"), *members("f", "b"))
    assert only(here).administration == "present"
    guest = city(
        inside("a"), outside("b"), forum(members_complete="2020"), *members("f", "b"), *members("f", "a", role="guest")
    )
    assert only(guest).administration == "none"


def test_organisations_of_migrants_are_those_of_the_type_below_it_or_of_the_area():
    below = Term(
        id="t", vocabulary="actor_types", key="diaspora", label_de="Diaspora-Verein", fields={"parent": "migrant_org"}
    )
    circle = Term(id="u", vocabulary="actor_types", key="round", label_de="Kreis", fields={"parent": "round"})
    here = city(below, circle)
    assert of_migrants(outside("a", type="migrant_org"), here)
    assert of_migrants(outside("a", type="diaspora"), here)
    assert of_migrants(outside("a", type="advisory_board", areas=("migrant_self_organisation",)), here)
    assert not of_migrants(outside("a", type="association"), here)
    assert not of_migrants(outside("a", type="round"), here)
    assert not of_migrants(outside("a"), here)


def test_the_sentences_tell_none_from_none_recorded():
    here = city(outside("a"), forum(), forum("g", members_complete="2020"), *members("f", "a"), *members("g", "a"))
    said = list(missing_sentences(forums(here).rows))
    assert said[0] == "Ohne Stellen der Verwaltung, laut vollständiger Mitgliederliste: Forum g."
    assert said[1] == "Keine Stelle der Verwaltung erfasst, Mitgliederlisten womöglich unvollständig: Forum f."
    assert len(said) == 4
    assert not any("fehlt" in one.lower() for one in said)


# ------------------------------------------------------------------------------------------------------- what has no forum


def without(found: Forums, what: str) -> dict[str, tuple[tuple[str, ...], int]]:
    return {row.key: (row.through, row.unassigned) for row in found.without if row.what == what}


def test_an_area_has_a_forum_where_one_names_it_and_sits_in_others_through_its_actors():
    here = city(outside("a", areas=("clubs",)), forum(areas=("school",)), forum("g"), *members("g", "a"))
    areas = without(forums(here), "area")
    assert "school" not in areas
    assert areas["clubs"] == (("g",), 1)
    assert areas["culture"] == ((), 1)
    assert "counselling" not in areas
    said = " ".join(without_sentences(forums(here).without))
    assert "Vereine und Freizeit (Akteure daraus sitzen in 1)" in said
    assert "Ein Gremium nennt keinen Bildungsbereich." in said


def test_where_no_forum_names_an_area_nothing_is_said_of_any():
    said = list(without_sentences(forums(city(forum())).without))
    start = "Kein dauerhaftes Gremium und keine Vereinbarung nennt "
    assert said == [
        f"{start}einen Bildungsbereich: Welcher ohne Gremium ist, lässt sich nicht sagen.",
        f"{start}eine Zielgruppe: Welche ohne Gremium ist, lässt sich nicht sagen.",
    ]


def test_a_forum_for_all_groups_is_one_for_each():
    assert without(forums(city(forum(target_groups=("all",)))), "group") == {}
    some = without(forums(city(forum(target_groups=("women",)))), "group")
    assert "women" not in some
    assert "seniors" in some
    assert "all" not in some


def test_events_are_no_forum_for_an_area():
    assert "school" in without(forums(city(forum(nature="event", areas=("school",)))), "area")


def test_expected_actors_that_are_recorded_but_sit_nowhere_are_named():
    library = inside("a", type="library", name="Stadtbibliothek", areas=("culture",))
    here = city(library, forum())
    found = forums(here, expected=expected(here, at=NOW).rows)
    assert [row.actors for row in found.without if row.what == "expected" and "a" in row.actors] == [("a",)]
    seated = here.replace(members("f", "a"))
    rows = forums(seated, expected=expected(seated, at=NOW).rows).without
    assert not any("a" in row.actors for row in rows)
    assert not [row for row in rows if row.what == "expected" and not row.actors]


# ------------------------------------------------------------------------------------------------------------------ load


def test_load_is_meetings_times_hours_where_both_are_recorded():
    here = city(
        *actors("ab"),
        forum(meetings_per_year=4, hours_per_meeting=1.5),
        forum("g", meetings_per_year=10),
        forum("h", nature="agreement", meetings_per_year=1, hours_per_meeting=2),
        forum("e", nature="event", meetings_per_year=9, hours_per_meeting=9),
        *members("f", "ab"),
        *members("g", "a"),
        *members("h", "a"),
        *members("e", "b"),
    )
    a, b = forums(here).load
    assert (a.actor, a.forums, a.timed, a.hours) == ("a", ("f", "g", "h"), ("f", "h"), 8.0)
    assert (b.actor, b.forums, b.hours) == ("b", ("f",), 6.0)
    assert load_sentence(a) == "A: 3 Gremien; 8 Stunden im Jahr (erfasst von 2)."
    assert load_sentence(replace(b, hours=1.5, timed=("f",)), lang="en") == "B: one forum; 1.5 hours a year (recorded of 1)."


def test_hours_that_are_not_recorded_are_unknown_and_not_nought():
    here = city(*actors("a"), forum(meetings_per_year=4), *members("f", "a"))
    (row,) = forums(here).load
    assert row.hours is None
    assert "Stunden nicht erfasst" in load_sentence(row)
    assert hours_of(forum(meetings_per_year=0, hours_per_meeting=2)) == 0


def test_offices_of_one_person_count_for_what_they_are_part_of():
    here = city(
        inside("a"), inside("b", one_person=True, part_of="a"), inside("c", one_person=True),
        forum(meetings_per_year=2, hours_per_meeting=2), *members("f", "abc"),
    )  # fmt: skip
    assert [(row.actor, row.hours) for row in forums(here).load] == [("a", 4.0)]
    assert only(here).members == ("a", "b", "c")


# -------------------------------------------------------------------------------------------------------------- turnover


def test_joined_and_left_are_said_where_the_list_was_complete_on_both_days():
    here = city(
        *actors("abc"),
        forum(members_complete="2019"),
        *members("f", "a", until="2020-01"),
        *members("f", "b", since="2020-02"),
        *members("f", "c"),
    )
    (row,) = turnover(here, here, then=THEN, now=NOW)
    assert (row.joined, row.left, row.stayed) == (("b",), ("a",), ("c",))
    assert turnover_sentence(row, here) == "Forum f: neu dabei: B; ausgeschieden: A; geblieben: 1."


@pytest.mark.parametrize(
    ("said", "days"), [(None, "31.12.2019 und 30.06.2020"), ("2020", "31.12.2019"), ("2013", "31.12.2019 und 30.06.2020")]
)
def test_otherwise_only_on_which_day_it_was_not(said: str | None, days: str):
    here = city(*actors("a"), forum(members_complete=said), *members("f", "a", since="2020-02"))
    (row,) = turnover(here, here, then=THEN, now=NOW)
    assert (row.joined, row.left, row.stayed) == ((), (), ())
    sentence = turnover_sentence(row, here)
    assert "nicht verglichen" in sentence
    assert sentence.endswith(f"ist nicht bekannt für {days}.")


def test_two_states_of_the_records_can_be_compared():
    old = city(*actors("ab"), forum(members_complete="2019"), *members("f", "a"))
    new = city(*actors("ab"), forum(members_complete="2020"), *members("f", "b"))
    (row,) = turnover(old, new, then=THEN, now=NOW)
    assert (row.joined, row.left) == (("b",), ("a",))


def test_events_and_forums_that_were_not_there_before_are_not_compared():
    here = city(forum(nature="event"), forum("g", since="2020"), forum("h"))
    assert [row.id for row in turnover(here, here, then=THEN, now=NOW)] == ["h"]


# -------------------------------------------------------------------------------------------------------- words, laws, edges


def test_what_is_not_known_of_a_forum_is_said_to_be_not_recorded():
    here = city(forum())
    row = only(here)
    assert forum_sentence(row, here) == "Forum f: noch keine Mitglieder erfasst."
    told = dict(details(row, here))
    assert told["Auftrag"] == told["Berichtet an"] == told["Mitglieder"] == "nicht erfasst"


def test_level_kind_and_members_are_said():
    here = city(inside("a"), outside("b"), forum(kind="round_table", level="strategic"), *members("f", "ab"))
    assert forum_sentence(only(here), here) == (
        "Forum f (Runder Tisch, strategisch): 2 Mitglieder erfasst (Verwaltung: 1, außerhalb: 1); ob die Liste vollständig"
        " ist, ist nicht bekannt."
    )


def test_an_empty_landscape_has_an_answer():
    found = forums(city())
    assert (found.rows, found.load, found.overlap) == ((), (), ())
    assert list(summary(found)) == ["Noch keine Gremien erfasst."]


SEATS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.sampled_from(["member", "guest"])), max_size=20)


@LAW
@given(SEATS, st.permutations(range(6)), st.permutations(range(4)))
def test_ids_and_order_make_no_difference(seats: list[tuple[int, int, str]], people: list[int], tables: list[int]):
    def built(who: Sequence[int], where: Sequence[int], turn: int) -> Forums:
        records: list[Record] = [outside(f"a{who[at]}", name=f"N{at}", areas=("clubs",)[: at % 2]) for at in range(6)]
        records += [
            forum(f"f{where[at]}", name=f"F{at}", members_complete="2020", meetings_per_year=at, hours_per_meeting=1)
            for at in range(4)
        ]
        records += [
            Membership(id=f"m{at}", actor=f"a{who[a]}", forum=f"f{where[f]}", role=role)
            for at, (a, f, role) in enumerate(seats)
        ]
        return forums(city(*records[::turn]))

    plain, moved = built(range(6), range(4), 1), built(people, tables, -1)
    assert [(row.name, len(row.members), row.member_areas) for row in plain.rows] == [
        (row.name, len(row.members), row.member_areas) for row in moved.rows
    ]
    assert [(row.name, len(row.forums), row.hours) for row in plain.load] == [
        (row.name, len(row.forums), row.hours) for row in moved.load
    ]
    assert sorted((len(row.shared), row.members_jaccard or -1, row.p or -1) for row in plain.overlap) == sorted(
        (len(row.shared), row.members_jaccard or -1, row.p or -1) for row in moved.overlap
    )

"""What reads otherwise in the findings between two moments, and what it comes from, by hand."""

from __future__ import annotations

import datetime as dt

from cities import actors, city, members, seen, tie

from netmap.analysis.change import compare
from netmap.analysis.change_course import course
from netmap.analysis.change_rows import Comparison, FindingChange, Moment
from netmap.cli.comparison import comparison_of
from netmap.editions import Edition
from netmap.landscape import Landscape
from netmap.model import Actor, Evidence, Forum, GapNote, Inventory, Offer, Record, Survey

FIRST, SECOND = dt.date(2019, 6, 30), dt.date(2020, 6, 30)


def between(old: Landscape, new: Landscape, *, edition: Edition = "internal") -> Comparison:
    return comparison_of(Moment(old, FIRST), Moment(new, SECOND), edition=edition, lang="en")


def offer(key: str, *providers: str, **fields: object) -> Offer:
    given = {
        "id": key,
        "name": key,
        "area": "clubs",
        "target_groups": ("adults",),
        "citywide": True,
        "evidence": seen("2019"),
    }
    return Offer.model_validate(given | {"providers": providers} | fields)


def field(found: Comparison) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    """Return what became of clubs for adults."""
    return [(one.before, one.after, one.causes) for one in found.fields if one.id == "coverage/clubs/adults"]


def gap(found: Comparison, area: str = "/clubs/adults") -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.gap.change, one.gap.id, one.causes) for one in found.gaps if one.gap.id.endswith(area)]


ASKED = Inventory(id="i", area="clubs", target_group="adults", state="complete", date="2020-02")
EMPTY = city(*actors("ab"))


def test_a_gap_that_somebody_asked_about_was_not_made_by_asking():
    found = between(EMPTY, EMPTY.replace([ASKED]))
    assert field(found) == [("not_recorded", "uncovered", ("answers",))]
    assert gap(found) == [("changed", "uncovered/clubs/adults", ("answers",))]
    # also where both moments are days, and what is known of them is the same
    known = EMPTY.replace([ASKED])
    assert field(between(known, known)) == [("not_recorded", "uncovered", ("answers",))]


def test_an_offer_that_began_closes_a_gap_and_one_that_was_found_clears_it_up():
    began, known = offer("o", "a", "b", since="2020"), offer("o", "a", "b")
    assert gap(between(EMPTY, EMPTY.replace([began]))) == [("closed", "not_recorded/clubs/adults", ("change",))]
    assert gap(between(EMPTY, EMPTY.replace([known]))) == [("closed", "not_recorded/clubs/adults", ("answers",))]


def test_an_offer_that_ended_opens_one():
    old = EMPTY.replace([offer("o", "a", "b")])
    found = between(old, EMPTY.replace([offer("o", "a", "b", until="2020-01")]))
    assert field(found) == [("covered", "not_recorded", ("change",))]
    assert gap(found) == [("new", "not_recorded/clubs/adults", ("change",))]


def test_what_has_only_grown_old_is_said_to_have():
    old = EMPTY.replace([offer("o", "a", "b", evidence=seen("2016-09"))])
    assert field(between(old, old)) == [("covered", "stale_only", ("age",))]
    again = EMPTY.replace([offer("o", "a", "b", evidence=(*seen("2016-09"), *seen("2020-03")))])
    assert field(between(old, again)) == []


def test_a_note_that_drops_a_gap_closes_nothing():
    note = GapNote(id="n", gap="not_recorded/clubs/adults", status="dropped")
    assert gap(between(EMPTY, EMPTY.replace([note]))) == [("closed", "not_recorded/clubs/adults", ("dropped",))]


def test_the_border_tells_new_ties_from_found_ones():
    office, club = (Actor(id=one, name=one, sector=side) for one, side in (("o", "inside"), ("c", "outside")))
    old = city(office, club)
    for since, cause in (("2020-01", "change"), (None, "answers")):
        found = between(old, old.replace([tie("oc", since=since, evidence=seen("2020-05"))]))
        assert found.border[:1] == (FindingChange("office", "o", "o", "none", "tied", (cause,)),)  # type: ignore[arg-type]
        (across,) = (one for one in found.figures if one.figure == "pairs_across")
        assert (across.then, across.without_answers, across.now) == (0, int(since is not None), 1)


def test_a_new_tie_of_somebody_found_brings_them_along():
    old, new = city(*actors("a")), city(*actors("ab"), tie("ab", since="2020"))
    moments = Moment(old, FIRST), Moment(new, SECOND)
    steps = course(*moments, compare(*moments)).steps
    assert [sorted(one.known.actors) for one in steps] == [["a"], ["a"], ["a", "b"], ["a", "b"]]
    assert [sorted(one.known.cooperations) for one in steps] == [[], [], ["ab-0"], ["ab-0"]]


def test_a_position_that_more_answers_made_is_no_change_in_the_city():
    names = "abcdefghijk"
    star = [tie(f"a{one}") for one in names[1:]]
    found = between(city(*actors(names)), city(*actors(names), *star))
    assert found.brokers == (FindingChange("broker", "a", "A", "others", "top+cutpoint", ("answers",)),)


def test_what_was_asked_is_counted_on_its_day():
    report = (Evidence(seen="2020-01", reported_by="a", survey="s"), Evidence(seen="2020-01", reported_by="b", survey="s"))
    asked = Survey(id="s", name="S", date="2020-01", asked=("a", "b"), answered=("a",))
    known = EMPTY.replace([ASKED, asked, tie("ab", evidence=report)])
    told = {one.what: (one.then, one.now) for one in between(known, known).asked}
    assert told == {
        "actors_asked": (0, 2),
        "actors_answered": (0, 1),
        "ties_reported": (0, 2),
        "ties_confirmed": (0, 1),
        "ties_fresh": (0, 1),
        "offers_fresh": (0, 0),
        "inventories_complete": (0, 1),
        "inventories_partial": (0, 0),
        "expectations_answered": (0, 0),
    }


def test_an_edition_names_nobody_that_it_does_not_show():
    house = Actor(id="h", name="House", sector="outside")
    office = Actor(id="o", name="Office", sector="inside")
    forum: list[Record] = [Forum(id="f", name="F", nature="standing"), *members("f", "ho", since="2020")]
    old = city(house, office)
    new = city(house.model_copy(update={"protected": True}), office, tie("oh", since="2020"), *forum)
    found = between(old, new, edition="meeting")
    assert [(row.change, row.id) for row in found.records.rows] == [("found", "f"), ("new", "f-o")]
    assert found.brokers is None
    assert not [one for one in found.border if one.about == "office"]
    assert {"oh-0", "f-h"} <= {row.id for row in between(old, new).records.rows}

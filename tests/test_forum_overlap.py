"""What forums share: Jaccard by hand, chances against every draw there is and a published one."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from cities import actors, city, members

from netmap.analysis.forum_overlap import overlap_chance
from netmap.analysis.forum_rows import OverlapRow
from netmap.analysis.forum_words import overlap_sentence
from netmap.analysis.forums import forums
from netmap.landscape import Landscape
from netmap.model import Actor, Forum

ALL = "abcdefghijklmnopqrst"


def forum(key: str, *, complete: bool = True, nature: str = "standing", **more: object) -> Forum:
    fields = {"id": key, "name": f"Forum {key}", "nature": nature, "members_complete": "2020" if complete else None, **more}
    return Forum.model_validate(fields)


def two(first: str, second: str, *, complete: bool = True, **more: object) -> Landscape:
    """Return two forums, and a third one so that all of the alphabet's actors sit somewhere."""
    return city(
        *actors(ALL),
        forum("1", **more),
        forum("2", complete=complete, **more),
        forum("3", complete=False),
        *members("1", first),
        *members("2", second),
        *members("3", ALL),
    )


def pair(landscape: Landscape) -> OverlapRow:
    return next(row for row in forums(landscape).overlap if (row.first, row.second) == ("1", "2"))


def test_the_lady_who_tastes_tea_finds_all_four_by_chance_once_in_seventy():
    assert overlap_chance(4, 4, 4, 8) == pytest.approx(1 / 70)  # Fisher 1935
    assert overlap_chance(3, 4, 4, 8) == pytest.approx(17 / 70)
    assert overlap_chance(0, 4, 4, 8) == 1


@pytest.mark.parametrize(("a", "b", "n"), [(2, 3, 5), (3, 3, 7), (1, 4, 6), (5, 2, 7), (4, 4, 7)])
def test_chances_are_those_of_all_draws(a: int, b: int, n: int):
    first = set(range(a))
    draws = [len(first & set(one)) for one in itertools.combinations(range(n), b)]
    for shared in range(min(a, b) + 1):
        truth = Fraction(sum(one >= shared for one in draws), len(draws))
        assert overlap_chance(shared, a, b, n) == pytest.approx(float(truth))


def test_two_complete_forums_are_compared():
    row = pair(two(ALL[:9], ALL[1:10]))
    assert (row.shared, row.actors, row.verdict) == (tuple(ALL[1:9]), 20, "more")
    assert row.members_jaccard == pytest.approx(8 / 10)
    assert row.expected == pytest.approx(9 * 9 / 20)
    assert row.p == row.q == pytest.approx(overlap_chance(8, 9, 9, 20))


def test_sharing_as_many_as_by_chance_is_nothing_to_speak_of():
    row = pair(two(ALL[:10], ALL[5:15]))
    assert (len(row.shared), row.expected, row.verdict) == (5, 5.0, "as_expected")


def test_fewer_than_three_expected_are_too_few_to_say():
    row = pair(two(ALL[:7], ALL[:8]))
    assert row.expected == pytest.approx(2.8)
    assert (row.p, row.verdict) == (None, "too_few")
    assert row.members_jaccard == pytest.approx(7 / 8)


def test_forums_of_four_are_not_compared():
    row = pair(two(ALL[:4], ALL[:9]))
    assert (row.members_jaccard, row.expected, row.p, row.verdict) == (None, None, None, "small")


def test_lists_that_are_not_complete_are_not_compared_but_what_they_share_is_said():
    row = pair(two(ALL[:9], ALL[1:10], complete=False))
    assert (row.members_jaccard, row.p, row.verdict) == (None, None, "not_complete")
    assert len(row.shared) == 8
    assert "nicht verglichen" in overlap_sentence(row, two(ALL[:9], ALL[1:10], complete=False))


def test_fewer_than_ten_actors_in_all_forums_are_never_tested():
    here = city(*actors(ALL[:9]), forum("1"), forum("2"), *members("1", ALL[:9]), *members("2", ALL[:9]))
    assert (pair(here).expected, pair(here).p, pair(here).verdict) == (9.0, None, "too_few")


def test_the_chance_is_corrected_for_the_pairs_asked():
    here = two(ALL[:9], ALL[1:10]).replace([forum("4"), *members("4", ALL[5:15])])
    rows = [row for row in forums(here).overlap if row.p is not None]
    assert len(rows) == 3
    by_p = sorted(rows, key=lambda row: row.p or 0)
    assert by_p[0].q == pytest.approx(min((by_p[0].p or 0) * 3, (by_p[1].p or 0) * 3 / 2, by_p[2].p or 0))


def test_only_standing_forums_count_among_whom_is_drawn():
    here = two(ALL[:9], ALL[1:10]).replace([Actor(id="x", name="X"), forum("e", nature="agreement"), *members("e", "x")])
    assert pair(here).actors == 20
    assert not any("e" in (row.first, row.second) for row in forums(here).overlap)


def test_an_office_of_one_person_is_the_same_member_as_what_it_is_part_of():
    here = two("a", "b").replace([Actor(id="a", name="A", one_person=True, part_of="b")])
    assert pair(here).shared == ("b",)


def test_topics_and_areas_are_compared_whatever_their_spelling():
    here = city(
        forum("1", topics=("Sprache", "Ehrenamt"), areas=("school",)),
        forum("2", topics=("SPRACHE",), areas=("clubs",)),
        forum("3"),
    )
    row = pair(here)
    assert row.topics == ("Sprache",)
    assert row.topics_jaccard == pytest.approx(1 / 4)
    third = [one for one in forums(here).overlap if "3" in (one.first, one.second)]
    assert [(one.topics, one.topics_jaccard) for one in third] == [((), None), ((), None)]


def test_forums_that_share_nothing_and_are_not_complete_are_not_listed():
    assert forums(city(forum("1", complete=False), forum("2", complete=False))).overlap == ()


def test_each_verdict_is_said_in_both_languages():
    cities = [two(ALL[:9], ALL[1:10]), two(ALL[:10], ALL[5:15]), two(ALL[:7], ALL[:8]), two(ALL[:4], ALL[:9])]
    said = [[overlap_sentence(pair(one), one, lang=lang) for one in cities] for lang in ("de", "en")]
    assert "80 % der Mitglieder beider sitzen in beiden; mehr als bei zufälliger Verteilung" in said[0][0]
    assert said[1][1].endswith("no more than by chance.")
    assert said[0][2].endswith("zu wenige für eine Aussage.")
    assert said[1][3].endswith("fewer than 5 members: not compared.")

"""Positions: kept, repeatable, apart."""

from __future__ import annotations

import random

import numpy as np
import pytest
from cities import LAW, actors, city, members, tie
from hypothesis import given
from hypothesis import strategies as st

from netmap.landscape import Landscape
from netmap.layout import moved, positions
from netmap.model import Actor, Cooperation, Forum, Position, Record
from netmap.spacing import apart, box, near, overlapping

LETTERS = "abcdefghijkl"


def overlaps(landscape: Landscape, placed: list[Position]) -> int:
    names = {
        **{key: one.name for key, one in landscape.actors.items()},
        **{key: one.name for key, one in landscape.forums.items()},
    }
    points = np.array([(one.x, one.y) for one in placed])
    return len(overlapping(points, np.array([box(names[one.subject]) for one in placed]))[0])


def places(placed: list[Position]) -> dict[str, tuple[float, float]]:
    return {one.subject: (one.x, one.y) for one in placed}


def many(n: int, ties: int) -> Landscape:
    rng = random.Random(1)  # noqa: S311
    records: list[Record] = [Actor(id=f"a{i:05}", name=f"Verein zur Förderung {i}") for i in range(n)]
    records += [
        Cooperation(id=f"t{i}", source=f"a{int(n * rng.random() ** 2):05}", target=f"a{rng.randrange(n):05}")
        for i in range(ties)
    ]
    return city(*records)


class TestAllAnew:
    def test_empty(self):
        assert positions(city()) == []

    def test_one(self):
        assert positions(city(*actors("a"))) == [Position(id="a--landscape", subject="a", x=0.0, y=0.0)]

    def test_forums_have_places_too(self):
        landscape = city(*actors("ab"), Forum(id="f", name="F", nature="event"), *members("f", "ab"))
        assert set(places(positions(landscape))) == {"a", "b", "f"}

    def test_what_is_over_has_none(self):
        landscape = city(*actors("a"), Actor(id="b", name="B", until="2010"), Forum(id="f", name="F", until="2010"))
        assert set(places(positions(landscape))) == {"a"}

    def test_only_isolates_stand_in_rows(self):
        placed = places(positions(city(*actors(LETTERS))))
        assert len({y for _, y in placed.values()}) < len(LETTERS) / 2
        assert len(set(placed.values())) == len(LETTERS)

    def test_those_without_ties_are_listed_by_name_in_columns(self):
        names = ["Zoo", "ärzte", "Amt", "Bad", *(f"c{n:02}" for n in range(36))]
        landscape = city(*(Actor(id=f"x{n}", name=name) for n, name in enumerate(names)), Forum(id="f", name="Aaa"))
        placed = places(positions(landscape))
        down = sorted(placed, key=lambda one: placed[one])
        assert [landscape.get(one).name for one in down[:3]] == ["Amt", "ärzte", "Bad"]
        assert [landscape.get(one).name for one in down[-2:]] == ["Zoo", "Aaa"], "forums without members come last"
        assert len({x for x, _ in placed.values()}) <= 5

    def test_former_partners_stand_together_and_not_in_the_list(self):
        placed = places(positions(city(*actors("abcdx"), tie("ab"), tie("bc"), tie("da", status="ended"))))
        assert np.linalg.norm(np.subtract(placed["d"], placed["a"])) < placed["x"][1] - placed["a"][1] + 600
        assert placed["d"][1] < placed["x"][1]

    def test_the_rest_is_below_the_largest_component(self):
        placed = places(positions(city(*actors("abcdexy"), tie("ab"), tie("bc"), tie("ca"), tie("de"))))
        core = max(placed[one][1] for one in "abc")
        assert all(placed[one][1] > core for one in "dexy")
        assert all(placed[alone][1] > max(placed["d"][1], placed["e"][1]) for alone in "xy")

    def test_self_loops_and_parallel_ties(self):
        assert len(positions(city(*actors("ab"), tie("aa"), tie("ab"), tie("ba")))) == 2

    def test_repeatable_and_without_touching_the_random_state(self):
        landscape = many(40, 80)
        random.seed(7)
        expected = random.random()  # noqa: S311
        random.seed(7)
        first = positions(landscape)
        assert random.random() == expected  # noqa: S311
        assert positions(landscape) == first

    @pytest.mark.parametrize(("n", "ties"), [(2, 1), (30, 20), (120, 300), (350, 1000), (1200, 3000)])
    def test_no_labels_overlap(self, n: int, ties: int):
        landscape = many(n, ties)
        assert overlaps(landscape, positions(landscape)) == 0

    def test_long_names(self):
        records = [Actor(id=one, name="Name " * 60) for one in "abcd"]
        landscape = city(*records, tie("ab"), tie("bc"), tie("cd"))
        assert overlaps(landscape, positions(landscape)) == 0

    def test_partners_are_nearer_than_strangers(self):
        ties = [tie(x + y) for group in ("abcd", "efgh") for x in group for y in group if x < y]
        placed = places(positions(city(*actors("abcdefgh"), *ties, tie("ae"))))
        spot = {one: np.array(place) for one, place in placed.items()}
        within = np.mean([np.linalg.norm(spot[x] - spot[y]) for x, y in ("ab", "bc", "cd", "ef", "fg", "gh")])
        across = np.mean([np.linalg.norm(spot[x] - spot[y]) for x, y in ("bf", "cg", "dh")])
        assert within < across

    def test_one_decimal(self):
        assert all(value == round(value, 1) for place in places(positions(many(30, 50))).values() for value in place)


class TestKept:
    def test_stored_ones_stay_exactly(self):
        stored = Position(id="own-id", subject="a", x=12.345, y=-7.0, pinned=True)
        assert positions(city(*actors("ab"), tie("ab"), stored))[0] == stored

    def test_even_where_they_overlap(self):
        both = [Position(id=f"{one}--landscape", subject=one, x=0, y=0) for one in "ab"]
        assert places(positions(city(*actors("ab"), *both))) == {"a": (0, 0), "b": (0, 0)}

    def test_all_stored_give_the_same_again(self):
        landscape = many(30, 50)
        first = positions(landscape)
        assert positions(landscape.replace(first)) == first

    def test_a_new_one_comes_near_its_partners_and_the_others_stay(self):
        landscape = many(60, 150)
        first = positions(landscape)
        new = [Actor(id="new", name="Neu"), tie_to("new", "a00001"), tie_to("new", "a00002")]
        after = places(positions(landscape.replace([*first, *new])))
        assert {key: place for key, place in after.items() if key != "new"} == places(first)
        middle = np.mean([after["a00001"], after["a00002"]], axis=0)
        assert np.linalg.norm(after["new"] - middle) < 800

    def test_new_ones_overlap_nothing(self):
        landscape = many(60, 150)
        new: list[Record] = [Actor(id=f"new-{i}", name="Neuer Verein") for i in range(10)]
        new += [tie_to(f"new-{i}", "a00001") for i in range(8)]
        grown = landscape.replace([*positions(landscape), *new])
        assert overlaps(grown, positions(grown)) == 0

    def test_new_ones_without_partners_go_below(self):
        landscape = city(
            *actors("abx"), tie("ab"), *(Position(id=f"p{one}", subject=one, x=0, y=300.0 * i) for i, one in enumerate("ab"))
        )
        assert places(positions(landscape))["x"][1] > 300

    def test_a_new_one_that_hangs_on_a_new_one(self):
        landscape = city(*actors("abc"), tie("ab"), tie("bc"), Position(id="p", subject="a", x=500, y=500))
        placed = places(positions(landscape))
        assert all(abs(placed[one][0] - 500) < 400 for one in "bc")

    def test_positions_of_other_views_do_not_count(self):
        elsewhere = Position(id="p", subject="a", view="border", x=999, y=999)
        assert places(positions(city(*actors("a"), elsewhere))) == {"a": (0.0, 0.0)}


class TestMovedByHand:
    KEPT = Position(id="own-id", subject="a", x=10.4, y=5.5, note="am Rand")

    def test_a_position_keeps_its_record(self):
        new = Position(id="entry-0", subject="a", x=90, y=5)
        assert moved(city(*actors("a"), self.KEPT), [new]) == (
            [Position(id="own-id", subject="a", x=90, y=5, pinned=True, note="am Rand")],
            [],
        )

    def test_less_than_a_pixel_is_not_moved(self):
        assert moved(city(*actors("a"), self.KEPT), [Position(id="0", subject="a", x=10, y=6)]) == ([], [])

    def test_where_it_was_never_placed_it_gets_a_record(self):
        new = Position(id="entry-0", subject="b", x=0.26, y=-0.0)
        assert moved(city(*actors("ab"), self.KEPT), [new])[0] == [
            Position(id="b--landscape", subject="b", x=0.26, y=0.0, pinned=True)
        ]

    def test_each_view_has_its_own(self):
        new = Position(id="entry-0", subject="a", view="border_2", x=10, y=6)
        assert [one.id for one in moved(city(*actors("a"), self.KEPT), [new])[0]] == ["a--border-2"]

    def test_forums_are_moved_too_and_who_is_gone_is_named(self):
        new = [Position(id=str(n), subject=one, x=1, y=2) for n, one in enumerate("fx")]
        changed, unknown = moved(city(Forum(id="f", name="F")), new)
        assert [one.subject for one in changed] == ["f"]
        assert unknown == ["x"]

    def test_an_id_as_long_as_ids_may_be(self):
        longest = "a" * 400
        (placed,) = positions(city(Actor(id=longest, name="A")))
        assert placed.subject == longest


def tie_to(source: str, target: str) -> Cooperation:
    return Cooperation(id=f"{source}--{target}", source=source, target=target)


class TestSpacing:
    def test_longer_names_need_more_lines_not_more_width(self):
        short, long, longer = box("A" * 10), box("A" * 28), box("A" * 60)
        assert short[0] < long[0] == longer[0]
        assert short[1] == long[1] < longer[1]

    def test_nothing_to_move(self):
        points = np.array([[0.0, 0.0], [500.0, 0.0]])
        assert apart(points, np.full((2, 2), 50.0)).tolist() == points.tolist()

    @pytest.mark.parametrize("n", [0, 1, 2, 7, 200])
    def test_all_on_one_spot(self, n: int):
        sizes = np.tile([100.0, 40.0], (n, 1))
        moved = apart(np.zeros((n, 2)), sizes)
        assert n < 2 or len(overlapping(moved, sizes)[0]) == 0

    def test_the_caller_keeps_his_points(self):
        points = np.zeros((3, 2))
        apart(points, np.full((3, 2), 10.0))
        assert not points.any()

    def test_the_wanted_place_if_it_is_free(self):
        taken = near({"a": (0.0, 0.0)}, {"a": (10.0, 10.0), "b": (10.0, 10.0)})
        assert taken.settle((10.0, 10.0), (50.0, 50.0)) == (50.0, 50.0)
        assert taken.settle((10.0, 10.0), (50.0, 50.0)) != (50.0, 50.0)


@LAW
@given(
    st.lists(st.tuples(st.sampled_from(LETTERS), st.sampled_from(LETTERS)), max_size=20), st.randoms(use_true_random=False)
)
def test_the_order_of_records_means_nothing(pairs: list[tuple[str, str]], rng: random.Random):
    records: list[Record] = [*actors(LETTERS), *(tie(a + b, i) for i, (a, b) in enumerate(pairs))]
    shuffled = list(records)
    rng.shuffle(shuffled)
    first = positions(city(*records))
    assert positions(city(*shuffled)) == first
    assert overlaps(city(*records), first) == 0

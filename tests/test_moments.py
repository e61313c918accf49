"""The moments that a person can name, and in which of the two readings they are looked at."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from commandline import stored

from netmap.changes import diff
from netmap.cli.asked import Asked
from netmap.cli.moments import Named, moment_words, reading_words, two_moments
from netmap.cli.session import Session
from netmap.errors import DataError
from netmap.model import Actor, Snapshot
from netmap.store import open_store

pytestmark = pytest.mark.usefixtures("own_place")
YEAR_1, YEAR_2 = dt.date(2018, 12, 31), dt.date(2019, 12, 31)


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    """Return a call on a store of three revisions: one of 2018, one of 2019, and one without a day of its own."""
    place = stored(tmp_path, Actor(id="a", name="A"), Snapshot(id="s", name="Jahr 1", date="2018", revision=1))
    with open_store(place) as store:
        for as_of, actor, month in (("2019-12-31", "b", 2), (None, "c", 3)):
            old = store.read()
            settings = old.settings.model_copy(update={"as_of": as_of})
            at = dt.datetime(2020, month, 15, 12, tzinfo=dt.UTC)
            store.apply(diff(old, old.replace([settings, Actor(id=actor, name=actor)])), author="BK", at=at)
    return Asked(Session(place, "en"))


def told(one: Named) -> tuple[str, dt.date, int, set[str]]:
    return one.called, one.day, one.revision, set(one.known.actors)


def test_a_snapshot_is_a_day_and_what_was_known(asked: Asked):
    first, second = two_moments(asked, "@Jahr 1", "r2")
    assert told(first) == ("@Jahr 1", YEAR_1, 1, {"a"})
    assert told(second) == ("r2", YEAR_2, 2, {"a", "b"})
    assert not second.newest


def test_a_revision_without_a_day_of_its_own_is_of_the_day_when_it_was_written(asked: Asked):
    _first, second = two_moments(asked, "r1", "r3")
    assert told(second) == ("r3", dt.date(2020, 3, 15), 3, {"a", "b", "c"})
    assert second.newest


def test_the_day_asked_for_goes_for_every_revision(asked: Asked):
    at = Asked(asked.here, at="2017")
    assert {one.day for one in two_moments(at, "r1", "r2")} == {dt.date(2017, 12, 31)}


def test_a_day_is_looked_at_by_no_more_than_is_known_at_the_later_moment(asked: Asked):
    first, _second = two_moments(asked, "2017", "r1")
    assert told(first) == ("2017", dt.date(2017, 12, 31), 1, {"a"})
    first, _second = two_moments(asked, "2017", "2019")
    assert told(first) == ("2017", dt.date(2017, 12, 31), 3, {"a", "b", "c"})


@pytest.mark.parametrize(("first", "second"), [("2019", "2018"), ("r2", "@Jahr 1"), ("r3", "2019"), ("r2", "r1")])
def test_the_wrong_order_is_refused(asked: Asked, first: str, second: str):
    with pytest.raises(DataError, match="is later than"):
        two_moments(asked, first, second)


def test_the_words_say_which_reading_it_is(asked: Asked):
    first, second = two_moments(asked, "@Jahr 1", "r2")
    assert moment_words(asked, first).startswith("@Jahr 1: as of 2018-12-31, by what was known on ")
    assert moment_words(asked, second) == "r2: as of 2019-12-31, by what was known on 2020-02-15 (r2)"
    day, now = two_moments(asked, "2018", None)
    assert moment_words(asked, day) == "as of 2018-12-31, by what is known now (r3)"
    assert [reading_words(asked, pair).partition(":")[0] for pair in ((first, second), (day, now))] == [
        "The days and the knowledge differ",
        "Both days are looked at by the same knowledge",
    ]
    at = Asked(asked.here, at="2018")
    assert reading_words(at, two_moments(at, "r1", "r2")).startswith("One day by two states of knowledge")

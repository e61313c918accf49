"""The stores that the contract suite runs against: a further store joins by one more maker."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from neo4j_servers import neo4j_maker

from netmap.landscape import Landscape
from netmap.model import (
    Actor,
    Cooperation,
    District,
    Evidence,
    Forum,
    Membership,
    Offer,
    Settings,
    Term,
)
from netmap.store.base import Store

Make = Callable[..., Store]


class Clock:
    """Count minutes from noon on 1 March 2018, one a look."""

    def __init__(self) -> None:
        self.now = dt.datetime(2018, 3, 1, 12, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(minutes=1)
        return self.now


def sqlite_maker(folder: Path) -> Make:
    from netmap.store.sqlite import SQLiteStore

    clock = Clock()

    def make(name: str = "city", *, lang: str = "en") -> Store:
        return SQLiteStore(folder / f"{name}.db", lang=lang, clock=clock)

    return make


STORES = ("sqlite", pytest.param("neo4j", marks=pytest.mark.xdist_group("neo4j")))
"""Each runs the one contract; what needs a Neo4j runs on one worker, which starts it when the first test asks for it."""


@pytest.fixture(params=STORES)
def store_factory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    """Give a function that opens the store of a name, anew for each call, as another person would."""
    opened: list[Store] = []
    maker = neo4j_maker(request) if request.param == "neo4j" else sqlite_maker(tmp_path)

    def make(name: str = "city", *, lang: str = "en") -> Store:
        store = maker(name, lang=lang)
        if threading.current_thread() is threading.main_thread():  # a writer's thread closes its own
            opened.append(store)
        return store

    yield make
    for one in opened:
        one.close()


def small_city() -> Landscape:
    """Return a city with one record of the kinds that refer to each other most."""
    return Landscape(
        Settings(id="city", name="City", coordinating_office="office", as_of="2018"),
        [
            District(id="north", name="North"),
            Actor(id="office", name="Office", sector="inside", attributes={"staff": 3}),
            Actor(id="school", name="School", part_of="office", districts=("north",), since="2010"),
            Actor(id="club", name="Club", until="2017-06"),
            Cooperation(
                id="school--club",
                source="school",
                target="club",
                kind="exchange",
                intensity=2,
                evidence=(Evidence(source="list", seen="2017", reported_by="school"),),
            ),
            Cooperation(id="office--club", source="office", target="club", status="ended", until="2016"),
            Forum(id="round", name="Round Table", nature="standing", lead="office"),
            Membership(id="school--round", actor="school", forum="round"),
            Offer(id="course", name="Course", providers=("school",), area="school", childcare=False),
            Term(id="area-own", vocabulary="areas", key="own", label_de="Eigenes"),
        ],
    )

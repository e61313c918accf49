"""A real Neo4j for the tests: one server for each worker of a session, a fresh database state for each store."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from neo4j import GraphDatabase

from netmap.store.neo4j import Neo4jStore
from netmap.store.neo4j_address import address, login
from scripts.neo4j_server import MissingError, Server, jars

GIVEN = os.environ.get("NETMAP_TEST_NEO4J", "")
Start = Callable[..., Server]


def _or_skip(reason: str) -> None:
    """Skip what needs a Neo4j where there is none, but never on the server that decides."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def neo4j_start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Give a function that starts a server of its own; all are killed at the end, their data with them."""
    started: list[Server] = []
    try:
        jars()
    except MissingError as error:
        _or_skip(str(error))

    def start(*, auth: bool = False) -> Server:
        server = Server(tmp_path_factory.mktemp("neo4j"), auth=auth, quick=True)
        started.append(server)
        server.start()
        return server

    yield start
    for one in started:
        one.kill()


@pytest.fixture(scope="session")
def neo4j_url(request: pytest.FixtureRequest) -> str:
    """Return the address of the session's server, or of the one that NETMAP_TEST_NEO4J names."""
    return GIVEN or request.getfixturevalue("neo4j_start")().url


@pytest.fixture(scope="session")
def neo4j_second_url(request: pytest.FixtureRequest) -> str:
    """Return the address of a second server, for what goes from one store to another."""
    if GIVEN:
        pytest.skip("NETMAP_TEST_NEO4J names one server, this test needs two")
    return request.getfixturevalue("neo4j_start")().url


def emptied(url: str) -> str:
    """Delete everything in a server's database; the constraints stay, as they cost time and hold nothing."""
    where = address(url)
    told = login(where)
    auth = None if told.password is None else (told.user, told.password)
    with GraphDatabase.driver(where.server, auth=auth) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_=where.database)
    return url


def reset(url: str) -> None:
    """Bring a store back to the state before its first revision, which is faster than to make it anew."""
    cypher(url, "MATCH (n) WHERE NOT n:NetmapStore DETACH DELETE n")
    cypher(url, "MATCH (s:NetmapStore) SET s.revision = 0, s.records = 0, s.landscape = null")


@pytest.fixture
def neo4j_empty(neo4j_url: str) -> str:
    """Return the address of an empty database."""
    return emptied(neo4j_url)


def neo4j_maker(request: pytest.FixtureRequest) -> Callable[..., Neo4jStore]:
    """Return what opens the store of a name: `copy` is on a second server, any other new name empties the first."""
    from stores import Clock

    clock = Clock()
    held: dict[str, str] = {}

    def make(name: str = "city", *, lang: str = "en") -> Neo4jStore:
        slot = "neo4j_second_url" if name == "copy" else "neo4j_url"
        url = request.getfixturevalue(slot)
        if held.get(slot) != name:
            reset(url)
            held[slot] = name
        where = address(url, lang=lang)
        return Neo4jStore(where, login(where), lang=lang, clock=clock)

    return make


def cypher(url: str, query: str, **parameters: object) -> list[list[object]]:
    """Ask a server itself, as a person in Neo4j Browser does."""
    where = address(url)
    told = login(where)
    auth = None if told.password is None else (told.user, told.password)
    with GraphDatabase.driver(where.server, auth=auth) as driver:
        found = driver.execute_query(query, parameters, database_=where.database)
    return [[*record.values()] for record in found.records]

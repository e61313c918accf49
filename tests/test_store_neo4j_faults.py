"""What the shared store does when something breaks: all or nothing, and one sentence that says what to do."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from neo4j_servers import Start
from proxy import COMMIT, Proxy
from stores import small_city

from netmap.changes import ChangeSet, Operation, diff
from netmap.errors import ConflictError, StoreError
from netmap.landscape import Landscape
from netmap.model import Actor
from netmap.store.neo4j import Neo4jStore
from netmap.store.neo4j_ask import ASKING, ask
from netmap.store.neo4j_write import Batches
from scripts.neo4j_server import Server, free_port

pytestmark = pytest.mark.xdist_group("neo4j-faults")
ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "geheim-genug"  # noqa: S105 - of a server that lives for a test
KEYRING = """
import json
from pathlib import Path
from keyring.backend import KeyringBackend

KEPT = Path(__file__).with_name("kept")

class Own(KeyringBackend):
    priority = 1

    def get_password(self, service, username):
        return json.loads(KEPT.read_text()).get(f"{service} {username}") if KEPT.exists() else None

    def set_password(self, service, username, password):
        KEPT.write_text(json.dumps({f"{service} {username}": password}))
"""


@pytest.fixture(scope="module")
def guarded(neo4j_start: Start) -> Server:
    """Return a server of this module's own, with a password that nobody has changed yet."""
    return neo4j_start(auth=True)


@pytest.fixture(scope="module")
def first_login(guarded: Server) -> str:
    """Return what a first login says, and set the password then, as an administrator does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NETMAP_NEO4J_PASSWORD", "neo4j")
        said = refusal(guarded.url)
    with GraphDatabase.driver(guarded.url, auth=("neo4j", "neo4j")) as driver, driver.session(database="system") as session:
        session.run("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=PASSWORD).consume()
    return said


@pytest.fixture
def server(guarded: Server, first_login: str, monkeypatch: pytest.MonkeyPatch) -> Server:  # noqa: ARG001
    monkeypatch.setenv("NETMAP_NEO4J_PASSWORD", PASSWORD)
    monkeypatch.setattr("netmap.store.neo4j.RETRIES", 2.0)
    emptied(guarded)
    return guarded


@pytest.fixture
def store(server: Server) -> Iterator[Neo4jStore]:
    with Neo4jStore.at(server.url, lang="en") as opened:
        opened.apply(diff(None, small_city()), author="office")
        yield opened


def emptied(server: Server) -> None:
    with GraphDatabase.driver(server.url, auth=("neo4j", PASSWORD)) as driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 2000 ROWS").consume()


def refusal(url: str) -> str:
    with pytest.raises(StoreError) as got:
        Neo4jStore.at(url, lang="en").close()
    assert PASSWORD not in str(got.value)
    return str(got.value)


def renaming(old: Landscape, name: str, key: str = "club") -> ChangeSet:
    return diff(old, old.replace([old.actors[key].model_copy(update={"name": name})]))


def adding(count: int = 2500) -> ChangeSet:
    return ChangeSet(
        tuple(Operation("actor", f"a{n}", None, Actor(id=f"a{n}", name="A", part_of="office")) for n in range(count))
    )


# ----------------------------------------------------------------------------------------------- doors that stay closed


def test_an_expired_password(first_login: str):
    assert first_login.startswith("The password for neo4j://127.0.0.1:")
    assert "has expired" in first_login


def test_a_wrong_password(server: Server, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NETMAP_NEO4J_PASSWORD", "falsch-und-geheim")
    said = refusal(server.url)
    assert "does not accept the user or the password" in said
    assert "NETMAP_NEO4J_PASSWORD" in said
    assert "geheim" not in said


@pytest.fixture
def own_keyring(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a computer whose keyring keeps passwords in a file."""
    (tmp_path / "own_keyring.py").write_text(KEYRING, encoding="utf-8")
    environment = {**os.environ, "PYTHON_KEYRING_BACKEND": "own_keyring.Own", "PYTHONPATH": str(tmp_path)}
    del environment["NETMAP_NEO4J_PASSWORD"]
    return environment


def typed(command: list[str], environment: dict[str, str], password: str) -> tuple[int, str]:
    """Run a command on a terminal on which somebody types a password when asked, and return its end and what it said."""
    master, slave = os.openpty()
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdin=slave, stdout=slave, stderr=slave, close_fds=True,
                               start_new_session=True)  # fmt: skip
    os.close(slave)
    told = b""
    with suppress(OSError):  # the terminal goes with the process
        while data := os.read(master, 4096):
            told += data
            if told.endswith(b"(empty: none): "):
                os.write(master, password.encode() + b"\n")
    os.close(master)
    return process.wait(), told.decode()


def test_a_password_that_is_kept_opens_the_store(server: Server, own_keyring: dict[str, str], tmp_path: Path):
    """In processes of their own: the wrong password is not kept, the right one is, and from then on nobody is asked."""
    command = [sys.executable, "cli.py", "--store", server.url, "--lang", "en"]
    code, told = typed([*command, "store", "login"], own_keyring, "falsch-und-geheim")
    assert code == 1
    assert "does not accept the user or the password" in told
    assert not (tmp_path / "kept").exists()
    code, told = typed([*command, "store", "login"], own_keyring, PASSWORD)
    assert code == 0
    assert "The password of neo4j@127.0.0.1 is kept" in told
    assert PASSWORD not in told
    doctor = subprocess.run(
        [*command, "doctor"],
        env=own_keyring,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert doctor.returncode == 0, doctor.stderr
    assert "Neo4j" in doctor.stdout
    assert PASSWORD not in doctor.stdout + doctor.stderr


def test_no_password_where_one_is_needed(server: Server, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("NETMAP_NEO4J_PASSWORD")
    assert "does not accept the user or the password" in refusal(server.url)


def test_a_database_that_is_not_there(server: Server):
    assert refusal(f"{server.url}/rostock") == (
        f"There is no database “rostock” on {server.url}. The name is in the address: neo4j://HOST/DATABASE."
    )


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_a_port_where_nobody_listens(scheme: str):
    said = refusal(f"{scheme}://127.0.0.1:{free_port()}")
    assert said.endswith("cannot be reached. Is the server running, and are host and port right?")


def test_a_host_that_is_none():
    assert "cannot be reached" in refusal("bolt://no-such-host.invalid")


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+ssc"])
def test_encryption_to_a_port_without_it(server: Server, scheme: str):
    said = refusal(f"{scheme}://127.0.0.1:{server.port}")
    assert "speaks no encrypted Bolt that this computer trusts" in said
    assert f"{scheme.partition('+')[0]}://127.0.0.1:{server.port}" in said


def test_a_port_that_speaks_something_else():
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            client, _address = listener.accept()
            with client:
                client.recv(1000)
                client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                client.recv(1000)

        thread = threading.Thread(target=answer)
        thread.start()
        said = refusal(f"bolt://127.0.0.1:{listener.getsockname()[1]}")
        thread.join()
    assert "does not speak Bolt" in said


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+s"])
def test_a_server_that_accepts_and_never_answers(scheme: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NETMAP_NEO4J_TIMEOUT", "0.5")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        said = refusal(f"{scheme}://127.0.0.1:{listener.getsockname()[1]}")
    assert "accepted the connection and did not answer within 0.5 seconds" in said


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_host_behind_a_wall(scheme: str, monkeypatch: pytest.MonkeyPatch):
    """Nobody answers the first packet, as where a firewall drops it."""
    monkeypatch.setenv("NETMAP_NEO4J_TIMEOUT", "0.5")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        waiting = [socket.socket() for _one in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(listener.getsockname())
        said = refusal(f"{scheme}://127.0.0.1:{listener.getsockname()[1]}")
        for one in waiting:
            one.close()
    assert "cannot be reached. Is the server running" in said


# --------------------------------------------------------------------------------------------------- broken in the middle


def test_a_server_that_falls_silent_after_the_login(server: Server, store: Neo4jStore, monkeypatch: pytest.MonkeyPatch):
    """A real one tells its clients to wait two minutes for a sign of life; here a second."""
    monkeypatch.setenv("NETMAP_NEO4J_TIMEOUT", "0.5")
    monkeypatch.setattr("netmap.store.neo4j.RETRIES", 0.1)
    silent: list[int] = []
    with (
        Proxy(server.port, lambda _data: "say nothing" if silent else "", patience=1) as proxy,
        Neo4jStore.at(f"bolt://127.0.0.1:{proxy.port}", lang="en") as far,
    ):
        old = far.read()
        silent.append(1)
        asking = partial(ask, far, "RETURN 1", {}, seconds=5, rows=1, lang="en")
        for work in (far.read, lambda: far.apply(renaming(old, "New"), author="far"), asking):
            with pytest.raises(StoreError, match=r"did not answer within 0\.5 seconds"):
                work()
        silent.clear()
        assert far.read() == old
        assert far.apply(renaming(old, "New"), author="far").number == 2
    assert len(store.revisions()) == 2


def test_a_question_that_nobody_waits_for_any_more_leaves_no_connection_open(
    server: Server, monkeypatch: pytest.MonkeyPatch
):
    """The store is closed while the question is still asked, and asked again over a new connection."""
    monkeypatch.setattr("netmap.store.neo4j.RETRIES", 5.0)
    asked: list[int] = []

    def watch(data: bytes) -> str:
        if b"RETURN 1" not in data:
            return ""
        asked.append(len(asked))
        return "" if asked[-1] else "say nothing"

    with Proxy(server.port, watch, patience=2) as proxy:
        far = Neo4jStore.at(f"bolt://127.0.0.1:{proxy.port}", lang="en")
        with far, pytest.raises(StoreError, match="took longer than it may"):
            ask(far, "RETURN 1", {}, seconds=0.1, rows=1, lang="en")
        for one in threading.enumerate():
            if one.name == ASKING:
                one.join()
        assert len(asked) > 1
        assert proxy.is_idle(within=10)


def test_the_connection_is_cut_once_between_two_batches(server: Server, store: Neo4jStore):
    left = [1]

    def watch(data: bytes) -> str:
        return "cut before" if left and b"CREATE (n:Actor" in data and left.pop() else ""

    with Proxy(server.port, watch) as proxy, Neo4jStore.at(f"bolt://127.0.0.1:{proxy.port}", lang="en") as far:
        assert far.apply(adding(), author="far").number == 2
    assert [one.author for one in store.revisions()] == ["far", "office"]
    assert len(store.read().actors) == 2503


def test_the_connection_is_cut_again_and_again(server: Server, store: Neo4jStore):
    def watch(data: bytes) -> str:
        return "cut before" if b"CREATE (n:Actor" in data else ""

    with (
        Proxy(server.port, watch) as proxy,
        Neo4jStore.at(f"bolt://127.0.0.1:{proxy.port}", lang="en") as far,
        pytest.raises(StoreError, match=r"broke, nothing was saved|cannot be reached"),
    ):
        far.apply(adding(10), author="far")
    assert len(store.revisions()) == 1
    assert len(store.read().actors) == 3
    store.apply(adding(10), author="office")  # no lock is left behind


def test_a_commit_that_arrived_and_was_never_confirmed_is_found(server: Server, store: Neo4jStore):
    armed: list[int] = []

    def watch(data: bytes) -> str:
        return "cut after" if armed and COMMIT in data and armed.pop() else ""

    with Proxy(server.port, watch) as proxy, Neo4jStore.at(f"bolt://127.0.0.1:{proxy.port}", lang="en") as far:
        old = far.read()
        armed.append(1)
        revision = far.apply(renaming(old, "New"), author="far")
    assert not armed
    assert revision == store.revisions()[0]
    assert store.read().actors["club"].name == "New"
    assert len(store.revisions()) == 2


def test_a_commit_that_never_arrived_is_known_not_to_be_saved(server: Server, store: Neo4jStore):
    armed: list[int] = []

    def watch(data: bytes) -> str:
        return "cut before" if armed and COMMIT in data and armed.pop() else ""

    with Proxy(server.port, watch) as proxy, Neo4jStore.at(f"bolt://127.0.0.1:{proxy.port}", lang="en") as far:
        old = far.read()
        armed.append(1)
        with pytest.raises(StoreError, match="broke; nothing was saved"):
            far.apply(renaming(old, "New"), author="far")
    assert store.read().actors["club"].name == "Club"


CLIENT = """
import os, signal, sys
from test_store_neo4j_faults import adding
from netmap.store.neo4j import Neo4jStore
from netmap.store.neo4j_write import Batches

run = Batches._run
def once(self, query):
    run(self, query)
    if "CREATE (n:Actor" in query:
        os.kill(os.getpid(), signal.SIGKILL)
Batches._run = once
Neo4jStore.at(sys.argv[1]).apply(adding(), author="killed")
"""


def test_the_client_is_killed_while_it_writes(server: Server, store: Neo4jStore):
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    done = subprocess.run(
        [sys.executable, "-c", CLIENT, server.url], env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert len(store.revisions()) == 1
    assert len(store.read().actors) == 3
    assert store.apply(adding(3), author="office").number == 2  # the dead writer's lock is gone


def test_the_server_is_killed_while_it_writes(server: Server, store: Neo4jStore, monkeypatch: pytest.MonkeyPatch):
    run = Batches._run
    told: list[str] = []

    def once(self: Batches, query: str) -> None:
        run(self, query)
        if "CREATE (n:Actor" in query and not told:
            told.append(query)
            server.kill()

    monkeypatch.setattr(Batches, "_run", once)
    with pytest.raises(StoreError) as got:
        store.apply(adding(), author="unlucky")
    assert PASSWORD not in str(got.value)
    server.start()
    assert len(store.revisions()) == 1
    assert len(store.read().actors) == 3
    assert store.apply(adding(), author="lucky").number == 2
    assert len(store.read().actors) == 2503


def test_the_server_is_killed_right_after_it_said_yes(server: Server, store: Neo4jStore):
    store.apply(adding(50), author="office")
    server.kill()
    server.start()
    assert len(store.read().actors) == 53


def test_the_server_restarts_while_netmap_runs(server: Server, store: Neo4jStore):
    old = store.read()
    server.kill()
    with pytest.raises(StoreError, match=r"cannot be reached|broke"):
        store.read()
    server.start()
    assert store.read() == old
    assert store.apply(renaming(old, "New"), author="office").number == 2


# ------------------------------------------------------------------------------------------------------- several writers


def test_of_two_clients_one_gets_the_conflict_and_nothing_is_lost(server: Server, store: Neo4jStore):
    old = store.read()
    with Neo4jStore.at(server.url, lang="en") as other:
        other.apply(renaming(old, "Theirs"), author="club")
        with pytest.raises(ConflictError, match=r"“club” \(r2, club,") as got:
            store.apply(renaming(old, "Mine"), author="office")
    assert got.value.records == ("club",)
    assert [one.after.name for one in store.history("club") if one.after] == ["Theirs", "Club"]


WRITER = """
import sys
from netmap.changes import ChangeSet, Operation
from netmap.model import Actor
from netmap.store.neo4j import Neo4jStore

number = sys.argv[2]
with Neo4jStore.at(sys.argv[1]) as store:
    for turn in range(3):
        key = f"w{number}-{turn}"
        new = Actor(id=key, name="W", part_of="office")
        store.apply(ChangeSet((Operation("actor", key, None, new),)), author=f"w{number}")
"""


def test_eight_clients_of_their_own_all_land(server: Server, store: Neo4jStore):
    command = [sys.executable, "-c", WRITER, server.url]
    clients = [
        subprocess.Popen([*command, str(n)], env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True)
        for n in range(8)
    ]
    said = [one.communicate()[1] for one in clients]
    assert [one.returncode for one in clients] == [0] * 8, said
    assert [one.number for one in store.revisions()] == [*range(25, 0, -1)]
    assert len(store.read().actors) == 3 + 24


def test_eight_clients_who_begin_at_once_make_one_store(server: Server):
    """Nobody has made it ready: all of them make the constraints and indexes, and each loads the same landscape."""
    with GraphDatabase.driver(server.url, auth=("neo4j", PASSWORD)) as driver:
        for name in driver.execute_query("SHOW CONSTRAINTS YIELD name").records:
            driver.execute_query(f"DROP CONSTRAINT {name[0]}")
        for name in driver.execute_query("SHOW INDEXES YIELD name, type WHERE type = 'RANGE' RETURN name").records:
            driver.execute_query(f"DROP INDEX {name[0]}")

    def one(number: int) -> str:
        with Neo4jStore.at(server.url, lang="en") as store:
            try:
                return str(store.apply(diff(None, small_city()), author=f"w{number}").number)
            except ConflictError:
                return "conflict"

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(one, range(8))) == ["1", *["conflict"] * 7]
    with Neo4jStore.at(server.url, lang="en") as store:
        assert not diff(store.read(), small_city(), delete_missing=True).operations


def test_a_reader_sees_what_it_wrote(store: Neo4jStore):
    for turn in range(5):
        store.apply(renaming(store.read(), f"Club {turn}"), author="office")
        assert store.read().actors["club"].name == f"Club {turn}"

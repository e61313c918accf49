"""The command line on the shared store, and copies between the two kinds of stores."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from commandline import Capture, examples
from commandline import call as said
from neo4j_servers import Start, cypher
from stores import Make, small_city

from netmap.changes import diff, inverse
from netmap.errors import StoreError
from netmap.model import Actor
from netmap.questionnaires import survey_asking
from netmap.store import open_store
from netmap.store.copying import copy
from scripts.neo4j_server import Server, free_port, refuse_taken

ROOT = Path(__file__).resolve().parent.parent
ROSTOCK = ROOT / "graphs" / "rostock"
needs_server = pytest.mark.xdist_group("neo4j")


pytestmark = pytest.mark.usefixtures("own_place", "in_english")


@pytest.fixture
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


# ------------------------------------------------------------------------------------------------------------- commands


@needs_server
def test_the_daily_commands_work_on_the_shared_store(capsys: Capture, neo4j_empty: str, tmp_path: Path):
    on = ("--store", neo4j_empty)
    assert "Ready: " in said(capsys, *on, "store", "init")[1]
    said(capsys, *on, "load", str(ROSTOCK), "--yes", "--author", "BK")
    file = str(tmp_path / "rostock.db")
    said(capsys, "--store", file, "load", str(ROSTOCK), "--yes", "--author", "BK")
    for command in (["gaps", "--format", "json"], ["brokers", "--format", "json"], ["list", "actors", "--format", "csv"]):
        assert said(capsys, *on, *command)[0] == said(capsys, "--store", file, *command)[0], command
    out, _err = said(capsys, *on, "doctor", "--format", "json")
    told = json.loads(out)
    assert told["store"].startswith("neo4j://")
    assert told["server"].startswith("Neo4j 5.")
    assert told["edition"] == "community"
    assert "Actor 154" in told["counts"]
    said(capsys, *on, "undo", "--yes")
    assert "NetmapStore 1" in said(capsys, *on, "doctor")[0]


@needs_server
def test_doctor_says_of_an_empty_database_what_to_do(capsys: Capture, neo4j_empty: str):
    out, err = said(capsys, "--store", neo4j_empty, "doctor", "--format", "json")
    assert json.loads(out)["layout"] is None
    assert "netmap load FOLDER" in err
    said(capsys, "--store", neo4j_empty, "store", "init")
    assert json.loads(said(capsys, "--store", neo4j_empty, "doctor", "--format", "json")[0])["layout"] == 1


ALONE = {"demo", "doctor", "schema"}
"""The commands that say nothing of a landscape, or say which store it is in."""


@needs_server
def test_every_example_of_the_help_says_the_same_on_both_stores(
    capsys: Capture, neo4j_empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    told: list[dict[str, tuple[str, ...]]] = []
    for place, url in (("file", str(tmp_path / "rostock.db")), ("server", neo4j_empty)):
        (tmp_path / place).mkdir()
        monkeypatch.chdir(tmp_path / place)
        monkeypatch.setitem(survey_asking.__kwdefaults__, "draw", Random(1).choice)  # noqa: S311 - the same lots on both
        given = [one for one in examples() if one[0] not in ALONE]
        said(capsys, "--store", url, "load", "rostock", "--yes", "--author", "BK")
        answers = (said(capsys, "--store", url, *one) for one in given)
        told.append({" ".join(one): (undated(out), undated(err)) for one, (out, err) in zip(given, answers, strict=True)})
    assert len(told[0]) > 20
    for command, answer in told[0].items():
        assert told[1][command] == answer, command
    files = [
        {str(path.relative_to(tmp_path / place)): path.read_bytes() for path in (tmp_path / place).rglob("*.[hsyj]*")}
        for place in ("file", "server")
    ]
    assert files[0] == files[1]


def undated(text: str) -> str:
    """Return what a command says without the minute in which it did."""
    return re.sub(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:[\d.]+)?", "…", text)


@needs_server
@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
def test_cypher_in_every_format(capsys: Capture, neo4j_empty: str, form: str):
    with open_store(neo4j_empty) as store:
        store.apply(diff(None, small_city()), author="office")
    on = ("--store", neo4j_empty, "cypher")
    question = "MATCH (a:Actor) WHERE a.id IN $ids RETURN a.id AS id, a AS actor ORDER BY id"
    out, _err = said(capsys, *on, question, "--param", 'ids=["club", "school"]', "--format", form)
    assert "school" in out
    if form == "json":
        assert [row["actor"]["record"] for row in json.loads(out)] == ["actor", "actor"]
    out, err = said(capsys, *on, "MATCH (a:Actor) RETURN a", "--limit", "1", "--format", form)
    assert "name" in out
    assert "Only the first 1 rows" in err
    assert "Nothing in the graph is called: Akteur." in said(capsys, *on, "MATCH (a:Akteur) RETURN a", "--format", form)[1]
    endless = "UNWIND range(1, 9999999999) AS n WITH n WHERE n < 0 RETURN n"
    assert "took longer" in said(capsys, *on, endless, "--timeout", "0.2", code=1)[1]


@needs_server
def test_cypher_does_not_write(capsys: Capture, neo4j_empty: str):
    on = ("--store", neo4j_empty, "cypher")
    for question in ("MATCH (n) DETACH DELETE n", "CREATE (n)", "MATCH (n) LOAD CSV FROM 'file:///x' AS r RETURN r"):
        said(capsys, *on, question, code=1)
    assert "is no parameter" in said(capsys, *on, "RETURN 1", "--param", "nonsense", code=1)[1]


def test_cypher_needs_neo4j(capsys: Capture, tmp_path: Path):
    _out, err = said(capsys, "--store", str(tmp_path / "x.db"), "cypher", "RETURN 1", code=1)
    assert err.startswith("Cypher needs a Neo4j store (--store neo4j://HOST), this store is a file.")
    assert "netmap query --list" in err
    asked = "MATCH (:Forum)<-[:MEMBER_OF]-(a:Actor) RETURN a.name"
    _out, err = said(capsys, "--store", str(tmp_path / "x.db"), "cypher", asked, code=1)
    assert "The same is answered by: netmap query forum-members, netmap query actors, netmap query forums." in err


def test_login_is_for_a_shared_store_and_a_person(capsys: Capture, tmp_path: Path):
    _out, err = said(capsys, "--store", str(tmp_path / "x.db"), "store", "login", code=1)
    assert err.startswith("Only a Neo4j store has a password")
    _out, err = said(capsys, "--store", f"bolt://127.0.0.1:{free_port()}", "store", "login", code=1)
    assert err.startswith("No password was given")


def test_init_of_a_file(capsys: Capture, tmp_path: Path):
    assert "Ready: " in said(capsys, "--store", str(tmp_path / "x.db"), "store", "init")[1]
    assert (tmp_path / "x.db").exists()


def test_a_password_in_the_address_is_refused_and_not_repeated(capsys: Capture):
    for command in (["doctor"], ["gaps"], ["store", "init"], ["cypher", "RETURN 1"]):
        out, err = said(capsys, "--store", "neo4j://anna:geheim@host", *command, code=1)
        assert "geheim" not in out + err
        assert "NETMAP_NEO4J_PASSWORD" in err


def test_a_server_that_is_not_there(capsys: Capture):
    _out, err = said(capsys, "--store", f"neo4j://127.0.0.1:{free_port()}", "doctor", code=1)
    assert "cannot be reached" in err
    assert err.count("\n") == 1


# --------------------------------------------------------------------------------------------------------------- copies


def with_a_history(make: Make) -> object:
    store = make("city")
    store.apply(diff(None, small_city()), author="office", reason="first")
    old = store.read()
    new = old.replace([Actor(id="new", name="New")], without=["course"])
    store.apply(diff(old, new, delete_missing=True), author="club", reason="more")
    store.apply(inverse(store.changes_of(2)), author="office", reason="undo")
    return store


def test_a_copy_is_whole_and_says_who_when_and_why(store_factory: Make, tmp_path: Path):
    source = with_a_history(store_factory)
    with open_store(tmp_path / "copy.db", lang="en") as target:
        told: list[tuple[int, int]] = []
        done = copy(source, target, lang="en", progress=lambda *two: told.append(two))
        assert (done.revisions, done.records) == (3, len(small_city()))
        assert told == [(1, 3), (2, 3), (3, 3)]
        assert target.read() == source.read()
        assert target.revisions() == source.revisions()
        assert target.history() == source.history()
        assert copy(source, target, lang="en") == done  # twice is no error


def test_a_copy_into_another_landscape_is_refused(store_factory: Make, tmp_path: Path):
    source = with_a_history(store_factory)
    with open_store(tmp_path / "copy.db", lang="en") as target:
        with pytest.raises(StoreError, match="There is nothing to copy"):
            copy(target, source, lang="en")
        target.apply(diff(None, small_city()), author="somebody else")
        with pytest.raises(StoreError, match="a history of its own: nothing was copied"):
            copy(source, target, lang="en")
        assert len(target.revisions()) == 1


def test_an_interrupted_copy_goes_on(store_factory: Make, tmp_path: Path):
    source = with_a_history(store_factory)
    with open_store(tmp_path / "copy.db", lang="en") as target:
        one = source.revisions()[-1]
        target.apply(source.changes_of(1), author=one.author, reason=one.reason, at=one.at)
        assert copy(source, target, lang="en").revisions == 3
        assert target.read() == source.read()


@needs_server
def test_a_landscape_goes_to_the_server_and_back(capsys: Capture, neo4j_empty: str, tmp_path: Path):
    first, second = str(tmp_path / "a.db"), str(tmp_path / "b.db")
    said(capsys, "--store", first, "load", str(ROSTOCK), "--yes", "--author", "BK")
    assert "Records: 698, revisions: 1, changes: 698." in said(capsys, "copy", first, neo4j_empty)[1]
    assert "not for passing on" in said(capsys, "copy", neo4j_empty, second)[1]
    with open_store(first) as one, open_store(second) as other:
        assert one.read() == other.read()
        assert one.history() == other.history()
    assert cypher(neo4j_empty, "MATCH (r:Revision) RETURN r.author") == [["BK"]]


# -------------------------------------------------------------------------------------------------- a server for a person


def test_make_neo4j_says_its_address_and_stops_on_ctrl_c(neo4j_start: Start, tmp_path: Path):
    assert neo4j_start
    bolt, http = free_port(), free_port()
    command = [
        sys.executable,
        "scripts/neo4j_server.py",
        "--bolt",
        str(bolt),
        "--http",
        str(http),
        "--data",
        str(tmp_path / "d"),
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(3)]
    assert f"neo4j://127.0.0.1:{bolt}" in lines[1]
    with open_store(f"bolt://127.0.0.1:{bolt}") as store:
        store.apply(diff(None, small_city()), author="office")
    taken = subprocess.run(command[:4], cwd=ROOT, capture_output=True, text=True)
    assert taken.returncode == 1
    assert f"port {bolt} is taken" in taken.stderr
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate()
    assert process.returncode == 0, err
    assert "Neo4j has stopped" in err
    refuse_taken(bolt, http)


def test_a_server_that_is_not_running_has_no_number(tmp_path: Path):
    server = Server(tmp_path)
    with pytest.raises(RuntimeError, match="not running"):
        assert server.pid
    server.stop()
    assert (tmp_path / "conf" / "neo4j.conf").exists()

"""A landscape with its history as one file: exact both ways, and nothing taken from a file that is not whole."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from stores import Make, small_city

from netmap.changes import ChangeSet, Operation, diff, inverse
from netmap.errors import ConflictError, NetmapError, StoreError
from netmap.model import Actor, Cooperation, Settings
from netmap.store import archive as archives
from netmap.store.archive import Archive, is_archive, read_archive, write_archive
from netmap.store.base import SCHEMA_VERSION, Store
from netmap.store.replacing import refuse_different


def with_history(make: Make) -> Store:
    """Return a store in which a record came, changed, went and came back, the third time as one of another kind."""
    store = make("city")
    store.apply(diff(None, small_city()), author="office", reason="first")
    old = store.read()
    store.apply(
        diff(old, old.replace([Actor(id="new", name="Über = 1;\n")], without=["course"]), delete_missing=True), author="club"
    )
    store.apply(inverse(store.changes_of(2)), author="office", reason="undo")
    now = store.read()
    tie = Cooperation(id="new", source="school", target="office", attributes={"n": 1.5})
    store.apply(diff(now, now.replace([tie, now.actors["club"].model_copy(update={"name": "Verein"})])), author="BK")
    return store


@pytest.fixture
def file(store_factory: Make, tmp_path: Path) -> Path:
    path = tmp_path / "city.netmap"
    write_archive(with_history(store_factory), path, lang="en")
    return path


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """Return a backup of an embedded store, for what does not depend on which store it is."""
    from stores import sqlite_maker

    path = tmp_path / "city.netmap"
    with with_history(sqlite_maker(tmp_path)) as store:
        write_archive(store, path, lang="en")
    return path


# ---------------------------------------------------------------------------------------------------------------- exact


def test_a_backup_is_the_store_record_by_record(store_factory: Make, tmp_path: Path):
    store = with_history(store_factory)
    done = write_archive(store, tmp_path / "city.netmap", lang="en")
    assert (done.revisions, done.changes, done.records) == (4, len(small_city()) + 2 + 2 + 2, len(small_city()) + 1)
    found = read_archive(tmp_path / "city.netmap")
    assert found.revisions() == store.revisions()
    assert [found.changes_of(n) for n in (1, 2, 3, 4)] == [store.changes_of(n) for n in (1, 2, 3, 4)]
    assert [found.read(revision=n) for n in (1, 2, 3)] == [store.read(revision=n) for n in (1, 2, 3)]
    assert found.read() == store.read()
    assert (found.landscape_id, found.is_empty()) == ("city", False)


def test_the_same_history_gives_the_same_file_from_both_stores(file: Path):
    lines = [json.loads(line) for line in gzip.decompress(file.read_bytes()).decode().splitlines()]
    assert lines[0] == {"netmap": "backup", "layout": SCHEMA_VERSION, "revisions": 4}
    assert lines[1]["author"] == "office"
    assert lines[2] == [
        "landscape",
        "city",
        {"id": "city", "name": "City", "coordinating_office": "office", "as_of": "2018"},
    ]
    assert lines[-1] == {"end": "backup", "changes": len(small_city()) + 6}
    assert [line[1:] for line in lines if isinstance(line, list) and line[2] is None] == [["course", None], ["new", None]]


def test_a_history_takes_the_place_of_another(store_factory: Make, file: Path, tmp_path: Path):
    store = store_factory("city")
    before = read_archive(file)
    now = store.read()
    store.apply(diff(now, now.replace([Settings(id="city", name="Town", version=now.settings.version)])), author="BK")
    store.replace(before.history, over=5)
    assert write_archive(store, tmp_path / "again.netmap") == write_archive(before, file)
    assert (tmp_path / "again.netmap").read_bytes() == file.read_bytes()
    store.apply(inverse(store.changes_of(4)), author="BK")  # and it goes on from there
    assert store.read().actors["club"].name == "Club"


def test_a_history_comes_into_an_empty_store(store_factory: Make, plain: Path):
    store = store_factory("fresh")
    found = read_archive(plain)
    store.replace(found.history, over=0)
    assert (store.read(), store.revisions()) == (found.read(), found.revisions())
    with pytest.raises(ConflictError, match="Others have written"):
        store.replace(found.history, over=3)


def test_a_history_that_breaks_the_rules_changes_nothing(store_factory: Make, file: Path):
    store = store_factory("city")
    before = store.read(), store.history()
    history = read_archive(file).history
    tie = Cooperation(id="x", source="nobody", target="school", version=1)
    broken = [*history[:1], (history[1][0], ChangeSet((Operation("cooperation", "x", None, tie),)))]
    for wrong in (broken, [history[0], history[0]]):
        with pytest.raises(NetmapError):
            store.replace(wrong, over=4)
        assert (store.read(), store.history()) == before


def test_what_is_read_back_otherwise_is_refused(plain: Path):
    found = read_archive(plain)
    records = [*found.read().records()]
    changes = [one for n in range(4) for one in _told(found, n)]
    refuse_different(found.history, changes, records, lang="en")
    other = [one.model_copy(update={"note": "x"}) if one.id == "school" else one for one in records]
    with pytest.raises(StoreError, match=r"read back \(school\)"):
        refuse_different(found.history, changes, other, lang="en")
    with pytest.raises(StoreError, match=r"read back \(r4\)"):
        refuse_different(found.history, changes[:-1], records, lang="en")
    with pytest.raises(StoreError, match="read back"):
        refuse_different(found.history, changes, records[1:], lang="en")


def _told(found: Archive, number: int) -> list[object]:
    from netmap.model import Change

    revision, changes = found.history[number]
    return [Change(revision=revision, kind=one.kind, id=one.id, before=one.before, after=one.after) for one in changes]


def test_a_backup_of_what_was_all_taken_back(store_factory: Make, tmp_path: Path):
    store = store_factory("city")
    store.apply(diff(None, small_city()), author="office")
    store.apply(inverse(store.changes_of(1)), author="office")
    assert write_archive(store, tmp_path / "none.netmap").records == 0
    found = read_archive(tmp_path / "none.netmap")
    assert found.is_empty()
    with pytest.raises(StoreError):
        found.read()


# ------------------------------------------------------------------------------------------------------- damaged, foreign


def test_no_damage_goes_unseen(plain: Path, tmp_path: Path):
    data, whole = plain.read_bytes(), read_archive(plain)
    bad = tmp_path / "bad.netmap"
    for at in range(0, len(data), 7):
        bad.write_bytes(data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :])
        if 4 <= at < 10:  # the time and the system that gzip notes down say nothing
            assert read_archive(bad).history == whole.history
            continue
        with pytest.raises(StoreError, match=r"bad\.netmap"):
            read_archive(bad, lang="en")
    for length in (0, 1, 10, len(data) // 2, len(data) - 1):
        bad.write_bytes(data[:length])
        with pytest.raises(StoreError):
            read_archive(bad)
    bad.write_bytes(data + b"x")
    with pytest.raises(StoreError, match="beschädigt"):
        read_archive(bad)


def packed(path: Path, lines: list[object]) -> Path:
    path.write_bytes(gzip.compress(b"".join(json.dumps(line).encode() + b"\n" for line in lines)))
    return path


def lines_of(path: Path) -> list[object]:
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]


@pytest.mark.parametrize(
    ("at", "line"),
    [
        (0, {"netmap": "backup", "layout": SCHEMA_VERSION}),
        (0, {"netmap": "backup", "layout": SCHEMA_VERSION, "revisions": 3}),
        (0, {"netmap": "backup", "layout": SCHEMA_VERSION, "revisions": 10**9}),
        (1, {"number": 2, "author": "x", "at": "2018-01-01T00:00:00Z", "changes": 0}),
        (1, {"number": 1, "author": "x", "at": "2018-01-01T00:00:00Z", "changes": 10**9}),
        (2, ["landscape", "city", {"id": "other", "name": "City"}]),
        (2, ["planet", "city", {"id": "city", "name": "City"}]),
        (2, ["landscape", "city", None]),
        (2, ["landscape", "city"]),
        (2, "landscape"),
        (-1, {"end": "backup", "changes": 1}),
    ],
)
def test_lines_that_nobody_wrote_are_damage(plain: Path, at: int, line: object):
    lines = lines_of(plain)
    lines[at] = line
    with pytest.raises(StoreError, match="damaged, so nothing is taken"):
        read_archive(packed(plain, lines), lang="en")


def test_a_backup_of_a_newer_netmap(plain: Path):
    lines = lines_of(plain)
    newer = packed(plain, [{"netmap": "backup", "layout": SCHEMA_VERSION + 1}, *lines[1:]])
    with pytest.raises(StoreError, match=rf"newer netmap \(layout {SCHEMA_VERSION + 1}, known here: {SCHEMA_VERSION}\)"):
        read_archive(newer, lang="en")
    assert is_archive(newer)


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"PK\x03\x04", gzip.compress(b"hello\n"), gzip.compress(b'{"netmap": "map"}\n')],
    ids=["empty", "text", "zip", "text packed", "map packed"],  # what is packed holds the second in which it was
)
def test_a_file_of_something_else(tmp_path: Path, content: bytes):
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="is no backup of netmap"):
        read_archive(path, lang="en")
    assert not is_archive(path)


def test_a_store_is_no_backup(plain: Path, tmp_path: Path):
    with pytest.raises(StoreError, match="is a store, not a backup"):
        read_archive(tmp_path / "city.db", lang="en")
    with pytest.raises(StoreError, match="does not exist"):
        read_archive(tmp_path / "none", lang="en")
    assert not is_archive(tmp_path / "city.db")
    assert is_archive(plain)


def test_what_unpacks_without_end_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archives, "LONGEST", 1000)
    bomb = tmp_path / "bomb.netmap"
    head = json.dumps({"netmap": "backup", "layout": 1, "revisions": 1}).encode()
    bomb.write_bytes(gzip.compress(head + b"\n" + b"[" * 10_000_000))
    with pytest.raises(StoreError, match="damaged"):
        read_archive(bomb, lang="en")

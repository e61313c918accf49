"""What is special to the embedded store: one file, its copies, and everything that can be wrong with a file."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from stores import Clock, small_city

from netmap.changes import diff
from netmap.errors import StoreError
from netmap.landscape import Landscape
from netmap.model import Actor, Settings
from netmap.store import default_path, open_store
from netmap.store.backups import KEPT, backups, folder
from netmap.store.base import SCHEMA_VERSION
from netmap.store.migrations import APPLICATION_ID, MIGRATIONS, migrate
from netmap.store.sqlite import SQLiteStore

ROOT = Path(__file__).resolve().parent.parent
NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the file of a store that holds the small city."""
    file = tmp_path / "city.db"
    with SQLiteStore(file, clock=Clock()) as store:
        store.apply(diff(None, small_city()), author="office")
    return file


def rename(store: SQLiteStore, name: str) -> None:
    old = store.read()
    changed = old.actors["club"].model_copy(update={"name": name})
    store.apply(diff(old, old.replace([changed])), author="office")


def sql(file: Path, *statements: str) -> list[tuple[object, ...]]:
    """Run statements on a file behind the store's back; return what the last one gives."""
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        return [db.execute(one).fetchall() for one in statements][-1]


def run(code: str, *arguments: object, before: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own, with this checkout and these tests to import from."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, preexec_fn=before)


def refused(action: Callable[[], object]) -> str:
    """Return the sentence of the StoreError that an action raises: one line, no traceback in it."""
    with pytest.raises(StoreError) as got:
        action()
    sentence = str(got.value)
    assert sentence
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    return sentence


# ------------------------------------------------------------------------------------------------------------- the file


def test_the_file_says_whose_it_is(path: Path) -> None:
    assert sql(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert sql(path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert sql(path, "PRAGMA journal_mode") == [("delete",)]
    assert [one.name for one in path.parent.iterdir()] == ["city.db"]


def test_there_is_a_step_to_every_version() -> None:
    assert len(MIGRATIONS) == SCHEMA_VERSION


def test_a_migration_takes_up_where_the_file_is(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        migrate(db, 1, (*MIGRATIONS, lambda one: one.execute("ALTER TABLE revision ADD COLUMN place TEXT")))
        assert db.execute("SELECT place FROM revision").fetchall() == [(None,)]
        assert db.execute("PRAGMA user_version").fetchone() == (2,)


def test_the_database_itself_refuses_a_reference_to_nothing(path: Path) -> None:
    with SQLiteStore(path) as store, pytest.raises(sqlite3.IntegrityError):
        store._db.execute("INSERT INTO reference VALUES ('club', 'part_of', 'nobody')")


def test_the_database_itself_refuses_a_second_landscape(path: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        sql(path, "INSERT INTO record VALUES ('town', 'landscape', 1, '{}')")


def test_references_follow_the_records(path: Path) -> None:
    count = "SELECT count(*) FROM reference"
    held = sql(path, count)
    with SQLiteStore(path, clock=Clock()) as store:
        rename(store, "New")
        assert sql(path, count) == held
        old = store.read()
        store.apply(diff(old, Landscape(Settings(id="city", name="City")), delete_missing=True), author="office")
    assert sql(path, count) == [(0,)]
    assert sql(path, "SELECT count(*) FROM record") == [(1,)]


def test_two_may_make_the_file_at_once(tmp_path: Path) -> None:
    first, second = SQLiteStore(tmp_path / "new.db"), SQLiteStore(tmp_path / "new.db")
    with first, second:
        assert first.is_empty()
        assert second.is_empty()


def test_closing_twice_is_no_error(path: Path) -> None:
    store = SQLiteStore(path)
    store.close()
    store.close()
    refused(store.read)


# -------------------------------------------------------------------------------------------------------------- backups


def test_no_backup_of_nothing(path: Path) -> None:
    assert backups(path) == []


def test_a_backup_is_the_state_before_a_write(path: Path) -> None:
    with SQLiteStore(path, clock=Clock()) as store:
        first = store.read()
        rename(store, "New")
    (backup,) = backups(path)
    assert backup.name == "20180301-120100-r000001.db"
    with open_store(backup) as kept:
        assert kept.read() == first
    shutil.copy(backup, path)
    with SQLiteStore(path) as store:
        assert store.read() == first
        assert len(store.revisions()) == 1


def test_the_last_ten_are_kept(path: Path) -> None:
    (folder(path)).mkdir()
    mine = folder(path) / "my own notes.txt"
    mine.write_text("stay")
    left = folder(path) / "20180101-000000-r000001.part"
    left.write_text("half")
    with SQLiteStore(path, clock=Clock()) as store:
        for number in range(KEPT + 3):
            rename(store, f"Club {number}")
    assert [one.stem[-2:] for one in backups(path)] == [f"{number:02d}" for number in range(4, 14)]
    assert mine.exists()
    assert not left.exists()


def test_what_is_refused_costs_no_backup(path: Path) -> None:
    with SQLiteStore(path, clock=Clock()) as store:
        other = Landscape(Settings(id="town", name="Town"))
        refused(lambda: store.apply(diff(None, other), author="office"))
    assert backups(path) == []


def test_no_write_without_a_backup(path: Path) -> None:
    folder(path).write_text("a file where the folder should be")
    with SQLiteStore(path, lang="en", clock=Clock()) as store:
        assert refused(lambda: rename(store, "New")).startswith("Nothing was saved: no backup copy could be written to")
        assert store.read().actors["club"].name == "Club"
        folder(path).unlink()
        rename(store, "New")


# ------------------------------------------------------------------------------------------------------------ addresses


def test_a_path_and_an_address_name_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    for name in (path, str(path), f"sqlite:///{path}", "city.db", "sqlite:///city.db"):
        with open_store(name, create=False) as store:
            assert store.landscape_id == "city"
            assert store.url == f"sqlite:///{path.as_posix()}"


def test_the_default_is_in_the_users_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with open_store(None) as store:
        assert store.is_empty()
    assert default_path().is_file()
    assert tmp_path in default_path().parents


def test_the_default_folder_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("HOME", str(tmp_path / "file"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    assert "--store" in refused(lambda: open_store(None, lang="en"))


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://anna:geheim@host/db",
        "http://anna:geheim@host",
        "sqlite://anna:geheim@host/x",
        "sqlite:///",
        "sqlite://",
    ],
)
def test_other_addresses_are_refused_without_being_repeated(url: str) -> None:
    sentence = refused(lambda: open_store(url, lang="en"))
    assert sentence.startswith("netmap knows no store of the form")
    assert "geheim" not in sentence
    assert "anna" not in sentence


@pytest.mark.parametrize(
    "url",
    [
        " neo4j://user:secret@host/db",
        "neo4j:/user:secret@host",
        "neo4j//user:secret@host/db",
        "neo4j\\\\user:secret@host",
        "n_o://user:secret@host/db",
        "neo4j:user:secret@host",
        "NEO4J+S : //user:secret@host",
        "bolt:user:secret",
        "bolt : user:secret",
        "\tbolt+ssc:/user:secret@host",
        "user:secret@host",
        "user:secret@host://db",
        "//user:secret@host/db",
        "http:/user:secret@host",
        "sqlite:user:secret@host",
        "sqlite:/user:secret@host/x.db",
        "sqlite//user:secret@host/x.db",
    ],
)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_mistyped_address_is_no_files_name(url: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sentence = refused(lambda: open_store(url, lang=lang))
    assert not [word for word in ("secret", "user", "host") if word in sentence]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["neo4j.db", "bolt-2018.db", "neo4j/city.db", "a@b.db", "a:b.db", " city.db "])
def test_names_of_files_that_only_resemble_an_address(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "neo4j").mkdir()
    open_store(name).close()
    assert (tmp_path / name.strip()).is_file()


@pytest.mark.parametrize("name", ["~/city.db", "sqlite:///~/city.db", Path("~/city.db")])
def test_the_users_own_folder(name: str | Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(path.parent))
    with open_store(name, create=False) as store:
        assert store.landscape_id == "city"


def test_the_folder_of_a_user_whom_nobody_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert refused(lambda: open_store("~nobody-here/x.db", lang="en")).startswith("There is no folder")


@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_address(name: str) -> None:
    assert refused(lambda: open_store(name, lang="en")) == "The store's address is empty."


def test_a_memory_database_is_just_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_store(":memory:").close()
    assert (tmp_path / ":memory:").is_file()


# ------------------------------------------------------------------------------------------------------------ bad input


def test_the_sentences_are_german_first(tmp_path: Path) -> None:
    with open_store(tmp_path / "x.db") as store:
        assert refused(store.read).startswith("Der Speicher ist leer: ")
    assert refused(lambda: open_store("bolt://anna:x@host")).startswith("Die Adresse des Speichers darf weder")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refused(lambda: open_store(tmp_path / "x.db", create=False, lang="en")).startswith("There is no store")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    sentence = refused(lambda: open_store(tmp_path / "no" / "x.db", lang="en"))
    assert sentence == f"There is no folder {tmp_path / 'no'} for the store."


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    assert refused(lambda: open_store(tmp_path, lang="en")).startswith("The store must be a file, this is a folder")


def test_a_pipe_is_no_store(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(lambda: open_store(tmp_path / "pipe", lang="en")).startswith("The store must be a file")


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b"])
def test_a_name_that_no_file_can_have(name: str) -> None:
    assert refused(lambda: open_store(name, lang="en")).startswith("The store cannot be opened")


@pytest.mark.parametrize("content", [b"id;name\n" * 200, b"SQLite format 3\0" + b"x" * 4096, b"PK\3\4" * 500, b"x"])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.db"
    file.write_bytes(content)
    assert refused(lambda: open_store(file, lang="en")).startswith("This file is no netmap store")
    assert file.read_bytes() == content


def test_a_database_of_something_else(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    sql(file, "CREATE TABLE album (name)")
    before = file.read_bytes()
    assert refused(lambda: open_store(file, lang="en")).startswith("This file is a database of something else")
    sql(file, "DROP TABLE album", "PRAGMA application_id = 77")
    assert refused(lambda: open_store(file, lang="en")).startswith("This file is a database of something else")
    assert before[:16] == file.read_bytes()[:16]


def test_a_store_of_a_newer_version(path: Path) -> None:
    sql(path, "PRAGMA user_version = 99")
    before = path.read_bytes()
    sentence = refused(lambda: open_store(path, lang="en"))
    assert sentence.startswith("The store was written by a newer netmap (layout 99, known here: 1), please update netmap")
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_store_unless_there_are_backups(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    file.touch()
    assert refused(lambda: open_store(file, create=False, lang="en")).startswith("This file is no netmap store")
    with SQLiteStore(file, clock=Clock()) as store:
        store.apply(diff(None, small_city()), author="office")
        rename(store, "New")
    file.write_bytes(b"")
    assert refused(lambda: open_store(file, lang="en")).endswith(f"copies of earlier states: {folder(file)}")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short(path: Path, share: float) -> None:
    content = path.read_bytes()
    cut = content[: int(len(content) * share)]
    path.write_bytes(cut)

    def use() -> None:
        with open_store(path, lang="en") as store:
            store.read()

    sentence = refused(use)
    assert sentence.startswith("The store's file is damaged or cut short")
    assert str(folder(path)) in sentence
    assert path.read_bytes() == cut


def test_a_record_that_was_tampered_with(path: Path) -> None:
    with SQLiteStore(path, lang="en") as store:
        sql(path, """UPDATE record SET data = '{"id":"club","nmae":"X"}' WHERE id = 'club'""")
        sentence = (
            f"The store's file is damaged, its record “club” cannot be read: {path}. "
            f"Copies of earlier states: {folder(path)}"
        )
        assert refused(store.read) == sentence
        sql(path, "UPDATE record SET kind = 'ghost' WHERE id = 'club'")
        assert refused(store.read) == sentence
        sql(path, "UPDATE record SET kind = 'actor'  WHERE id = 'club'")
        for data in (
            "{nojson",
            "{",
            "",
            "[]",
            "null",
            '{"id":"office","name":"X"}',
            '{"id":"club","name":"X","since":"never"}',
        ):
            sql(path, f"UPDATE record SET data = '{data}' WHERE id = 'club'")
            assert refused(store.read) == sentence
        for data in ("{nojson", '{"id":"club","name":"X"},{"id":"more","name":"Y"}'):
            sql(path, f"UPDATE record SET data = '{data}' WHERE id = 'club'")
            assert refused(store.arrays) == sentence
        sql(path, """UPDATE record SET data = '{"id":"club","name":"X","since":"never"}' WHERE id = 'club'""")
        assert refused(store.arrays).startswith("The store's file is damaged")
        sql(path, "UPDATE change SET data = '{nojson' WHERE id = 'club'")
        assert refused(store.history) == sentence
        assert refused(lambda: store.changes_of(1)) == sentence
        assert refused(lambda: store.read(revision=1)) == sentence
        sql(path, "DROP TABLE change")
        assert refused(store.history) == damaged(path)


def damaged(path: Path, *, lang: str = "en") -> str:
    if lang == "de":
        return f"Die Datei des Speichers ist beschädigt oder unvollständig: {path}. Kopien früherer Stände: {folder(path)}"
    return f"The store's file is damaged or cut short: {path}. Copies of earlier states: {folder(path)}"


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(
    "damage",
    [
        "PRAGMA user_version = 0",
        "PRAGMA user_version = -1",
        "DROP TABLE change",
        "DROP TABLE record",
        "DROP TABLE reference",
        "DROP TABLE revision",
    ],
)
def test_a_store_that_lost_a_part_is_not_opened(path: Path, damage: str, lang: str) -> None:
    sql(path, "PRAGMA foreign_keys = OFF", damage)
    before = path.read_bytes()
    assert refused(lambda: open_store(path, lang=lang)) == damaged(path, lang=lang)
    assert path.read_bytes() == before


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("at", ["never", "", "2018-13-01"])
def test_nothing_is_written_on_top_of_a_damaged_revision(path: Path, at: str, lang: str) -> None:
    sql(path, f"UPDATE revision SET at = '{at}'")
    before = path.read_bytes()
    with SQLiteStore(path, lang=lang, clock=Clock()) as store:
        for action in (store.history, store.revisions, lambda: store.changes_of(1), lambda: rename(store, "New")):
            assert refused(action) == damaged(path, lang=lang)
    assert path.read_bytes() == before
    assert backups(path) == []


def test_a_change_of_no_revision(path: Path) -> None:
    sql(path, "PRAGMA foreign_keys = OFF", "UPDATE change SET revision = 7 WHERE id = 'club'")
    with SQLiteStore(path, lang="en") as store:
        assert refused(store.history) == damaged(path)


@pytest.mark.parametrize("table", ["record", "change"])
def test_a_text_that_is_none(path: Path, table: str) -> None:
    sql(path, f"UPDATE {table} SET data = CAST(x'7BFF7D' AS TEXT) WHERE id = 'club'")
    with SQLiteStore(path, lang="en") as store:
        assert refused(store.read if table == "record" else store.history) == damaged(path)


def test_a_column_that_is_gone(path: Path) -> None:
    sql(path, "ALTER TABLE revision DROP COLUMN reason")
    with SQLiteStore(path, lang="en", clock=Clock()) as store:
        assert refused(store.history) == damaged(path)
        assert refused(lambda: rename(store, "New")) == damaged(path)


def test_a_file_that_another_program_writes(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other, SQLiteStore(path, lang="en", timeout=0) as store:
        other.execute("BEGIN IMMEDIATE")
        assert store.read().actors["club"].name == "Club"
        assert refused(lambda: rename(store, "New")).startswith("Another program is writing to the store")
        other.execute("ROLLBACK")
        other.execute("BEGIN EXCLUSIVE")
        assert refused(store.read).startswith("Another program is writing to the store")
        assert refused(lambda: SQLiteStore(path, lang="en", timeout=0)).startswith("Another program is writing")
        other.execute("ROLLBACK")
        rename(store, "New")


def test_a_reader_holds_up_the_writer_and_nothing_is_lost(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other, SQLiteStore(path, lang="en", timeout=0) as store:
        other.execute("BEGIN")
        other.execute("SELECT * FROM record").fetchone()
        assert refused(lambda: rename(store, "New")).startswith("Another program is writing to the store")
        other.execute("ROLLBACK")
        assert store.read().actors["club"].name == "Club"
        rename(store, "New")


def test_half_a_sign_in_the_reason(path: Path) -> None:
    with SQLiteStore(path, lang="en", clock=Clock()) as store:
        old = store.read()
        changes = diff(old, old.replace([Actor(id="new", name="New")]))
        refused(lambda: store.apply(changes, author="office", reason="\ud800"))
        assert len(store.revisions()) == 1


USE_AS_NOBODY = """
import os, sys
from pathlib import Path
import netmap.store.sqlite
from netmap.changes import diff
from netmap.errors import StoreError
from netmap.store import open_store
from stores import small_city
os.setgid(65534); os.setuid(65534)
try:
    with open_store(Path(sys.argv[1]), lang="en") as store:
        old = None if store.is_empty() else store.read()
        print("read", file=sys.stderr)
        new = small_city() if old is None else old.replace([old.actors["club"].model_copy(update={"name": "New"})])
        store.apply(diff(old, new), author="nobody")
        print("written")
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become somebody without rights")
@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "sentence"),
    [
        (0o444, 0o777, "The store cannot be written, the file or its folder is read-only"),
        (0o444, 0o555, "The store cannot be written, the file or its folder is read-only"),
        (0o666, 0o555, "The store cannot be"),
        (0o000, 0o777, "The store cannot be opened"),
        (0o666, 0o000, "The store cannot be opened"),
    ],
)
def test_without_rights(file_mode: int, folder_mode: int, sentence: str) -> None:
    # pytest's own folders are closed to nobody
    room = Path("/var/tmp") / f"netmap-test-{os.getpid()}-{file_mode:o}-{folder_mode:o}"  # noqa: S108
    room.mkdir()
    try:
        file = room / "city.db"
        with SQLiteStore(file, clock=Clock()) as store:
            store.apply(diff(None, small_city()), author="office")
        before = file.read_bytes()
        folder(file).mkdir()
        folder(file).chmod(0o777)
        file.chmod(file_mode)
        room.chmod(folder_mode)
        done = run(USE_AS_NOBODY, file)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(sentence)
        assert done.stdout.count("\n") == 1
        room.chmod(0o755)
        assert file.read_bytes() == before
    finally:
        room.chmod(0o755)
        shutil.rmtree(room)


# ------------------------------------------------------------------------------------------------- full disks, kill -9


def large(number: int = 2000) -> Landscape:
    return small_city().replace(Actor(id=f"a{one}", name=f"Actor {one}", note="x" * 200) for one in range(number))


def test_a_full_disk(path: Path) -> None:
    before = path.read_bytes()
    with SQLiteStore(path, lang="en", clock=Clock()) as store:
        store._db.execute("PRAGMA max_page_count = 30")
        changes = diff(store.read(), large().replace(store.read().records()))
        assert refused(lambda: store.apply(changes, author="office")) == f"The disk is full, nothing was saved: {path}"
        assert path.read_bytes() == before
        assert len(store.revisions()) == 1
        store._db.execute("PRAGMA max_page_count = 100000")
        store.apply(changes, author="office")


WRITE_MUCH = """
import resource, sys
from pathlib import Path
from netmap.changes import diff
from netmap.errors import StoreError
from netmap.store import open_store
from test_store_sqlite import large
with open_store(Path(sys.argv[1]), lang="en") as store:
    changes = diff(store.read(), large().replace(store.read().records()))
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
    try:
        store.apply(changes, author="office")
    except StoreError as error:
        print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are a matter of POSIX")
@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        (200_000, "The store's file cannot be read or written (disk full"),
        (20_000, "Nothing was saved: no backup copy could be written to"),
        (0, "Nothing was saved: no backup copy could be written to"),
    ],
)
def test_a_file_may_not_grow(path: Path, limit: int, sentence: str) -> None:
    with SQLiteStore(path) as store:
        first = store.read()
    done = run(WRITE_MUCH, path, limit)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(sentence) or (limit > 100_000 and done.stdout.startswith("The disk is full"))
    with SQLiteStore(path) as store:
        assert store.read() == first
        assert len(store.revisions()) == 1
        assert sql(path, "PRAGMA integrity_check") == [("ok",)]
    assert not list(folder(path).glob("*.part*"))


DIE = """
import os, signal, sys
from pathlib import Path
from netmap.changes import diff
from netmap.store import open_store
from test_store_sqlite import large
with open_store(Path(sys.argv[1])) as store:
    changes = diff(store.read(), large().replace(store.read().records()))
    store._db.execute("PRAGMA cache_size = 5")  # pages reach the file long before the commit
    seen = []
    def look(statement):
        seen.append(statement)
        if sys.argv[2] in statement and sum(sys.argv[2] in one for one in seen) == int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)
    store._db.set_trace_callback(look)
    store.apply(changes, author="office")
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a matter of POSIX")
@pytest.mark.parametrize(
    ("at", "times"),
    [("BEGIN", 1), ("INSERT INTO revision", 1), ("INSERT INTO record", 1000), ("INSERT INTO change", 1999), ("COMMIT", 1)],
)
def test_killed_while_writing(path: Path, at: str, times: int) -> None:
    with SQLiteStore(path) as store:
        first = store.read()
    assert run(DIE, path, at, times).returncode == -signal.SIGKILL
    with SQLiteStore(path, clock=Clock()) as store:
        assert store.read() == first
        assert sql(path, "PRAGMA integrity_check") == [("ok",)]
        store.apply(diff(first, large().replace(first.records())), author="office")
        assert len(store.read().actors) == 2003


DIE_FIRST = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN")
db.execute("CREATE TABLE record (id)")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a matter of POSIX")
def test_killed_before_there_was_anything(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    assert run(DIE_FIRST, file).returncode == -signal.SIGKILL
    with SQLiteStore(file) as store:
        assert store.is_empty()

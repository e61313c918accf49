"""The command line in the tests: a place of one's own, a store with the real example, what was answered or refused."""

from __future__ import annotations

import inspect
import shlex
import shutil
from pathlib import Path

import pytest
import xlsxwriter

from netmap.cli import run
from netmap.cli.commands import DAILY, FAMILIES, FURTHER
from netmap.files.folder import write_folder
from netmap.landscape import Landscape
from netmap.model import Record, Settings

ROSTOCK = Path(__file__).resolve().parent.parent / "graphs" / "rostock"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder, with no store, author or language set by whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("NETMAP_STORE", "NETMAP_AUTHOR", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load the real example once; use `store`, which is a copy."""
    store = tmp_path_factory.mktemp("store") / "rostock.db"
    assert run(["--store", str(store), "load", str(ROSTOCK), "--yes", "--author", "BK"]) == 0
    return store


@pytest.fixture
def rostock_store(loaded: Path, tmp_path: Path) -> str:
    """Return the place of a store with the real example."""
    copy = tmp_path / "rostock.db"
    shutil.copy(loaded, copy)
    return str(copy)


def examples() -> list[list[str]]:
    """Return how each command is called in its help, `yes` said where it would ask, and put the files there that they read.

    They work on the real example; those that copy a store or need a server are left out, and what takes back comes last.
    """
    shutil.copytree(ROSTOCK, "rostock", dirs_exist_ok=True)
    with xlsxwriter.Workbook("schulen.xlsx") as book:
        sheet = book.add_worksheet()
        for at, line in enumerate([["Schulname", "Ort"], ["Schule am Meer", "Rostock"]]):
            sheet.write_row(at, 0, line)
    paired = [one for family in FAMILIES for one in family.commands]
    alone = [one for one in [*DAILY, *FURTHER, *paired] if one.name not in {"copy", "cypher", "store", "resolve"}]
    return [
        [*shlex.split(one.example), *(["--yes"] if "yes" in inspect.signature(one.function).parameters else [])]
        for one in sorted(alone, key=lambda one: one.name == "undo")
    ]


def call(capsys: Capture, *arguments: str, code: int = 0) -> tuple[str, str]:
    """Run netmap, and return what it says on stdout and stderr."""
    capsys.readouterr()
    ended = run(arguments)
    said = capsys.readouterr()
    assert ended == code, said.err
    assert "Traceback" not in said.err
    return said.out, said.err


def answer(capsys: Capture, *arguments: str, code: int = 0) -> str:
    """Return what a call says on stdout."""
    return call(capsys, *arguments, code=code)[0]


def refusal(capsys: Capture, *arguments: str, code: int = 1) -> str:
    """Return what a call that fails says on stderr."""
    return call(capsys, *arguments, code=code)[1]


def stored(tmp_path: Path, *records: Record, name: str = "city") -> str:
    """Load a small landscape into a store and return where it is."""
    folder = tmp_path / f"folder-{name}"
    write_folder(Landscape(Settings(id=name, name=name.title(), as_of="2018-12-31"), records), folder)
    store = tmp_path / f"{name}.db"
    assert run(["--store", str(store), "load", str(folder), "--yes"]) == 0
    return str(store)

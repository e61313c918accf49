"""The wheel, alone: built, looked into, installed in an empty environment away from the checkout, and run there."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("netmap-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of an empty environment that holds the wheel, and sees the dependencies where they already are.

    A folder that a `.pth` file adds comes after the environment's own, and its own `.pth` files are not read: so the
    checkout, which the development environment adds by one, stays out of sight.
    """
    folder = tmp_path_factory.mktemp("empty")
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-index", "--no-deps", wheel, cwd=folder)
    where = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).stdout.strip()
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(where) / "dependencies.pth").write_text("\n".join(sorted(libraries)) + "\n", encoding="utf-8")
    return python


@pytest.fixture
def away(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """Return an empty folder to work in, and an environment in which nothing points to the checkout or a user's data."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NETMAP_", "PYTHON", "XDG_"))}
    return tmp_path, {**kept, "HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "LANG": "de_DE.UTF-8"}


def test_the_wheel_holds_all_that_it_needs(wheel: Path):
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {path.relative_to(ROOT).as_posix() for path in (ROOT / "netmap").rglob("*") if path.is_file()}
    made = {name for name in shipped if "__pycache__" in name}
    assert shipped - made <= names
    assert {"netmap/locale/de/LC_MESSAGES/netmap.mo", "netmap/vocabularies/areas.yaml", "netmap/py.typed"} <= names
    example = {f"netmap/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "graphs/rostock").glob("*.yaml")}
    assert "netmap/graphs/rostock/actors.yaml" in example
    assert example <= names


def test_the_wheel_holds_nothing_else(wheel: Path):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"netmap"}
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if "__pycache__" in name or name.endswith(".db")]


def test_the_wheel_says_its_licence_and_what_it_needs(wheel: Path):
    archive = zipfile.ZipFile(wheel)
    metadata = next(archive.read(name).decode() for name in archive.namelist() if name.endswith("/METADATA"))
    assert "License-Expression: MIT" in metadata
    assert any(name.endswith("/licenses/LICENSE") for name in archive.namelist())
    assert "Requires-Dist: pydantic" in metadata
    assert "Requires-Dist: pytest" not in metadata


def test_netmap_is_the_wheels(installed: Path, away: tuple[Path, dict[str, str]]):
    folder, env = away
    found = run(installed, "-c", "import netmap; print(netmap.__file__)", cwd=folder, env=env).stdout.strip()
    assert Path(found).is_relative_to(installed.parent.parent)
    path = run(installed, "-c", "import sys; print(sys.path)", cwd=folder, env=env).stdout
    assert repr(str(ROOT)) not in path


def test_the_demo_runs_from_the_wheel(installed: Path, away: tuple[Path, dict[str, str]]):
    folder, env = away
    done = run(installed.parent / "netmap", "demo", "--output", folder / "out", cwd=folder, env=env)
    assert "Rostock" in done.stdout
    page = (folder / "out" / "map.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "Kein amtliches Ergebnis" in page


def test_the_wheel_speaks_german_and_english(installed: Path, away: tuple[Path, dict[str, str]]):
    folder, env = away
    german, english = (
        run(installed.parent / "netmap", "--lang", lang, "--help", cwd=folder, env=env).stdout for lang in ("de", "en")
    )
    assert "demo" in german
    assert "demo" in english
    assert german != english

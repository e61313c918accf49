"""The scripts that set a fresh machine up: they say clearly what is missing, and do nothing that is done already."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent


def program(folder: Path, name: str, script: str) -> None:
    """Put a program of this name into a folder."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Return a checkout with nothing but the scripts and locks in it, on a machine with nothing but a shell's basics."""
    if os.name == "nt":
        pytest.skip("they are shell scripts")
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "bin").mkdir()
    for name in ("sh", "dirname", "cat", "rm", "cksum", "head", "tail", "mktemp", "id", "env", "mkdir", "touch", "chmod"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or name)
    return tmp_path


def run(machine: Path, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
    given = {"PATH": str(machine / "bin"), "HOME": str(machine), **env}
    return subprocess.run(command, cwd=machine, env=given, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def a_python_that_keeps_a_diary(machine: Path) -> None:
    """Put a `python3` there whose `-m venv` makes an environment whose Python writes down what it is asked."""
    note = 'echo "$@" >> diary'
    inner = f"#!/bin/sh\\n{note}\\n"
    make = f"mkdir -p .venv/bin; printf '{inner}' > .venv/bin/python; chmod 755 .venv/bin/python"
    program(machine / "bin", "python3", f'case "$1 $2" in "-m venv") {make};; --version*) echo Python 3.12;; esac')


def test_a_missing_python_is_said(machine: Path):
    done = run(machine, "scripts/install", "run")
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr
    assert not (machine / ".venv").exists()


def test_a_python_that_is_too_old_is_passed_over(machine: Path):
    program(machine / "bin", "python3", "exit 1")
    done = run(machine, "scripts/install", "run")
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr
    (machine / "bin/python3.12").symlink_to(sys.executable)
    wrong = run(machine, "scripts/install", "run", PYTHON="no-such-python")
    assert wrong.returncode == 1
    assert "no-such-python" in wrong.stderr


def test_a_python_without_venv_is_said(machine: Path):
    script = 'case "$2" in "import venv"*) exit 1;; "import sys; print"*) echo python3.12-venv;; esac'
    program(machine / "bin", "python3", script)
    done = run(machine, "scripts/install", "run")
    assert done.returncode == 1
    assert "python3.12-venv" in done.stderr
    assert "by hand" in done.stderr


def test_installing_twice_installs_once(machine: Path):
    a_python_that_keeps_a_diary(machine)
    first = run(machine, "scripts/install", "run")
    assert first.returncode == 0, first.stderr
    installed = [line for line in (machine / "diary").read_text().splitlines() if "install" in line]
    assert ["requirements.lock" in line for line in installed] == [True, False]
    assert "--require-hashes" in installed[0]
    assert "--no-index" in installed[1]
    again = run(machine, "scripts/install", "run")
    assert again.stderr == ""
    assert [line for line in (machine / "diary").read_text().splitlines() if "install" in line] == installed


def test_a_changed_lock_is_installed_again(machine: Path):
    a_python_that_keeps_a_diary(machine)
    run(machine, "scripts/install", "dev")
    with (machine / "requirements-dev.lock").open("a", encoding="utf-8") as file:
        file.write("# more\n")
    again = run(machine, "scripts/install", "dev")
    assert "requirements-dev.lock" in again.stderr
    assert "requirements.lock" not in again.stderr


def test_a_checkout_that_was_moved_gets_a_new_environment(machine: Path):
    a_python_that_keeps_a_diary(machine)
    run(machine, "scripts/install", "run")
    (machine / ".venv/made-in").write_text("elsewhere\n")
    assert "making .venv" in run(machine, "scripts/install", "run").stderr


def test_without_apt_get_one_sentence_says_what_to_install(machine: Path):
    done = run(machine, "scripts/debian-install", "drawing the map", "chromium", "fonts-dejavu-core")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "drawing the map needs chromium fonts-dejavu-core" in done.stderr


def test_without_rights_the_command_is_said(machine: Path):
    program(machine / "bin", "apt-get", "echo called >> calls")
    (machine / "bin/id").unlink()
    program(machine / "bin", "id", "echo 1000")
    done = run(machine, "scripts/debian-install", "drawing the map", "chromium")
    assert done.returncode == 1
    assert "sudo apt-get install chromium" in done.stderr
    assert not (machine / "calls").exists()


def test_old_package_lists_are_brought_up_to_date(machine: Path):
    program(machine / "bin", "apt-get", 'echo "$3 $4" >> calls; [ "$3" = update ] || [ -e updated ] && : > updated')
    (machine / "bin/id").unlink()
    program(machine / "bin", "id", "echo 0")
    done = run(machine, "scripts/debian-install", "drawing the map", "chromium")
    assert done.returncode == 0, done.stderr
    assert (machine / "calls").read_text().split("\n")[:3] == ["install -y", "update ", "install -y"]


def test_a_failing_apt_get_is_said_with_its_own_words(machine: Path):
    program(machine / "bin", "apt-get", "echo no room left; exit 100")
    (machine / "bin/id").unlink()
    program(machine / "bin", "id", "echo 0")
    done = run(machine, "scripts/debian-install", "drawing the map", "chromium")
    assert done.returncode == 1
    assert "no room left" in done.stderr
    assert "could not install chromium" in done.stderr


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_without_a_browser_only_ci_stops(machine: Path, ci: str, code: int):
    done = run(machine, "scripts/get-chromium", CI=ci)
    assert done.returncode == code
    assert "a real browser needs chromium" in done.stderr
    assert ("are skipped" in done.stderr) == (not ci)


def test_a_browser_that_is_there_is_kept(machine: Path):
    program(machine / "bin", "chromium", "exit 0")
    program(machine / "bin", "fc-list", "echo DejaVu Sans")
    done = run(machine, "scripts/get-chromium", CI="true")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_without_libreoffice_only_ci_stops(machine: Path, ci: str, code: int):
    done = run(machine, "scripts/get-libreoffice", CI=ci)
    assert done.returncode == code
    assert "needs libreoffice-calc" in done.stderr
    assert ("are skipped" in done.stderr) == (not ci)


def test_a_libreoffice_that_is_there_is_kept(machine: Path):
    for name in ("soffice", "lowriter", "pdftoppm"):
        program(machine / "bin", name, "exit 0")
    done = run(machine, "scripts/get-libreoffice", CI="true")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_without_java_and_maven_only_ci_stops(machine: Path, ci: str, code: int):
    done = run(machine, "scripts/get-neo4j", CI=ci)
    assert done.returncode == code
    assert "a real Neo4j needs openjdk-17-jre-headless maven" in done.stderr
    assert ("are skipped" in done.stderr) == (not ci)


def test_a_neo4j_that_is_named_needs_neither(machine: Path):
    done = run(machine, "scripts/get-neo4j", CI="true", NETMAP_TEST_NEO4J="neo4j://graph.example")
    assert (done.returncode, done.stderr) == (0, "")


def pinned(lock: str) -> set[tuple[str, str]]:
    """Return each package of a lock with its version, as often as it is pinned for different Pythons."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert text.count("==") <= text.count("--hash=sha256:"), "every package is pinned with its hashes"
    return set(re.findall(r"^([a-z0-9][\w.-]*)==([^\s;]+)", text, re.MULTILINE))


def declared() -> tuple[list[Requirement], list[Requirement]]:
    """Return what netmap needs to be installed and run, and what its developers need further."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    running = [*project["project"]["dependencies"], *groups["install"]]
    further = [line for line in groups["dev"] if isinstance(line, str)]
    return [Requirement(line) for line in running], [Requirement(line) for line in further]


def test_the_locks_hold_all_that_is_declared():
    running, further = declared()
    for lock, wanted in (("requirements.lock", running), ("requirements-dev.lock", [*running, *further])):
        versions = pinned(lock)
        for requirement in wanted:
            fitting = [pin for pin in versions if pin[0] == requirement.name and requirement.specifier.contains(pin[1])]
            assert fitting, f"{lock}: {requirement} is not in it; run `make lock`"


def test_both_locks_agree():
    assert pinned("requirements.lock") <= pinned("requirements-dev.lock")


def test_what_netmap_runs_with_has_no_developers_tools_in_it():
    names = {name for name, _version in pinned("requirements.lock")}
    assert names & {"pytest", "mypy", "ruff", "playwright", "hypothesis"} == set()

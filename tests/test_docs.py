"""The README: short. What its commands and the guide's print is what is shown. All pages: what they name is there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
GUIDE = ROOT / "docs" / "leitfaden.md"
"""The coordinators' guide: a year on the example, from its first command to its last."""
PAGES = [README, *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(?:shell|console|bash|sh)\n(.*?)^```", re.MULTILINE | re.DOTALL)
MAKE = {"make demo": "netmap demo --output exports/rostock"}
"""What a make target runs, whose output the README shows, too."""


def examples(text: str) -> list[tuple[str, list[str]]]:
    """Return the commands in the shell blocks of a page, each with the lines of output shown below it.

    Where a block marks its commands with `$ `, the other lines are output; else every line is a command.
    """
    found: list[tuple[str, list[str]]] = []
    for block in BLOCK.findall(text):
        marked = re.search(r"^\$ ", block, re.MULTILINE)
        for line in filter(str.strip, block.splitlines()):
            if line.startswith("$ ") or not marked:
                found.append((line.removeprefix("$ ").partition("  #")[0].strip(), []))
            elif found:
                found[-1][1].append(line.rstrip())
    return found


def shown(lines: list[str], output: str) -> str | None:
    """Return the first line that is not in the output after those before it; `...` stands for any number of lines."""
    rest = [line.rstrip() for line in output.splitlines()]
    for line in lines:
        if line.strip() in {"...", "…"}:
            continue
        if line not in rest:
            return line
        rest = rest[rest.index(line) + 1 :]
    return None


def commands() -> set[str]:
    from netmap.cli.commands import build

    return set(build("de").commands)


@pytest.fixture(scope="module")
def text() -> str:
    return README.read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """Return a folder as a checkout has it, with the examples in it, and an environment with a store of its own."""
    shutil.copytree(ROOT / "graphs", tmp_path / "graphs")
    (tmp_path / "exports").mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NETMAP_", "LC_", "XDG_"))}
    own = {"NETMAP_STORE": str(tmp_path / "store.db"), "NETMAP_AUTHOR": "Koordination", "LANG": "de_DE.UTF-8"}
    return tmp_path, {**kept, **own, "HOME": str(tmp_path), "COLUMNS": "120"}


def test_the_readme_is_short(text: str):
    assert len(text.splitlines()) < 150


@pytest.mark.parametrize("page", [README, GUIDE], ids=lambda page: page.name)
def test_the_commands_run_and_print_what_is_shown(page: Path, desk: tuple[Path, dict[str, str]]):
    folder, env = desk
    ran = 0
    for command, output in examples(page.read_text(encoding="utf-8")):
        words = shlex.split(MAKE.get(command, command))
        if words[0] != "netmap":
            continue
        call = [sys.executable, str(ROOT / "cli.py"), *words[1:]]
        done = subprocess.run(
            call, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        assert shown(output, done.stdout + done.stderr) is None, f"{command}\n{done.stdout}\n{done.stderr}"
        ran += 1
    assert ran >= 3


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_commands_that_are_named_exist(page: Path):
    named = {
        match.group(1) for match in re.finditer(r"`netmap (?:--store \S+ )?([a-z][\w-]*)", page.read_text(encoding="utf-8"))
    }
    assert named - commands() == set()


def test_make_targets_that_are_named_exist(text: str):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^\$ )make ([a-z]+)", text, re.MULTILINE)) - targets == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_files_that_are_linked_exist(page: Path):
    text = page.read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if link and not (page.parent / link).exists()] == []


def test_the_changelog_tells_of_this_version():
    from netmap import __version__

    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(__version__)}\]", changes, re.MULTILINE)


def test_examples_are_found_with_and_without_a_prompt():
    plain = "```shell\nnetmap demo  # all of it\nmake test\n```\n"
    marked = "```console\n$ netmap gaps\nKeine Lücken\n...\n$ netmap map\n```\n"
    page = f"{plain}{marked}```text\nno\n```\n"
    assert examples(page) == [
        ("netmap demo", []),
        ("make test", []),
        ("netmap gaps", ["Keine Lücken", "..."]),
        ("netmap map", []),
    ]


def test_output_may_leave_lines_out_but_not_change_or_reorder_them():
    output = "a\nb\nc\n"
    assert shown(["a", "...", "c"], output) is None
    assert shown(["c", "a"], output) == "a"
    assert shown(["d"], output) == "d"

"""The rules of the code's layout, read from the code itself: who may import whom, how long things may be."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "netmap"
SOURCES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
OURS = [*SOURCES, *sorted((ROOT / "benchmarks").glob("*.py")), *sorted((ROOT / "scripts").glob("*.py")), ROOT / "cli.py"]

BOTTOM = ({"errors", "locale"}, {"vocabulary", "values"}, {"model"}, {"landscape"})
"""From the ground up: each layer may import those below it."""
ROOMS = {"analysis", "export", "files", "store", "checks"}
"""They never import each other: the command line hands the rows of one to the next."""
TOP = {"cli"}

DOORS = {
    "pyvis": {"export/map.py"},
    "neo4j": {"store/neo4j.py", "store/neo4j_ask.py"},
    "sqlite3": {"store/sqlite.py"},
    "yaml": {"files/", "vocabulary.py"},
}
"""Which files may know a third party, a folder ending in `/`."""
LONG_FILES = {
    "netmap/model.py",  # the data model, which is read as one page: every record with what it may hold
}
NO_TEXT = {".png", ".jpg", ".gif", ".ico", ".woff", ".woff2", ".mo", ".xlsx", ".docx", ".pdf", ".zip", ".db"}


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room(module: str) -> str:
    """Return the part of the package that a module belongs to: `netmap.store.sqlite` is in `store`."""
    return [*module.split("."), "__init__"][1]


def layer(part: str) -> int:
    """Return the height of a part; what is named nowhere stands on the model and below the rooms."""
    for height, parts in enumerate(BOTTOM):
        if part in parts:
            return height
    return len(BOTTOM) + (part in ROOMS) + 2 * (part in TOP)


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield every module that a file imports, wherever in it, with the line; `from a import b` as `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"a relative import in line {node.lineno}"
            yield from ((f"{node.module}.{name.name}", node.lineno) for name in node.names)


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def at_the_top(tree: ast.Module) -> ast.Module:
    """Return a file without its functions: what is imported as soon as the file is."""
    kept = [node for node in tree.body if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))]
    return ast.Module(kept, [])


def inner_imports(tree: ast.AST, mine: str) -> set[str]:
    """Return the modules of the package that a module imports."""
    modules = {module_of(source) for source in SOURCES}
    found = set()
    for name, _line in imports(tree):
        while name and name not in modules:
            name = name.rpartition(".")[0]
        found.add(name)
    return found - {"", "netmap", mine}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef, lines: list[str]) -> int:
    """Count a function's lines that are neither blank, nor comment, nor its docstring."""
    first = function.body[0]
    has_docstring = ast.get_docstring(function) is not None
    docstring = range(first.lineno, (first.end_lineno or 0) + 1) if has_docstring else range(0)
    numbers = range(function.lineno, (function.end_lineno or 0) + 1)
    texts = (lines[number - 1].strip() for number in numbers if number not in docstring)
    return sum(bool(text) and not text.startswith("#") for text in texts)


def lengths() -> dict[str, int]:
    """Return the length of every function of ours, by `file:line name`."""
    found = {}
    for path in OURS:
        if path.exists():
            lines = path.read_text(encoding="utf-8").splitlines()
            found |= {f"{place(path)}:{f.lineno} {f.name}": code_lines(f, lines) for f in functions(path)}
    return found


def kept_files() -> list[Path]:
    """Return the files that are, or would be, under version control; all but what is made where git is missing."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
        paths = [ROOT / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        made = re.compile(r"(^|/)(\.(git|venv|cache|\w+_cache|hypothesis)|exports|dist|build|__pycache__)/")
        paths = [path for path in ROOT.rglob("*") if not made.search(place(path))]
    return [path for path in paths if path.is_file()]


@pytest.mark.parametrize("path", SOURCES, ids=place)
def test_imports_go_down_only(path: Path):
    mine = room(module_of(path))
    for name in inner_imports(parsed(path), module_of(path)):
        theirs = room(name)
        if theirs != mine:
            assert layer(theirs) <= layer(mine), f"{place(path)}: {mine} may not import {theirs}, which stands above it"
            assert not {mine, theirs} <= ROOMS, f"{place(path)}: {mine} and {theirs} never import each other"


def test_imports_have_no_circles():
    graph = {(name := module_of(path)): inner_imports(at_the_top(parsed(path)), name) for path in SOURCES}
    for name, wanted in graph.items():  # a package's own page may gather what is in it
        wanted -= {other for other in wanted if name.startswith(f"{other}.")}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@pytest.mark.parametrize("package", sorted(DOORS))
def test_each_third_party_has_one_door(package: str):
    for path in [*SOURCES, ROOT / "cli.py"]:
        known = {name.partition(".")[0] for name, _line in imports(parsed(path))}
        inside = path.relative_to(PACKAGE).as_posix() if path.is_relative_to(PACKAGE) else path.name
        allowed = any(inside.startswith(door) if door.endswith("/") else inside == door for door in DOORS[package])
        assert allowed or package not in known, f"{place(path)} may not import {package}"


def test_no_function_is_over_fifty_lines():
    assert {name: count for name, count in lengths().items() if count > 50} == {}


def test_functions_are_short():
    assert statistics.median(lengths().values()) <= 10


def test_files_are_under_three_hundred_lines():
    counts = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in OURS if path.exists()}
    assert {name: count for name, count in counts.items() if count >= 300 and name not in LONG_FILES} == {}


def test_no_file_is_a_drawer_for_all_sorts_of_things():
    assert [place(path) for path in OURS if path.stem in {"helpers", "helper", "utils", "util", "misc", "common"}] == []


def test_only_the_command_line_prints():
    for path in SOURCES:
        if room(module_of(path)) != "cli":
            calls = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
            printed = [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]
            assert printed == [], f"{place(path)} prints in lines {printed}"


def test_there_are_enough_tests():
    counted = [sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths) for paths in (TESTS, SOURCES)]
    assert counted[0] >= 0.8 * counted[1], f"{counted[0]} lines of tests for {counted[1]} lines of package"


def test_every_module_is_tested_by_its_name():
    """The tests of `store/sqlite.py` are in test_sqlite.py or test_store*.py, or in one that imports it."""
    names = {path.stem.removeprefix("test_") for path in TESTS}
    imported = set().union(*(inner_imports(parsed(path), "") for path in TESTS))
    without = []
    for path in SOURCES:
        inside = path.relative_to(PACKAGE).with_suffix("").parts
        of_room = len(inside) > 1 and any(name.split("_")[0] == inside[0] for name in names)
        known = of_room or inside[-1] in {"__init__", *names} or module_of(path) in imported
        without += [] if known else [place(path)]
    assert without == []


def test_nothing_names_a_registry_or_a_path_of_some_machine():
    words = [
        r"\b(files\.)?py" + r"pi\.(org|io)\b",
        r"\bpython" + r"hosted\.org",
        r"\bregistry\." + r"npm",
        r"\bmaven" + r"\.org",
    ]
    words += [r"\brepo1?\." + r"maven", r"(?<![\w./-])/(work|root|home)/\w", r"\bdeb\." + r"debian"]
    pattern = re.compile("|".join(words))
    found = []
    for path in kept_files():
        if path.suffix not in NO_TEXT:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                found += [f"{place(path)}:{number}: {match.group()}" for match in pattern.finditer(line)]
    assert found == []


def test_kept_files_are_found_without_git(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    assert {"pyproject.toml", "netmap/model.py"} <= {place(path) for path in kept_files()}
    assert not [path for path in kept_files() if ".venv" in path.parts or "__pycache__" in path.parts]


def test_a_functions_length_leaves_out_docstring_comments_and_blank_lines():
    text = 'def f():\n    """Say.\n\n    More.\n    """\n    # why\n\n    a = 1\n    return a\n'
    (function,) = (node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef))
    assert code_lines(function, text.splitlines()) == 3


def test_layers_are_read_as_they_are_meant():
    order = [layer(part) for part in ("locale", "vocabulary", "model", "landscape", "graph", "store", "cli")]
    assert order == sorted(set(order))
    assert room("netmap.store.sqlite") == room("netmap.store") == "store"

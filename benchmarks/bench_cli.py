"""`netmap --help` against the help of a bare typer app with as many commands, arguments and options."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.report import Row, seconds

BOUND = 1.5


def run(quick: bool) -> list[Row]:
    """Measure whole processes, turn by turn."""
    from netmap.cli.commands import build

    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(bare_app(build("de")), encoding="utf-8")
        ours = partial(_help, "-c", "import sys; sys.argv[0] = 'netmap'; from netmap.cli import app; app()", folder=folder)
        theirs = partial(_help, str(bare), folder=folder)
        mine, bare_one = in_turn(ours, theirs, rounds=7 if quick else 21)
    detail = f"{mine * 1000:.0f} ms, a bare typer app of as many commands and options {bare_one * 1000:.0f} ms"
    return [Row("netmap --help / bare typer app", mine / bare_one, BOUND, "<=", detail)]


def in_turn(ours: Callable[[], object], theirs: Callable[[], object], *, rounds: int) -> tuple[float, float]:
    """Return the median seconds of two calls, made turn by turn, since what else the machine does then slows both.

    Each is called once before it is measured.
    """
    ours()
    theirs()
    pairs = [(seconds(ours, 1), seconds(theirs, 1)) for _ in range(rounds)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def _help(*script: str, folder: str) -> None:
    """Run a script with `--help` in a process of its own and away from the checkout; it must succeed."""
    subprocess.run([sys.executable, *script, "--help"], check=True, capture_output=True, cwd=folder)


def bare_app(command: Any) -> str:
    """Write a typer program that has the same tree of commands as `command`, with functions that do nothing.

    Its help is printed as ours is, with rich or without.
    """
    mode = getattr(command, "rich_markup_mode", None)
    return "\n".join(
        [
            "import typer",
            f"app = typer.Typer(add_completion=False, rich_markup_mode={mode!r})",
            *_group(command, "app"),
            "app()",
            "",
        ]
    )


def _group(group: Any, variable: str) -> Iterator[str]:
    """Write a group's own options and its commands, one function each, groups within it included."""
    yield f"@{variable}.callback()"
    yield from _function(group, f"{variable}_main")
    for number, name in enumerate(group.commands):
        inner = group.commands[name]
        if hasattr(inner, "commands"):
            yield f"{variable}_{number} = typer.Typer()"
            yield from _group(inner, f"{variable}_{number}")
            yield f"{variable}.add_typer({variable}_{number}, name={name!r})"
        else:
            yield f"@{variable}.command(name={name!r}, hidden={inner.hidden!r})"
            yield from _function(inner, f"{variable}_{number}")


def _function(command: Any, name: str) -> Iterator[str]:
    """Write one command as a function: as many parameters, of their kind, with their help; its help is its docstring."""
    yield f"def {name}("
    for number, parameter in enumerate(command.params):
        if parameter.param_type_name == "argument":
            yield f"    a{number}: str = typer.Argument('', help={getattr(parameter, 'help', None)!r}),"
        elif "--help" not in parameter.opts and not parameter.name.endswith("_completion"):
            yield f"    o{number}: str = typer.Option('', {parameter.opts[-1]!r}, help={parameter.help!r}),"
    yield f"):\n    {command.help or ''!r}"

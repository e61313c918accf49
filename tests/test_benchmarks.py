"""The benchmarks' own arithmetic and table; what they measure is never part of the tests."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import typer

from benchmarks import __main__, bare_kernels, bench_brokers, bench_cli, bench_gaps, report
from benchmarks.report import Row
from benchmarks.synthetic import synthetic_arrays
from netmap.network.arrays import arrays
from netmap.network.graph import network
from netmap.network.measures import effective_size
from netmap.network.roles import ROLES, brokerage


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], Callable[[], None]]:
    """Return a maker of work that takes so many seconds on a clock of its own."""
    now = [0.0]
    monkeypatch.setattr(report, "perf_counter", lambda: now[0])

    def work(seconds: float) -> Callable[[], None]:
        def tick() -> None:
            now[0] += seconds

        return tick

    return work


def test_both_are_measured_in_the_same_rounds(ticking: Callable[[float], Callable[[], None]]):
    assert bench_cli.in_turn(ticking(3.0), ticking(2.0), rounds=3) == (3.0, 2.0)


def test_seconds_are_the_median_of_the_rounds(ticking: Callable[[float], Callable[[], None]]):
    lengths = iter([1.0, 9.0, 2.0])
    assert report.seconds(lambda: ticking(next(lengths))(), 3) == 2.0


def test_the_bound_itself_still_holds():
    assert Row("a", 1.5, 1.5).holds
    assert not Row("a", 1.51, 1.5).holds
    assert Row("a", 2.0, 1.5, ">=").holds


def test_every_benchmark_can_be_run():
    assert "cli" in __main__.names()
    for name in __main__.names():
        module = __main__.importlib.import_module(f"benchmarks.bench_{name}")
        assert callable(module.run), name


@pytest.mark.parametrize(("ratio", "code", "word"), [(1.2, 0, "ok"), (2.0, 1, "FAIL")])
def test_the_table_says_what_holds(
    ratio: float, code: int, word: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    module = ModuleType("benchmarks.bench_cli")
    module.run = lambda quick: [Row(f"quick={quick}", ratio, 1.5)]
    monkeypatch.setitem(sys.modules, "benchmarks.bench_cli", module)
    monkeypatch.setattr(sys, "argv", ["benchmarks", "--quick", "cli"])
    assert __main__.main() == code
    shown = capsys.readouterr().out.splitlines()
    assert [line.split() for line in shown] == [[word, "quick=True", f"{ratio:.2f}", "<=", "1.5"]]


def test_an_unknown_benchmark_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr(sys, "argv", ["benchmarks", "no-such"])
    with pytest.raises(SystemExit) as stopped:
        __main__.main()
    assert stopped.value.code == 2
    assert "no benchmark is called no-such" in capsys.readouterr().err


@pytest.fixture
def app() -> typer.Typer:
    """Return an app with an option of its own, a command with an argument and two options, and a group with one command."""
    root, group = typer.Typer(), typer.Typer()

    @root.callback()
    def main(store: str = typer.Option("", help="which store")) -> None: ...

    @root.command(help="Show it.")
    def show(name: str, at: int = 3, deep: bool = False) -> None: ...

    @group.command("inner-one")
    def inner(what: str = "it's") -> None: ...

    root.add_typer(group, name="group")
    return root


def test_the_bare_app_has_as_many_commands_and_options(app: typer.Typer, tmp_path: Path):
    code = bench_cli.bare_app(typer.main.get_command(app))
    assert (code.count(".command("), code.count(".add_typer("), code.count("typer.Argument(")) == (2, 1, 1)
    assert [name for name in ("--store", "--at", "--deep", "--what") if repr(name) not in code] == []
    bare = tmp_path / "bare.py"
    bare.write_text(code, encoding="utf-8")
    shown = subprocess.run([sys.executable, bare, "--help"], capture_output=True, text=True, check=True).stdout
    assert "Show it." in shown
    assert "which store" in shown
    assert "group" in shown


def test_bare_kernels_run_on_what_they_are_measured_with():
    net = network(synthetic_arrays(30), ties="all")
    bare_kernels.every(np.column_stack(net.arcs()[:2]), len(net))


def test_the_yardsticks_count_what_they_are_compared_with():
    net = network(synthetic_arrays(60), ties="all")
    graph = bench_brokers._graph(net)
    mine, theirs = brokerage(net, net.sectors), bench_brokers._roles(graph, dict(enumerate(net.sectors)))
    assert [[int(mine[role][i]) for role in ROLES] for i in range(60)] == [theirs[i] for i in range(60)]
    sizes = bench_brokers._effective_size(graph)
    assert {i: size for i, size in enumerate(effective_size(net).tolist()) if i in sizes} == pytest.approx(sizes)


def test_a_made_up_city_has_all_that_is_not_known_in_real_lists():
    made = bench_gaps.city(200)
    offers = made.offers.values()
    assert (len(made.actors), len(offers), len(made.cooperations), len(made.districts)) == (200, 400, 600, 4)
    assert sum(one.citywide for one in offers) == sum(not one.target_groups for one in offers) == 40
    assert sum(not one.districts and not one.citywide for one in offers) == 80
    assert {one.state for one in made.inventories.values()} == {"complete", "partial"}
    found = bench_gaps.lists(arrays(made), made)
    assert found.action
    assert {row.kind for row in found.clarify} >= {"coverage", "expected", "transition"}

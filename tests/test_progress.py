"""The bar for what takes long: on a terminal only, after a second, and gone at the end."""

from __future__ import annotations

import io
import sys

import pytest

from netmap.cli.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def look(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    return screen


def test_without_a_terminal_nobody_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress("Measuring") as tell:
        assert tell is None
    assert sys.stderr.getvalue() == ""  # type: ignore[attr-defined]


def test_what_is_quick_shows_nothing(monkeypatch: pytest.MonkeyPatch):
    terminal = look(monkeypatch)
    with progress("Measuring", clock=lambda: 0.0) as tell:
        assert tell is not None
        tell(0.5)
    assert terminal.getvalue() == ""


def test_after_a_second_the_share_is_shown_and_wiped_away(monkeypatch: pytest.MonkeyPatch):
    terminal = look(monkeypatch)
    times = iter([0.0, 0.9, 1.1])
    with progress("Measuring", clock=lambda: next(times)) as tell:
        assert tell is not None
        tell(0.2)
        assert terminal.getvalue() == ""
        tell(0.5)
        assert terminal.getvalue() == f"\rMeasuring [{'#' * 15}{' ' * 15}]  50 %"
        tell(1.0)  # once shown it goes on, whatever the clock says
    assert terminal.getvalue().endswith("100 %\r\033[K")


def test_ctrl_c_leaves_no_half_bar(monkeypatch: pytest.MonkeyPatch):
    terminal = look(monkeypatch)
    times = iter([0.0, 5.0])

    def stopped() -> None:
        with progress("Measuring", clock=lambda: next(times)) as tell:
            assert tell is not None
            tell(0.3)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert terminal.getvalue().endswith("\r\033[K")

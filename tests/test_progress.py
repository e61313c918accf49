"""The bar for what takes long: on a terminal only, after a while, and gone at the end."""

from __future__ import annotations

import io
import sys
import threading

import pytest

from netmap.cli.progress import bar, progress

LONG = 30.0
"""Nobody waits so long: what is waited for comes at once, or the test fails."""


class Terminal(io.StringIO):
    """A terminal that can be waited for: until it shows a text."""

    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Condition()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        with self.written:
            count = super().write(text)
            self.written.notify_all()
        return count

    def shows(self, text: str) -> bool:
        with self.written:
            return self.written.wait_for(lambda: text in self.getvalue(), timeout=LONG)


def look(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    return screen


def test_without_a_terminal_nobody_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress("Measuring", patience=0) as tell:
        assert tell is None
    assert sys.stderr.getvalue() == ""  # type: ignore[attr-defined]


def test_what_is_quick_shows_nothing(monkeypatch: pytest.MonkeyPatch):
    terminal = look(monkeypatch)
    with progress("Measuring", patience=LONG) as tell:
        assert tell is not None
        tell(0.5)
    assert terminal.getvalue() == ""


def test_the_share_is_shown_and_wiped_away(monkeypatch: pytest.MonkeyPatch):
    terminal = look(monkeypatch)
    with progress("Measuring", patience=0) as tell:
        assert tell is not None
        tell(0.5)
        assert terminal.shows(f"\rMeasuring [{'#' * 15}{' ' * 15}]  50 %")
        tell(1.0)
        assert terminal.shows("100 %")
    assert terminal.getvalue().endswith("\r\033[K")


def test_something_moves_before_anything_is_told(monkeypatch: pytest.MonkeyPatch):
    terminal = look(monkeypatch)
    with progress("Reading", patience=0):
        assert terminal.shows(f"\rReading [{'#' * 6}{' ' * 24}]")
        assert terminal.shows(f"\rReading [ {'#' * 6}{' ' * 23}]")
    assert "%" not in terminal.getvalue()


def test_ctrl_c_leaves_no_half_bar(monkeypatch: pytest.MonkeyPatch):
    terminal = look(monkeypatch)

    def stopped() -> None:
        with progress("Measuring", patience=0) as tell:
            assert tell is not None
            tell(0.3)
            assert terminal.shows("30 %")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert terminal.getvalue().endswith("\r\033[K")


@pytest.mark.parametrize(("share", "filled"), [(-1.0, 0), (0.0, 0), (1.0, 30), (1.2, 30)])
def test_a_bar_is_never_too_long(share: float, filled: int):
    assert bar(share).startswith(f"[{'#' * filled}{' ' * (30 - filled)}]")


def test_a_moving_block_stays_within():
    assert {len(bar(None, beat)) for beat in range(100)} == {32}

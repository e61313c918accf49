"""A bar for what takes longer than a second, on a terminal only, and never between the data."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 1.0
"""So many seconds pass before anything is shown."""
BEAT = 0.2
"""So often the bar is drawn anew."""
WIDTH = 30
BLOCK = 6
"""So wide is what moves where nobody knows how much is done."""


@contextmanager
def progress(text: str, *, patience: float = PATIENCE) -> Iterator[Callable[[float], None] | None]:
    """Give a function to tell the share of work done, 0 to 1; None where nobody looks at a terminal.

    The bar appears on stderr after a second, also where nothing has been told yet, and is wiped away at the end, also when
    Ctrl-C stops the work.
    """
    if not sys.stderr.isatty():
        yield None
        return
    told: list[float] = []
    done = threading.Event()
    drawing = threading.Thread(target=_draw, args=(text, told, done, patience), daemon=True)
    drawing.start()
    try:
        yield told.append
    finally:
        done.set()
        drawing.join()


def _draw(text: str, told: list[float], done: threading.Event, patience: float) -> None:
    if done.wait(patience):
        return
    beat = 0
    while True:
        sys.stderr.write(f"\r{text} {bar(told[-1] if told else None, beat)}")
        sys.stderr.flush()
        if done.wait(BEAT):
            break
        beat += 1
    sys.stderr.write("\r\033[K")
    sys.stderr.flush()


def bar(share: float | None, beat: int = 0) -> str:
    """Return a bar as long as the share of the work done, or with a block that moves at each beat where that is not known.

    >>> bar(0.5)
    '[###############               ]  50 %'
    >>> bar(None, beat=2)
    '[  ######                      ]'
    """
    if share is None:
        start = beat % (WIDTH - BLOCK + 1)
        return f"[{' ' * start}{'#' * BLOCK}{' ' * (WIDTH - BLOCK - start)}]"
    filled = round(WIDTH * min(1.0, max(0.0, share)))
    return f"[{'#' * filled}{' ' * (WIDTH - filled)}] {100 * share:3.0f} %"

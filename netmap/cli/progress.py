"""A bar for what takes longer than a second, on a terminal only, and never between the data."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

PATIENCE = 1.0
"""So many seconds pass before anything is shown."""


@contextmanager
def progress(text: str, *, clock: Callable[[], float] = monotonic) -> Iterator[Callable[[float], None] | None]:
    """Give a function to tell the share of work done, 0 to 1; None where nobody looks at a terminal.

    The bar appears on stderr after a second and is wiped away at the end, also when Ctrl-C stops the work.
    """
    if not sys.stderr.isatty():
        yield None
        return
    start, shown = clock(), False

    def tell(share: float) -> None:
        nonlocal shown
        if shown or clock() - start >= PATIENCE:
            shown = True
            width = 30
            done = round(width * min(1.0, max(0.0, share)))
            sys.stderr.write(f"\r{text} [{'#' * done}{' ' * (width - done)}] {100 * share:3.0f} %")
            sys.stderr.flush()

    try:
        yield tell
    finally:
        if shown:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()

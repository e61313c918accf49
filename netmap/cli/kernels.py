"""How the command line gets igraph quickly: without looking for what it could draw with."""

from __future__ import annotations

import sys
from typing import Any


def quick_igraph() -> None:
    """Import igraph without matplotlib, which it looks for to draw with; no command draws with igraph.

    That takes half a second, longer than most measures. Only the command line does so, in a process of its own: who imports
    netmap gets igraph whole. What has been imported already stays as it is.
    """
    if "igraph" in sys.modules or "matplotlib" in sys.modules:
        return
    absent: dict[str, Any] = sys.modules
    absent["matplotlib"] = None  # this is how Python is told that there is no such module
    try:
        import igraph  # noqa: F401
    finally:
        del absent["matplotlib"]

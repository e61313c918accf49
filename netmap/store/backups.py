"""The copies of an embedded store that are kept next to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

KEPT: Final = 10


def folder(store: Path) -> Path:
    """Return where the backups of a store file are.

    >>> folder(Path("rostock.db")).name
    'rostock.db.backups'
    """
    return store.with_name(store.name + ".backups")


def backups(store: Path) -> list[Path]:
    """Return the backups there are of a store file, oldest first; their names say when, and as of which revision."""
    return sorted(folder(store).glob("*-r??????.db"))


def back_up(store: Path, revision: int, now: dt.datetime, copy: Callable[[Path], None]) -> Path:
    """Have `copy` write the state of `revision` into the backups, and drop all but the last ten; raises OSError.

    A backup appears whole or not at all; what an interrupted one left behind goes with the next.
    """
    room = folder(store)
    room.mkdir(exist_ok=True)
    for leftover in room.glob("*.part*"):
        leftover.unlink()
    target = room / f"{now:%Y%m%d-%H%M%S}-r{revision:06d}.db"
    part = target.with_suffix(".part")
    try:
        copy(part)
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    for old in backups(store)[:-KEPT]:
        old.unlink()
    return target

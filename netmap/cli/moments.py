"""The moments that a person can name: a date, a revision, a snapshot; and the landscape as it is seen from there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from netmap.cli.asked import Asked
from netmap.errors import DataError

if TYPE_CHECKING:
    from netmap.landscape import Landscape
    from netmap.model import Snapshot

SNAPSHOT: Final = "@"
"""How the name of a snapshot begins."""


def then(asked: Asked, text: str) -> tuple[Landscape, dt.date | None]:
    """Return the landscape of then, and the day to look at it: of a date, a revision r17, or a snapshot @name.

    A date is a day of which we know what we know now; a revision is what was known then.
    """
    from netmap.values import last_day

    here = asked.here
    if text.startswith(SNAPSHOT):
        with here.store() as store:
            now = here.read(store)
            kept = snapshot_named(asked, now, text)
            return (store.read(revision=kept.revision) if kept.revision else now), last_day(kept.date)
    if text.strip().lower().startswith("r"):
        return here.landscape(revision=text), asked.day
    return here.landscape(), here.day(text)


def with_snapshots(asked: Asked, *, with_revision: bool) -> Asked:
    """Return the same call with the day, and the revision, of a snapshot where `--at` or `--revision` name one.

    A snapshot as `--at` stands for both, as it does in `then`; a command that takes no revision (`with_revision` false)
    looks at what is known now.
    """
    if asked.at is not None and asked.at.startswith(SNAPSHOT):
        kept = _kept(asked, asked.at)
        known = f"r{kept.revision}" if kept.revision and with_revision else None
        asked = replace(asked, at=kept.date, revision=asked.revision or known)
    if asked.revision is not None and asked.revision.startswith(SNAPSHOT):
        kept = _kept(asked, asked.revision)
        asked = replace(asked, revision=f"r{kept.revision}" if kept.revision else None)
    return asked


def date_of(asked: Asked, text: str | None) -> str | None:
    """Return a date as it was written, that of a snapshot where one is named."""
    return _kept(asked, text).date if text is not None and text.startswith(SNAPSHOT) else text


def _kept(asked: Asked, text: str) -> Snapshot:
    return snapshot_named(asked, asked.here.landscape(), text)


def snapshot_named(asked: Asked, landscape: Landscape, text: str) -> Snapshot:
    """Return the snapshot called `@name`, by its name or id; refuse another one with those that there are."""
    from netmap.model import Snapshot

    _ = asked.text
    there = landscape.table(Snapshot).values()
    found = next((one for one in there if text.removeprefix(SNAPSHOT) in {one.name, one.id}), None)
    if found is None:
        known = ", ".join(f"@{one.name}" for one in there) or _("none recorded yet")
        raise DataError(_("There is no snapshot “{text}”. There are: {known}").format(text=text, known=known))
    return found

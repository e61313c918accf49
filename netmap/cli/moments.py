"""The moments that a person can name: a date, a revision, a snapshot; and the landscape as it is seen from there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from netmap.cli.asked import Asked
from netmap.errors import DataError

if TYPE_CHECKING:
    from netmap.landscape import Landscape
    from netmap.model import Snapshot


def then(asked: Asked, text: str) -> tuple[Landscape, dt.date | None]:
    """Return the landscape of then, and the day to look at it: of a date, a revision r17, or a snapshot @name.

    A date is a day of which we know what we know now; a revision is what was known then.
    """
    from netmap.values import last_day

    here = asked.here
    if text.startswith("@"):
        with here.store() as store:
            now = here.read(store)
            kept = snapshot_named(asked, now, text)
            return (store.read(revision=kept.revision) if kept.revision else now), last_day(kept.date)
    if text.strip().lower().startswith("r"):
        return here.landscape(revision=text), asked.day
    return here.landscape(), here.day(text)


def snapshot_named(asked: Asked, landscape: Landscape, text: str) -> Snapshot:
    """Return the snapshot called `@name`, by its name or id; refuse another one with those that there are."""
    from netmap.model import Snapshot

    _ = asked.text
    there = landscape.table(Snapshot).values()
    found = next((one for one in there if text[1:] in {one.name, one.id}), None)
    if found is None:
        known = ", ".join(f"@{one.name}" for one in there) or _("none recorded yet")
        raise DataError(_("There is no snapshot “{text}”. There are: {known}").format(text=text, known=known))
    return found

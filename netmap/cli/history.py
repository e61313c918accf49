"""What changed, and the way back: history, undo."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from typer import Argument

from netmap.cli.asked import Asked
from netmap.cli.command import WRITING, command
from netmap.cli.session import number
from netmap.errors import ConflictError, DataError, StoreError, UnknownRecordError
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.model import Change, Revision
    from netmap.store.base import Store


@command(
    "history",
    "",
    N_("Show who changed what, and when."),
    example="history awo-rostock",
)
def history(
    asked: Asked,
    record: Annotated[
        str | None, Argument(metavar="ID", help=N_("Only the changes of this record, by its id or name."))
    ] = None,
) -> None:
    """Show who changed what, and when, up to the end of a day or to a revision."""
    from netmap.editions import shows

    _ = asked.text
    if not shows(asked.eyes, "history"):
        raise DataError(_("Who changed what is in the internal edition only: --edition internal"))
    with asked.here.store() as store, asked.output() as out:
        rows = _rows(asked, store, record, out.for_people)
        if not rows:
            asked.here.say(_("No changes recorded."))
        headings = {
            "revision": _("Revision"),
            "at": _("When"),
            "author": _("By"),
            "reason": _("Why"),
            "changes": _("Changes"),
            "fields": _("Fields"),
        }
        out.rows(rows, {name: headings[name] for name in (rows[0] if rows else ())})


def _rows(asked: Asked, store: Store, record: str | None, for_people: bool) -> list[dict[str, object]]:
    last = asked.revision_number()
    told = [one for one in asked.written_by_then(store) if last is None or one.number <= last]
    if record is None:
        return [_revision(one) for one in told]
    numbers = {one.number for one in told}
    changes = [one for one in _of(record, asked, store) if one.revision.number in numbers]
    words = asked.text if for_people else str
    return [
        {**_revision(one.revision), "changes": words(one.action), "fields": _fields(one, asked, for_people)}
        for one in changes
    ]


def _of(record: str, asked: Asked, store: Store) -> list[Change]:
    """Return the changes of a record: by its id, also where it is gone, or by its name."""
    from netmap.search import named

    try:
        return list(store.history(record))
    except UnknownRecordError:
        if found := re.fullmatch(r"r([2-9]|[1-9]\d{1,8})", record):
            before = f"r{int(found[1]) - 1}"
            says = asked.text("“{given}” is a revision. What it changed: netmap diff {before} {given}")
            raise DataError(says.format(given=record, before=before)) from None
        return [] if store.is_empty() else list(store.history(named(store.read(), record)))


def _revision(one: Revision) -> dict[str, object]:
    when = f"{one.at.astimezone():%Y-%m-%d %H:%M}"
    return {"revision": f"r{one.number}", "at": when, "author": one.author, "reason": one.reason, "changes": one.changes}


def _fields(change: Change, asked: Asked, for_people: bool) -> str | list[str]:
    """Name the fields that a change changed."""
    from netmap.changes import fields_changed
    from netmap.fields import field_label

    changed = fields_changed(change.before, change.after)
    return ", ".join(field_label(change.kind, one, asked.lang) for one in changed) if for_people else changed


@command(
    "undo",
    "zurueck",
    N_("Take the last change back, or the one named."),
    example="undo",
    options=WRITING,
)
def undo(
    asked: Asked,
    revision: Annotated[str | None, Argument(metavar="rN", help=N_("Which revision; else the last one."))] = None,
) -> None:
    """Take the last change back, the last one by a day, or the one named."""
    from netmap.changes import apply, inverse

    _ = asked.text
    with asked.here.store() as store:
        last = max((one.number for one in store.revisions()), default=0)
        by_then = max((one.number for one in asked.written_by_then(store)), default=0)
        wanted = number(revision, asked.lang) if revision else by_then
        if not last:
            raise StoreError(_("There is nothing to take back: the store has no revision yet."))
        if not wanted or wanted > last:
            raise StoreError(_("There is no revision r{n}. All of them: netmap history").format(n=wanted))
        changes = inverse(store.changes_of(wanted))
        landscape = None if store.is_empty() else store.read()
        try:
            after = apply(landscape, changes)
        except ConflictError as error:
            later = _("r{n} cannot be taken back alone: later revisions changed the same records. Take those back first.")
            raise ConflictError(later.format(n=wanted), error.records) from None
        except DataError:  # the first revision brought the landscape itself: without it the store is empty again
            after = None
        asked.write(store, changes, landscape, after, reason=_("r{n} taken back").format(n=wanted))

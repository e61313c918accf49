"""Records changed one at a time: edit, remove."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.errors import DataError
from netmap.locale import N_
from netmap.locale import date as date_text

if TYPE_CHECKING:
    from netmap.changes import ChangeSet
    from netmap.landscape import Landscape
    from netmap.model import Record, Revision
    from netmap.store.base import Store

OPTIONS = ("yes", "author", "reason", "form")
SHOWN = 20
NAMES = 5


@command(
    "edit",
    "aendern",
    N_("Change fields of one record: field=value, field= empties, field+=value adds to a list."),
    example='edit awo-rostock "areas+=counselling" website=https://www.awo-rostock.de',
    options=OPTIONS,
)
def edit(
    asked: Asked,
    record: Annotated[str, Argument(metavar="ID", help=N_("The id of a record, or its name, short name or alias."))],
    words: Annotated[
        list[str] | None,
        Argument(
            metavar=N_("FIELD=VALUE..."), help=N_("What is to stand there: a word, a name, a date, several with ; between.")
        ),
    ] = None,
) -> None:
    """Change fields of one record, by the same checks as everywhere."""
    from netmap.changes import diff
    from netmap.files.assignments import edited, fields
    from netmap.search import named

    _ = asked.text
    with asked.here.store() as store:
        landscape = asked.here.read(store)
        old = landscape.get(named(landscape, record))
        if not words:
            there = ", ".join(fields(old.kind_name, lang=asked.lang))
            raise DataError(_("What is to be changed? Written: field=value. There are: {fields}").format(fields=there))
        new = edited(old, words, landscape, lang=asked.lang)
        changes = diff(landscape, landscape.replace([new]))
        write_checked(asked, store, landscape, changes, reason=_("{id} changed").format(id=old.id))


@command(
    "remove",
    "entfernen",
    N_("End a record, with the cooperations and memberships that hang on it; deleting needs saying: --delete."),
    example="remove rostocker-kanuclub --until 2018-12-31",
    options=OPTIONS,
)
def remove(
    asked: Asked,
    record: Annotated[str, Argument(metavar="ID", help=N_("The id of a record, or its name, short name or alias."))],
    until: Annotated[
        str | None, Option("--until", metavar=N_("DATE"), help=N_("Its last day, month or year; left out: today."))
    ] = None,
    delete: Annotated[
        bool, Option("--delete", help=N_("Delete it, as if it had never been, with what cannot be without it."))
    ] = False,
) -> None:
    """End a record on a day, or delete it; first it is said what hangs on it."""
    from netmap.cli.session import dated
    from netmap.ending import CAN_END, deleted, ended
    from netmap.search import named

    here, _ = asked.here, asked.text
    if delete and until:
        raise DataError(_("Either --until, which ends a record, or --delete, which deletes it."))
    until = dated(until, asked.lang) if until is not None else None
    with here.store() as store:
        landscape = here.read(store)
        old = landscape.get(named(landscape, record))
        _refuse(asked, old, can_end=delete or old.kind_name in CAN_END)
        _say_hanging(asked, landscape, old)
        last = until or dt.datetime.now().astimezone().date().isoformat()
        if delete:
            changes, reason = deleted(landscape, old.id), _("{id} deleted").format(id=old.id)
        else:
            changes, reason = ended(landscape, old.id, last), _("{id} ended").format(id=old.id)
            _say_when(asked, landscape, last)
        write_checked(asked, store, landscape, changes, reason=reason)


def _refuse(asked: Asked, record: Record, *, can_end: bool) -> None:
    _ = asked.text
    if record.kind_name == "landscape":
        raise DataError(_("The landscape itself is not removed. To take back its loading: netmap undo r1"))
    if not can_end:
        raise DataError(_("“{id}” is nothing that ends. To delete it: netmap remove {id} --delete").format(id=record.id))


def _say_hanging(asked: Asked, landscape: Landscape, record: Record) -> None:
    """Say what refers to a record, by kind and name."""
    from netmap.ending import hanging
    from netmap.fields import kind_label
    from netmap.titles import names_of, title

    here, _ = asked.here, asked.text
    names = names_of(landscape, lang=asked.lang)
    by_kind: dict[str, list[Record]] = {}
    for one in hanging(landscape, record.id):
        by_kind.setdefault(one.kind_name, []).append(one)
    here.say(
        _("On “{name}” hangs:").format(name=title(record, names))
        if by_kind
        else _("On “{name}” hangs nothing.").format(name=title(record, names))
    )
    for kind, found in by_kind.items():
        shown = ", ".join(title(one, names) for one in found[:NAMES])
        more = _("{names} … and {n} more").format(names=shown, n=len(found) - NAMES) if len(found) > NAMES else shown
        here.say(f"  {len(found)} {kind_label(kind, asked.lang, len(found))}: {more}")


def _say_when(asked: Asked, landscape: Landscape, last: str) -> None:
    """Say where the end lies after the landscape's reference date, at which the record then still holds."""
    from netmap.values import last_day

    day = landscape.reference_date()
    if last_day(last) > day and landscape.settings.as_of:
        text = asked.text("The landscape is as of {day}: there the record still holds. Another last day: --until DATE")
        asked.here.say(text.format(day=date_text(day.isoformat(), asked.lang)))


def write_checked(asked: Asked, store: Store, landscape: Landscape, changes: ChangeSet, *, reason: str) -> Revision | None:
    """Show, ask and write changes; refuse those that bring an error into the landscape, and say what may need a look."""
    from netmap.changes import apply
    from netmap.checks import brought

    after = apply(landscape, changes)
    found = brought(landscape, after, lang=asked.lang)
    if errors := [one for one in found if one.severity == "error"]:
        raise DataError(asked.text("Not taken; nothing was changed."), errors)
    revision = asked.write(store, changes, landscape, after, reason=reason)
    for one in found[:SHOWN] if revision is not None else ():
        asked.here.say(asked.text("Worth a look: {problem}").format(problem=one))
    return revision

"""Two states of the landscape side by side, and states that get a name: diff, snapshot."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.options import Format
from netmap.errors import DataError
from netmap.locale import N_
from netmap.locale import date as date_text

if TYPE_CHECKING:
    from netmap.landscape import Landscape

MOMENT = "DATE|rN|@NAME"


@command(
    "diff",
    "vergleichen",
    N_("Show which records differ between two states: days, revisions, snapshots."),
    example="diff 2014 2018",
    options=("form", "at", "edition", "file"),
)
def diff(
    asked: Asked,
    first: Annotated[str, Argument(metavar=MOMENT, help=N_("The earlier state: 2018-03, r17 or @NAME."))],
    second: Annotated[str | None, Argument(metavar=MOMENT, help=N_("The later one; left out: what is known now."))] = None,
    everything: Annotated[bool, Option("--all", help=N_("Fold nothing."))] = False,
) -> None:
    """Show which records differ between two states.

    A day asks what holds then, as far as is known now; a revision is what was known then; a snapshot is both. Where only one
    of the two has a day, both are looked at on that day, so that like is compared with like.
    """
    from netmap.changes import diff as changes_between
    from netmap.changes import field_rows, summary
    from netmap.editions import view

    _ = asked.text
    old, new, day = _both(asked, first, second)
    with asked.output() as out:
        old, new = view(old, out.edition), out.view(new)
        changes = changes_between(old, new, delete_missing=True)
        said = _compared(asked, first, second, day)
        if out.as_text:
            lines = summary(changes, landscape=new, everything=everything, lang=asked.lang)
            for line in (said, *(lines or [_("Nothing differs.")])):
                out.line(line)
        else:
            rows = [*field_rows(changes, landscape=new, readable=out.for_people, lang=asked.lang)]
            out.rows(rows, _headings(asked))
            out.remark(said)


def _both(asked: Asked, first: str, second: str | None) -> tuple[Landscape, Landscape, dt.date | None]:
    """Return the two states, and the day of the later one; the settings stay as they were known, whatever the day."""
    from netmap.cli.moments import then

    old, day = then(asked, first)
    new, other = then(asked, second) if second else (asked.here.landscape(), None)
    on = (day or other or asked.day, other or day or asked.day)
    return _on(old, on[0]), _on(new, on[1]), on[1] if on[0] == on[1] else None


def _on(landscape: Landscape, day: dt.date | None) -> Landscape:
    return landscape if day is None else landscape.at(day).replace([landscape.settings])


def _compared(asked: Asked, first: str, second: str | None, day: dt.date | None) -> str:
    """Say what is compared with what, and of which day."""
    _ = asked.text
    words = _("{first} compared with {second}, both on {day}") if day else _("{first} compared with {second}")
    return words.format(
        first=first, second=second or _("what is known now"), day=day and date_text(day.isoformat(), asked.lang)
    )


def _headings(asked: Asked) -> dict[str, str]:
    _ = asked.text
    return {
        "change": _("Changes"),
        "kind": _("Kind"),
        "id": _("Id"),
        "name": _("Name"),
        "field": _("Field"),
        "before": _("Before"),
        "after": _("After"),
    }


@command(
    "snapshot",
    "stichtag",
    N_("Give the present state a name, for a meeting or a report: from then on it is @NAME."),
    example='snapshot "Bildungsbericht" --date 2018-12-31',
    options=("yes", "author", "reason", "form"),
)
def snapshot(
    asked: Asked,
    name: Annotated[str, Argument(metavar=N_("NAME"), help=N_("What the state is called."))],
    date: Annotated[
        str | None,
        Option("--date", metavar=N_("DATE"), help=N_("Of which day it is; left out: the landscape's reference date.")),
    ] = None,
) -> None:
    """Record a name for what is known now, as it stands on a day."""
    from netmap.changes import diff as changes_between
    from netmap.cli.session import dated
    from netmap.identifiers import generated_id
    from netmap.model import Snapshot

    _ = asked.text
    name = " ".join(name.split()).removeprefix("@")
    with asked.here.store() as store:
        landscape = asked.here.read(store)
        taken = {one.name for one in landscape.table(Snapshot).values()}
        if not name or name in taken:
            says = _("There is a snapshot “{name}” already.") if name else _("A snapshot needs a name.")
            raise DataError(says.format(name=name))
        on = dated(date, asked.lang) if date is not None else landscape.reference_date().isoformat()
        given = {"name": name, "date": on, "revision": store.revisions()[0].number}
        record = Snapshot.model_validate({"id": generated_id("snapshot", given, landscape), **given})
        after = landscape.replace([record])
        revision = asked.write(
            store, changes_between(landscape, after), landscape, after, reason=_("snapshot {name}").format(name=name)
        )
    if revision is not None and asked.form is Format.TABLE:
        asked.here.say(_('What changes from now on: netmap compare "@{name}"').format(name=name))

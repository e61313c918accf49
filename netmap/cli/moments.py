"""The moments that a person can name: a date, a revision, a snapshot; and the landscape as it is seen from there.

A date is a day that is looked at by what is known now (`--at`); a revision is what was known when it was written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from netmap.cli.asked import Asked
from netmap.cli.session import number
from netmap.errors import DataError
from netmap.locale import date

if TYPE_CHECKING:
    from netmap.landscape import Landscape
    from netmap.model import Revision, Snapshot
    from netmap.store.base import Store


SNAPSHOT: Final = "@"
"""How the name of a snapshot begins."""


@dataclass(frozen=True)
class Named:
    """Hold a moment that somebody named: what was known at a revision, and the day that is looked at.

    `called` is the date, revision or snapshot as it was written, empty where none was. `written` is the day of the revision;
    `newest` tells whether it is what is known now.
    """

    called: str
    known: Landscape
    day: dt.date
    revision: int
    written: dt.date
    newest: bool


def two_moments(asked: Asked, first: str, second: str | None) -> tuple[Named, Named]:
    """Return two moments, the earlier one first; without a second one, what is known now.

    A date is looked at by what is known now, before a revision or snapshot by what was known then, so that nothing is known
    earlier and not later. A revision is looked at on the day asked for, else on the landscape's own of then, else on the
    day when it was written. Raises DataError for the wrong order.
    """
    with asked.here.store() as store:
        now = asked.here.read(store)
        revisions = {one.number: one for one in store.revisions()}
        later = _found(asked, store, now, revisions, second or "", latest=max(revisions))
        earlier = _found(asked, store, now, revisions, first, latest=later.revision)
    if earlier.day > later.day or earlier.revision > later.revision:
        _ = asked.text
        text = _("{first} is later than {second}: the earlier one is written first.")
        raise DataError(text.format(first=first, second=second or _("what is known now")))
    return earlier, later


def _found(
    asked: Asked, store: Store, now: Landscape, revisions: Mapping[int, Revision], text: str, *, latest: int
) -> Named:
    revision, day = latest, None
    if text.startswith(SNAPSHOT):
        kept = snapshot_named(asked, now, text)
        revision, day = kept.revision or latest, last_day_of(kept)
    elif text.strip().lower().startswith("r"):
        revision = number(text, asked.lang) or latest
    elif text:
        day = asked.here.day(text)
    newest = revision == max(revisions)
    known = now if newest else store.read(revision=revision)
    written = revisions[revision].at.astimezone().date() if revision in revisions else dt.date.today()
    day = day or asked.day or known.reference_date(written if text else None)
    return Named(text, known, day, revision, written, newest)


def last_day_of(kept: Snapshot) -> dt.date:
    """Return the day that a snapshot looks at."""
    from netmap.values import last_day

    return last_day(kept.date)


def moment_words(asked: Asked, one: Named) -> str:
    """Say which day is looked at, and by what is known when: the two readings of a moment."""
    _ = asked.text
    called = f"{one.called}: " if one.called[:1] in {SNAPSHOT, "r", "R"} else ""
    says = (
        _("as of {day}, by what is known now (r{n})")
        if one.newest
        else _("as of {day}, by what was known on {written} (r{n})")
    )
    day, written = (date(when.isoformat(), asked.lang) for when in (one.day, one.written))
    return called + says.format(day=day, written=written, n=one.revision)


def reading_words(asked: Asked, moments: Sequence[Named]) -> str:
    """Say what two moments can differ in: in what happened, in what is known, or in both."""
    _ = asked.text
    first, second = moments
    if first.revision == second.revision:
        return _(
            "Both days are looked at by the same knowledge: what is new began between them; what was only found counts on"
            " both."
        )
    if first.day == second.day:
        return _("One day by two states of knowledge: what differs has been learnt, nothing of it has happened.")
    return _("The days and the knowledge differ: what happened is told apart from what was only learnt.")


def then(asked: Asked, text: str) -> tuple[Landscape, dt.date | None]:
    """Return the landscape of then, and the day to look at it: of a date, a revision r17, or a snapshot @name.

    A date is a day of which we know what we know now; a revision is what was known then.
    """
    here = asked.here
    if text.startswith(SNAPSHOT):
        with here.store() as store:
            now = here.read(store)
            kept = snapshot_named(asked, now, text)
            return (store.read(revision=kept.revision) if kept.revision else now), last_day_of(kept)
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


# ----------------------------------------------------------------------------------------------- files that come back


def revision_of(revisions: Sequence[Revision], wanted: int | None) -> Revision | None:
    """Return the revision with a number, the newest one without."""
    return next((one for one in revisions if wanted in {None, one.number}), None)


def written_from(store: Store, number: int, written: str) -> Landscape | None:
    """Return the state that a file which comes back was written from, a revision made when it says; None: never had here."""
    revision = next((one for one in store.revisions() if one.number == number), None)
    if revision is None or revision.at.isoformat() != written:
        return None
    return store.read(revision=number)

"""What was asked of a command beside its own options: in which form, of which day, for whose eyes, into which file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer import Context

from netmap.cli.options import EditionName, Format
from netmap.cli.session import Session, number, session
from netmap.errors import DataError
from netmap.locale import Language

if TYPE_CHECKING:
    from netmap.changes import ChangeSet
    from netmap.cli.render import Out
    from netmap.editions import Edition
    from netmap.landscape import Landscape
    from netmap.model import Revision
    from netmap.store.base import Store


@dataclass(frozen=True)
class Asked:
    """Hold the shared options of one call (see `netmap.cli.command`), and do with them what every command does alike."""

    here: Session
    form: Format = Format.TABLE
    at: str | None = None
    revision: str | None = None
    edition: EditionName | None = None
    file: Path | None = None
    yes: bool = False
    author: str | None = None
    reason: str = ""

    @classmethod
    def of(cls, context: Context, given: Mapping[str, Any]) -> Asked:
        """Return what a call asked for, in the language asked for after its name, snapshots as what they stand for."""
        from netmap.cli.moments import SNAPSHOT, with_snapshots

        options = {name: value for name, value in given.items() if name != "lang"}
        asked = cls(session(context, given.get("lang")), **options)
        named = any(str(given.get(name) or "").startswith(SNAPSHOT) for name in ("at", "revision"))
        return with_snapshots(asked, with_revision="revision" in given) if named else asked

    @property
    def lang(self) -> Language:
        """Return the language of the answer."""
        return self.here.lang

    @property
    def text(self) -> Callable[[str], str]:
        """Return the translation into that language."""
        return self.here.text

    @property
    def day(self) -> dt.date | None:
        """Return the day asked for, or None: the landscape's reference date."""
        return self.here.day(self.at)

    @property
    def eyes(self) -> Edition:
        """Return the edition: the terminal is the coordinator's own desk, so internal; a file is for a meeting."""
        usual = EditionName.INTERNAL if self.file is None else EditionName.MEETING
        return (self.edition or usual).value

    def output(self, *, one: bool = False) -> AbstractContextManager[Out]:
        """Give the command something to write to; it is written when the block is through."""
        from netmap.cli.render import output

        return output(self.here, self.form, self.edition, self.file, one=one)

    def landscape(self, *, on_day: bool = False) -> Landscape:
        """Read the landscape as it was known at the revision asked for, `on_day` only what holds on the day asked for."""
        return self.here.landscape(at=self.at if on_day else None, revision=self.revision)

    def warn_of_later(self, date: str | None, landscape: Landscape) -> None:
        """Say it where something is dated after the day that the landscape is looked at on: there it does not count yet."""
        from netmap.locale import date as written
        from netmap.values import first_day, known_by

        day = landscape.reference_date()
        if date is not None and not known_by(date, day):
            says = self.text("It counts from {date} on, but this landscape is seen as of {day}. To see it: --at {at}")
            at = first_day(date).isoformat()
            self.here.say(says.format(date=written(date, self.lang), day=written(day.isoformat(), self.lang), at=at))

    def written_by_then(self, store: Store) -> list[Revision]:
        """Return the revisions, newest first; of a day asked for, those written up to its end."""
        day = self.day
        return [one for one in store.revisions() if day is None or one.at.astimezone().date() <= day]

    def revision_number(self) -> int | None:
        """Return the number of the revision asked for."""
        return number(self.revision, self.lang)

    def whole_only(self) -> None:
        """Refuse an edition where what is written comes back, and is therefore always the whole landscape."""
        if self.eyes != "internal":
            _ = self.text
            says = _("What comes back is always the whole landscape: {edition} is for maps, tables and reports.")
            raise DataError(says.format(edition=f"--edition {self.eyes}"))

    def write(
        self, store: Store, changes: ChangeSet, old: Landscape | None, new: Landscape | None, *, reason: str = ""
    ) -> Revision | None:
        """Show in words what turns `old` into `new`, ask, and write it as one revision; None where it was not agreed to."""
        here, _ = self.here, self.text
        shown = self.preview(changes, old, new, say=here.say)
        revision = None
        if not changes.operations:
            here.say(_("Nothing to change."))
        elif not here.agreed(yes=self.yes, question=_("Write this?")):
            here.say(_("Nothing was changed."))
        else:
            revision = store.apply(changes, author=here.author(self.author, yes=self.yes), reason=self.reason or reason)
            here.say(_("Written as revision r{n}. To take it back: netmap undo").format(n=revision.number))
        self.outcome(shown, new or old, revision)
        return revision

    def look(self, changes: ChangeSet, old: Landscape | None, new: Landscape | None) -> None:
        """Show in words what would turn `old` into `new`, and change nothing."""
        here, _ = self.here, self.text
        shown = self.preview(changes, old, new, say=here.show if self.form is Format.TABLE else here.say)
        if not changes.operations:
            here.say(_("Nothing to change."))
        self.outcome(shown, new or old, None)
        here.say(_("Only looked: nothing was changed."))

    def preview(
        self, changes: ChangeSet, old: Landscape | None, new: Landscape | None, *, say: Callable[[str], None]
    ) -> ChangeSet:
        """Say changes in words, those that the edition shows, and return these."""
        from netmap.changes import diff, summary
        from netmap.cli.findings_text import wrapped
        from netmap.editions import view

        shown = changes
        if self.eyes != "internal" and new is not None:
            shown = diff(old and view(old, self.eyes), view(new, self.eyes), delete_missing=True)
        for text in summary(shown, landscape=new or old, lang=self.lang):
            for line in wrapped(text, rest="  "):
                say(line)
        if len(shown) < len(changes):
            hidden = self.text("Changes to {n} further records that this edition does not show.")
            say(hidden.format(n=len(changes) - len(shown)))
        return shown

    def outcome(self, changes: ChangeSet, landscape: Landscape | None, revision: Revision | None) -> None:
        """Print for programs, and where Markdown was asked for, a row for each record changed."""
        if self.form is Format.TABLE:
            return
        from netmap.changes import listed
        from netmap.cli.render import print_rows

        _ = self.text
        written = {"revision": f"r{revision.number}" if revision else None}
        headings = {
            "revision": _("Revision"),
            "change": _("Changes"),
            "kind": _("Kind"),
            "id": _("Id"),
            "name": _("Name"),
            "fields": _("Fields"),
        }
        print_rows(
            self.here, [written | one for one in listed(changes, landscape=landscape, lang=self.lang)], self.form, headings
        )

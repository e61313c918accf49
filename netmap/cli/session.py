"""What a command works with: the store it was pointed at, the language, and the ways to ask and to say."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netmap.errors import DataError, StoreError
from netmap.locale import Language, translator

if TYPE_CHECKING:
    from typer import Context

    from netmap.changes import ChangeSet
    from netmap.cli.options import Lang
    from netmap.landscape import Landscape
    from netmap.model import Revision
    from netmap.store.base import Store

UNKNOWN_AUTHOR = "unbekannt"


@dataclass(frozen=True)
class Session:
    """Hold what was said before the command: `netmap --store x.db --lang en ...`."""

    store_url: str | None
    lang: Language

    @property
    def text(self) -> Callable[[str], str]:
        """Return the translation into the session's language."""
        return translator(self.lang)

    @contextmanager
    def store(self, *, create: bool = False) -> Iterator[Store]:
        """Open the store for as long as the block lasts."""
        from netmap.store import open_store

        store = open_store(self.store_url, create=create, lang=self.lang)
        try:
            yield store
        finally:
            store.close()

    def landscape(self, *, at: str | None = None, revision: str | None = None) -> Landscape:
        """Read the landscape, as it holds on a day and was known at a revision."""
        _ = self.text
        with self.store(create=self.store_url is not None) as store:
            if store.is_empty():
                raise StoreError(_("This store is empty. An example: netmap demo. Your own folder: netmap load FOLDER."))
            return store.read(at=self.day(at), revision=number(revision, self.lang))

    def day(self, at: str | None) -> dt.date | None:
        """Return the day asked for, or None: the landscape's reference date."""
        return day(at, self.lang) if at else None

    def say(self, text: str) -> None:
        """Say something beside the data."""
        sys.stderr.write(text + "\n")

    def show(self, text: str) -> None:
        """Print what was asked for."""
        sys.stdout.write(text.rstrip("\n") + "\n")

    def agreed(self, *, yes: bool, question: str) -> bool:
        """Ask before something changes; without a terminal to ask on, nothing is agreed."""
        if yes:
            return True
        if not sys.stdin.isatty():
            raise StoreError(self.text("Nothing was changed: --yes is needed where nobody can be asked."))
        from typer import prompt

        answer = str(prompt(f"{question} {self.text('[y/N]')}", default="", show_default=False, err=True))
        return answer.strip().lower()[:1] in {"j", "y"}

    def author(self, given: str | None, *, yes: bool) -> str:
        """Return who writes: as given, else asked for, else `unbekannt`."""
        if given and given.strip():
            return given.strip()
        if yes or not sys.stdin.isatty():
            return UNKNOWN_AUTHOR
        from typer import prompt

        question = self.text("Who changes this (role or initials)?")
        return str(prompt(question, default=UNKNOWN_AUTHOR, err=True)).strip() or UNKNOWN_AUTHOR

    def write(
        self, store: Store, changes: ChangeSet, landscape: Landscape, *, yes: bool, author: str | None, reason: str
    ) -> Revision | None:
        """Show a change in words, ask, and write it as one revision; None where it was not agreed to."""
        from netmap.changes import summary

        _ = self.text
        for line in summary(changes, landscape=landscape, lang=self.lang):
            self.say(line)
        if not changes.operations:
            self.say(_("Nothing to change."))
            return None
        if not self.agreed(yes=yes, question=_("Write this?")):
            self.say(_("Nothing was changed."))
            return None
        revision = store.apply(changes, author=self.author(author, yes=yes), reason=reason)
        self.say(_("Written as revision r{n}. To take it back: netmap undo").format(n=revision.number))
        return revision


def place(store: Store) -> str:
    """Return where a store is, as a person would look for it: the path of a file, the address of a server."""
    return store.url.removeprefix("sqlite:///")


def session(context: Context, lang: Lang | None = None) -> Session:
    """Return the session of a command, in the language asked for after the command's name."""
    found = context.obj
    if not isinstance(found, Session):
        raise TypeError("the root command sets the session")
    return replace(found, lang=lang.value) if lang else found


def day(text: str, lang: Language) -> dt.date:
    """Return the last day that a date given by a person covers."""
    from netmap.values import last_day

    try:
        return last_day(text)
    except ValueError:
        _ = translator(lang)
        raise DataError(_("“{text}” is no date. Written: 2018, 2018-03 or 2018-03-01.").format(text=text)) from None


def number(text: str | None, lang: Language) -> int | None:
    """Return the number of a revision written r17, or None where none was given."""
    if text is None:
        return None
    found = re.fullmatch(r"r?(\d{1,9})", text.strip(), flags=re.ASCII)
    if not found:
        _ = translator(lang)
        raise DataError(_("“{text}” is no revision. Written: r17. All of them: netmap history").format(text=text))
    return int(found[1])

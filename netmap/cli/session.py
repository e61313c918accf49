"""What a command works with: the store it was pointed at, the language, and the ways to ask and to say."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netmap.cli.progress import progress
from netmap.errors import DataError, StoreError
from netmap.locale import Language, translator

if TYPE_CHECKING:
    from typer import Context

    from netmap.cli.options import Lang
    from netmap.landscape import Landscape
    from netmap.store.base import Store

UNKNOWN_AUTHOR = "unbekannt"
_CONTROLS = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]")
"""What would steer a terminal instead of being shown on it."""


@dataclass(frozen=True)
class Session:
    """Hold what was said before the command: `netmap --store x.db --lang en ...`."""

    store_url: str | None
    lang: Language

    @property
    def text(self) -> Callable[[str], str]:
        """Return the translation into the session's language."""
        return translator(self.lang)

    def store(self, *, create: bool = False, keep: bool = False) -> AbstractContextManager[Store]:
        """Open the store for as long as the block lasts; one that was named is made where it is not there yet.

        A file that was made goes again if nothing is written into it, unless it is to be kept.
        """
        from netmap.store import visited

        create = create or self.store_url is not None
        return visited(self.store_url, create=create, keep=keep, lang=self.lang, ask=self.password)

    def landscape(self, *, at: str | None = None, revision: str | None = None) -> Landscape:
        """Read the landscape, as it holds on a day and was known at a revision."""
        with self.store() as store:
            return self.read(store, at=at, revision=revision)

    def read(self, store: Store, *, at: str | None = None, revision: str | None = None) -> Landscape:
        """Read the landscape of an open store; where there is none yet, say how to get one."""
        if store.is_empty():
            _ = self.text
            raise StoreError(_("This store is empty. An example: netmap demo. Your own folder: netmap load FOLDER."))
        when, known = self.day(at), number(revision, self.lang)
        with progress(self.text("Reading")):
            return store.read(at=when, revision=known)

    def day(self, at: str | None) -> dt.date | None:
        """Return the day asked for, or None: the landscape's reference date."""
        return None if at is None else day(at, self.lang)

    def say(self, text: str) -> None:
        """Say something beside the data."""
        sys.stderr.write(_CONTROLS.sub("", text) + "\n")

    def tell(self, text: str, *, indent: str = "") -> None:
        """Say a sentence beside the data, in lines that are no longer than the terminal is wide."""
        from netmap.cli.findings_text import wrapped

        for line in wrapped(text, first=indent, rest=f"{indent}  "):
            self.say(line)

    def show(self, text: str) -> None:
        """Print what was asked for."""
        sys.stdout.write(_CONTROLS.sub("", text).rstrip("\n") + "\n")

    def password(self, who: str) -> str | None:
        """Ask for the password of a Neo4j store, which nobody sees; None where nobody can be asked, or there is none."""
        if not sys.stdin.isatty():
            return None
        from getpass import getpass

        _ = self.text
        return getpass(_("Password of {who} (empty: none): ").format(who=who), stream=sys.stderr) or None

    def agreed(self, *, yes: bool, question: str) -> bool:
        """Ask before something changes; without a terminal to ask on, nothing is agreed."""
        if yes:
            return True
        if not can_be_asked():
            says = self.text("Not answered: “{question}” Nothing was changed: --yes is needed where nobody can be asked.")
            raise StoreError(says.format(question=question))
        from typer import prompt

        while True:
            answer = (
                str(prompt(f"{question} {self.text('[y/N]')}", default="n", show_default=False, err=True)).strip().lower()
            )
            if answer in {"j", "ja", "y", "yes"}:
                return True
            if answer in {"n", "nein", "no"}:
                return False
            self.say(self.text("Please answer yes or no."))

    def author(self, given: str | None, *, yes: bool) -> str:
        """Return who writes: as given, else asked for, else `unbekannt`."""
        if given and given.strip():
            return given.strip()
        if yes or not can_be_asked():
            return UNKNOWN_AUTHOR
        from typer import prompt

        question = self.text("Who changes this (role or initials)?")
        return str(prompt(question, default=UNKNOWN_AUTHOR, err=True)).strip() or UNKNOWN_AUTHOR


def can_be_asked() -> bool:
    """Tell whether somebody sits at a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


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

    return last_day(dated(text, lang))


def dated(text: str, lang: Language) -> str:
    """Return a date given by a person, in any of the usual ways, as it is kept: 2018, 2018-03 or 2018-03-01."""
    from netmap.written_dates import written_date

    try:
        return written_date(text)
    except ValueError:
        says = translator(lang)("“{text}” is no date. Written: 2018, 03/2018, 1.3.2018 or 2018-03-01.")
        raise DataError(says.format(text=text)) from None


def number(text: str | None, lang: Language) -> int | None:
    """Return the number of a revision written r17, or None where none was given."""
    if text is None:
        return None
    found = re.fullmatch(r"r?(\d{1,9})", text.strip(), flags=re.ASCII)
    if not found:
        _ = translator(lang)
        raise DataError(_("“{text}” is no revision. Written: r17. All of them: netmap history").format(text=text))
    return int(found[1])

"""What goes wrong with a store's file, in sentences that a coordinator can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from netmap.locale import N_, translator
from netmap.store import backups

_SENTENCES: Final = {
    "BUSY": N_("Another program is writing to the store: {path}. Please try again in a moment."),
    "LOCKED": N_("Another program is writing to the store: {path}. Please try again in a moment."),
    "READONLY": N_("The store cannot be written, the file or its folder is read-only: {path}"),
    "PERM": N_("You may not read or write the store: {path}"),
    "CANTOPEN": N_("The store cannot be opened, the file or its folder cannot be read or written: {path}"),
    "NOTADB": N_("This file is no netmap store: {path}"),
    "CORRUPT": N_("The store's file is damaged or cut short: {path}. Copies of earlier states: {backups}"),
    "FULL": N_("The disk is full, nothing was saved: {path}"),
    "IOERR": N_("The store's file cannot be read or written (disk full, network drive gone?): {path}"),
    "CONSTRAINT": N_("The changes contradict what the store holds, nothing was saved: {path} ({why})"),
    "TOOBIG": N_("A record is too large for the store, nothing was saved: {path}"),
}
_RECORD: Final = N_(
    "The store's file is damaged, its record “{record}” cannot be read: {path}. Copies of earlier states: {backups}"
)
_DAMAGE: Final = ("no such table", "no such column", "has no column", "Could not decode")
"""How SQLite's own messages begin, or what they hold, where it gives the damage no name."""
_OTHER: Final = N_("The store cannot be used: {path} ({why})")
_NOT_TEXT: Final = N_("The author or the reason holds characters that are no text, nothing was saved: {path}")


class UnreadableError(ValueError):
    """Name the record, by its id, of which a store holds no readable text; empty where it cannot be told which it is."""


@contextmanager
def readable() -> Iterator[None]:
    """Take a value that no store ever wrote for damage."""
    try:
        yield
    except (ValueError, TypeError, KeyError) as error:
        raise error if isinstance(error, UnreadableError) else UnreadableError from error


def sentence(error: Exception | str, path: Path, *, lang: str) -> str:
    """Say what an error of SQLite means, which is known by the name SQLite gives it, such as SQLITE_BUSY_SNAPSHOT.

    >>> sentence("NOTADB", Path("x.db"), lang="en")
    'This file is no netmap store: x.db'
    """
    record = str(error) if isinstance(error, UnreadableError) else ""
    text = _RECORD if record else _known(error)
    return translator(lang)(text).format(path=path, backups=backups.folder(path), why=error, record=record)


def _known(error: Exception | str) -> str:
    if isinstance(error, UnicodeEncodeError):
        return _NOT_TEXT
    if isinstance(error, UnreadableError | UnicodeDecodeError) or any(part in str(error) for part in _DAMAGE):
        return _SENTENCES["CORRUPT"]
    name = error if isinstance(error, str) else getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_")
    return next((text for start, text in _SENTENCES.items() if name.startswith(start)), _OTHER)


def why_not(error: Exception, *, lang: str) -> str:
    """Say in a few words why a backup could not be written.

    >>> why_not(OSError(28, "No space left on device"), lang="en")
    'No space left on device'
    """
    if isinstance(error, OSError):
        return error.strerror or str(error)
    name = getattr(error, "sqlite_errorname", "")
    full = name.startswith(("SQLITE_FULL", "SQLITE_IOERR"))
    _ = translator(lang)
    return _("the disk is full") if full else str(error)

"""Open the store that an address names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from netmap.errors import StoreError
from netmap.locale import translator
from netmap.store import backups
from netmap.store.sentences import sentence

if TYPE_CHECKING:
    from netmap.store.base import Store
    from netmap.store.neo4j_address import Ask

_SERVER: Final = re.compile(r"((?:neo4j|bolt)[a-z+]*)\s*(?::|//|\\\\)", re.IGNORECASE)
"""What is meant as a server's address, also where it is mistyped."""
_FILE: Final = re.compile(r"sqlite:", re.IGNORECASE)
_DRIVE: Final = re.compile(r"[A-Za-z]:[\\/]")
SMALLEST: Final = 512
"""The size in bytes of the smallest database; SQLite takes smaller files for empty ones and writes over them."""


def open_store(url: str | Path | None = None, *, create: bool = True, lang: str = "de", ask: Ask | None = None) -> Store:
    """Open a store: a file's path, `sqlite:///path` or `neo4j://host`, by default a file in the user's own data folder.

    As elsewhere, `sqlite:///x.db` is relative and `sqlite:////data/x.db` absolute; `~` is the user's own folder. A file
    that is not there is made unless `create` is false. `ask` asks a person for a password that Neo4j needs and the
    environment does not have. Raises StoreError with one sentence, never with what else the address holds (a password).
    """
    if isinstance(url, str) and is_shared(url):
        from netmap.store.neo4j import Neo4jStore

        return Neo4jStore.at(url, lang=lang, ask=ask, create=create)
    path = _file(url, lang)
    _refuse_path(path, create=create, lang=lang)
    from netmap.store.sqlite import SQLiteStore

    return SQLiteStore(path, create=create, lang=lang)


@contextmanager
def visited(
    url: str | None = None, *, create: bool = True, keep: bool = False, lang: str = "de", ask: Ask | None = None
) -> Iterator[Store]:
    """Open a store for as long as the block lasts; a file that is made for it goes again if nothing is written into it.

    So a command that only looks, that is refused, or whose question is answered with no leaves no empty file behind; `keep`
    is for the one that is to make it ready. What `open_store` says of addresses holds here, too.
    """
    file = None if keep or is_shared(url) else _file(url, lang)
    made = file is not None and not os.path.exists(file)  # noqa: PTH110 - False for what can be no name, said below
    with open_store(url, create=create, lang=lang, ask=ask) as store:
        try:
            yield store
        finally:
            with suppress(OSError, StoreError):
                if made and file is not None and not store.revisions():
                    store.close()
                    file.unlink()


def _file(url: str | Path | None, lang: str) -> Path:
    return default_path(lang=lang) if url is None else _path(url, lang)


def is_shared(url: str | Path | None) -> bool:
    """Tell whether an address is meant as that of a Neo4j server; `netmap.store.neo4j_address` refuses a mistyped one.

    >>> is_shared("neo4j+s://graph.example.org"), is_shared("rostock.db")
    (True, False)
    """
    return isinstance(url, str) and _SERVER.match(url.strip()) is not None


def default_path(*, lang: str = "de") -> Path:
    """Return the file used where no store is named, and make its folder."""
    from platformdirs import user_data_path

    folder = user_data_path("netmap", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _ = translator(lang)
        text = _("The folder for the store cannot be made: {folder}. Please name a store with --store.")
        raise StoreError(text.format(folder=folder)) from error
    return folder / "landscape.db"


def _path(url: str | Path, lang: str) -> Path:
    _ = translator(lang)
    text = str(url).strip() if isinstance(url, str) else str(url)
    if not text:
        raise StoreError(_("The store's address is empty."))
    if _FILE.match(text):
        rest = text[len("sqlite:") :]
        if not rest.startswith("///") or rest == "///":
            raise StoreError(_unknown("sqlite", lang))
        text = rest[len("///") :]
    else:
        _refuse_address(text, lang)
    try:
        return Path(text).expanduser()
    except RuntimeError:  # of a user whom nobody knows: then it is a name like any other
        return Path(text)


def _refuse_address(text: str, lang: str) -> None:
    """Refuse what looks like a server's address, also a mistyped one: as a file's name its password would be shown."""
    _ = translator(lang)
    scheme, address, _rest = text.partition("://")
    if address:
        raise StoreError(_unknown(scheme, lang))
    if not _DRIVE.match(text) and "@" in text.partition(":")[2]:
        raise StoreError(_("This looks like an address with a password, not like a file: netmap knows no such store."))


def _unknown(scheme: str, lang: str) -> str:
    """Say that there is no such kind of store; what stands before `://` may hold a password if it is no plain word."""
    _ = translator(lang)
    text = _("netmap knows no store of the form {scheme}://. Please give a file, or sqlite:///FILE.")
    return text.format(scheme=scheme.lower() if re.fullmatch(r"[A-Za-z][\w+.-]{0,19}", scheme, re.ASCII) else "…")


def _refuse_path(path: Path, *, create: bool, lang: str) -> None:
    """Refuse early, with a better sentence than a database can give, what cannot be a store's file."""
    _ = translator(lang)
    try:
        there, size = path.exists(), path.stat().st_size if path.is_file() else None
    except OSError:
        raise StoreError(sentence("CANTOPEN", path, lang=lang)) from None
    if "\0" in str(path):
        raise StoreError(sentence("CANTOPEN", Path(str(path).replace("\0", "�")), lang=lang))
    if not there:
        _refuse_missing(path, create=create, lang=lang)
    elif size is None:
        text = (
            _("The store must be a file, this is a folder: {path}")
            if path.is_dir()
            else _("The store must be a file: {path}")
        )
        raise StoreError(text.format(path=path))
    elif 0 < size < SMALLEST:
        raise StoreError(sentence("NOTADB", path, lang=lang))
    elif size == 0 and backups.backups(path):
        text = _("The store's file is empty, but there are copies of earlier states: {backups}")
        raise StoreError(text.format(backups=backups.folder(path)))


def _refuse_missing(path: Path, *, create: bool, lang: str) -> None:
    _ = translator(lang)
    folder = path.absolute().parent
    if not folder.is_dir():
        raise StoreError(_("There is no folder {folder} for the store.").format(folder=folder))
    if not create:
        raise StoreError(_("There is no store {path}.").format(path=path))

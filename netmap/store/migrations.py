"""The steps that bring an embedded store from one layout to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Protocol

from netmap.errors import StoreError
from netmap.locale import translator
from netmap.store.base import SCHEMA_VERSION
from netmap.store.sentences import sentence

APPLICATION_ID: Final = 0x4E45544D
"""The letters NETM, by which SQLite files of netmap are known from those of others."""
STRICT_SINCE: Final = (3, 37)
"""The SQLite from which on tables check the types of their columns themselves."""


class Database(Protocol):
    """Be what a migration needs of a connection."""

    def execute(self, sql: str, /) -> Any:
        """Run one statement."""


def create_schema(db: Database) -> None:
    """Make the tables of version 1."""
    text = (files("netmap.store") / "schema.sql").read_text(encoding="utf-8")
    if tuple(map(int, db.execute("SELECT sqlite_version()").fetchone()[0].split("."))) < STRICT_SINCE:
        text = text.replace("STRICT, ", "").replace("STRICT", "")
    for statement in text.split(";"):
        db.execute(statement)


MIGRATIONS: Final[tuple[Callable[[Database], None], ...]] = (create_schema,)
"""The step from each version of the schema to the next; there are as many as SCHEMA_VERSION says."""


def migrate(db: Database, version: int, migrations: Sequence[Callable[[Database], None]] = MIGRATIONS) -> None:
    """Take a store from a version of the schema to the newest, within the caller's transaction."""
    for step in migrations[version:]:
        step(db)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {len(migrations)}")


def refuse_foreign(application: int, version: int, path: Path, *, used: bool, lang: str) -> None:
    """Raise StoreError for a database of something else, for one of a newer netmap, and for a damaged one."""
    _ = translator(lang)
    if application != APPLICATION_ID and (application or version or used):
        raise StoreError(_("This file is a database of something else, not a netmap store: {path}").format(path=path))
    if application == APPLICATION_ID and version < 1:
        raise StoreError(sentence("CORRUPT", path, lang=lang))
    if version > SCHEMA_VERSION:
        text = _("The store was written by a newer netmap (layout {n}, known here: {known}), please update netmap: {path}")
        raise StoreError(text.format(n=version, known=SCHEMA_VERSION, path=path))

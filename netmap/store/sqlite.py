"""The embedded store: one SQLite file.

A copy of the file is put into `<file>.backups` next to it before each write, the last ten are kept. To go back to one,
close netmap, remove `<file>-journal` if there is one, and copy the backup over the file; a backup also opens as a store.

The journal is a rollback journal: write-ahead logs break on network drives, where city files live.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, Self

from netmap.changes import ChangeSet
from netmap.errors import StoreError, UnknownRecordError
from netmap.landscape import Landscape
from netmap.locale import translator
from netmap.model import Change, Record, Revision, Settings
from netmap.network.arrays import Arrays
from netmap.store import backups
from netmap.store import statements as sql
from netmap.store.base import SCHEMA_VERSION, Clock, utc_now
from netmap.store.migrations import migrate, refuse_foreign
from netmap.store.replacing import History, refuse_different, refuse_moved
from netmap.store.rows import ARRAY_ROWS, FRAME_KINDS, array_rows, to_arrays, to_changes, to_records, to_set, to_text
from netmap.store.rules import Found, Link, empty_store, links, no_revision, refuse, refuse_nothing
from netmap.store.sentences import UnreadableError, readable, sentence, why_not
from netmap.uncollected import uncollected

TIMEOUT: Final = 10.0
"""Seconds to wait for another process that is writing."""


class SQLiteStore:
    """Hold one landscape in one SQLite file; see `netmap.store.base.Store` for what its methods promise."""

    schema_version = SCHEMA_VERSION

    def __init__(
        self, path: Path, *, create: bool = True, lang: str = "de", timeout: float = TIMEOUT, clock: Clock = utc_now
    ) -> None:
        self._path = path.absolute()
        self._lang = lang
        self._clock = clock
        with self._saying():
            self._db = _connect(self._path, timeout)
            try:
                self._prepare(create=create)
            except BaseException:
                self._db.close()
                raise

    @property
    def url(self) -> str:
        """Return `sqlite:///` and the file's path."""
        return f"sqlite:///{self._path.as_posix()}"

    @property
    def landscape_id(self) -> str | None:
        """Return the id of the landscape the store holds, None while it is empty."""
        with self._saying():
            return self._landscape_id()

    def is_empty(self) -> bool:
        """Tell whether the store holds no landscape."""
        return self.landscape_id is None

    @uncollected()
    def read(self, *, at: dt.date | None = None, revision: int | None = None) -> Landscape:
        """Return the landscape as it is known, as it was known after `revision`, and as it stands on the day `at`."""
        with self._saying(), self._transaction("DEFERRED"):
            if revision is not None and not 1 <= revision <= self._last_revision():
                raise no_revision(revision, self._last_revision(), lang=self._lang)
            rows = self._db.execute(sql.READ) if revision is None else self._db.execute(sql.READ_AS_OF, (revision,))
            records = to_records(rows)
        whole = Landscape(self._settings(records), records)
        return whole if at is None else whole.at(at)

    @uncollected()
    def arrays(self, *, at: dt.date | None = None) -> Arrays:
        """Return what `netmap.network.arrays.arrays(self.read(), at=at)` does, without building the records."""
        with self._saying(), self._transaction("DEFERRED"):
            own = to_records(self._db.execute(sql.READ_KINDS, (json.dumps([*FRAME_KINDS]),)))
            texts: dict[str, list[tuple[str, str]]] = {kind: [] for kind in ARRAY_ROWS}
            for key, kind, _version, text in self._db.execute(sql.READ_KINDS, (json.dumps([*ARRAY_ROWS]),)):
                texts[kind].append((key, text))
        frame = Landscape(self._settings(own), own)
        with self._saying(), readable():
            return to_arrays({kind: array_rows(kind, texts[kind]) for kind in ARRAY_ROWS}, frame, at=at)

    def apply(self, changes: ChangeSet, *, author: str, reason: str = "", at: dt.datetime | None = None) -> Revision:
        """Write the changes in one transaction, all or nothing, and return the revision they make."""
        refuse_nothing(changes, author, lang=self._lang)
        with self._saying(), self._transaction("IMMEDIATE"):
            # every revision is looked at: nothing is written on top of a damaged one
            number, when = max(self._revisions(), default=0) + 1, at or self._now()
            revision = Revision(number=number, author=author.strip(), reason=reason.strip(), at=when, changes=len(changes))
            self._write(revision, changes, keep=True)
            return revision

    def replace(self, history: History, *, over: int) -> None:
        """Write a whole history in place of what is there, all or nothing, read back before it counts."""
        with self._saying(), self._transaction("IMMEDIATE"):
            refuse_moved(self._last_revision(), over, lang=self._lang)
            if over:
                self._back_up(over, self._now())
            for statement in sql.CLEAR:
                self._db.execute(statement)
            for revision, changes in history:
                self._write(revision, changes, keep=False)
            written = self._changes("ORDER BY c.revision, c.id", ())
            refuse_different(history, written, to_records(self._db.execute(sql.READ)), lang=self._lang)

    def revisions(self) -> list[Revision]:
        """Return all revisions, newest first."""
        with self._saying():
            return [*reversed(self._revisions().values())]

    def history(self, record_id: str | None = None) -> list[Change]:
        """Return what happened to one record, or to all, newest first; UnknownRecordError where the id never was."""
        with self._saying(), self._transaction("DEFERRED"):
            if record_id is None:
                return self._changes("ORDER BY c.revision DESC, c.kind, c.id", ())
            found = self._changes("WHERE c.id = ? ORDER BY c.revision DESC, c.kind", (record_id,))
            if not found:
                from difflib import get_close_matches

                ids = [row[0] for row in self._db.execute("SELECT DISTINCT id FROM change")]
                raise UnknownRecordError(record_id, get_close_matches(record_id, ids, n=3, cutoff=0.6))
            return found

    def changes_of(self, revision: int) -> ChangeSet:
        """Return what a revision did; applying the inverse of it takes it back, or conflicts with what came after."""
        with self._saying(), self._transaction("DEFERRED"):
            if not 1 <= revision <= self._last_revision():
                raise no_revision(revision, self._last_revision(), lang=self._lang)
            return to_set(self._changes("WHERE c.revision = ? ORDER BY c.id", (revision,)))

    def close(self) -> None:
        """Let go of the file; closing twice is no error."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _prepare(self, *, create: bool) -> None:
        """Make the schema where there is none, bring an older one up to date, refuse what is not a store of ours."""
        with self._transaction("DEFERRED"):
            version = self._refuse_foreign()
            short = self._path.stat().st_size < self._pragma("page_count") * self._pragma("page_size")  # SQLite misses it
            if short or (version and self._db.execute(sql.INCOMPLETE).fetchone()[0]):
                raise StoreError(sentence("CORRUPT", self._path, lang=self._lang))
        if version == SCHEMA_VERSION:
            return
        if version == 0 and not create:
            raise StoreError(sentence("NOTADB", self._path, lang=self._lang))
        with self._transaction("IMMEDIATE"):
            # another process may have been faster
            version = self._refuse_foreign()
            if 0 < version < SCHEMA_VERSION:
                self._back_up(self._last_revision(), self._now())
            migrate(self._db, version)

    def _refuse_foreign(self) -> int:
        application, version, used = map(self._pragma, ("application_id", "user_version", "schema_version"))
        refuse_foreign(application, version, self._path, used=bool(used), lang=self._lang)
        return version

    def _settings(self, records: Iterable[Record]) -> Settings:
        found = next((one for one in records if isinstance(one, Settings)), None)
        if found is None:
            raise empty_store(str(self._path), lang=self._lang)
        return found

    def _pragma(self, name: str) -> int:
        return int(self._db.execute(f"PRAGMA {name}").fetchone()[0])

    @contextmanager
    def _transaction(self, kind: str) -> Iterator[None]:
        self._db.execute(f"BEGIN {kind}")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            # after some errors (a full disk) SQLite has rolled back by itself
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    @contextmanager
    def _saying(self) -> Iterator[None]:
        """Turn what SQLite says into one clear sentence."""
        try:
            yield
        except (sqlite3.Error, UnicodeError, UnreadableError) as error:
            raise StoreError(sentence(error, self._path, lang=self._lang)) from error

    def _now(self) -> dt.datetime:
        return self._clock().astimezone(dt.UTC)

    def _landscape_id(self) -> str | None:
        row = self._db.execute("SELECT id FROM record WHERE kind = 'landscape'").fetchone()
        return row and str(row[0])

    def _last_revision(self) -> int:
        return int(self._db.execute("SELECT coalesce(max(number), 0) FROM revision").fetchone()[0])

    def _revisions(self) -> dict[int, Revision]:
        rows = self._db.execute("SELECT number, author, reason, at, changes FROM revision ORDER BY number")
        with readable():
            return {n: Revision(number=n, author=who, reason=why, at=at, changes=k) for n, who, why, at, k in rows}

    def _changes(self, which: str, values: Sequence[object]) -> list[Change]:
        return to_changes(self._db.execute(sql.HISTORY + which, values).fetchall(), self._revisions())

    def _found(self, changes: ChangeSet, made: Sequence[Link]) -> Found:
        db = self._db
        total = int(db.execute("SELECT count(*) FROM record").fetchone()[0])
        ids = {one.id for one in changes} | {link[2] for link in made} if total else ()  # nothing is in an empty store
        removed = json.dumps([one.id for one in changes if one.after is None])
        return Found(
            landscape_id=self._landscape_id(),
            total=total,
            known={key: (kind, version) for key, kind, version in db.execute(sql.KNOWN, (json.dumps([*ids]),))},
            referrers=db.execute(sql.REFERRERS, (removed,)).fetchall(),
            part_of=self._part_of,
            last=self._last,
            held=lambda ids: to_records(db.execute(sql.HELD, (json.dumps([*ids]),))),
        )

    def _part_of(self, actor: str) -> str | None:
        row = self._db.execute(sql.PART_OF, (actor,)).fetchone()
        return row and str(row[0])

    def _last(self, ids: Iterable[str]) -> dict[str, Revision]:
        revisions = self._revisions()
        return {key: revisions[number] for key, number, _version in self._db.execute(sql.LAST, (json.dumps([*ids]),))}

    def _write(self, revision: Revision, changes: ChangeSet, *, keep: bool) -> None:
        """Write a revision by the rules; `keep`: after a copy of the state before it."""
        made = [*dict.fromkeys(links(changes))]
        refuse(changes, made, self._found(changes, made), lang=self._lang)
        if keep and revision.number > 1:
            self._back_up(revision.number - 1, revision.at)
        versions = self._versions(changes, again=revision.number > 1)
        db = self._db
        db.execute(sql.INSERT_REVISION, revision.model_dump() | {"at": revision.at.isoformat()})
        db.executemany("DELETE FROM reference WHERE record = ?", ((one.id,) for one in changes if one.before is not None))
        db.executemany("DELETE FROM record WHERE id = ?", ((one.id,) for one in changes if one.after is None))
        data = [None if one.after is None else to_text(one.after) for one in changes]
        rows = [*zip(changes, versions, data, strict=True)]
        db.executemany(sql.INSERT_RECORD, ((one.id, one.kind, version, text) for one, version, text in rows if text))
        db.executemany(sql.INSERT_REFERENCE, (link[:3] for link in made))
        recorded = ((revision.number, one.kind, one.id, version, text) for one, version, text in rows)
        db.executemany(sql.INSERT_CHANGE, recorded)

    def _versions(self, changes: ChangeSet, *, again: bool) -> list[int]:
        """Count each record's writes on, also over a removal, so that no two states of a record share a version."""
        added = json.dumps([one.id for one in changes if one.before is None] if again else [])
        last = {key: version for key, _number, version in self._db.execute(sql.LAST, (added,))}
        return [
            last.get(one.id, 0) + 1 if one.before is None else one.before.version + (one.after is not None)
            for one in changes
        ]

    def _back_up(self, revision: int, now: dt.datetime) -> None:
        """Copy the store as it is at `revision`; through SQLite, since closing a copied file would drop its locks."""

        def copy(target: Path) -> None:
            with closing(_connect(self._path, 0)) as source, closing(sqlite3.connect(target)) as written:
                source.backup(written)

        try:
            backups.back_up(self._path, revision, now, copy)
        except (OSError, sqlite3.Error) as error:
            _ = translator(self._lang)
            text = _("Nothing was saved: no backup copy could be written to {folder} ({why}).")
            message = text.format(folder=backups.folder(self._path), why=why_not(error, lang=self._lang))
            raise StoreError(message) from error


def _connect(path: Path, timeout: float) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=timeout, isolation_level=None)
    try:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA journal_mode = DELETE")
    except BaseException:
        db.close()
        raise
    return db

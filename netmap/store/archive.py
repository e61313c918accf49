"""A whole landscape with its history in one file that belongs to no store: gzipped lines of JSON.

The first line says what it is and in which layout records are written. Each revision follows, oldest first, with a line for
each of its changes: kind, id, the record afterwards (null where it went). The last line counts, so that a cut file is known;
damage within is known by gzip's checksum.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from netmap.changes import ChangeSet, Operation
from netmap.disk import sentence, write_whole
from netmap.errors import StoreError
from netmap.landscape import Landscape
from netmap.locale import translator
from netmap.model import Record, Revision, Settings
from netmap.store.base import SCHEMA_VERSION
from netmap.store.copying import Copied, Source, compare
from netmap.store.replacing import History, state_after
from netmap.store.rows import to_records, to_text
from netmap.store.sentences import UnreadableError

LARGEST: Final = 2 * 1024**3
"""No backup is larger, in bytes as it lies on the disk: the history of 200,000 actors needs a hundredth of it."""
LONGEST: Final = 64 * 1024**2
"""No line of it is longer, in bytes: a file that unpacks to more and more is left alone."""
_GZIP: Final = b"\x1f\x8b"
_SQLITE: Final = b"SQLite format 3\x00"


@dataclass(frozen=True)
class Archive:
    """Hold what a backup holds, to be read as a store is."""

    path: Path
    history: History

    @property
    def url(self) -> str:
        """Return where the file is."""
        return str(self.path)

    @property
    def landscape_id(self) -> str | None:
        """Return the id of the landscape in it, None where the last revision took it away."""
        return next((one.id for one in state_after(self.history) if isinstance(one, Settings)), None)

    def is_empty(self) -> bool:
        """Tell whether there is no landscape in it."""
        return self.landscape_id is None

    def revisions(self) -> list[Revision]:
        """Return all revisions, newest first."""
        return [revision for revision, _changes in reversed(self.history)]

    def changes_of(self, revision: int) -> ChangeSet:
        """Return what a revision did."""
        return self.history[revision - 1][1]

    def read(self, *, revision: int | None = None) -> Landscape:
        """Return the landscape as it was after a revision, by default the last one; StoreError where there was none."""
        records = state_after(self.history[:revision])
        settings = next((one for one in records if isinstance(one, Settings)), None)
        if settings is None:
            raise StoreError(self.url)
        return Landscape(settings, records)


def write_archive(store: Source, path: Path, *, lang: str = "de") -> Copied:
    """Write a store's landscape and history to a file, and compare what stands in it with the store, record by record.

    An earlier file of the name is replaced when the new one is whole and right. Raises StoreError and DiskError.
    """
    data = _packed(store)
    copied = compare(store, _unpacked(data, path, lang), lang=lang)
    write_whole(path, data, lang=lang)
    if path.read_bytes() != data:
        raise StoreError(translator(lang)("{file} is not as it was written; please use another disk.").format(file=path))
    return copied


def read_archive(path: Path, *, lang: str = "de") -> Archive:
    """Read a backup; raise StoreError with one sentence for a file that is damaged, is none, or is from a newer netmap."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        why = error if isinstance(error, OSError) else OSError(str(error))
        raise StoreError(sentence(why, path, lang=lang)) from error
    return _unpacked(data, path, lang)


def is_archive(path: Path) -> bool:
    """Tell whether a file is, or was, a backup: by its first line, whatever follows."""
    try:
        with gzip.open(path, "rb") as file:
            return bool(_head(file))
    except (OSError, EOFError, zlib.error):
        return False


# ------------------------------------------------------------------------------------------------------------ the lines


def _packed(store: Source) -> bytes:
    buffer = BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as file:
        for line in _lines(store):
            file.write(line.encode() + b"\n")
    return buffer.getvalue()


def _lines(store: Source) -> Iterator[str]:
    told = [*reversed(store.revisions())]
    yield json.dumps({"netmap": "backup", "layout": SCHEMA_VERSION, "revisions": len(told)})
    total = 0
    for revision in told:
        yield revision.model_dump_json()
        for one in store.changes_of(revision.number):
            record = "null" if one.after is None else to_text(one.after)
            yield f"[{json.dumps(one.kind)},{json.dumps(one.id)},{record}]"
            total += 1
    yield json.dumps({"end": "backup", "changes": total})


def _unpacked(data: bytes, path: Path, lang: str) -> Archive:
    _ = translator(lang)
    if data.startswith(_SQLITE):
        text = _("{file} is a store, not a backup: it can be used as it is (--store {file}), or copied (netmap copy).")
        raise StoreError(text.format(file=path))
    foreign = StoreError(_("{file} is no backup of netmap.").format(file=path))
    if not data.startswith(_GZIP) or len(data) > LARGEST:
        raise foreign
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as file:
            head = _head(file)
            if not head:
                raise foreign
            if head["layout"] > SCHEMA_VERSION:
                text = _("{file} was written by a newer netmap (layout {n}, known here: {known}), please update netmap.")
                raise StoreError(text.format(file=path, n=head["layout"], known=SCHEMA_VERSION))
            return Archive(path, _history(file, head["revisions"]))
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, RecursionError, UnreadableError) as error:
        text = _("{file} is damaged, so nothing is taken from it. Please use another backup.")
        raise StoreError(text.format(file=path)) from error


def _head(file: gzip.GzipFile) -> dict[str, Any]:
    """Return what the first line says of the file; nothing where it is none of ours."""
    try:
        head = json.loads(file.readline(LONGEST))
    except (ValueError, RecursionError):
        return {}
    ours = isinstance(head, dict) and head.get("netmap") == "backup" and isinstance(head.get("layout"), int)
    return head if ours else {}


def _line(file: gzip.GzipFile) -> Any:
    line = file.readline(LONGEST)
    if not line.endswith(b"\n"):
        raise EOFError
    return json.loads(line)


def _history(file: gzip.GzipFile, revisions: int) -> History:
    """Read the revisions with their changes; raise one of many errors where a line is not what was written."""
    states: dict[tuple[str, str], Record] = {}
    versions: dict[str, int] = {}
    history: list[tuple[Revision, ChangeSet]] = []
    for number in range(1, revisions + 1):
        revision = Revision.model_validate(_line(file))
        if revision.number != number:
            raise ValueError(number)
        rows = [_line(file) for _change in range(revision.changes)]
        history.append((revision, _changes(rows, states, versions)))
    if _line(file) != {"end": "backup", "changes": sum(len(changes) for _revision, changes in history)} or file.read(1):
        raise EOFError
    return history


def _changes(rows: list[Any], states: dict[tuple[str, str], Record], versions: dict[str, int]) -> ChangeSet:
    """Return the changes of one revision; each record's version counts its writes, as in a store."""
    texts = []
    for kind, key, record in rows:
        if record is not None:
            versions[key] = versions.get(key, 0) + 1
            texts.append((key, kind, versions[key], json.dumps(record)))
    records = iter(to_records(texts))
    found = []
    for kind, key, record in rows:
        before = states.pop((kind, key), None)
        after = None if record is None else next(records)
        found.append(Operation(kind, key, before, after))
        if after is not None:
            states[kind, key] = after
    return ChangeSet(tuple(found))

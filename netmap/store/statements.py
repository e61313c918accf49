"""The SQL of the embedded store: constant text, values only ever as parameters; lists of ids come as a JSON array."""

from __future__ import annotations

from typing import Final

READ: Final = "SELECT id, kind, version, data FROM record ORDER BY id"
READ_KINDS: Final = "SELECT id, kind, version, data FROM record WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY id"
READ_AS_OF: Final = """
    SELECT id, kind, version, data FROM (
        SELECT id, kind, version, data, max(revision) FROM change WHERE revision <= ? GROUP BY kind, id
    ) WHERE data IS NOT NULL ORDER BY id
"""
HISTORY: Final = """
    SELECT c.revision, c.kind, c.id, c.version, c.data, b.version, b.data FROM change c
    LEFT JOIN change b ON b.id = c.id AND b.kind = c.kind AND b.revision = (
        SELECT max(revision) FROM change WHERE id = c.id AND kind = c.kind AND revision < c.revision
    )
"""
LAST: Final = """
    SELECT id, max(revision), max(version) FROM change WHERE id IN (SELECT value FROM json_each(?)) GROUP BY id
"""
CLEAR: Final = ("DELETE FROM change", "DELETE FROM reference", "DELETE FROM record", "DELETE FROM revision")
INSERT_RECORD: Final = """
    INSERT INTO record (id, kind, version, data) VALUES (?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, version = excluded.version, data = excluded.data
"""

KNOWN: Final = "SELECT id, kind, version FROM record WHERE id IN (SELECT value FROM json_each(?))"
HELD: Final = "SELECT id, kind, version, data FROM record WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
REFERRERS: Final = "SELECT record, target FROM reference WHERE target IN (SELECT value FROM json_each(?))"
PART_OF: Final = "SELECT target FROM reference WHERE record = ? AND field = 'part_of'"
INSERT_REVISION: Final = (
    "INSERT INTO revision (number, author, reason, at, changes) VALUES (:number, :author, :reason, :at, :changes)"
)
INSERT_REFERENCE: Final = "INSERT INTO reference (record, field, target) VALUES (?, ?, ?)"
INSERT_CHANGE: Final = "INSERT INTO change (revision, kind, id, version, data) VALUES (?, ?, ?, ?, ?)"
INCOMPLETE: Final = "SELECT count(*) < 4 FROM sqlite_master WHERE name IN ('revision', 'record', 'reference', 'change')"

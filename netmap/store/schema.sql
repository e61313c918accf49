-- Version 1 of the embedded store. A semicolon ends a statement and stands nowhere else.
-- `data` is a record as JSON without its version and without fields that equal their default: changing a default of
-- netmap.model is therefore a migration.

CREATE TABLE revision (
  number INTEGER PRIMARY KEY,
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  changes INTEGER NOT NULL
) STRICT;

-- what the landscape knows now
CREATE TABLE record (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  data TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX one_landscape ON record (kind) WHERE kind = 'landscape';

-- which records refer to which, so that the database itself refuses a reference to nothing
CREATE TABLE reference (
  record TEXT NOT NULL REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
  field TEXT NOT NULL,
  target TEXT NOT NULL REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (record, field, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX reference_target ON reference (target);

-- what each revision did: the record as it was afterwards, NULL where it went
CREATE TABLE change (
  revision INTEGER NOT NULL REFERENCES revision (number),
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  data TEXT,
  PRIMARY KEY (revision, kind, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX change_id ON change (id, kind, revision)

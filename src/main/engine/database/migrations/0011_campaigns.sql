-- Folders of workflows. The days are those of the calendar, `YYYY-MM-DD`; null where it has no beginning or no end.
CREATE TABLE campaigns (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  from_day TEXT,
  until_day TEXT,
  created_at INTEGER NOT NULL
) STRICT;

-- Workflows that people keep to begin new ones with.
CREATE TABLE workflow_templates (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  document TEXT NOT NULL CHECK (json_valid(document)),
  created_at INTEGER NOT NULL
) STRICT;

-- Files that were read only in part. The text is kept as it came, so that it can be given back without a loss.
CREATE TABLE workflow_sources (
  workflow_id INTEGER PRIMARY KEY REFERENCES workflows (id) ON DELETE CASCADE,
  reason TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

-- What a file names that is not in this workspace; the number stands in the document in place of an id.
CREATE TABLE workflow_lost_references (
  workflow_id INTEGER NOT NULL REFERENCES workflows (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  number INTEGER NOT NULL,
  name TEXT,
  PRIMARY KEY (workflow_id, kind, number)
) STRICT, WITHOUT ROWID;

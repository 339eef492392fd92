-- Texts that stand in many messages, by the key that a message names them by.
CREATE TABLE snippets (
  key TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Test people, apart from people: their numbers, which proofs go to, and by field what their own messages are written
-- with; what is not there comes from somebody of the audience. An id is never given twice, because deliveries name it.
CREATE TABLE test_numbers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  phone TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  fields TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(fields))
) STRICT;

-- Proofs: each is a row of deliveries with its own messages, to test numbers, which no list and no count shows. It is of
-- another delivery, or of an activity of a workflow. A proof shows a person's data or a test person's own; a copy is the
-- real message, which leaves together with the delivery.
CREATE TABLE proofs (
  delivery_id INTEGER PRIMARY KEY REFERENCES deliveries (id) ON DELETE CASCADE,
  of_delivery_id INTEGER REFERENCES deliveries (id) ON DELETE CASCADE,
  workflow_id INTEGER REFERENCES workflows (id) ON DELETE CASCADE,
  activity_id TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'own', 'copy')),
  -- NULL for a copy.
  number INTEGER,
  -- Whose data it shows, or fills in what a test person lacks, 0 for nobody; they never get it.
  person_id INTEGER NOT NULL
) STRICT;
CREATE INDEX proofs_by_delivery ON proofs (of_delivery_id) WHERE of_delivery_id IS NOT NULL;
CREATE INDEX proofs_by_activity ON proofs (workflow_id, activity_id) WHERE workflow_id IS NOT NULL;

-- What test people will get with a delivery, as its preparation wrote it.
CREATE TABLE delivery_copies (
  delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
  phone TEXT NOT NULL,
  person_id INTEGER NOT NULL,
  text TEXT NOT NULL,
  sender TEXT,
  PRIMARY KEY (delivery_id, phone)
) STRICT, WITHOUT ROWID;

-- Texts that stand in many messages, by the key that a message names them by.
CREATE TABLE snippets (
  key TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Numbers that proofs go to: one's own, and those of people who look at them.
CREATE TABLE test_numbers (
  id INTEGER PRIMARY KEY,
  phone TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL
) STRICT;

-- Proofs: each is a row of deliveries with its own messages, to test numbers, which no list and no count shows. It is of
-- another delivery, or of an activity of a workflow.
CREATE TABLE proofs (
  delivery_id INTEGER PRIMARY KEY REFERENCES deliveries (id) ON DELETE CASCADE,
  of_delivery_id INTEGER REFERENCES deliveries (id) ON DELETE CASCADE,
  workflow_id INTEGER REFERENCES workflows (id) ON DELETE CASCADE,
  activity_id TEXT,
  number INTEGER NOT NULL,
  -- Whose data it shows; they never get it.
  person_id INTEGER NOT NULL
) STRICT;
CREATE INDEX proofs_by_delivery ON proofs (of_delivery_id) WHERE of_delivery_id IS NOT NULL;
CREATE INDEX proofs_by_activity ON proofs (workflow_id, activity_id) WHERE workflow_id IS NOT NULL;

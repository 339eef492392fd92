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

-- Whom deliveries leave out beside what each says itself: who matches the rule of one that is on. The scope says which
-- deliveries it is for.
CREATE TABLE delivery_rules (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  rule TEXT NOT NULL CHECK (json_valid(rule)),
  scope TEXT NOT NULL CHECK (json_valid(scope)),
  is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
  updated_at INTEGER NOT NULL
) STRICT;

-- What deliveries begin with that people have kept. A delivery is made from a copy, and knows nothing of it.
CREATE TABLE delivery_templates (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,
  label_key TEXT NOT NULL UNIQUE,
  description TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  changed_at INTEGER NOT NULL
) STRICT;

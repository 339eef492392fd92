-- Acts that changed what many people get, or suppressed the numbers of many, so that each can be found and taken back as a
-- whole. How many it changed is of that time.
CREATE TABLE bulk_acts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  note TEXT,
  changed INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Whom an act that blocked people or allowed them everything changed: what they got before, and what since.
CREATE TABLE bulk_act_people (
  act_id INTEGER NOT NULL REFERENCES bulk_acts (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  block_before TEXT,
  block TEXT,
  PRIMARY KEY (act_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX bulk_act_people_by_person ON bulk_act_people (person_id, act_id);

CREATE TABLE imports (
  id INTEGER PRIMARY KEY,
  file_name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('reading', 'finished', 'cancelled', 'failed', 'undone')),
  options TEXT NOT NULL CHECK (json_valid(options)),
  read INTEGER NOT NULL DEFAULT 0,
  imported INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  repaired INTEGER NOT NULL DEFAULT 0,
  reasons TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(reasons)),
  report TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(report)),
  removed INTEGER NOT NULL DEFAULT 0,
  restored INTEGER NOT NULL DEFAULT 0,
  kept INTEGER NOT NULL DEFAULT 0,
  -- Of those who are kept, the ones who were merged with somebody; not known until it is taken back.
  merged INTEGER,
  first_person INTEGER NOT NULL DEFAULT 0,
  last_person INTEGER NOT NULL DEFAULT 0,
  is_settled INTEGER NOT NULL DEFAULT 0 CHECK (is_settled IN (0, 1)),
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  error TEXT CHECK (error IS NULL OR json_valid(error))
) STRICT;
CREATE INDEX imports_unsettled ON imports (id) WHERE is_settled = 0;

CREATE TABLE import_rejections (
  import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  reason TEXT NOT NULL,
  cells TEXT NOT NULL CHECK (json_valid(cells)),
  PRIMARY KEY (import_id, line)
) STRICT, WITHOUT ROWID;

-- Rows whose number somebody has already, in the order of the file: what they say, until the file is read to its end.
CREATE TABLE import_matches (
  import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  given TEXT,
  fields TEXT,
  PRIMARY KEY (import_id, position)
) STRICT, WITHOUT ROWID;

-- Whom the rows of an import met: how many rows changed them or did not, whether they count as its people, and what
-- was changed of those who were there before, as it was and as it became, so that it can be taken back.
CREATE TABLE import_changes (
  import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  skipped INTEGER NOT NULL,
  is_member INTEGER NOT NULL CHECK (is_member IN (0, 1)),
  -- Somebody whom an earlier import made that has been taken back: from then on, they go with this one.
  is_heir INTEGER NOT NULL DEFAULT 0 CHECK (is_heir IN (0, 1)),
  before TEXT,
  after TEXT,
  PRIMARY KEY (import_id, person_id)
) STRICT, WITHOUT ROWID;

-- Tags and lists that an import gave to people who were there before and did not have them.
CREATE TABLE import_marks (
  import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('tag', 'list')),
  target_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  PRIMARY KEY (import_id, kind, target_id, person_id)
) STRICT, WITHOUT ROWID;

-- Where the columns of files went, by the headers of a file in the order of the alphabet. An import that is taken back
-- takes its own along, and the one before counts again.
CREATE TABLE import_mappings (
  headers TEXT NOT NULL,
  import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  used_at INTEGER NOT NULL,
  PRIMARY KEY (headers, import_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX import_mappings_import ON import_mappings (import_id);

-- The ledger keeps the ids of people who are gone, so an id is never given twice: AUTOINCREMENT.
CREATE TABLE people (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  phone TEXT,
  phone_input TEXT,
  phone_type TEXT,
  phone_problem TEXT,
  country TEXT,
  first_name TEXT,
  last_name TEXT,
  language TEXT,
  time_zone TEXT,
  -- Whom nothing is sent to, whatever number they have: nothing at all, or no advertising.
  block TEXT CHECK (block IN ('blocked', 'suspended')),
  -- An object, as JSONB wherever the program writes it: a rule then finds a value in half the time. JSON text is read too.
  fields ANY NOT NULL DEFAULT '{}',
  name_key TEXT NOT NULL DEFAULT '',
  import_id INTEGER REFERENCES imports (id) ON DELETE SET NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- Everyone in the order of their names and of their numbers. These are tables and not indexes of people, because an
-- import of a million rows fills them at its end, each in its own order: entry by entry in the order of the file, it
-- would write most of their pages again for every few thousand rows. All other changes keep them by triggers.
CREATE TABLE person_names (
  name_key TEXT NOT NULL,
  person_id INTEGER NOT NULL,
  PRIMARY KEY (name_key, person_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_phones (
  phone TEXT NOT NULL,
  person_id INTEGER NOT NULL,
  PRIMARY KEY (phone, person_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER people_added AFTER INSERT ON people WHEN NEW.import_id IS NULL BEGIN
  INSERT INTO person_names (name_key, person_id) VALUES (NEW.name_key, NEW.id);
  INSERT INTO person_phones (phone, person_id) VALUES (coalesce(NEW.phone, ''), NEW.id);
END;
CREATE TRIGGER people_renamed AFTER UPDATE OF name_key ON people WHEN NEW.name_key IS NOT OLD.name_key BEGIN
  DELETE FROM person_names WHERE name_key = OLD.name_key AND person_id = OLD.id;
  INSERT INTO person_names (name_key, person_id) VALUES (NEW.name_key, NEW.id);
END;
CREATE TRIGGER people_renumbered AFTER UPDATE OF phone ON people WHEN NEW.phone IS NOT OLD.phone BEGIN
  DELETE FROM person_phones WHERE phone = coalesce(OLD.phone, '') AND person_id = OLD.id;
  INSERT INTO person_phones (phone, person_id) VALUES (coalesce(NEW.phone, ''), NEW.id);
END;
CREATE TRIGGER people_removed AFTER DELETE ON people BEGIN
  DELETE FROM person_names WHERE name_key = OLD.name_key AND person_id = OLD.id;
  DELETE FROM person_phones WHERE phone = coalesce(OLD.phone, '') AND person_id = OLD.id;
END;

-- What people are marked with. The count is kept by triggers: counting a million rows at each look would take too long.
CREATE TABLE tags (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  people INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE person_tags (
  tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  PRIMARY KEY (tag_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_tags_by_person ON person_tags (person_id);
CREATE TRIGGER person_tags_count_new AFTER INSERT ON person_tags BEGIN
  UPDATE tags SET people = people + 1 WHERE id = NEW.tag_id;
END;
CREATE TRIGGER person_tags_count_gone AFTER DELETE ON person_tags BEGIN
  UPDATE tags SET people = people - 1 WHERE id = OLD.tag_id;
END;

-- Where the ids of merged people lead: the ledger and the exclusions keep the old ones.
CREATE TABLE merged_people (
  id INTEGER PRIMARY KEY,
  into_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX merged_people_by_target ON merged_people (into_id);

CREATE TABLE person_fields (
  key TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('text', 'number', 'date', 'boolean', 'choice', 'list')),
  position INTEGER NOT NULL
) STRICT;

-- The values of a field that is a choice, in the order in which they are offered; the key is the value without capitals.
CREATE TABLE field_choices (
  field_key TEXT NOT NULL REFERENCES person_fields (key) ON DELETE CASCADE,
  value_key TEXT NOT NULL,
  value TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (field_key, value_key)
) STRICT, WITHOUT ROWID;

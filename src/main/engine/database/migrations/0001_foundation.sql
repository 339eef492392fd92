CREATE TABLE imports (
  id INTEGER PRIMARY KEY,
  file_name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('reading', 'finished', 'cancelled', 'failed', 'undone')),
  options TEXT NOT NULL CHECK (json_valid(options)),
  read INTEGER NOT NULL DEFAULT 0,
  imported INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  repaired INTEGER NOT NULL DEFAULT 0,
  reasons TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(reasons)),
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
  fields TEXT NOT NULL DEFAULT '{}',
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
CREATE TRIGGER people_changed AFTER UPDATE OF name_key, phone ON people BEGIN
  DELETE FROM person_names WHERE name_key = OLD.name_key AND person_id = OLD.id;
  DELETE FROM person_phones WHERE phone = coalesce(OLD.phone, '') AND person_id = OLD.id;
  INSERT INTO person_names (name_key, person_id) VALUES (NEW.name_key, NEW.id);
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

-- Numbers that must not be texted, whoever they belong to: they outlive the person and any import.
CREATE TABLE suppressions (
  phone TEXT PRIMARY KEY,
  cause TEXT NOT NULL CHECK (cause IN ('manual')),
  note TEXT,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person_fields (
  key TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('text', 'number', 'date', 'boolean')),
  position INTEGER NOT NULL
) STRICT;

-- A query holds whoever its rule matches at the moment. A list holds its members, and keeps the rule to be refreshed.
CREATE TABLE audiences (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  rule TEXT NOT NULL CHECK (json_valid(rule)),
  kind TEXT NOT NULL DEFAULT 'query' CHECK (kind IN ('query', 'list')),
  member_set INTEGER CHECK ((kind = 'list') = (member_set IS NOT NULL)),
  refreshed_at INTEGER,
  expires_at INTEGER,
  last_used_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- A refresh fills a new set and then points the list at it, so that a list is never seen half filled. Ids of people
-- who are gone may stay: they are never given again.
CREATE TABLE audience_members (
  member_set INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  PRIMARY KEY (member_set, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE lines (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  price_micros INTEGER NOT NULL CHECK (price_micros >= 0),
  currency TEXT NOT NULL,
  is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
  created_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX lines_default ON lines (is_default) WHERE is_default = 1;

CREATE TABLE workflows (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  document TEXT NOT NULL CHECK (json_valid(document)),
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE workflow_runs (
  id INTEGER PRIMARY KEY,
  workflow_id INTEGER NOT NULL REFERENCES workflows (id) ON DELETE CASCADE,
  document TEXT NOT NULL CHECK (json_valid(document)),
  state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'failed', 'stopped')),
  started_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX workflow_runs_by_workflow ON workflow_runs (workflow_id, id);

CREATE TABLE activity_runs (
  run_id INTEGER NOT NULL REFERENCES workflow_runs (id) ON DELETE CASCADE,
  activity_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'running', 'finished', 'failed', 'skipped')),
  error TEXT,
  PRIMARY KEY (run_id, activity_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE populations (
  id INTEGER PRIMARY KEY,
  run_id INTEGER REFERENCES workflow_runs (id) ON DELETE SET NULL,
  activity_id TEXT,
  outlet TEXT,
  count INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX populations_by_run ON populations (run_id, activity_id, outlet);

CREATE TABLE population_members (
  population_id INTEGER NOT NULL REFERENCES populations (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL,
  PRIMARY KEY (population_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY,
  label TEXT NOT NULL,
  state TEXT NOT NULL CHECK (
    state IN ('draft', 'preparing', 'ready', 'failed', 'sending', 'paused', 'finished', 'stopped')
  ),
  content TEXT NOT NULL CHECK (json_valid(content)),
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  line_id INTEGER REFERENCES lines (id),
  workflow_id INTEGER REFERENCES workflows (id) ON DELETE SET NULL,
  run_id INTEGER REFERENCES workflow_runs (id) ON DELETE SET NULL,
  activity_id TEXT,
  population_id INTEGER NOT NULL REFERENCES populations (id),
  preparation TEXT CHECK (preparation IS NULL OR json_valid(preparation)),
  digest TEXT,
  samples TEXT CHECK (samples IS NULL OR json_valid(samples)),
  trouble TEXT CHECK (trouble IS NULL OR json_valid(trouble)),
  created_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  finished_at INTEGER
) STRICT;
CREATE UNIQUE INDEX deliveries_by_activity ON deliveries (run_id, activity_id)
WHERE run_id IS NOT NULL;

CREATE TABLE exclusions (
  delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  cause TEXT NOT NULL,
  detail TEXT,
  PRIMARY KEY (delivery_id, person_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX exclusions_by_cause ON exclusions (delivery_id, cause, person_id) WHERE position = 0;
CREATE INDEX exclusions_by_person ON exclusions (person_id);

CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  delivery_id INTEGER NOT NULL REFERENCES deliveries (id),
  person_id INTEGER NOT NULL,
  recipient TEXT NOT NULL,
  text TEXT NOT NULL,
  encoding TEXT NOT NULL CHECK (encoding IN ('gsm7', 'ucs2')),
  parts INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'queued' CHECK (
    state IN (
      'queued', 'claimed', 'accepted', 'delivered', 'undelivered', 'failed', 'unknown', 'expired', 'cancelled'
    )
  ),
  reason TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  line_id INTEGER REFERENCES lines (id),
  next_attempt_at INTEGER NOT NULL DEFAULT 0,
  accepted_at INTEGER,
  settled_at INTEGER,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX messages_once_per_number ON messages (delivery_id, recipient);
CREATE INDEX messages_by_state ON messages (delivery_id, state);
CREATE INDEX messages_by_person ON messages (person_id);
CREATE INDEX messages_retry ON messages (delivery_id, next_attempt_at)
WHERE state = 'queued' AND next_attempt_at > 0;
CREATE INDEX messages_unknown ON messages (line_id) WHERE state = 'unknown';

-- Messages by state, kept by triggers: counting a million rows at each look would hold everything else up.
CREATE TABLE delivery_counts (
  delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
  state TEXT NOT NULL,
  messages INTEGER NOT NULL,
  PRIMARY KEY (delivery_id, state)
) STRICT, WITHOUT ROWID;

-- How many messages reached a state in each second, for the chart over time.
CREATE TABLE delivery_timeline (
  delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
  second INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  delivered INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  PRIMARY KEY (delivery_id, second)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER messages_count_new AFTER INSERT ON messages BEGIN
  INSERT INTO delivery_counts VALUES (NEW.delivery_id, NEW.state, 1)
  ON CONFLICT DO UPDATE SET messages = messages + 1;
END;

CREATE TRIGGER messages_count_gone AFTER DELETE ON messages BEGIN
  UPDATE delivery_counts SET messages = messages - 1
  WHERE delivery_id = OLD.delivery_id AND state = OLD.state;
END;

CREATE TRIGGER messages_count_moved AFTER UPDATE OF state ON messages WHEN OLD.state <> NEW.state BEGIN
  UPDATE delivery_counts SET messages = messages - 1
  WHERE delivery_id = OLD.delivery_id AND state = OLD.state;
  INSERT INTO delivery_counts VALUES (NEW.delivery_id, NEW.state, 1)
  ON CONFLICT DO UPDATE SET messages = messages + 1;
END;

CREATE TRIGGER messages_time_moved AFTER UPDATE OF state ON messages
WHEN OLD.state <> NEW.state
AND NEW.state IN ('accepted', 'delivered', 'undelivered', 'failed', 'expired') BEGIN
  INSERT INTO delivery_timeline
  VALUES (
    NEW.delivery_id,
    NEW.changed_at / 1000,
    NEW.state = 'accepted',
    NEW.state = 'delivered',
    NEW.state IN ('undelivered', 'failed', 'expired')
  )
  ON CONFLICT DO UPDATE SET
    accepted = accepted + excluded.accepted,
    delivered = delivered + excluded.delivered,
    failed = failed + excluded.failed;
END;

CREATE TABLE attempts (
  id INTEGER PRIMARY KEY,
  message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  line_id INTEGER NOT NULL REFERENCES lines (id),
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  outcome TEXT CHECK (outcome IN ('accepted', 'refused', 'unknown')),
  code TEXT
) STRICT;
CREATE INDEX attempts_by_message ON attempts (message_id);
CREATE INDEX attempts_open ON attempts (line_id) WHERE ended_at IS NULL;

CREATE TABLE message_parts (
  message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  line_id INTEGER NOT NULL REFERENCES lines (id),
  reference TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('accepted', 'delivered', 'failed')),
  accepted_at INTEGER NOT NULL,
  PRIMARY KEY (message_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_parts_by_reference ON message_parts (line_id, reference, accepted_at);

CREATE TABLE receipts (
  id INTEGER PRIMARY KEY,
  line_id INTEGER NOT NULL REFERENCES lines (id),
  reference TEXT NOT NULL,
  recipient TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('delivered', 'pending', 'failed')),
  code TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  message_id INTEGER REFERENCES messages (id) ON DELETE SET NULL,
  position INTEGER
) STRICT;
CREATE INDEX receipts_unmatched ON receipts (line_id, received_at) WHERE message_id IS NULL;
CREATE INDEX receipts_by_message ON receipts (message_id) WHERE message_id IS NOT NULL;

CREATE TABLE inbound_messages (
  id INTEGER PRIMARY KEY,
  line_id INTEGER NOT NULL REFERENCES lines (id),
  sender TEXT NOT NULL,
  text TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL
) STRICT;
CREATE INDEX inbound_messages_by_sender ON inbound_messages (sender);

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;

CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data))
) STRICT;

-- Where people are, as far as it is known: the country of the number and the zone of the person, empty where unknown.
CREATE TABLE places (
  id INTEGER PRIMARY KEY,
  country TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  UNIQUE (country, time_zone)
) STRICT;

CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY,
  label TEXT NOT NULL,
  state TEXT NOT NULL CHECK (
    state IN (
      'draft', 'preparing', 'ready', 'failed', 'scheduled', 'sending', 'paused', 'finished', 'stopped',
      'recurring', 'suspended'
    )
  ),
  content TEXT NOT NULL CHECK (json_valid(content)),
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  line_id INTEGER REFERENCES lines (id),
  workflow_id INTEGER REFERENCES workflows (id) ON DELETE SET NULL,
  run_id INTEGER REFERENCES workflow_runs (id) ON DELETE SET NULL,
  activity_id TEXT,
  -- Of the run as it was made: texts can name them.
  variables TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(variables)),
  population_id INTEGER NOT NULL REFERENCES populations (id),
  preparation TEXT CHECK (preparation IS NULL OR json_valid(preparation)),
  digest TEXT,
  samples TEXT CHECK (samples IS NULL OR json_valid(samples)),
  trouble TEXT CHECK (trouble IS NULL OR json_valid(trouble)),
  created_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  -- The zone of the machine at the confirmation, for times that name none.
  time_zone TEXT,
  -- When the first message may leave; NULL at once.
  starts_at INTEGER,
  -- When it began to be sent.
  begun_at INTEGER,
  finished_at INTEGER,
  parent_id INTEGER REFERENCES deliveries (id),
  period TEXT,
  fired_for INTEGER
) STRICT;
-- Whose message a number got last, the latest first.
CREATE INDEX deliveries_by_begin ON deliveries (begun_at) WHERE begun_at IS NOT NULL;
-- All that the list of deliveries is filtered and sorted by: contents and preparations make rows long.
CREATE INDEX deliveries_listed ON deliveries (
  created_at, id, state, starts_at, begun_at, confirmed_at, parent_id, workflow_id, line_id, label
);
-- What is being sent is looked for whenever a delivery or its people change.
CREATE INDEX deliveries_by_state ON deliveries (state, confirmed_at);
CREATE INDEX deliveries_scheduled ON deliveries (starts_at) WHERE state = 'scheduled';
CREATE UNIQUE INDEX deliveries_by_activity ON deliveries (run_id, activity_id)
WHERE run_id IS NOT NULL;
CREATE INDEX deliveries_to_review ON deliveries (workflow_id) WHERE state = 'ready';
CREATE INDEX deliveries_by_parent ON deliveries (parent_id, period) WHERE parent_id IS NOT NULL;

-- Recurring deliveries: each is a row of deliveries that is never sent itself, the parent of what its firings made.
-- `period` of a child is the one in which its firing lies, by the clocks of the workflow; null without aggregation.
CREATE TABLE series (
  delivery_id INTEGER PRIMARY KEY REFERENCES deliveries (id) ON DELETE CASCADE,
  aggregation TEXT NOT NULL CHECK (aggregation IN ('none', 'day', 'week', 'month', 'year')),
  confirmation TEXT NOT NULL CHECK (confirmation IN ('each', 'series'))
) STRICT;

-- Content and settings, by their digest, that somebody confirmed for all executions to come.
CREATE TABLE series_confirmations (
  series_id INTEGER NOT NULL REFERENCES series (delivery_id) ON DELETE CASCADE,
  digest TEXT NOT NULL,
  confirmed_at INTEGER NOT NULL,
  PRIMARY KEY (series_id, digest)
) STRICT, WITHOUT ROWID;

-- What became of each firing: once a run, so that one that is cut off and executed again makes nothing twice.
CREATE TABLE series_firings (
  series_id INTEGER NOT NULL REFERENCES series (delivery_id) ON DELETE CASCADE,
  run_id INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  at INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('made', 'nobody', 'paused', 'skipped', 'stopped')),
  child_id INTEGER REFERENCES deliveries (id) ON DELETE SET NULL,
  PRIMARY KEY (series_id, run_id)
) STRICT, WITHOUT ROWID;

-- Firings, by their moments, that somebody took out.
CREATE TABLE series_skips (
  series_id INTEGER NOT NULL REFERENCES series (delivery_id) ON DELETE CASCADE,
  due_at INTEGER NOT NULL,
  PRIMARY KEY (series_id, due_at)
) STRICT, WITHOUT ROWID;

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

-- How far a preparation has come, so that one that was cut off goes on where it was.
CREATE TABLE preparation_checkpoints (
  delivery_id INTEGER PRIMARY KEY REFERENCES deliveries (id) ON DELETE CASCADE,
  checkpoint TEXT NOT NULL CHECK (json_valid(checkpoint))
) STRICT;

CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  delivery_id INTEGER NOT NULL REFERENCES deliveries (id),
  person_id INTEGER NOT NULL,
  recipient TEXT NOT NULL,
  text TEXT NOT NULL,
  encoding TEXT NOT NULL CHECK (encoding IN ('gsm7', 'ucs2')),
  parts INTEGER NOT NULL,
  -- The language of the text where it is not the default's.
  variant TEXT,
  -- The name that it comes from, where people have their own; NULL for that of the delivery or the line.
  sender TEXT,
  -- What the person was said to speak when it was prepared.
  language TEXT,
  -- Which text of a test it is for, 0 the first; NULL outside of tests and for who is held back until there is a winner.
  test INTEGER,
  state TEXT NOT NULL DEFAULT 'queued' CHECK (
    state IN (
      'queued', 'claimed', 'accepted', 'delivered', 'undelivered', 'failed', 'unknown', 'expired', 'cancelled'
    )
  ),
  reason TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  -- NULL where the place makes no difference. No foreign key: places are never removed, and a check a row costs time.
  place_id INTEGER,
  line_id INTEGER REFERENCES lines (id),
  -- Of several lines the one that texted the person last; NULL where any of them will do. No foreign key, for the same reason.
  prefers_line_id INTEGER,
  -- Not before then; 0 with the delivery. Of a message that waits for another attempt, or that a rule postpones.
  next_attempt_at INTEGER NOT NULL DEFAULT 0,
  accepted_at INTEGER,
  settled_at INTEGER,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX messages_by_state ON messages (delivery_id, state);
CREATE INDEX messages_by_person ON messages (person_id);
CREATE INDEX messages_by_test ON messages (delivery_id, test, state) WHERE test IS NOT NULL;
CREATE INDEX messages_retry ON messages (delivery_id, next_attempt_at)
WHERE state = 'queued' AND next_attempt_at > 0;
-- What has not been tried yet, place by place: at night, those of one place wait while others go on.
CREATE INDEX messages_fresh ON messages (delivery_id, place_id)
WHERE state = 'queued' AND next_attempt_at = 0;
CREATE INDEX messages_unknown ON messages (line_id) WHERE state = 'unknown';

-- Which message of a delivery each number gets: no other may ever leave. Written once all of them are known, in the order of the
-- numbers: an index that was kept up message by message would be written anew with every page of people.
CREATE TABLE delivery_recipients (
  delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
  recipient TEXT NOT NULL,
  message_id INTEGER NOT NULL,
  PRIMARY KEY (delivery_id, recipient)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER messages_recipient_gone AFTER DELETE ON messages BEGIN
  DELETE FROM delivery_recipients
  WHERE delivery_id = OLD.delivery_id AND recipient = OLD.recipient AND message_id = OLD.id;
END;

CREATE TRIGGER messages_once_per_number BEFORE UPDATE OF state ON messages
WHEN NEW.state = 'claimed' AND NOT EXISTS (
  SELECT 1 FROM delivery_recipients
  WHERE delivery_id = NEW.delivery_id AND recipient = NEW.recipient AND message_id = NEW.id
) BEGIN
  SELECT RAISE(ABORT, 'the number is not given to this message');
END;

-- Messages and parts that a preparation wrote for each place.
CREATE TABLE delivery_places (
  delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
  place_id INTEGER NOT NULL REFERENCES places (id),
  messages INTEGER NOT NULL,
  parts INTEGER NOT NULL,
  PRIMARY KEY (delivery_id, place_id)
) STRICT, WITHOUT ROWID;

-- Waves, or the steps of a ramp, that have begun: when the first message of each left, and how many have.
CREATE TABLE delivery_waves (
  delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
  wave INTEGER NOT NULL,
  begun_at INTEGER NOT NULL,
  messages INTEGER NOT NULL,
  PRIMARY KEY (delivery_id, wave)
) STRICT, WITHOUT ROWID;

-- What was spent, by the day of the attempt: parts that the network took, and those that are under way or unknown.
CREATE TABLE spending (
  delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
  day TEXT NOT NULL,
  currency TEXT NOT NULL,
  parts INTEGER NOT NULL,
  micros INTEGER NOT NULL,
  -- Those of the parts that have no price, and so are not in the amount.
  unpriced_parts INTEGER NOT NULL,
  PRIMARY KEY (delivery_id, day, currency)
) STRICT, WITHOUT ROWID;
CREATE INDEX spending_by_day ON spending (day);

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

-- Links that were followed, as shorteners and web sites report them; told again, a click counts once.
CREATE TABLE clicks (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  url TEXT NOT NULL,
  delivery_id INTEGER REFERENCES deliveries (id) ON DELETE SET NULL
) STRICT;
CREATE UNIQUE INDEX clicks_once ON clicks (person_id, at, url);
CREATE INDEX clicks_by_delivery ON clicks (delivery_id, person_id, at) WHERE delivery_id IS NOT NULL;

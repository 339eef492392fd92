-- Numbers that must not be texted, whoever they belong to: they outlive the person and any import. What somebody answered
-- to opt out is the note, and the message itself the evidence.
CREATE TABLE suppressions (
  phone TEXT PRIMARY KEY,
  cause TEXT NOT NULL CHECK (cause IN ('manual', 'stop')),
  note TEXT,
  at INTEGER NOT NULL,
  inbound_id INTEGER,
  -- The act that suppressed many at once.
  act_id INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX suppressions_by_act ON suppressions (act_id) WHERE act_id IS NOT NULL;

-- What people can agree to be texted about. An id is never given twice, because rules, workflows and evidence name it;
-- the row of a list that was removed stays for its evidence. How many are in which state is kept by triggers.
CREATE TABLE subscription_lists (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  pending INTEGER NOT NULL DEFAULT 0,
  subscribed INTEGER NOT NULL DEFAULT 0,
  unsubscribed INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;

-- One act on a list, whoever it concerned: the evidence of when, by what and with which words. Work that was cut off and is
-- taken up again under the same key goes on with the same act.
CREATE TABLE subscription_changes (
  id INTEGER PRIMARY KEY,
  list_id INTEGER NOT NULL REFERENCES subscription_lists (id),
  at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('none', 'pending', 'subscribed', 'unsubscribed')),
  source TEXT NOT NULL CHECK (source IN ('manual', 'import', 'workflow', 'reply')),
  note TEXT,
  text TEXT,
  line_id INTEGER REFERENCES lines (id),
  people INTEGER NOT NULL DEFAULT 0,
  work_key TEXT UNIQUE
) STRICT;
CREATE INDEX subscription_changes_by_list ON subscription_changes (list_id, id);

-- Whom an act concerned, with the number that they had. It outlives the person: it proves what was sent to them before.
CREATE TABLE subscription_events (
  change_id INTEGER NOT NULL REFERENCES subscription_changes (id),
  person_id INTEGER NOT NULL,
  state_before TEXT NOT NULL,
  phone TEXT NOT NULL,
  PRIMARY KEY (change_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX subscription_events_by_person ON subscription_events (person_id);

-- Where people stand now. `subscribed_at` is when they last joined, also where they have left since.
CREATE TABLE subscriptions (
  list_id INTEGER NOT NULL REFERENCES subscription_lists (id),
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('none', 'pending', 'subscribed', 'unsubscribed')),
  since INTEGER NOT NULL,
  subscribed_at INTEGER,
  phone TEXT NOT NULL,
  change_id INTEGER NOT NULL,
  PRIMARY KEY (list_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX subscriptions_by_person ON subscriptions (person_id);

-- Numbers whose owner had left a list when they were deleted: imported again, they are not put back on it unasked.
CREATE TABLE remembered_unsubscriptions (
  list_id INTEGER NOT NULL REFERENCES subscription_lists (id),
  phone TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (list_id, phone)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER subscriptions_count_new AFTER INSERT ON subscriptions BEGIN
  UPDATE subscription_lists
  SET pending = pending + (NEW.state = 'pending'),
    subscribed = subscribed + (NEW.state = 'subscribed'),
    unsubscribed = unsubscribed + (NEW.state = 'unsubscribed')
  WHERE id = NEW.list_id;
END;
CREATE TRIGGER subscriptions_count_gone AFTER DELETE ON subscriptions BEGIN
  UPDATE subscription_lists
  SET pending = pending - (OLD.state = 'pending'),
    subscribed = subscribed - (OLD.state = 'subscribed'),
    unsubscribed = unsubscribed - (OLD.state = 'unsubscribed')
  WHERE id = OLD.list_id;
END;
CREATE TRIGGER subscriptions_count_moved AFTER UPDATE OF state ON subscriptions WHEN OLD.state <> NEW.state BEGIN
  UPDATE subscription_lists
  SET pending = pending + (NEW.state = 'pending') - (OLD.state = 'pending'),
    subscribed = subscribed + (NEW.state = 'subscribed') - (OLD.state = 'subscribed'),
    unsubscribed = unsubscribed + (NEW.state = 'unsubscribed') - (OLD.state = 'unsubscribed')
  WHERE id = NEW.list_id;
END;
CREATE TRIGGER subscriptions_remembered AFTER DELETE ON subscriptions WHEN OLD.state = 'unsubscribed' BEGIN
  INSERT INTO remembered_unsubscriptions (list_id, phone, at) VALUES (OLD.list_id, OLD.phone, OLD.since)
  ON CONFLICT DO UPDATE SET at = max(at, excluded.at);
END;

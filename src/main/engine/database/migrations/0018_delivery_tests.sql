-- Tests of several texts that have people held back: when their last message left, and which text everybody else gets.
CREATE TABLE delivery_tests (
  delivery_id INTEGER PRIMARY KEY REFERENCES deliveries (id) ON DELETE CASCADE,
  sent_at INTEGER,
  -- Since when a person is asked, where nothing decides by itself.
  asked_at INTEGER,
  winner INTEGER,
  chosen_by TEXT CHECK (chosen_by IN ('measure', 'tie', 'hand')),
  chosen_at INTEGER
) STRICT;

-- What is said to people who are held back, in each text of the test: as it was prepared and confirmed, until one is chosen.
CREATE TABLE held_texts (
  message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  test INTEGER NOT NULL,
  text TEXT NOT NULL,
  encoding TEXT NOT NULL,
  parts INTEGER NOT NULL,
  variant TEXT,
  -- When the message is due once its text is chosen; 0 with the delivery.
  due_at INTEGER NOT NULL,
  PRIMARY KEY (message_id, test)
) STRICT, WITHOUT ROWID;

-- The moment is the one in held-until.ts.
CREATE TRIGGER held_texts_over AFTER UPDATE OF state ON messages
WHEN OLD.next_attempt_at = 8640000000000000 AND OLD.state = 'queued' AND NEW.state <> 'queued' BEGIN
  DELETE FROM held_texts WHERE message_id = OLD.id;
END;

-- Who is held back counts with the first text until another one is chosen.
CREATE TRIGGER held_cell_moved AFTER UPDATE OF parts, variant ON messages
WHEN OLD.state = 'queued' AND (OLD.parts <> NEW.parts OR OLD.variant IS NOT NEW.variant) BEGIN
  UPDATE delivery_cells SET messages = messages - 1
  WHERE delivery_id = OLD.delivery_id AND state = 'queued' AND line_id = 0
    AND place_id = ifnull(OLD.place_id, 0) AND parts = OLD.parts AND variant = ifnull(OLD.variant, '')
    AND language = ifnull(OLD.language, '') AND test = ifnull(OLD.test, -1) AND reason = '';
  INSERT INTO delivery_cells
  VALUES (
    NEW.delivery_id, 'queued', 0, ifnull(NEW.place_id, 0), NEW.parts,
    ifnull(NEW.variant, ''), ifnull(NEW.language, ''), ifnull(NEW.test, -1), '', 1
  )
  ON CONFLICT DO UPDATE SET messages = messages + 1;
END;

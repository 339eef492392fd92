-- Messages of a prepared delivery by everything that its dashboard tells apart: the preparation writes what waits, triggers
-- move what has been settled, so that no look at it counts messages. What is just being sent counts as waiting, so that a
-- claim costs nothing here. Empty stands for the default variant, an unknown language, no reason; 0 for no place, no line.
CREATE TABLE delivery_cells (
  delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
  state TEXT NOT NULL,
  line_id INTEGER NOT NULL,
  place_id INTEGER NOT NULL,
  parts INTEGER NOT NULL,
  variant TEXT NOT NULL,
  language TEXT NOT NULL,
  -- Which text of a test; -1 outside of tests and for who is held back, or was, until one is chosen.
  test INTEGER NOT NULL,
  reason TEXT NOT NULL,
  messages INTEGER NOT NULL,
  PRIMARY KEY (delivery_id, state, line_id, place_id, parts, variant, language, test, reason)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER messages_cell_left AFTER UPDATE OF state, reason, line_id ON messages
WHEN OLD.state NOT IN ('queued', 'claimed')
AND (OLD.state <> NEW.state OR OLD.reason IS NOT NEW.reason OR OLD.line_id IS NOT NEW.line_id) BEGIN
  UPDATE delivery_cells SET messages = messages - 1
  WHERE delivery_id = OLD.delivery_id AND state = OLD.state AND line_id = ifnull(OLD.line_id, 0)
    AND place_id = ifnull(OLD.place_id, 0) AND parts = OLD.parts AND variant = ifnull(OLD.variant, '')
    AND language = ifnull(OLD.language, '') AND test = ifnull(OLD.test, -1) AND reason = ifnull(OLD.reason, '');
END;

CREATE TRIGGER messages_cell_begun AFTER UPDATE OF state ON messages
WHEN OLD.state IN ('queued', 'claimed') AND NEW.state NOT IN ('queued', 'claimed') BEGIN
  UPDATE delivery_cells SET messages = messages - 1
  WHERE delivery_id = OLD.delivery_id AND state = 'queued' AND line_id = 0
    AND place_id = ifnull(OLD.place_id, 0) AND parts = OLD.parts AND variant = ifnull(OLD.variant, '')
    AND language = ifnull(OLD.language, '') AND test = ifnull(OLD.test, -1) AND reason = '';
END;

CREATE TRIGGER messages_cell_reached AFTER UPDATE OF state, reason, line_id ON messages
WHEN NEW.state NOT IN ('queued', 'claimed')
AND (OLD.state <> NEW.state OR OLD.reason IS NOT NEW.reason OR OLD.line_id IS NOT NEW.line_id) BEGIN
  INSERT INTO delivery_cells
  VALUES (
    NEW.delivery_id, NEW.state, ifnull(NEW.line_id, 0), ifnull(NEW.place_id, 0), NEW.parts,
    ifnull(NEW.variant, ''), ifnull(NEW.language, ''), ifnull(NEW.test, -1), ifnull(NEW.reason, ''), 1
  )
  ON CONFLICT DO UPDATE SET messages = messages + 1;
END;

CREATE TRIGGER messages_cell_again AFTER UPDATE OF state ON messages
WHEN NEW.state IN ('queued', 'claimed') AND OLD.state NOT IN ('queued', 'claimed') BEGIN
  INSERT INTO delivery_cells
  VALUES (
    NEW.delivery_id, 'queued', 0, ifnull(NEW.place_id, 0), NEW.parts,
    ifnull(NEW.variant, ''), ifnull(NEW.language, ''), ifnull(NEW.test, -1), '', 1
  )
  ON CONFLICT DO UPDATE SET messages = messages + 1;
END;

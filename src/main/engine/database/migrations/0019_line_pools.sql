-- The lines that share the messages of a delivery, as its preparation froze them; none where it goes over one line.
CREATE TABLE pool_lines (
  delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
  line_id INTEGER NOT NULL REFERENCES lines (id),
  PRIMARY KEY (delivery_id, line_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pool_lines_by_line ON pool_lines (line_id);

-- Parts by SIM and day of the machine's calendar: what left or may have left, and what is under way. By SIM and not by
-- line, because that is what an operator counts, whichever modem the SIM is in.
CREATE TABLE sim_usage (
  sim TEXT NOT NULL,
  day TEXT NOT NULL,
  parts INTEGER NOT NULL,
  PRIMARY KEY (sim, day)
) STRICT, WITHOUT ROWID;

-- What waits for the line that texted the person last.
CREATE INDEX messages_lane ON messages (delivery_id, prefers_line_id, place_id)
WHERE prefers_line_id IS NOT NULL AND state = 'queued' AND next_attempt_at = 0;

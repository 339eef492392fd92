-- What became of deliveries, move by move; what a person decided is in the audit log.
CREATE TABLE delivery_moves (
  id INTEGER PRIMARY KEY,
  delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  move TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data))
) STRICT;
CREATE INDEX delivery_moves_by_delivery ON delivery_moves (delivery_id, at);
CREATE INDEX audit_log_by_subject ON audit_log (subject, at);

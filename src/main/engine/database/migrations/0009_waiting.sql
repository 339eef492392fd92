-- People whom a Wait lets go each at a moment of their own, worked out once, when the wait begins: a date that changes
-- later changes nothing for those who wait already. At 0 are those without a date, who leave by another outlet.
CREATE TABLE waiting_people (
  run_id INTEGER NOT NULL REFERENCES workflow_runs (id) ON DELETE CASCADE,
  activity_id TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  PRIMARY KEY (run_id, activity_id, due_at, person_id)
) STRICT, WITHOUT ROWID;

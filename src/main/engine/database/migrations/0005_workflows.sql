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
  error TEXT CHECK (error IS NULL OR json_valid(error)),
  PRIMARY KEY (run_id, activity_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE populations (
  id INTEGER PRIMARY KEY,
  count INTEGER NOT NULL DEFAULT 0,
  columns TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(columns))
) STRICT;

-- What left an activity of a run. One population can stand at several outlets, so that whoever passes is not copied.
CREATE TABLE activity_outputs (
  run_id INTEGER NOT NULL REFERENCES workflow_runs (id) ON DELETE CASCADE,
  activity_id TEXT NOT NULL,
  outlet TEXT NOT NULL,
  population_id INTEGER NOT NULL REFERENCES populations (id),
  PRIMARY KEY (run_id, activity_id, outlet)
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_outputs_by_population ON activity_outputs (population_id);

-- `extra` holds the values of the population's columns by their names, as JSON; null where it has none.
CREATE TABLE population_members (
  population_id INTEGER NOT NULL REFERENCES populations (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL,
  extra TEXT,
  PRIMARY KEY (population_id, person_id)
) STRICT, WITHOUT ROWID;

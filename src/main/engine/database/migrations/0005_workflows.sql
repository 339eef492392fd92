-- `errors` counts the failures in a row that the error policy has put up with. Neither the id of a workflow nor that of a
-- run is given twice: what is noted about people by them outlives both.
CREATE TABLE workflows (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  document TEXT NOT NULL CHECK (json_valid(document)),
  revision INTEGER NOT NULL DEFAULT 1,
  state TEXT NOT NULL DEFAULT 'draft' CHECK (
    state IN ('draft', 'started', 'paused', 'failed', 'finished', 'stopped')
  ),
  started_at INTEGER,
  errors INTEGER NOT NULL DEFAULT 0,
  campaign_id INTEGER REFERENCES campaigns (id) ON DELETE SET NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX workflows_by_campaign ON workflows (campaign_id) WHERE campaign_id IS NOT NULL;

-- Documents as they were published; new runs execute the newest. A version that a run executes is not removed.
CREATE TABLE workflow_versions (
  id INTEGER PRIMARY KEY,
  workflow_id INTEGER NOT NULL REFERENCES workflows (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  document TEXT NOT NULL CHECK (json_valid(document)),
  published_at INTEGER NOT NULL,
  UNIQUE (workflow_id, number)
) STRICT;

-- `entry_id` is the trigger that fired, or, in a run with a parent, the activity that released people into it.
-- `due_at` is the moment for which it was meant, `started_at` when it began; null while it is queued. `has_sent`: something
-- was sent in a run that came out of it and has been removed since.
CREATE TABLE workflow_runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workflow_id INTEGER NOT NULL REFERENCES workflows (id) ON DELETE CASCADE,
  version_id INTEGER NOT NULL REFERENCES workflow_versions (id),
  parent_id INTEGER REFERENCES workflow_runs (id) ON DELETE CASCADE,
  entry_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'finished', 'failed', 'stopped')),
  due_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  variables TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(variables)),
  has_sent INTEGER NOT NULL DEFAULT 0 CHECK (has_sent IN (0, 1))
) STRICT;
CREATE INDEX workflow_runs_by_workflow ON workflow_runs (workflow_id, id);
CREATE INDEX workflow_runs_by_parent ON workflow_runs (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX workflow_runs_open ON workflow_runs (workflow_id) WHERE state IN ('queued', 'running', 'failed');
CREATE INDEX workflow_runs_by_version ON workflow_runs (version_id);

-- The tasks of a run. A running one with `wake_at` is executed again then; `hold` says that a held one was reached;
-- `pokes` counts what happened outside, so that a step that is being executed meanwhile is executed once more.
CREATE TABLE activity_runs (
  run_id INTEGER NOT NULL REFERENCES workflow_runs (id) ON DELETE CASCADE,
  activity_id TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (
    state IN ('pending', 'running', 'finished', 'failed', 'skipped')
  ),
  started_at INTEGER,
  finished_at INTEGER,
  wake_at INTEGER,
  memory TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(memory)),
  error TEXT CHECK (error IS NULL OR json_valid(error)),
  is_ignored INTEGER NOT NULL DEFAULT 0 CHECK (is_ignored IN (0, 1)),
  is_hurried INTEGER NOT NULL DEFAULT 0 CHECK (is_hurried IN (0, 1)),
  pokes INTEGER NOT NULL DEFAULT 0,
  hold TEXT CHECK (hold IN ('held', 'released')),
  PRIMARY KEY (run_id, activity_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_runs_by_wake ON activity_runs (wake_at) WHERE wake_at IS NOT NULL;

-- The next firing of each trigger that goes by the clock, and what the following ones are computed from.
CREATE TABLE timers (
  workflow_id INTEGER NOT NULL REFERENCES workflows (id) ON DELETE CASCADE,
  activity_id TEXT NOT NULL,
  due_at INTEGER,
  started_at INTEGER NOT NULL,
  firings INTEGER NOT NULL DEFAULT 0,
  fired_for INTEGER,
  time_zone TEXT NOT NULL,
  PRIMARY KEY (workflow_id, activity_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX timers_by_due ON timers (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE workflow_logs (
  id INTEGER PRIMARY KEY,
  workflow_id INTEGER NOT NULL REFERENCES workflows (id) ON DELETE CASCADE,
  run_id INTEGER REFERENCES workflow_runs (id) ON DELETE CASCADE,
  activity_id TEXT,
  at INTEGER NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('info', 'warning', 'error')),
  code TEXT NOT NULL,
  data TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(data))
) STRICT;
CREATE INDEX workflow_logs_by_workflow ON workflow_logs (workflow_id, id);
CREATE INDEX workflow_logs_by_run ON workflow_logs (run_id, id) WHERE run_id IS NOT NULL;

-- Who has entered a workflow, last in which run; for the qualification rule. It outlives the runs, and is removed bit by
-- bit when its workflow is gone.
CREATE TABLE workflow_passes (
  workflow_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  run_id INTEGER NOT NULL,
  passed_at INTEGER NOT NULL,
  PRIMARY KEY (workflow_id, person_id)
) STRICT, WITHOUT ROWID;

-- `members`: whether they are kept, are about to be removed, or only their count is known.
CREATE TABLE populations (
  id INTEGER PRIMARY KEY,
  count INTEGER NOT NULL DEFAULT 0,
  members TEXT NOT NULL DEFAULT 'kept' CHECK (members IN ('kept', 'leaving', 'gone')),
  columns TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(columns))
) STRICT;
CREATE INDEX populations_leaving ON populations (id) WHERE members = 'leaving';

-- What left an activity of a run. One population can stand at several outlets, so that whoever passes is not copied.
CREATE TABLE activity_outputs (
  run_id INTEGER NOT NULL REFERENCES workflow_runs (id) ON DELETE CASCADE,
  activity_id TEXT NOT NULL,
  outlet TEXT NOT NULL,
  population_id INTEGER NOT NULL REFERENCES populations (id),
  PRIMARY KEY (run_id, activity_id, outlet)
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_outputs_by_population ON activity_outputs (population_id);

-- `extra` holds the values of the population's columns by their names, as JSON of texts; null where it has none.
CREATE TABLE population_members (
  population_id INTEGER NOT NULL REFERENCES populations (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL,
  extra TEXT,
  PRIMARY KEY (population_id, person_id)
) STRICT, WITHOUT ROWID;

-- Incremental queries: whom each has returned. What a batch returned counts once the task that made it is finished, so
-- that a run which is cut off returns the same people again. A query whose workflow is gone is swept away.
CREATE TABLE incremental_queries (
  id INTEGER PRIMARY KEY,
  workflow_id INTEGER REFERENCES workflows (id) ON DELETE SET NULL,
  activity_id TEXT NOT NULL,
  UNIQUE (workflow_id, activity_id)
) STRICT;
CREATE TABLE incremental_batches (
  id INTEGER PRIMARY KEY,
  query_id INTEGER NOT NULL REFERENCES incremental_queries (id) ON DELETE CASCADE,
  run_id INTEGER NOT NULL,
  activity_id TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  people INTEGER NOT NULL DEFAULT 0,
  is_settled INTEGER NOT NULL DEFAULT 0 CHECK (is_settled IN (0, 1))
) STRICT;
CREATE INDEX incremental_batches_by_query ON incremental_batches (query_id, is_settled);
CREATE INDEX incremental_batches_open ON incremental_batches (run_id, activity_id) WHERE is_settled = 0;
CREATE TABLE incremental_people (
  query_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  batch_id INTEGER NOT NULL,
  PRIMARY KEY (query_id, person_id)
) STRICT, WITHOUT ROWID;
-- Whom a batch has returned and the qualification rule has left out: they are returned again, also where dates decide.
CREATE TABLE incremental_left_out (
  query_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  batch_id INTEGER NOT NULL,
  PRIMARY KEY (query_id, person_id, batch_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER incremental_batches_settled AFTER UPDATE OF state ON activity_runs WHEN NEW.state = 'finished' BEGIN
  UPDATE incremental_batches SET is_settled = 1
  WHERE run_id = NEW.run_id AND activity_id = NEW.activity_id AND is_settled = 0;
END;

-- Files that activities read. `place` is the key under which the host knows where a file lies; it is null for one that
-- was handed over as a copy. A copy lies here in pieces; copied_at is null where there is none.
CREATE TABLE kept_files (
  key TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  place TEXT,
  bytes INTEGER NOT NULL,
  kept_at INTEGER NOT NULL,
  copied_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE kept_file_pieces (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  copied_at INTEGER NOT NULL,
  position INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE INDEX kept_file_pieces_by_file ON kept_file_pieces (key, copied_at, position);

-- What became of the rows of a file. One load stands for the last execution of a task; one whose run is gone is swept
-- away. Rows that mean nobody, or somebody once more, are kept with why.
CREATE TABLE file_loads (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run_id INTEGER REFERENCES workflow_runs (id) ON DELETE SET NULL,
  activity_id TEXT NOT NULL,
  file_name TEXT NOT NULL,
  header TEXT CHECK (header IS NULL OR json_valid(header)),
  at INTEGER NOT NULL,
  is_whole INTEGER NOT NULL DEFAULT 0 CHECK (is_whole IN (0, 1)),
  rows INTEGER NOT NULL DEFAULT 0,
  people INTEGER NOT NULL DEFAULT 0,
  added INTEGER NOT NULL DEFAULT 0,
  import_id INTEGER REFERENCES imports (id) ON DELETE SET NULL,
  reasons TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(reasons)),
  problems TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(problems)),
  UNIQUE (run_id, activity_id)
) STRICT;
CREATE TABLE file_load_rows (
  load_id INTEGER NOT NULL,
  line INTEGER NOT NULL,
  reason TEXT NOT NULL,
  cells TEXT NOT NULL CHECK (json_valid(cells)),
  PRIMARY KEY (load_id, line)
) STRICT, WITHOUT ROWID;

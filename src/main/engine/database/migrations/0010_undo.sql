-- What can be undone in the draft of a workflow, as patches from one document to the next. It belongs to the revision that
-- it leads away from; losing it loses nothing else.
CREATE TABLE workflow_undo (
  workflow_id INTEGER PRIMARY KEY REFERENCES workflows (id) ON DELETE CASCADE,
  revision INTEGER NOT NULL,
  steps TEXT NOT NULL CHECK (json_valid(steps))
) STRICT;

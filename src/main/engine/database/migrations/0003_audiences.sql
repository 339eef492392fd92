-- A query holds whoever its rule matches at the moment. A list holds its members, and keeps the rule to be refreshed;
-- one that comes from a workflow is filled by that alone, and one that was made by hand is what hands made of it.
CREATE TABLE audiences (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  rule TEXT NOT NULL CHECK (json_valid(rule)),
  kind TEXT NOT NULL DEFAULT 'query' CHECK (kind IN ('query', 'list')),
  member_set INTEGER CHECK ((kind = 'list') = (member_set IS NOT NULL)),
  origin TEXT NOT NULL DEFAULT 'rule' CHECK (origin IN ('rule', 'workflow', 'hand')),
  workflow_id INTEGER REFERENCES workflows (id) ON DELETE SET NULL,
  refreshed_at INTEGER,
  expires_at INTEGER,
  last_used_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- A refresh fills a new set and then points the list at it, so that a list is never seen half filled. Ids of people
-- who are gone may stay: they are never given again.
CREATE TABLE audience_members (
  member_set INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  PRIMARY KEY (member_set, person_id)
) STRICT, WITHOUT ROWID;

-- Who was put into a list by hand, so that a refresh keeps them.
CREATE TABLE audience_picks (
  audience_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  PRIMARY KEY (audience_id, person_id)
) STRICT, WITHOUT ROWID;

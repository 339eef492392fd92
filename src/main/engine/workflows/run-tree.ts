/** The table `tree` of the run `@root` and the runs of people whom it, or one of those, let go on by themselves. */
export const runTree = `WITH RECURSIVE tree (id) AS (
  SELECT @root UNION SELECT workflow_runs.id FROM workflow_runs JOIN tree ON parent_id = tree.id)`

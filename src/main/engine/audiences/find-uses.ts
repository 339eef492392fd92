import type { Database } from 'better-sqlite3'

/** Whose document or rule names something. */
export interface Use {
  /** What is named. */
  readonly of: number
  readonly id: number
  readonly name: string
}

/** Who names things of a kind, in the order of their names. */
export interface Uses {
  readonly workflows: readonly Use[]
  readonly audiences: readonly Use[]
  /** Rules that leave people out of deliveries. */
  readonly rules: readonly Use[]
}

/** What is drawn, and what is executed or will be: the newest version of a workflow that goes on, and those of its runs. */
const documents = `
  SELECT id, name, document AS json FROM workflows
  UNION ALL
  SELECT workflows.id, name, versions.document FROM workflows
  JOIN workflow_versions AS versions ON versions.workflow_id = workflows.id
  WHERE workflows.state IN ('started', 'paused', 'failed') AND versions.document <> workflows.document AND (
    number = (SELECT max(number) FROM workflow_versions WHERE workflow_id = workflows.id)
    OR EXISTS (SELECT 1 FROM workflow_runs AS runs
      WHERE version_id = versions.id AND runs.state IN ('queued', 'running', 'failed')))`
const audienceRules = 'SELECT id, name, rule AS json FROM audiences'

/**
 * Who names audiences, subscription lists or tags: read from the documents and the rules themselves, wherever either
 * has the key, however deep, with an id or a list of them.
 */
export function findUses(sql: Database, key: 'audienceId' | 'listId' | 'tagIds'): Uses {
  const find = (users: string): Use[] =>
    sql
      .prepare(`
        SELECT DISTINCT node.atom AS of, users.id, users.name
        FROM (${users}) AS users, json_tree(users.json) AS node
        WHERE node.type = 'integer' AND (node.key = @key OR node.path LIKE '%.' || @key)
        ORDER BY users.name, users.id`)
      .all({ key }) as Use[]
  return {
    workflows: find(documents),
    audiences: find(audienceRules),
    rules: find('SELECT id, name, rule AS json FROM delivery_rules'),
  }
}

/** The users of one thing, as the contract tells them. */
export function usersOf(
  { workflows, audiences, rules }: Uses,
  of: number,
): {
  readonly usedBy: { workflowId: number; name: string }[]
  readonly usedByAudiences: { audienceId: number; name: string }[]
  readonly usedByRules: { ruleId: number; name: string }[]
} {
  const isOf = (use: Use): boolean => use.of === of
  return {
    usedBy: workflows.filter(isOf).map(({ id, name }) => ({ workflowId: id, name })),
    usedByAudiences: audiences.filter(isOf).map(({ id, name }) => ({ audienceId: id, name })),
    usedByRules: rules.filter(isOf).map(({ id, name }) => ({ ruleId: id, name })),
  }
}

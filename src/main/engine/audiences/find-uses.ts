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
}

/**
 * Who names audiences, subscription lists or tags: read from the documents and the rules themselves, wherever either
 * has the key, however deep, with an id or a list of them.
 */
export function findUses(sql: Database, key: 'audienceId' | 'listId' | 'tagIds'): Uses {
  const find = (table: string, json: string): Use[] =>
    sql
      .prepare(`
        SELECT DISTINCT node.atom AS of, ${table}.id, ${table}.name
        FROM ${table}, json_tree(${table}.${json}) AS node
        WHERE node.type = 'integer' AND (node.key = @key OR node.path LIKE '%.' || @key)
        ORDER BY ${table}.name, ${table}.id`)
      .all({ key }) as Use[]
  return { workflows: find('workflows', 'document'), audiences: find('audiences', 'rule') }
}

/** The users of one thing, as the contract tells them. */
export function usersOf(
  { workflows, audiences }: Uses,
  of: number,
): {
  readonly usedBy: { workflowId: number; name: string }[]
  readonly usedByAudiences: { audienceId: number; name: string }[]
} {
  const isOf = (use: Use): boolean => use.of === of
  return {
    usedBy: workflows.filter(isOf).map(({ id, name }) => ({ workflowId: id, name })),
    usedByAudiences: audiences.filter(isOf).map(({ id, name }) => ({ audienceId: id, name })),
  }
}

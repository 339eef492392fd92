import type { Database } from 'better-sqlite3'
import { incrementalQuery } from '../../../shared/activities/incremental-query.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { incrementalCalls } from '../../../shared/contract/incremental.ts'
import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { countMatching } from '../people/matching-ids.ts'
import { incrementCondition } from './increment-condition.ts'
import { countReturned, findQuery, forgetAll, lastExecution } from './query-history.ts'

/** Answers the calls about what incremental queries remember. */
export function incrementalHandlers({ workspace }: EngineContext): HandlersOf<typeof incrementalCalls> {
  const { sql } = workspace
  return {
    'incremental.status': async ({ settings, ...place }) => {
      const queryId = findQuery(sql, place)
      return {
        returned: queryId === undefined ? 0 : countReturned(sql, queryId),
        lastAt: queryId === undefined ? null : lastExecution(sql, queryId),
        fresh: await countFresh(sql, settings, queryId),
      }
    },
    'incremental.forget': async place => {
      const queryId = findQuery(sql, place)
      if (queryId !== undefined) await forgetAll(sql, queryId)
      return {}
    },
  }
}

async function countFresh(
  sql: Database,
  given: Readonly<Record<string, unknown>>,
  queryId: number | undefined,
): Promise<number | null> {
  const settings = incrementalQuery.settings.safeParse(given)
  if (!settings.success) return null
  try {
    const where = incrementCondition(sql, { settings: settings.data, queryId })
    return (await countMatching(sql, where, 0)).count
  } catch (error) {
    // A rule that is being written cannot be asked yet.
    if (error instanceof UserError) return null
    throw error
  }
}

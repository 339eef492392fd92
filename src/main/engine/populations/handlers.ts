import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { populationCalls } from '../../../shared/contract/populations.ts'
import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { readColumns } from './read-columns.ts'
import { readValues } from './read-values.ts'

/** Answers the calls about the people of a run. */
export function populationHandlers({ workspace }: EngineContext): HandlersOf<typeof populationCalls> {
  const { sql } = workspace
  return {
    'populations.get': ({ id }) => {
      const count = sql.prepare('SELECT count FROM populations WHERE id = ?').pluck().get(id)
      if (typeof count !== 'number') throw new UserError('population/not-found')
      return { count, columns: readColumns(sql, id) }
    },
    'populations.values': ({ id, personIds }) => Object.fromEntries(readValues(sql, id, personIds)),
  }
}

import type { LoadFileSettings } from '../../../shared/activities/load-file.ts'
import type { EngineContext } from '../context.ts'
import { readSettings } from '../workspace/settings.ts'
import { createPersonFinder, type PersonFinder } from './find-people.ts'
import type { FoundTable } from './find-table.ts'
import { count, createLoadTally, type LoadTally } from './load-ledger.ts'
import { prepareMatching, type MatchRows } from './match-rows.ts'
import { prepareRowReader, type ReadRow } from './read-row.ts'

/** Everything that rows of a file are turned into people with. */
export interface OpenLoading {
  readonly tally: LoadTally
  readonly readRow: ReadRow
  readonly matchRows: MatchRows
  close(): void
}

/** A file that was opened, and what is asked about it. */
export interface LoadQuestion {
  readonly settings: Pick<LoadFileSettings, 'match' | 'columns' | 'country'>
  readonly table: FoundTable
  /** Tells apart what several loads write down for themselves. */
  readonly name: string
  readonly signal: AbortSignal
}

/**
 * Prepares the reading and matching of rows; to be closed.
 * @throws UserError `load/column-gone`, `rule/unknown-field`
 */
export async function openLoading(
  { workspace }: EngineContext,
  question: LoadQuestion,
): Promise<OpenLoading> {
  const { settings, table, name, signal } = question
  const { sql } = workspace
  const tally = createLoadTally()
  const country = countryOf(workspace.sql, settings)
  const readRow = prepareRowReader(settings, { table, country }, column => count(tally.problems, column))
  const [first] = settings.match
  const search = { field: first?.field ?? 'phone', isOnce: table.isSmall, name, signal }
  const finder: PersonFinder = await createPersonFinder(sql, search)
  try {
    return {
      tally,
      readRow,
      matchRows: prepareMatching(sql, settings.match, finder),
      close: () => finder.close(),
    }
  } catch (error) {
    finder.close()
    throw error
  }
}

/** The country of numbers without one. */
export function countryOf(
  sql: EngineContext['workspace']['sql'],
  { country }: Pick<LoadFileSettings, 'country'>,
): string {
  return country ?? readSettings(sql).defaultCountry
}

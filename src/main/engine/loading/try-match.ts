import type { LoadFileSettings } from '../../../shared/activities/load-file.ts'
import type { EngineContext } from '../context.ts'
import { withKeptFile } from '../files/open-kept.ts'
import { findTable } from './find-table.ts'
import { count } from './load-ledger.ts'
import { openLoading } from './open-loading.ts'

/** Whom the first rows of a file mean. */
export interface MatchTrial {
  readonly rows: number
  readonly isWhole: boolean
  readonly people: number
  readonly reasons: Readonly<Record<string, number>>
  readonly problems: Readonly<Record<string, number>>
}

/**
 * Tries settings on the first rows of their file; nothing is kept of it.
 * @throws UserError as loading does
 */
export function tryMatch(context: EngineContext, settings: LoadFileSettings): Promise<MatchTrial> {
  return withKeptFile(context, settings.file, async source => {
    const found = await findTable(source, settings)
    // However long the file is, only these rows are looked at, all at once.
    const table = { ...found, isSmall: true }
    const { signal } = new AbortController()
    const loading = await openLoading(context, { settings, table, name: 'trial', signal })
    const { tally, readRow, matchRows } = loading
    const rows = found.sample.flatMap(({ cells, line, fault }) => readRow(cells, line, fault) ?? [])
    const named = rows.filter(row => 'keys' in row)
    const people = new Set<number>()
    for (const row of rows) if (!('keys' in row)) count(tally.reasons, row.reason)
    for (const person of await matchRows(named)) {
      if (person === undefined) count(tally.reasons, 'no-person')
      else if (people.has(person)) count(tally.reasons, 'person-repeated')
      else people.add(person)
    }
    return {
      rows: rows.length,
      isWhole: found.isSmall,
      people: people.size,
      reasons: Object.fromEntries(tally.reasons),
      problems: Object.fromEntries(tally.problems),
    }
  })
}

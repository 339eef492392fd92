import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { ColumnTarget } from '../../../../shared/contract/import-options.ts'
import type { importCalls } from '../../../../shared/contract/imports.ts'
import type { ColumnSample } from './column-sample.ts'
import { guessColumns, type KnownField } from './guess-columns.ts'
import { findOwnColumns } from './own-columns.ts'
import { countReasonColumns } from './reason-columns.ts'
import { recallMapping } from './remember-mapping.ts'

type Remembered = z.output<(typeof importCalls)['imports.inspect']['output']>['remembered']

/**
 * Where the columns of a file go: as those of the last file with the same headers went, and where there was none or it
 * is not wanted, as it can be guessed.
 */
export function mapColumns(
  sql: Database,
  columns: readonly ColumnSample[],
  given: { readonly defaultCountry: string; readonly guessAnew?: boolean | undefined },
): { readonly targets: readonly ColumnTarget[]; readonly remembered: Remembered } {
  const fields = sql
    .prepare('SELECT key, label, type FROM person_fields ORDER BY position')
    .all() as KnownField[]
  const whole = columns.map(column => column.header)
  // Rows that were rejected go where the others of their file went.
  const header = whole.slice(0, whole.length - countReasonColumns(whole))
  const isNamed = header.some(name => name !== '')
  const found = isNamed && !given.guessAnew ? recallMapping(sql, header) : undefined
  const own = findOwnColumns(columns, sql.prepare('SELECT name FROM tags').pluck().all() as string[])
  const guesses = guessColumns(columns, fields, found?.defaultCountry ?? given.defaultCountry).map(
    (guess, index): ColumnTarget => (guess.to === 'new-field' && own.has(index) ? { to: 'ignore' } : guess),
  )
  if (!found) return { targets: guesses, remembered: null }
  const { targets, tags, ...remembered } = found
  return {
    targets: guesses.map((guess, index) => targets[index] ?? guess),
    remembered: { ...remembered, tags: [...tags] },
  }
}

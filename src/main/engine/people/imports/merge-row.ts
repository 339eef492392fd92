import type { ExistingPolicy } from '../../../../shared/contract/import-options.ts'
import { foldName } from '../fold-name.ts'
import { givenColumns } from './write-matches.ts'

/** A person, or what a row says about one, as far as an import changes people. */
export interface PersonState {
  readonly columns: Readonly<Record<(typeof givenColumns)[number], string | null>>
  readonly fields: Readonly<Record<string, string>>
}

/**
 * A person after a row with their number; the same object where the row changes nothing. An empty cell empties nothing.
 * Where both names are given and differ, the row may mean somebody else: names are then filled as little as they are
 * mixed.
 */
export function mergeRow(person: PersonState, row: PersonState, policy: ExistingPolicy): PersonState {
  if (policy === 'skip') return person
  const overwrites = policy === 'overwrite'
  const keepsNames = !overwrites && isOtherName(person, row)
  const columns: Record<string, string | null> = {}
  for (const column of givenColumns) {
    const value = row.columns[column]
    if (value === null || value === person.columns[column]) continue
    if (keepsNames && column.endsWith('_name')) continue
    if (overwrites || person.columns[column] === null) columns[column] = value
  }
  const fields: Record<string, string> = {}
  for (const [key, value] of Object.entries(row.fields)) {
    const present = person.fields[key] ?? ''
    if (value !== present && (overwrites || present === '')) fields[key] = value
  }
  if (isEmpty(columns) && isEmpty(fields)) return person
  return {
    columns: isEmpty(columns) ? person.columns : { ...person.columns, ...columns },
    fields: isEmpty(fields) ? person.fields : { ...person.fields, ...fields },
  }
}

/** Whether a row names somebody otherwise than the person is called; a name that is missing is no other name. */
export function isOtherName(person: PersonState, row: PersonState): boolean {
  return (['first_name', 'last_name'] as const).some(column => {
    const [present, given] = [person.columns[column], row.columns[column]]
    return present !== null && given !== null && foldName(present) !== foldName(given)
  })
}

function isEmpty(values: object): boolean {
  for (const _ in values) return false
  return true
}

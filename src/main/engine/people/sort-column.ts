import type { Database } from 'better-sqlite3'
import type { PeopleOrder } from '../../../shared/contract/people-order.ts'
import { columnOf } from '../audiences/field-column.ts'
import { foldName } from './fold-name.ts'
import { readKeptOrder, sortByKept } from './kept-order.ts'
import { readFieldTypes } from './list-fields.ts'
import type { Ordered } from './people-order.ts'
import { personOrders, type PersonOrder } from './person-orders.ts'
import { readValueOrder, sortByValue, type ValueColumn } from './value-order.ts'

/** A column that people can be sorted by. */
export interface SortColumn {
  /** Tells columns apart, and the same column in another language. */
  readonly name: string
  /** The table that is kept in this order, where there is one. */
  readonly kept: PersonOrder | undefined
  /** Everyone in this order. */
  readAll(): Promise<Ordered>
  /** Some people in this order, given ascending by id; for a few that is quicker. */
  sortFew(ids: Float64Array): Ordered | Promise<Ordered>
}

/** The column of an order; undefined for the order of ids, which is that of creation, and for a field that is gone. */
export function sortColumnOf(
  sql: Database,
  { sortBy, locale }: Pick<PeopleOrder, 'sortBy' | 'locale'>,
): SortColumn | undefined {
  if (sortBy === 'last_name') return keptColumn(sql, personOrders.name)
  if (sortBy === 'phone') return keptColumn(sql, personOrders.phone)
  const column = valueColumn(sql, sortBy, locale)
  return (
    column && {
      name: JSON.stringify([sortBy, locale]),
      kept: undefined,
      readAll: () => readValueOrder(sql, column),
      sortFew: ids => sortByValue(sql, ids, column),
    }
  )
}

function keptColumn(sql: Database, kept: PersonOrder): SortColumn {
  return {
    name: kept.table,
    kept,
    readAll: () => readKeptOrder(sql, kept),
    sortFew: ids => sortByKept(sql, ids, kept),
  }
}

function valueColumn(
  sql: Database,
  sortBy: PeopleOrder['sortBy'],
  locale: string | undefined,
): ValueColumn | undefined {
  switch (sortBy) {
    case 'country':
      return { sql: 'people.country', keyOf: nameIn(locale, 'region') }
    case 'language':
      return { sql: 'people.language', keyOf: nameIn(locale, 'language') }
    case 'time_zone':
      return { sql: 'people.time_zone', keyOf: foldName }
    case 'state':
      return { sql: stateRank, keyOf: rank => rank }
    case 'tags':
      return { sql: tagNames, keyOf: names => names }
    default:
      return customColumn(sql, sortBy)
  }
}

function customColumn(sql: Database, sortBy: string): ValueColumn | undefined {
  const fields = readFieldTypes(sql)
  const key = sortBy.startsWith('field:') ? sortBy.slice('field:'.length) : ''
  if (!fields.has(key)) return undefined
  return { sql: columnOf(key, { fields }), keyOf: fields.get(key) === 'number' ? readNumber : foldName }
}

/** What is not a number after all comes after those that are. */
function readNumber(value: string): string | number {
  const number = Number(value)
  return Number.isNaN(number) ? foldName(value) : number
}

/** Numbers that can be texted, then those that cannot, the unusable ones by what is wrong with them, the suppressed. */
const stateRank = `CASE
  WHEN EXISTS (SELECT 1 FROM suppressions WHERE suppressions.phone = people.phone) THEN '9'
  WHEN phone IS NULL THEN '5' || coalesce(phone_problem, 'missing')
  WHEN phone_type = 'mobile' THEN '1' WHEN phone_type = 'fixed-or-mobile' THEN '2'
  ELSE '3' || coalesce(phone_type, '') END`

const tagNames = `(SELECT group_concat(tags.name_key, char(10) ORDER BY tags.name_key)
  FROM person_tags JOIN tags ON tags.id = tag_id WHERE person_id = people.id)`

/** Gives the name of a code in a language of the interface, folded; the code itself where it has none. */
function nameIn(locale: string | undefined, type: 'region' | 'language'): (code: string) => string {
  const names = locale ? new Intl.DisplayNames(locale, { type, fallback: 'none' }) : undefined
  const known = new Map<string, string>()
  return code => {
    const name =
      known.get(code) ?? foldName(readName(names, type === 'region' ? code.toUpperCase() : code) ?? code)
    known.set(code, name)
    return name
  }
}

/** Imported values may be anything, and asking for the name of what is no code throws. */
function readName(names: Intl.DisplayNames | undefined, code: string): string | undefined {
  try {
    return names?.of(code)
  } catch {
    return undefined
  }
}

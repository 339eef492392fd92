import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { PeopleOrder } from '../../../shared/contract/people-order.ts'
import type { selectionSchema } from '../../../shared/contract/people.ts'
import { keepIds } from './people-order.ts'
import { orderIds, peopleListOf } from './people-list.ts'

/** A selection as the contract has checked it. */
export type CheckedSelection = z.output<typeof selectionSchema>

const byId: PeopleOrder = { sortBy: 'id', descending: false }

/**
 * The ids of a selection at this moment, in the given order; some of them may be of people who are gone. A million of
 * them take 8 MB.
 */
export async function selectedIds(
  sql: Database,
  selection: CheckedSelection,
  order: PeopleOrder = byId,
): Promise<Float64Array> {
  if ('ids' in selection) return orderIds(sql, Float64Array.from(new Set(selection.ids)).toSorted(), order)
  const all = await peopleListOf(sql).ids({ ...selection.all, ...order })
  if (selection.except.length === 0) return all
  const except = new Set(selection.except)
  return keepIds(all, id => !except.has(id))
}

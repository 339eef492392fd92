import type { PeopleSource } from '../../../shared/contract/people.ts'
import type { SqlPart } from './sql-part.ts'

type DeliverySource = Extract<PeopleSource, { deliveryId: number } | { excludedFromId: number }>

/** Of a joined row of the ledger: its person, or whoever that person became one with. */
const isPerson = `(person_id = people.id OR person_id IN (SELECT id FROM merged_people WHERE into_id = people.id))`

/** The condition that holds for those to whom messages of a delivery went, or whom it excluded. */
export function deliveryCondition(source: DeliverySource): SqlPart {
  if ('excludedFromId' in source) {
    const { excludedFromId, cause } = source
    const ofCause = cause === undefined ? '' : 'AND cause = ?'
    return {
      sql: `EXISTS (SELECT 1 FROM exclusions WHERE delivery_id = ? AND ${isPerson} AND position = 0 ${ofCause})`,
      parameters: [excludedFromId, ...(cause === undefined ? [] : [cause])],
    }
  }
  const { deliveryId, states } = source
  const inState = states ? 'AND state IN (SELECT value FROM json_each(?))' : ''
  return {
    sql: `EXISTS (SELECT 1 FROM messages WHERE delivery_id = ? AND ${isPerson} ${inState})`,
    parameters: [deliveryId, ...(states ? [JSON.stringify(states)] : [])],
  }
}

import type { LocationQuery } from 'vue-router'
import type { MessagePeople } from '../../../../shared/workflow/group-message.ts'
import { client } from '../../../host.ts'

/**
 * Whom an address says the message goes to: `?audience=` an audience, `?person=` one person, by the number; undefined
 * where it says nothing.
 * @throws UserError `person/not-found`
 */
export async function chosenPeople(query: LocationQuery): Promise<MessagePeople | undefined> {
  const audienceId = idIn(query['audience'])
  if (audienceId !== undefined) return { source: 'audience', audienceId }
  const personId = idIn(query['person'])
  if (personId === undefined) return undefined
  const { person } = await client.call('people.get', { id: personId })
  if (person.phone === null) return undefined
  const isTheirs = { type: 'field', field: 'phone', operator: 'is', value: person.phone } as const
  return { source: 'rule', rule: { version: 3, root: { type: 'group', match: 'all', items: [isTheirs] } } }
}

function idIn(value: LocationQuery[string] | undefined): number | undefined {
  const id = typeof value === 'string' ? Number(value) : Number.NaN
  return Number.isSafeInteger(id) && id > 0 ? id : undefined
}

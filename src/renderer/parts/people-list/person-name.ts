import type { Person } from '../../../shared/contract/people.ts'

/** First and last name as one text; empty for a person without a name. */
export function personName(person: Pick<Person, 'firstName' | 'lastName'>): string {
  return [person.firstName, person.lastName].filter(Boolean).join(' ')
}

import type { Person } from '../../../shared/contract/people.ts'
import { joinList } from '../../../shared/field/list-value.ts'
import { isBuiltInField, type BuiltInField } from '../../../shared/person-field.ts'

const builtIn: Readonly<Record<BuiltInField, (person: Person) => string | null>> = {
  first_name: person => person.firstName,
  last_name: person => person.lastName,
  phone: person => person.phone,
  country: person => person.country,
  language: person => person.language,
  time_zone: person => person.timeZone,
}

/** What a person has in a field, for reading; empty for nothing. */
export function valueOf(person: Person, field: string): string {
  const value = (isBuiltInField(field) ? builtIn[field](person) : person.fields[field]) ?? ''
  return joinList(value) || value
}

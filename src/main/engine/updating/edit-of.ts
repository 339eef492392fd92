import type { FieldChange } from '../../../shared/activities/update-data.ts'
import type { EditablePerson, PersonEdit } from '../people/edit-person.ts'

/** What a person carries, by the name of its column. */
export type CarriedValues = Readonly<Record<string, string | number | boolean | null>>

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** Fields by their name in settings, and by that of the person. */
const builtIn = {
  first_name: 'firstName',
  last_name: 'lastName',
  phone: 'phone',
  language: 'language',
  time_zone: 'timeZone',
} as const

/**
 * What is to be different about a person, by the changes of an activity and what the person carries. A value that is not
 * carried changes nothing.
 */
export function editOf(
  person: EditablePerson,
  changes: readonly FieldChange[],
  carried: CarriedValues,
): PersonEdit {
  const edit: Mutable<PersonEdit> = {}
  const fields: Record<string, string> = {}
  for (const { field, to, when } of changes) {
    const value = valueOf(to, carried)
    if (value === undefined) continue
    if (isBuiltIn(field)) {
      if (when === 'empty' && isFilled(person, field)) continue
      edit[builtIn[field]] = value
    } else if (when === 'different' || !person.fields[field]) {
      fields[field] = value
    }
  }
  return Object.keys(fields).length > 0 ? { ...edit, fields } : edit
}

function valueOf(to: FieldChange['to'], carried: CarriedValues): string | undefined {
  if (to.kind === 'clear') return ''
  const value = to.kind === 'constant' ? to.value : carried[to.column]
  return value === undefined || value === null || value === '' ? undefined : String(value)
}

function isBuiltIn(field: string): field is keyof typeof builtIn {
  return Object.hasOwn(builtIn, field)
}

/** A number that cannot be read is there all the same. */
function isFilled(person: EditablePerson, field: keyof typeof builtIn): boolean {
  return field === 'phone'
    ? person.phoneInput !== null || person.phone !== null
    : Boolean(person[builtIn[field]])
}

import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { peopleCalls, Person } from '../../../shared/contract/people.ts'
import { UserError } from '../../../shared/errors.ts'
import { isCountry } from '../../../shared/phone.ts'
import { readSettings } from '../workspace/settings.ts'
import { editFields, readFieldSetting, type FieldSetting } from './edit-fields.ts'
import { nameKeyOf } from './fold-name.ts'
import { storePhone, type StoredPhone } from './store-phone.ts'

/** What is to be different about a person; what is absent stays, null or an empty text empties. */
export type PersonEdit = z.output<(typeof peopleCalls)['people.create']['input']>

/** What is kept about a person, as far as it can be edited. */
export type EditablePerson = Omit<Person, 'id' | 'createdAt' | 'tags' | 'isSuppressed' | 'block'>

/** A person of whom nothing is known. */
export const unknownPerson: EditablePerson = {
  phone: null,
  phoneInput: null,
  phoneType: null,
  phoneProblem: 'missing',
  country: null,
  firstName: null,
  lastName: null,
  language: null,
  timeZone: null,
  fields: {},
}

/** What edits are read with. */
export interface EditSetting {
  readonly defaultCountry: string
  readonly fields: FieldSetting
}

/** The setting of a workspace at this moment; one does for any number of edits. */
export function readEditSetting(sql: Database): EditSetting {
  return { defaultCountry: readSettings(sql).defaultCountry, fields: readFieldSetting(sql) }
}

/**
 * A person with some values changed. A number that cannot be read is kept as typed, with its problem.
 * @throws UserError `person/unknown-time-zone`, and those of `editFields`
 */
export function editPerson(
  before: EditablePerson,
  edit: PersonEdit,
  { defaultCountry, fields }: EditSetting,
): EditablePerson {
  return {
    ...before,
    ...(edit.phone === undefined ? {} : readEditedPhone(before, edit.phone, defaultCountry)),
    firstName: edited(edit.firstName, before.firstName),
    lastName: edited(edit.lastName, before.lastName),
    language: edited(edit.language, before.language),
    timeZone: editTimeZone(edit.timeZone, before.timeZone),
    fields: edit.fields ? editFields(fields, before.fields, edit.fields) : before.fields,
  }
}

/** What `writePerson` writes, by name of its parameter; what is derived from the rest comes along. */
export function personRow(person: EditablePerson): Record<string, string | null> {
  const { phone, phoneInput, phoneType, phoneProblem, country, firstName, lastName, language, timeZone } =
    person
  return {
    phone,
    phoneInput,
    phoneType,
    phoneProblem,
    country,
    firstName,
    lastName,
    language,
    timeZone,
    fields: JSON.stringify(person.fields),
    nameKey: nameKeyOf(person.firstName, person.lastName),
  }
}

/** The statement that writes `personRow` over the person `@id`, changed `@now`; the orders follow by triggers. */
export const updatePersonSql = `
  UPDATE people SET phone = @phone, phone_input = @phoneInput, phone_type = @phoneType,
    phone_problem = @phoneProblem, country = @country, first_name = @firstName, last_name = @lastName,
    language = @language, time_zone = @timeZone, fields = jsonb(@fields), name_key = @nameKey, updated_at = @now
  WHERE id = @id`

/** A national number is read in the country that the person is known to be in. */
function readEditedPhone(
  { country }: EditablePerson,
  input: string | null,
  defaultCountry: string,
): StoredPhone {
  return storePhone(input ?? '', country !== null && isCountry(country) ? country : defaultCountry)
}

function edited(value: string | null | undefined, before: string | null): string | null {
  return value === undefined ? before : value?.normalize('NFC') || null
}

/** One that came with an import stays as it is until somebody changes it. */
function editTimeZone(value: string | null | undefined, before: string | null): string | null {
  const zone = edited(value, before)
  if (zone === null || zone === before) return zone
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions()
  } catch {
    throw new UserError('person/unknown-time-zone', { zone })
  }
  return zone
}

import type { z } from 'zod'
import type { peopleCalls, Person } from '../../../shared/contract/people.ts'
import { UserError } from '../../../shared/errors.ts'
import { isCountry } from '../../../shared/phone.ts'
import { readRuleSetting } from '../audiences/people-source.ts'
import type { EngineContext } from '../context.ts'
import { editFields } from './edit-fields.ts'
import { nameKeyOf } from './fold-name.ts'
import { announcePeople } from './people-revision.ts'
import { readPerson } from './person-row.ts'
import { storePhone, type StoredPhone } from './store-phone.ts'

type PersonEdit = z.output<(typeof peopleCalls)['people.create']['input']>

type Stored = Omit<Person, 'id' | 'createdAt' | 'tags' | 'isSuppressed'>

const nobody: Stored = {
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

/**
 * Adds a person. A number that cannot be read is kept as typed, with its problem.
 * @throws UserError `person/unknown-time-zone`, and those of `editFields`
 */
export function createPerson(context: EngineContext, edit: PersonEdit): Person {
  const { sql } = context.workspace
  const now = context.clock.now()
  const { lastInsertRowid } = sql
    .prepare(`
      INSERT INTO people (phone, phone_input, phone_type, phone_problem, country, first_name, last_name, language,
        time_zone, fields, name_key, created_at, updated_at)
      VALUES (@phone, @phoneInput, @phoneType, @phoneProblem, @country, @firstName, @lastName, @language,
        @timeZone, jsonb(@fields), @nameKey, @now, @now)`)
    .run({ ...toRow(applyEdit(context, nobody, edit)), now })
  announcePeople(context)
  return readPerson(sql, Number(lastInsertRowid))
}

/**
 * Changes the given values of a person; null or an empty text empties one.
 * @throws UserError `person/not-found`, `person/unknown-time-zone`, and those of `editFields`
 */
export function updatePerson(
  context: EngineContext,
  { id: given, ...edit }: PersonEdit & { id: number },
): Person {
  const { sql } = context.workspace
  const { id, ...before } = readPerson(sql, given)
  const changed = applyEdit(context, before, edit)
  sql
    .prepare(`
      UPDATE people SET phone = @phone, phone_input = @phoneInput, phone_type = @phoneType,
        phone_problem = @phoneProblem, country = @country, first_name = @firstName, last_name = @lastName,
        language = @language, time_zone = @timeZone, fields = jsonb(@fields), name_key = @nameKey, updated_at = @now
      WHERE id = @id`)
    .run({ ...toRow(changed), id, now: context.clock.now() })
  announcePeople(context)
  return readPerson(sql, id)
}

function applyEdit({ workspace }: EngineContext, before: Stored, edit: PersonEdit): Stored {
  const { defaultCountry } = readRuleSetting(workspace.sql)
  return {
    ...before,
    ...(edit.phone === undefined ? {} : readEditedPhone(before, edit.phone, defaultCountry)),
    firstName: edited(edit.firstName, before.firstName),
    lastName: edited(edit.lastName, before.lastName),
    language: edited(edit.language, before.language),
    timeZone: editTimeZone(edit.timeZone, before.timeZone),
    fields: editFields(workspace.sql, before.fields, edit.fields ?? {}),
  }
}

/** A national number is read in the country that the person is known to be in. */
function readEditedPhone(before: Stored, input: string | null, defaultCountry: string): StoredPhone {
  const { country } = before
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

function toRow(person: Stored): Record<string, string | null> {
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

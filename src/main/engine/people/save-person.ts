import type { Person } from '../../../shared/contract/people.ts'
import type { EngineContext } from '../context.ts'
import {
  editPerson,
  personRow,
  readEditSetting,
  unknownPerson,
  updatePersonSql,
  type PersonEdit,
} from './edit-person.ts'
import { announcePeople } from './people-revision.ts'
import { readPerson } from './person-row.ts'

/**
 * Adds a person. A number that cannot be read is kept as typed, with its problem.
 * @throws UserError those of `editPerson`
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
    .run({ ...personRow(editPerson(unknownPerson, edit, readEditSetting(sql))), now })
  announcePeople(context)
  return readPerson(sql, Number(lastInsertRowid))
}

/**
 * Changes the given values of a person; null or an empty text empties one.
 * @throws UserError `person/not-found`, and those of `editPerson`
 */
export function updatePerson(
  context: EngineContext,
  { id: given, ...edit }: PersonEdit & { id: number },
): Person {
  const { sql } = context.workspace
  const { id, ...before } = readPerson(sql, given)
  const changed = editPerson(before, edit, readEditSetting(sql))
  sql.prepare(updatePersonSql).run({ ...personRow(changed), id, now: context.clock.now() })
  announcePeople(context)
  return readPerson(sql, id)
}

import type { Database } from 'better-sqlite3'
import type { Person } from '../../../shared/contract/people.ts'
import { UserError } from '../../../shared/errors.ts'

/** The columns of `people` that make a `Person`. */
export const personColumns = `
  people.id, people.phone, people.phone_input AS phoneInput, people.phone_type AS phoneType,
  people.phone_problem AS phoneProblem, people.country, people.first_name AS firstName,
  people.last_name AS lastName, people.language, people.time_zone AS timeZone,
  people.block, json(people.fields) AS fields,
  people.created_at AS createdAt,
  EXISTS (SELECT 1 FROM suppressions WHERE suppressions.phone = people.phone) AS isSuppressed,
  (SELECT json_group_array(json_object('id', tags.id, 'name', tags.name) ORDER BY tags.name_key)
   FROM person_tags JOIN tags ON tags.id = tag_id WHERE person_id = people.id) AS tags`

type PersonRow = Omit<Person, 'fields' | 'tags' | 'isSuppressed'> & {
  readonly fields: string
  readonly tags: string
  readonly isSuppressed: 0 | 1
}

/** Turns a row of `personColumns` into a person. */
export function toPerson(row: unknown): Person {
  const person = row as PersonRow
  return {
    ...person,
    fields: JSON.parse(person.fields) as Record<string, string>,
    tags: person.tags === '[]' ? [] : (JSON.parse(person.tags) as Person['tags']),
    isSuppressed: person.isSuppressed === 1,
  }
}

/** The person with an id, or whom that one was merged into. @throws UserError `person/not-found` */
export function readPerson(sql: Database, id: number): Person {
  const row = sql
    .prepare(`
      SELECT ${personColumns} FROM people
      WHERE id = coalesce((SELECT into_id FROM merged_people WHERE merged_people.id = @id), @id)`)
    .get({ id })
  if (!row) throw new UserError('person/not-found')
  return toPerson(row)
}

/** The people with these ids, in the same order; ids of people who are gone are left out. */
export function readPeople(sql: Database, ids: readonly number[]): Person[] {
  const rows = sql
    .prepare(`SELECT ${personColumns} FROM people WHERE id IN (SELECT value FROM json_each(?))`)
    .all(JSON.stringify(ids))
  const byId = new Map(rows.map(row => [(row as { id: number }).id, row]))
  return ids.flatMap(id => {
    const row = byId.get(id)
    return row ? [toPerson(row)] : []
  })
}

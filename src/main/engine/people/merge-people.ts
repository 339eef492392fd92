import type { Person } from '../../../shared/contract/people.ts'
import { UserError } from '../../../shared/errors.ts'
import type { Database } from 'better-sqlite3'
import { moveClicks } from '../clicks/move-clicks.ts'
import { moveSubscriptions } from '../consent/move-subscriptions.ts'
import type { EngineContext } from '../context.ts'
import { writeAudit } from '../deliveries/write-audit.ts'
import { nameKeyOf } from './fold-name.ts'
import { announcePeople } from './people-revision.ts'
import { readPeople, readPerson } from './person-row.ts'

const mostShown = 100

/** Other people with the number of a person, the lowest id first. @throws UserError `person/not-found` */
export function listSameNumber(sql: Database, id: number): Person[] {
  const { id: personId, phone } = readPerson(sql, id)
  if (phone === null) return []
  const ids = sql
    .prepare('SELECT person_id FROM person_phones WHERE phone = ? AND person_id <> ? ORDER BY 1 LIMIT ?')
    .pluck()
    .all(phone, personId, mostShown) as number[]
  return readPeople(sql, ids)
}

/**
 * Makes one person of two. Nothing in the ledger is rewritten: the id of the other leads to the first from then on.
 * Where only the other is in the target of a delivery that is not confirmed, the first takes their place.
 * @throws UserError `person/not-found`, `person/same`, `person/being-prepared`
 */
export function mergePeople(
  context: EngineContext,
  { intoId, fromId }: { intoId: number; fromId: number },
): Person & { droppedPhone: string | null } {
  const { sql } = context.workspace
  const merge = sql.transaction(() => {
    const into = readPerson(sql, intoId)
    const from = readPerson(sql, fromId)
    if (into.id === from.id) throw new UserError('person/same')
    if (isBeingPrepared(sql)) throw new UserError('person/being-prepared')
    const filled = fillIn(context, into, from)
    moveBelongings(sql, into.id, from.id)
    sql.prepare('DELETE FROM people WHERE id = ?').run(from.id)
    const droppedPhone = otherNumber(into, from)
    const dropped = droppedPhone === null ? {} : { droppedPhone }
    const data = { into: into.id, from: from.id, filled, ...dropped }
    writeAudit(context, { action: 'people.merge', subject: `person ${into.id}`, data })
    return droppedPhone
  })
  const droppedPhone = merge.immediate()
  announcePeople(context)
  return { ...readPerson(sql, intoId), droppedPhone }
}

/** The number that is not kept, as the first has another. */
function otherNumber(into: Person, from: Person): string | null {
  if (into.phone === null && from.phone !== null) return null
  const number = from.phone ?? from.phoneInput
  return number === (into.phone ?? into.phoneInput) ? null : number
}

/** A preparation goes through its target once, in order of id: whoever changed ids meanwhile could be missed. */
function isBeingPrepared(sql: Database): boolean {
  return sql.prepare("SELECT 1 FROM deliveries WHERE state = 'preparing' LIMIT 1").get() !== undefined
}

/** Fills what is empty; gives the names of what was filled. */
function fillIn(context: EngineContext, into: Person, from: Person): string[] {
  const fields = { ...from.fields, ...into.fields }
  const names = {
    firstName: into.firstName ?? from.firstName,
    lastName: into.lastName ?? from.lastName,
    language: into.language ?? from.language,
    timeZone: into.timeZone ?? from.timeZone,
  }
  const phone = into.phone === null && from.phone !== null ? from : into
  const { phone: number, phoneInput, phoneType, phoneProblem, country } = phone
  context.workspace.sql
    .prepare(`
      UPDATE people SET phone = @number, phone_input = @phoneInput, phone_type = @phoneType,
        phone_problem = @phoneProblem, country = @country, first_name = @firstName, last_name = @lastName,
        language = @language, time_zone = @timeZone, block = @block, fields = jsonb(@fields), name_key = @nameKey, updated_at = @now,
        -- Somebody who came from elsewhere too does not go when an import is undone.
        import_id = CASE WHEN import_id IS (SELECT import_id FROM people WHERE id = @fromId) THEN import_id END
      WHERE id = @id`)
    .run({
      ...names,
      block: stricter(into.block, from.block),
      number,
      phoneInput,
      phoneType,
      phoneProblem,
      country,
      fields: JSON.stringify(fields),
      nameKey: nameKeyOf(names.firstName, names.lastName),
      now: context.clock.now(),
      id: into.id,
      fromId: from.id,
    })
  const filledNames = Object.entries(names).filter(([key, value]) => into[key as keyof Person] !== value)
  const filledFields = Object.keys(fields).filter(key => into.fields[key] === undefined)
  return [...filledNames.map(([key]) => key), ...filledFields, ...(phone === from ? ['phone'] : [])]
}

/** Whoever was not to be texted under one of two names is not to be under the other. */
function stricter(one: Person['block'], other: Person['block']): Person['block'] {
  return [one, other].includes('blocked') ? 'blocked' : (one ?? other)
}

function moveBelongings(sql: Database, intoId: number, fromId: number): void {
  sql
    .prepare('INSERT OR IGNORE INTO person_tags SELECT tag_id, ? FROM person_tags WHERE person_id = ?')
    .run(intoId, fromId)
  sql
    .prepare(`
      INSERT OR IGNORE INTO population_members (population_id, person_id)
      SELECT population_id, @intoId FROM deliveries JOIN population_members USING (population_id)
      WHERE person_id = @fromId AND confirmed_at IS NULL`)
    .run({ intoId, fromId })
  sql
    .prepare(`
      INSERT OR IGNORE INTO audience_members (member_set, person_id)
      SELECT audiences.member_set, @intoId FROM audiences CROSS JOIN audience_members AS other
      WHERE other.member_set = audiences.member_set AND other.person_id = @fromId`)
    .run({ intoId, fromId })
  sql
    .prepare(`
      INSERT OR IGNORE INTO audience_picks (audience_id, person_id)
      SELECT audiences.id, @intoId FROM audiences CROSS JOIN audience_picks AS other
      WHERE other.audience_id = audiences.id AND other.person_id = @fromId`)
    .run({ intoId, fromId })
  moveSubscriptions(sql, intoId, fromId)
  moveClicks(sql, intoId, fromId)
  sql.prepare('UPDATE merged_people SET into_id = ? WHERE into_id = ?').run(intoId, fromId)
  sql.prepare('INSERT INTO merged_people (id, into_id) VALUES (?, ?)').run(fromId, intoId)
}

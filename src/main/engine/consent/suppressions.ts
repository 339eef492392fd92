import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { Suppression, suppressionCalls } from '../../../shared/contract/suppressions.ts'
import { UserError } from '../../../shared/errors.ts'
import { readPhone } from '../../../shared/phone.ts'
import type { EngineContext } from '../context.ts'
import { writeAudit } from '../deliveries/write-audit.ts'
import { beginAct, endAct, findAct } from '../people/bulk-acts.ts'
import { announcePeople } from '../people/people-revision.ts'
import { workThrough, type SelectionWork } from '../people/work-through.ts'
import { readSettings } from '../workspace/settings.ts'

type SuppressionPage = z.output<(typeof suppressionCalls)['suppressions.list']['output']>

/** Why nothing is sent to a number; null where it may be texted. */
export function findSuppression(sql: Database, phone: string | null): Suppression | null {
  const query = 'SELECT phone, cause, note, at, act_id actId FROM suppressions WHERE phone = ?'
  const found = sql.prepare(query).get(phone) as SuppressionRow | undefined
  return found === undefined ? null : toSuppression(sql, found)
}

type SuppressionRow = Omit<Suppression, 'act'> & { readonly actId: number | null }

function toSuppression(sql: Database, { actId, ...row }: SuppressionRow): Suppression {
  return { ...row, act: findAct(sql, actId) }
}

/** Suppresses the numbers of people by hand; one that is suppressed already keeps its cause and its note. */
export async function suppressPeople(
  context: EngineContext,
  { note, ...work }: Omit<SelectionWork, 'change'> & { note: string | undefined },
): Promise<{ added: number; withoutNumber: number; isWhole: boolean; actId: number | null }> {
  const { sql } = context.workspace
  const add = sql.prepare(`
    INSERT OR IGNORE INTO suppressions (phone, cause, note, at, act_id)
    SELECT phone, 'manual', ?, ?, ? FROM people WHERE phone IS NOT NULL AND id IN (SELECT value FROM json_each(?))`)
  const countBare = sql
    .prepare('SELECT count(*) FROM people WHERE phone IS NULL AND id IN (SELECT value FROM json_each(?))')
    .pluck()
  const actId = beginAct(context, note)
  let withoutNumber = 0
  const { changed, isWhole } = await workThrough(context, {
    ...work,
    change(ids) {
      withoutNumber += Number(countBare.get(ids))
      return add.run(note || null, context.clock.now(), actId, ids).changes
    },
  })
  writeAudit(context, { action: 'suppressions.add', subject: 'people', data: { added: changed, isWhole } })
  if (changed > 0) context.publish('suppressions.changed', {})
  return { added: changed, withoutNumber, isWhole, actId: endAct(sql, actId, changed) }
}

/** Suppresses one number, whoever has it or will have it. @throws UserError `suppression/not-a-number` */
export function suppressNumber(
  context: EngineContext,
  { phone, note }: { phone: string; note?: string | undefined },
): Suppression {
  const { sql } = context.workspace
  const reading = readPhone(phone, readSettings(sql).defaultCountry)
  if (reading.kind !== 'ok') throw new UserError('suppression/not-a-number', { input: phone })
  const { changes } = sql
    .prepare("INSERT OR IGNORE INTO suppressions (phone, cause, note, at) VALUES (?, 'manual', ?, ?)")
    .run(reading.e164, note || null, context.clock.now())
  if (changes > 0) announce(context, 'suppressions.add', changes)
  const found = findSuppression(sql, reading.e164)
  if (!found) throw new Error('a suppression that was just written is not there')
  return found
}

/** Lets numbers be texted again. */
export function liftSuppressions(context: EngineContext, phones: readonly string[]): { removed: number } {
  const { changes } = context.workspace.sql
    .prepare('DELETE FROM suppressions WHERE phone IN (SELECT value FROM json_each(?))')
    .run(JSON.stringify(phones))
  if (changes > 0) announce(context, 'suppressions.remove', changes)
  return { removed: changes }
}

function announce(context: EngineContext, action: string, count: number): void {
  writeAudit(context, { action, subject: 'suppressions', data: { count } })
  context.publish('suppressions.changed', {})
  announcePeople(context)
}

/** A window into the suppressed numbers; a search finds digits anywhere in them, and words anywhere in their notes. */
export function listSuppressions(
  sql: Database,
  { search = '', offset, limit }: { search?: string | undefined; offset: number; limit: number },
): SuppressionPage {
  const digits = search.replaceAll(/[^\d+]/g, '').replace(/^0+(?=.)/, '')
  const byDigits = digits ? 'instr(phone, @digits) > 0' : '1'
  const words = search.toLowerCase()
  const where = /\p{L}/u.test(words) ? "instr(lower(ifnull(note, '')), @words) > 0" : byDigits
  const total = sql.prepare(`SELECT count(*) FROM suppressions WHERE ${where}`).pluck().get({ digits, words })
  const rows = sql
    .prepare(`
      SELECT phone, cause, note, at, act_id actId FROM suppressions WHERE ${where}
      ORDER BY phone LIMIT @limit OFFSET @offset`)
    .all({ digits, words, limit, offset }) as SuppressionRow[]
  const people = sql.prepare(`
    SELECT id, trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')) name
    FROM person_phones JOIN people ON people.id = person_id WHERE person_phones.phone = ? LIMIT 10`)
  return {
    total: Number(total),
    rows: rows.map(row => ({
      ...toSuppression(sql, row),
      people: people.all(row.phone) as { id: number; name: string }[],
    })),
  }
}

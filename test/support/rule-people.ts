import type { Database } from 'better-sqlite3'
import type { FieldType } from '../../src/shared/person-field.ts'

/** People as a case of rules writes them: by name, with what they are and what happened to them. */
export interface GivenHistory {
  readonly fields?: Readonly<Record<string, FieldType>>
  readonly people: Readonly<Record<string, GivenOne>>
  /** Rules of audiences by id; a list names its members instead. */
  readonly audiences?: Readonly<
    Record<string, { readonly rule?: unknown; readonly members?: readonly string[] }>
  >
}

interface GivenOne {
  readonly phone?: string
  readonly phoneType?: string
  readonly firstName?: string
  readonly lastName?: string
  readonly country?: string
  readonly language?: string
  readonly importId?: number
  readonly fields?: Readonly<Record<string, string>>
  /** State and ISO instant of messages, each in the delivery of that number. */
  readonly messages?: readonly { readonly delivery: number; readonly state: string; readonly at: string }[]
  /** Deliveries that they were left out of. */
  readonly excluded?: readonly number[]
  /** From their number; somebody without one has none. */
  readonly replies?: readonly { readonly text: string; readonly at: string }[]
  /** Links, each in the delivery of that number or in none. */
  readonly clicks?: readonly { readonly url: string; readonly at: string; readonly delivery?: number }[]
  /** Of the tags 1 and 2. */
  readonly tags?: readonly string[]
  /** On the lists 1, 2, or 3, which was removed; `joined` is when they subscribed, where they do not any more. */
  readonly subscriptions?: readonly GivenSubscription[]
  readonly isSuppressed?: boolean
}

interface GivenSubscription {
  readonly list: number
  readonly state: string
  readonly since: string
  readonly joined?: string
}

const everyone = { version: 3, root: { type: 'group', match: 'all', items: [] } }

/**
 * Writes people with their history into a workspace. Deliveries 1 and 2 were confirmed on the 1st of June 2026, 3 was
 * never confirmed; imports 1 and 2 are finished.
 * @returns the ids of the people by name, in the order in which they were given
 */
export function fillWithHistory(sql: Database, given: GivenHistory): ReadonlyMap<string, number> {
  sql.exec(`
    INSERT INTO lines (id, name, kind, settings, price_micros, currency, created_at)
    VALUES (1, 'Simulator', 'simulator', '{}', 0, 'EUR', 0);
    INSERT INTO populations (id) VALUES (1);
    INSERT INTO tags (id, name, name_key) VALUES (1, '1', '1'), (2, '2', '2');
    INSERT INTO subscription_lists (id, name, created_at, changed_at, removed_at)
    VALUES (1, 'News', 0, 0, NULL), (2, 'Events', 0, 0, NULL), (3, 'Gone', 0, 0, 1);
    INSERT INTO imports (id, file_name, state, options, is_settled, started_at)
    VALUES (1, 'a.csv', 'finished', '{}', 1, 0), (2, 'b.csv', 'finished', '{}', 1, 0);`)
  const deliver = sql.prepare(`
    INSERT INTO deliveries (id, label, state, content, settings, population_id, created_at, confirmed_at)
    VALUES (?, 'Test', 'finished', '{}', '{}', 1, 0, ?)`)
  const confirmedAt = Date.parse('2026-06-01T12:00:00Z')
  for (const [id, at] of [
    [1, confirmedAt],
    [2, confirmedAt],
    [3, null],
  ])
    deliver.run(id, at)
  const field = sql.prepare('INSERT INTO person_fields (key, label, type, position) VALUES (?, ?, ?, 0)')
  for (const [key, type] of Object.entries(given.fields ?? {})) field.run(key, key, type)
  const ids = new Map(Object.entries(given.people).map(([name, one]) => [name, addOne(sql, one)]))
  for (const [id, { rule, members }] of Object.entries(given.audiences ?? {})) {
    addAudience(
      sql,
      Number(id),
      rule,
      members?.map(name => ids.get(name) ?? 0),
    )
  }
  return ids
}

function addOne(sql: Database, one: GivenOne): number {
  const { phone = null, country = null, firstName = null, lastName = null, language = null } = one
  const { lastInsertRowid } = sql
    .prepare(
      `INSERT INTO people (phone, phone_type, country, first_name, last_name, language, fields, import_id,
         created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0)`,
    )
    .run(
      phone,
      phone === null ? null : (one.phoneType ?? 'mobile'),
      country,
      firstName,
      lastName,
      language,
      JSON.stringify(one.fields ?? {}),
      one.importId ?? null,
    )
  addHistory(sql, Number(lastInsertRowid), one)
  addBelongings(sql, Number(lastInsertRowid), one)
  return Number(lastInsertRowid)
}

function addHistory(sql: Database, id: number, { phone, messages, excluded, replies }: GivenOne): void {
  const message = sql.prepare(`
    INSERT INTO messages (delivery_id, person_id, recipient, text, encoding, parts, state, accepted_at,
      settled_at, changed_at) VALUES (?, ?, ?, 'Hi', 'gsm7', 1, ?, ?, ?, ?)`)
  for (const [index, { delivery, state, at }] of (messages ?? []).entries()) {
    const time = Date.parse(at)
    message.run(delivery, id, `${id}-${index}`, state, state === 'failed' ? null : time, time, time)
  }
  const exclude = sql.prepare(
    "INSERT INTO exclusions (delivery_id, person_id, position, cause) VALUES (?, ?, 0, 'no-phone')",
  )
  for (const delivery of excluded ?? []) exclude.run(delivery, id)
  const reply = sql.prepare(
    'INSERT INTO inbound_messages (line_id, sender, text, sent_at, received_at) VALUES (1, ?, ?, ?, ?)',
  )
  for (const { text, at } of phone === undefined ? [] : (replies ?? []))
    reply.run(phone, text, Date.parse(at), Date.parse(at))
}

function addBelongings(
  sql: Database,
  id: number,
  { phone, clicks = [], tags = [], subscriptions = [], isSuppressed }: GivenOne,
): void {
  const click = sql.prepare('INSERT INTO clicks (person_id, at, url, delivery_id) VALUES (?, ?, ?, ?)')
  for (const { url, at, delivery = null } of clicks) click.run(id, Date.parse(at), url, delivery)
  for (const tag of tags) sql.prepare('INSERT INTO person_tags VALUES (?, ?)').run(Number(tag), id)
  const subscribe = sql.prepare(`
    INSERT INTO subscriptions (list_id, person_id, state, since, subscribed_at, phone, change_id)
    VALUES (?, ?, ?, ?, ?, '', 1)`)
  for (const { list, state, since, joined } of subscriptions) {
    const at = Date.parse(since)
    const joinedAt = joined === undefined ? null : Date.parse(joined)
    subscribe.run(list, id, state, at, state === 'subscribed' ? at : joinedAt)
  }
  const suppress = sql.prepare("INSERT INTO suppressions (phone, cause, at) VALUES (?, 'manual', 0)")
  if (phone !== undefined && isSuppressed) suppress.run(phone)
}

function addAudience(sql: Database, id: number, rule: unknown, members: readonly number[] | undefined): void {
  sql
    .prepare(
      `INSERT INTO audiences (id, name, rule, kind, member_set, created_at, updated_at)
       VALUES (?, 'Audience ' || ?, ?, ?, ?, 0, 0)`,
    )
    .run(id, id, JSON.stringify(rule ?? everyone), members ? 'list' : 'query', members ? id : null)
  const add = sql.prepare('INSERT INTO audience_members (member_set, person_id) VALUES (?, ?)')
  for (const person of members ?? []) add.run(id, person)
}

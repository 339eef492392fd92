import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { timelineCalls, TimelineEntry, TimelineKind } from '../../../../shared/contract/timeline.ts'
import { readExclusions } from '../../deliveries/list-exclusions.ts'
import { readPerson } from '../person-row.ts'
import { findEntries, type EntryPlace } from './find-entries.ts'

type Input = z.output<(typeof timelineCalls)['people.timeline']['input']>
type Read = (place: EntryPlace) => unknown

/** A window into what happened with a person. @throws UserError `person/not-found` */
export function readTimeline(
  sql: Database,
  { id, kinds, deliveryId, offset, limit }: Input,
): { total: number; rows: TimelineEntry[] } {
  const { id: personId, phone } = readPerson(sql, id)
  const { total, places } = findEntries(sql, { personId, phone, kinds, deliveryId }, { offset, limit })
  const readers = createReaders(sql)
  const rows = places.map(place => {
    const { kind, at, id: of, personId: then } = place
    return { kind, key: `${kind}-${of}-${then}`, at, ...(readers[kind](place) as object) } as TimelineEntry
  })
  return { total, rows }
}

interface ReplyRow {
  readonly text: string
  readonly lineName: string
  readonly number: string | null
  readonly country: string | null
  readonly by: string | null
}

function createReaders(sql: Database): Readonly<Record<TimelineKind, Read>> {
  const message = sql.prepare(`
    SELECT delivery_id AS deliveryId, label AS deliveryLabel, text, messages.state, reason
    FROM messages JOIN deliveries ON deliveries.id = delivery_id WHERE messages.id = ?`)
  const reply = sql.prepare(`
    SELECT text, lines.name AS lineName, told_as AS number, read_in AS country, read_by AS by FROM inbound_messages JOIN lines ON lines.id = line_id
    WHERE inbound_messages.id = ?`)
  const label = sql.prepare('SELECT id AS deliveryId, label AS deliveryLabel FROM deliveries WHERE id = ?')
  const click = sql.prepare(`
    SELECT url, delivery_id AS deliveryId, label AS deliveryLabel
    FROM clicks LEFT JOIN deliveries ON deliveries.id = delivery_id WHERE clicks.id = ?`)
  const consent = sql.prepare(`
    SELECT list.id AS listId, list.name AS listName, list.removed_at IS NOT NULL AS isRemoved,
      state_before AS "from", state AS "to", phone, source, note, text
    FROM subscription_events JOIN subscription_changes AS change ON change.id = change_id
      JOIN subscription_lists AS list ON list.id = list_id
    WHERE change_id = ? AND person_id = ?`)
  return {
    sent: ({ id }) => message.get(id),
    received({ id }) {
      const { text, lineName, number, country, by } = reply.get(id) as ReplyRow
      return number === null ? { text, lineName } : { text, lineName, told: { number, country, by } }
    },
    excluded: ({ id, personId }) => ({
      ...(label.get(id) as object),
      causes: readExclusions(sql, id, [personId])[0]?.causes ?? [],
    }),
    clicked: ({ id }) => click.get(id),
    consent({ id, personId }) {
      const found = consent.get(id, personId) as { isRemoved: number }
      return { ...found, isRemoved: found.isRemoved === 1 }
    },
  }
}

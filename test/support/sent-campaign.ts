import type { WorkflowDocument } from '../../src/shared/workflow-document.ts'
import Sqlite from 'better-sqlite3'
import { expect } from 'vitest'
import type { Journal } from '../../src/main/engine/transports/simulator/network.ts'
import type { CampanileClient } from '../../src/shared/contract/index.ts'
import type { Delivery } from '../../src/shared/contract/deliveries.ts'
import type { DeliverySettings } from '../../src/shared/delivery/delivery-settings.ts'
import type { PoolSettings } from '../../src/shared/delivery/pool-settings.ts'
import type { MessageState } from '../../src/shared/lifecycles/message.ts'
import { drawWorkflow } from './draw-workflow.ts'
import type { QuietClock } from './quiet-clock.ts'

/** One row of the ledger, as it is compared with the network. */
interface SentRow {
  readonly recipient: string
  readonly parts: number
  readonly state: MessageState
}

/** Texts of one, two and three parts. */
const lengths = [20, 200, 400]

/** Makes lines of modems and people with texts of one to three parts, prepares a delivery to them and confirms it. */
export async function confirmDelivery(
  client: CampanileClient,
  {
    addresses,
    path,
    people,
    settings = {},
  }: {
    /** Of a modem, or of several that share it. */
    readonly addresses: readonly string[]
    readonly path: string
    readonly people: number
    /** What differs from a delivery that leaves at once, at any hour. */
    readonly settings?: Partial<DeliverySettings>
  },
): Promise<number> {
  const price = { priceMicros: 50_000, currency: 'EUR' }
  for (const [index, address] of addresses.entries()) {
    const line = { name: `Modem ${index + 1}`, kind: 'gsm-modem', settings: { address } }
    await client.call('lines.save', { ...line, isDefault: index === 0, ...price })
  }
  const pool: PoolSettings = { kind: 'all-but', of: 'gsm-modem', lineIds: [] }
  addPeople(path, people)
  const workflow = await client.call('workflows.create', {
    name: 'Crash',
    document: atAnyHour(
      drawWorkflow('{{ first_name }}'),
      addresses.length > 1 ? { pool, ...settings } : settings,
    ),
  })
  await client.call('workflows.start', { id: workflow.id })
  const find = async (): Promise<Delivery | undefined> => (await client.call('deliveries.list', {}))[0]
  await expect.poll(async () => (await find())?.state, { timeout: 20_000 }).toBe('ready')
  const { id, preparation } = (await find()) ?? expect.fail('no delivery')
  await client.call('deliveries.confirm', {
    id,
    digest: preparation?.digest ?? '',
    typedCount: preparation?.toDeliver ?? 0,
  })
  return id
}

function addPeople(path: string, people: number): void {
  const sql = new Sqlite(path)
  const insert = sql.prepare(
    `INSERT INTO people (phone, phone_input, phone_type, country, first_name, created_at, updated_at)
     VALUES (@phone, @phone, 'mobile', 'GB', @name, 0, 0)`,
  )
  sql.transaction(() => {
    for (let index = 0; index < people; index++) {
      const name = 'x'.repeat(lengths[index % lengths.length] ?? 20)
      insert.run({ phone: `+447700${900_000 + index}`, name })
    }
  })()
  sql.close()
}

/** However slow a machine is, something goes on within this time, also after an interruption. */
export const patience = { timeout: 30_000, interval: 20 }

/**
 * Waits until nothing is left to send and the receipts that people cause are on their way; fails when nothing goes on.
 * @param people by whose clock they answer
 */
export async function waitUntilOver(
  client: CampanileClient,
  id: number,
  people: Pick<QuietClock, 'whenQuiet'>,
): Promise<Delivery> {
  const read = (): Promise<Delivery> => client.call('deliveries.get', { id })
  const readLeft = async (): Promise<number> => {
    const { state, counts } = await read()
    return state === 'finished' ? -1 : counts.queued + counts.claimed
  }
  for (let left = await readLeft(); left >= 0; left = await readLeft()) {
    await expect.poll(readLeft, patience).toBeLessThan(left)
  }
  await people.whenQuiet()
  return read()
}

/**
 * Expects that a delivery which is over, whose engine has ended, reached everybody once or says that it does not know,
 * and that what the ledger says of everybody fits what the network has seen.
 */
export function expectEachOnce(
  { counts }: Pick<Delivery, 'counts'>,
  {
    people,
    path,
    journal,
    mostUnknown,
    because,
  }: {
    readonly people: number
    readonly path: string
    readonly journal: Journal
    /** Each interruption leaves one message of a modem in doubt at most. */
    readonly mostUnknown: number
    readonly because?: string
  },
): void {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  expect(all, because).toBe(people)
  expect(counts.queued + counts.claimed, because).toBe(0)
  expect(counts.unknown, because).toBeLessThanOrEqual(mostUnknown)
  const parts = journal.parts.map(({ recipient, index }) => `${recipient}/${index}`)
  expect(countRepeats(parts), because).toEqual([])
  expect(countRepeats(journal.messages.map(({ recipient }) => recipient)), because).toEqual([])
  expect(findContradictions(readRows(path), journal), because).toEqual([])
}

/** The ledger of a workspace that is sound. */
function readRows(path: string): SentRow[] {
  const sql = new Sqlite(path, { readonly: true })
  expect(sql.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(sql.pragma('foreign_key_check')).toEqual([])
  const rows = sql.prepare('SELECT recipient, parts, state FROM messages').all() as SentRow[]
  sql.close()
  return rows
}

/** Names that are there more than once. */
function countRepeats(names: readonly string[]): string[] {
  const seen = new Set<string>()
  return names.filter(name => seen.has(name) || !seen.add(name))
}

/** Messages whose state does not fit what the network has seen of them. */
function findContradictions(rows: readonly SentRow[], journal: Journal): string[] {
  const whole = new Set(journal.messages.map(({ recipient }) => recipient))
  const touched = new Set(journal.parts.map(({ recipient }) => recipient))
  const fits: Partial<Record<MessageState, (recipient: string) => boolean>> = {
    accepted: recipient => whole.has(recipient),
    delivered: recipient => whole.has(recipient),
    // One part that failed is enough, also where the others never left.
    undelivered: recipient => touched.has(recipient),
    failed: recipient => !touched.has(recipient),
    unknown: () => true,
  }
  return rows
    .filter(({ recipient, state }) => !fits[state]?.(recipient))
    .map(({ recipient, state }) => `${recipient} is ${state}, in part there: ${touched.has(recipient)}`)
}

/** Whoever sends by the clock of the machine does not wait for the morning. */
function atAnyHour(document: WorkflowDocument, settings: Partial<DeliverySettings>): WorkflowDocument {
  const activities = document.activities.map(activity => {
    if (activity.kind !== 'sms') return activity
    const timing = { ...settings.timing, quietHours: { kind: 'off' } }
    const delivery = { lineId: null, maxParts: 10, ...settings, timing }
    return { ...activity, settings: { ...activity.settings, delivery } }
  })
  return { ...document, activities }
}

import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { createFileGrants } from '../../src/main/host/file-grants.ts'
import { keepTime } from '../../src/main/engine/audiences/rule-moment.ts'
import type { EngineContext } from '../../src/main/engine/context.ts'
import { createPublisher } from '../../src/main/engine/create-publisher.ts'
import { openWorkspace } from '../../src/main/engine/database/open.ts'
import { createLines, type Lines, type OpenTransport } from '../../src/main/engine/lines/create-lines.ts'
import { startOutbox, type Outbox } from '../../src/main/engine/outbox/start-outbox.ts'
import type { LineKind } from '../../src/shared/lines/index.ts'
import type { MessageState } from '../../src/shared/lifecycles/message.ts'
import { measureText } from '../../src/shared/sms/measure-text.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { createKeptLog, type LogEntry } from './kept-log.ts'
import { createSeededRandom } from './seeded-random.ts'
import { giveNumbers } from './give-numbers.ts'
import { createTemporaryFolder } from './temporary-folder.ts'

/** One row of the ledger, as a test looks at it. */
export interface LedgerRow {
  readonly id: number
  readonly recipient: string
  readonly state: MessageState
  readonly reason: string | null
  readonly attempts: number
}

/** A workspace with lines and an outbox, and nothing else of the engine. */
export interface OutboxWorld {
  readonly context: EngineContext
  readonly clock: FakeClock
  readonly lines: Lines
  readonly outbox: Outbox
  readonly log: readonly LogEntry[]
  readonly pushes: { readonly name: string; readonly data: unknown }[]
  /** Saves a line; settings are those of its kind, which is the simulator unless told otherwise. */
  addLine(settings?: Record<string, unknown>, kind?: LineKind): Promise<number>
  /** Writes a delivery as it is after confirmation, one message a recipient. */
  addDelivery(
    recipients: readonly string[],
    options?: {
      readonly text?: string
      readonly lineId?: number
      /** Lines that share it, instead of one. */
      readonly pool?: readonly number[]
    },
  ): number
  messages(deliveryId?: number): LedgerRow[]
  states(deliveryId?: number): string[]
  deliveryState(id: number): string
  setDeliveryState(id: number, state: string): void
  stop(): Promise<void>
  /** Ends as a process does that is killed: nothing more is written, no timer runs. */
  crash(): void
}

/** Opens an outbox on a new workspace, or on the file of an earlier one. */
export function createOutboxWorld(
  open: OpenTransport,
  path = join(createTemporaryFolder(), 'test.campanile'),
  clock = createFakeClock(),
): OutboxWorld {
  const workspace = openWorkspace(path)
  keepTime(workspace.sql, clock)
  const log = createKeptLog()
  const pushes: { name: string; data: unknown }[] = []
  const publisher = createPublisher([])
  let isOver = false
  const context: EngineContext = {
    workspace,
    clock: { ...clock, after: (ms, run) => clock.after(ms, () => !isOver && run()) },
    random: createSeededRandom(),
    log,
    files: createFileGrants(true),
    version: 'test',
    ...publisher,
    publish(name, data) {
      pushes.push({ name, data })
      publisher.publish(name, data)
    },
  }
  const lines = createLines(context, open)
  const outbox = startOutbox(context, lines)
  const { sql } = workspace
  const stop = async (): Promise<void> => {
    if (isOver) return
    await outbox.stop()
    isOver = true
    workspace.close()
  }
  onTestFinished(stop)

  return {
    context,
    clock,
    lines,
    outbox,
    log: log.entries,
    pushes,
    stop,
    crash() {
      isOver = true
      workspace.close()
    },
    async addLine(settings = {}, kind = 'simulator') {
      const names = { name: `Line ${lines.list().length + 1}`, kind, isDefault: false }
      return (await lines.save({ ...names, settings, priceMicros: 50_000, currency: 'EUR' })).id
    },
    addDelivery(recipients, { text = 'Hello', lineId, pool = [] } = {}) {
      return insertDelivery(context, { recipients, text, lineId: lineId ?? pool[0] ?? null, pool })
    },
    messages: (deliveryId = 1) =>
      sql
        .prepare(
          'SELECT id, recipient, state, reason, attempts FROM messages WHERE delivery_id = ? ORDER BY id',
        )
        .all(deliveryId) as LedgerRow[],
    states: (deliveryId = 1) =>
      sql
        .prepare('SELECT state FROM messages WHERE delivery_id = ? ORDER BY id')
        .pluck()
        .all(deliveryId) as string[],
    deliveryState: id => sql.prepare('SELECT state FROM deliveries WHERE id = ?').pluck().get(id) as string,
    setDeliveryState(id, state) {
      sql.prepare('UPDATE deliveries SET state = ? WHERE id = ?').run(state, id)
      outbox.wake()
    },
  }
}

function insertDelivery(
  { workspace, clock }: EngineContext,
  {
    recipients,
    text,
    lineId,
    pool,
  }: { recipients: readonly string[]; text: string; lineId: number | null; pool: readonly number[] },
): number {
  const { sql } = workspace
  const { encoding, parts } = measureText(text)
  const now = clock.now()
  return sql.transaction(() => {
    const population = sql.prepare('INSERT INTO populations DEFAULT VALUES').run().lastInsertRowid
    const settings = JSON.stringify({ lineId, maxParts: 10 })
    const id = Number(
      sql
        .prepare(
          `INSERT INTO deliveries (label, state, content, settings, line_id, population_id, created_at, confirmed_at)
           VALUES ('Test', 'sending', ?, ?, coalesce(?, (SELECT id FROM lines WHERE is_default = 1)), ?, ?, ?)`,
        )
        .run(JSON.stringify({ text }), settings, lineId, population, now, now).lastInsertRowid,
    )
    const share = sql.prepare('INSERT INTO pool_lines VALUES (?, ?)')
    for (const each of pool) share.run(id, each)
    const insert = sql.prepare(
      `INSERT INTO messages (delivery_id, person_id, recipient, text, encoding, parts, changed_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    const personWith = createOwners(sql)
    for (const recipient of recipients)
      insert.run(id, personWith(recipient), recipient, text, encoding, parts, now)
    giveNumbers(sql)
    return id
  })()
}

/** Whose a number is: somebody new where nobody has it yet. */
function createOwners(sql: Database): (phone: string) => number {
  const find = sql.prepare('SELECT id FROM people WHERE phone = ?').pluck()
  const add = sql.prepare('INSERT INTO people (phone, created_at, updated_at) VALUES (?, 0, 0)')
  return phone => (find.get(phone) as number | undefined) ?? Number(add.run(phone).lastInsertRowid)
}

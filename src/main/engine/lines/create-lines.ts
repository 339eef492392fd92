import type { Database } from 'better-sqlite3'
import type { Line } from '../../../shared/contract/lines.ts'
import type { PortAdvice } from '../../../shared/lines/port-advice.ts'
import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import type { Trouble } from '../database/trouble.ts'
import type { ProbedModem } from '../transports/gsm-modem/probe-port.ts'
import { openTransport } from '../transports/index.ts'
import type { Transport } from '../transports/transport.ts'
import { explainLine } from './advise-port.ts'
import type { ListPorts } from './find-modems.ts'
import { createSearcher } from './search-ports.ts'
import { findNewModems } from './find-new-modems.ts'
import { hideSecrets } from './hide-secrets.ts'
import type { LineLink } from './line-link.ts'
import type { LineRecord } from './line-record.ts'
import type { LineListener } from './line-listener.ts'
import { createLineLinks, type LineLinks } from './line-links.ts'
import { findLineRow, listLineRows, priceListOf, type LineRow } from './line-row.ts'
import type { OpenTransport } from './open-transport.ts'
import { simOf } from './known-sim.ts'
import { removeLine, type LineRemoval } from './remove-line.ts'
import { saveLine, type LineInput } from './save-line.ts'
import { tryPort, type TriedPort } from './try-port.ts'

export type { OpenTransport }

/** The lines of a workspace and their connections. */
export interface Lines {
  list(): Line[]
  /** @throws UserError `line/not-found` */
  get(id: number): Line
  /** @throws UserError of `saveLine` */
  save(input: LineInput): Promise<Line>
  /** @throws UserError of `removeLine` */
  remove(removal: LineRemoval): Promise<void>
  /** Opens it unless it is open; resolves with what came of it. */
  test(id: number): Promise<Line>
  /** Modems that answer at ports which no line holds, and are no line's own. */
  findModems(again: boolean): Promise<ProbedModem[]>
  /** Asks at a port that a person typed. @throws UserError of `tryPort` */
  tryPort(address: string): Promise<TriedPort>
  /** Why a line does not open; null while it does, or where the port is not the reason. */
  explain(id: number): Promise<PortAdvice | null>
  /** What it did of late. */
  recordOf(id: number): LineRecord
  /** The way out of a line while it is open. */
  transportOf(id: number): Transport | undefined
  /** Since when it has not been there to send, although it was to be; undefined while it is. */
  awaySince(id: number): number | undefined
  /** Which SIM it sends through: what an operator counts by. */
  simOf(id: number): string
  /** Opens it and keeps it open; `opened` or `refused` follows. */
  request(id: number): void
  /** Whether messages are queued for it, and whether they are kept waiting. */
  setSending(id: number, hasQueue: boolean, isResting: boolean): void
  /** Whether messages are queued for it. */
  hasQueue(id: number): boolean
  /** Takes it out of service until it is requested again. */
  breakDown(id: number, trouble: Trouble): void
  listen(listener: LineListener): void
  /** Closes all of them; messages under way get their outcome first. */
  stop(): Promise<void>
}

/** Brings the stored lines to life; none is opened before it is needed. */
export function createLines(
  context: EngineContext,
  open: OpenTransport = openTransport,
  listPorts?: ListPorts,
): Lines {
  const { sql } = context.workspace
  const listeners: LineListener[] = []
  const searcher = createSearcher(context, listPorts)
  const links = createLineLinks(context, { open, searcher }, listeners)
  return {
    list: () => listLineRows(sql).map(row => toLine(row, links.peek(row.id))),
    get: id => readLine(sql, links, id),
    save: input => save(context, links, input),
    async remove(removal) {
      const { id } = removal
      removeLine(sql, removal, context.clock.now())
      context.publish('line.changed', { id })
      for (const row of listLineRows(sql)) context.publish('line.changed', { id: row.id })
      await links.shut(id)
    },
    async test(id) {
      await links.of(id).open()
      return readLine(sql, links, id)
    },
    findModems: again => findNewModems(context, { searcher, links }, again),
    tryPort: address => tryPort(context, address, { searcher, listPorts }),
    explain: id => explainLine(context, readLine(sql, links, id), listPorts),
    recordOf: id => links.of(id).record,
    transportOf: id => links.peek(id)?.transport,
    awaySince: id => links.peek(id)?.awaySince,
    simOf: id => simOf(sql, id, links.peek(id)?.health.imsi),
    request: id => void links.of(id).open(),
    setSending: (id, hasQueue, isResting) => links.peek(id)?.setSending(hasQueue, isResting),
    hasQueue: id => links.peek(id)?.hasQueue ?? false,
    breakDown: (id, trouble) => links.peek(id)?.breakDown(trouble),
    listen: listener => void listeners.push(listener),
    stop: links.stop,
  }
}

async function save(context: EngineContext, links: LineLinks, input: LineInput): Promise<Line> {
  const { sql } = context.workspace
  const before = input.id === undefined ? undefined : findLineRow(sql, input.id)
  const id = saveLine(sql, input, context.clock.now())
  const after = findLineRow(sql, id)
  // The default may have moved from one line to another. Told before the link ends, which waits for messages under way.
  for (const row of listLineRows(sql)) context.publish('line.changed', { id: row.id })
  const link = links.peek(id)
  if (link && (before?.kind !== after?.kind || before?.settings !== after?.settings)) {
    const wasUsed = link.state !== 'closed'
    await links.shut(id)
    if (wasUsed) void links.of(id).open()
  }
  return readLine(sql, links, id)
}

function readLine(sql: Database, links: LineLinks, id: number): Line {
  const row = findLineRow(sql, id)
  if (!row) throw new UserError('line/not-found')
  return toLine(row, links.peek(id))
}

function toLine(row: LineRow, link: LineLink | undefined): Line {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    ...hideSecrets(row.kind, row.settings),
    ...priceListOf(row),
    currency: row.currency,
    isDefault: row.isDefault === 1,
    state: link?.state ?? 'closed',
    trouble: link?.trouble ? { code: link.trouble.code, data: { ...link.trouble.data } } : null,
    health: { ...link?.health },
  }
}

import { UserError } from '../../../shared/errors.ts'
import { isLineKind } from '../../../shared/lines/index.ts'
import type { EngineContext } from '../context.ts'
import type { LineListener } from './line-listener.ts'
import type { Transport, TransportEvents } from '../transports/transport.ts'
import type { OpenTransport } from './open-transport.ts'
import { LineLink } from './line-link.ts'
import { findLineRow, moveLine, type LineRow } from './line-row.ts'
import { LineRecord } from './line-record.ts'
import { openKnownModem } from './open-known-modem.ts'
import type { Searcher } from './search-ports.ts'
import { openWithPinGuard } from './refused-pin.ts'

/** The connections of lines, each made when it is first asked for. */
export interface LineLinks {
  /** Undefined while nobody has asked for it. */
  peek(lineId: number): LineLink | undefined
  /** @throws UserError `line/not-found` */
  of(lineId: number): LineLink
  /** Ends one connection; the next one is made with the settings of then. */
  shut(lineId: number): Promise<void>
  stop(): Promise<void>
}

/** How lines are opened, and how modems are looked for. */
export interface WaysOut {
  readonly open: OpenTransport
  readonly searcher: Searcher
}

/** Connections that tell what happens to every listener. */
export function createLineLinks(
  context: EngineContext,
  ways: WaysOut,
  listeners: readonly LineListener[],
): LineLinks {
  const links = new Map<number, LineLink>()
  /** Kept while the settings of a line change: what it did since the program was started stays true. */
  const records = new Map<number, LineRecord>()
  const shut = async (lineId: number): Promise<void> => {
    const link = links.get(lineId)
    links.delete(lineId)
    await link?.shut()
  }
  return {
    peek: lineId => links.get(lineId),
    of(lineId) {
      const known = links.get(lineId)
      if (known) return known
      const row = findLineRow(context.workspace.sql, lineId)
      if (!row) throw new UserError('line/not-found')
      const record = records.get(lineId) ?? new LineRecord(context.clock)
      records.set(lineId, record)
      const link = createLink(context, ways, { row, record, listeners })
      links.set(lineId, link)
      return link
    },
    shut,
    stop: async () => void (await Promise.all([...links.keys()].map(shut))),
  }
}

function createLink(
  context: EngineContext,
  ways: WaysOut,
  {
    row,
    record,
    listeners,
  }: { readonly row: LineRow; readonly record: LineRecord; readonly listeners: readonly LineListener[] },
): LineLink {
  const { clock, log, workspace } = context
  const { id } = row
  const tell = (run: (listener: LineListener) => void): void => listeners.forEach(run)
  return new LineLink({
    lineId: id,
    clock,
    log,
    record,
    async open(events) {
      // As it is stored now: the modem may have been found at another port since the last time.
      const stored = findLineRow(workspace.sql, id) ?? row
      return record.follow(await openStored(context, ways, { row: stored, events: record.watch(events) }))
    },
    events: {
      changed: () => context.publish('line.changed', { id }),
      opened: () => tell(listener => listener.opened(id)),
      refused: trouble => tell(listener => listener.refused(id, trouble)),
      receipt: receipt => tell(listener => listener.receipt(id, receipt)),
      inbound: message => tell(listener => listener.inbound(id, message)),
    },
  })
}

function openStored(
  context: EngineContext,
  { open, searcher }: WaysOut,
  { row, events }: { readonly row: LineRow; readonly events: TransportEvents },
): Promise<Transport> {
  const { clock, random, log, workspace, publish, openSerial } = context
  const { id, kind } = row
  if (!isLineKind(kind)) throw new UserError('line/unknown-kind', { kind })
  const settings = JSON.parse(row.settings) as Record<string, unknown>
  const pin = typeof settings.pin === 'string' ? settings.pin : undefined
  const base = { clock, random, log, events, openSerial }
  return openWithPinGuard(workspace.sql, { id, pin }, async () => {
    if (kind !== 'gsm-modem' || typeof settings.address !== 'string') return open(kind, settings, base)
    // Somebody may have looked for modems a moment before this port became the line's.
    await searcher.lastAnswer(settings.address)
    return openKnownModem(context, {
      lineId: id,
      find: () => searcher.find(false),
      address: settings.address,
      open: (address, accepts) => open(kind, { ...settings, address }, { ...base, accepts }),
      moved(address) {
        log.info('modem found at another port', { line: id, address })
        moveLine(workspace.sql, id, address)
        publish('line.changed', { id })
      },
    })
  })
}

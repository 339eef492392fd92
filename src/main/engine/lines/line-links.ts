import { UserError } from '../../../shared/errors.ts'
import { isLineKind } from '../../../shared/lines/index.ts'
import type { EngineContext } from '../context.ts'
import type { LineListener } from './line-listener.ts'
import type { OpenTransport } from './open-transport.ts'
import { LineLink } from './line-link.ts'
import { findLineRow, type LineRow } from './line-row.ts'
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

/** Connections that tell what happens to every listener. */
export function createLineLinks(
  context: EngineContext,
  open: OpenTransport,
  listeners: readonly LineListener[],
): LineLinks {
  const links = new Map<number, LineLink>()
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
      const link = createLink(context, open, { row, listeners })
      links.set(lineId, link)
      return link
    },
    shut,
    stop: async () => void (await Promise.all([...links.keys()].map(shut))),
  }
}

function createLink(
  context: EngineContext,
  open: OpenTransport,
  { row, listeners }: { readonly row: LineRow; readonly listeners: readonly LineListener[] },
): LineLink {
  const { clock, random, log, workspace } = context
  const { id, kind } = row
  const settings = JSON.parse(row.settings) as Record<string, unknown>
  const pin = typeof settings.pin === 'string' ? settings.pin : undefined
  const tell = (run: (listener: LineListener) => void): void => listeners.forEach(run)
  return new LineLink({
    lineId: id,
    clock,
    log,
    async open(events) {
      if (!isLineKind(kind)) throw new UserError('line/unknown-kind', { kind })
      return openWithPinGuard(workspace.sql, { id, pin }, () =>
        open(kind, settings, { clock, random, log, events }),
      )
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

import type { EngineContext } from '../context.ts'
import type { Cancel } from '../environment.ts'
import type { TransportInbound, TransportReceipt } from '../transports/transport.ts'
import { takeReceipt } from './apply-receipt.ts'
import type { Change } from './move-message.ts'
import { keepMessage } from './keep-message.ts'

/** How long to wait before writing again what could not be written. */
const rewriteMs = 1_000

/** Writes down what comes in over the lines, in the order in which it came. */
export interface Inbox {
  takeReceipt(lineId: number, receipt: TransportReceipt): void
  takeMessage(lineId: number, message: TransportInbound): void
  /** Writes what is still waiting, if it can be written now. */
  stop(): void
}

/** An inbox that keeps what the disk refuses and tries again. */
export function createInbox(context: EngineContext, noted: (changes: readonly Change[]) => void): Inbox {
  const { clock, log, workspace } = context
  const { sql } = workspace
  let waiting: (() => Change[])[] = []
  let cancel: Cancel | undefined

  function take(write: () => Change[]): void {
    waiting.push(write)
    if (waiting.length === 1) flush()
  }

  function flush(): void {
    cancel?.()
    try {
      const changes = sql.transaction(() => waiting.flatMap(write => write())).immediate()
      waiting = []
      if (changes.length > 0) noted(changes)
    } catch (error) {
      log.error('inbox not written', { stack: error instanceof Error ? error.stack : String(error) })
      cancel = clock.after(rewriteMs, flush)
    }
  }

  return {
    takeReceipt(lineId, receipt) {
      const at = clock.now()
      take(() => takeReceipt(sql, { ...receipt, lineId, at }))
    },
    takeMessage(lineId, { sender, text, sentAt }) {
      const at = clock.now()
      take(() => {
        keepMessage(context, { lineId, sender, text, sentAt, at })
        return []
      })
    },
    stop() {
      if (waiting.length > 0) flush()
      cancel?.()
    },
  }
}

import type { EngineContext } from '../context.ts'
import type { Cancel } from '../environment.ts'
import type { TransportInbound, TransportReceipt } from '../transports/transport.ts'
import { stackOf } from '../stack-of.ts'
import { takeReceipt } from './apply-receipt.ts'
import { forgetJoined, keepPart, longestAwaited, passOnIncomplete } from './inbound-parts.ts'
import { keepMessage } from './keep-message.ts'
import type { Change } from './move-message.ts'

/** How long to wait before writing again what could not be written. */
const rewriteMs = 1_000
/** How long the rest of a long message is awaited. */
const partsAwaitedMs = 10 * 60_000
/** A modem that was away for so long tells nothing again that was read from it. */
const toldAgainMs = 30 * 86_400_000

/** Writes down what comes in over the lines, in the order in which it came. */
export interface Inbox {
  /** Goes on with the long messages that another process did not get whole. */
  recover(): void
  takeReceipt(lineId: number, receipt: TransportReceipt): void
  takeMessage(lineId: number, message: TransportInbound): void
  /** Writes what is still waiting, if it can be written now. */
  stop(): void
}

/** An inbox that keeps what the disk refuses and tries again. */
export function createInbox(context: EngineContext, noted: (changes: readonly Change[]) => void): Inbox {
  return new LedgerInbox(context, noted)
}

class LedgerInbox implements Inbox {
  readonly #context: EngineContext
  readonly #noted: (changes: readonly Change[]) => void
  readonly #startedAt: number
  #waiting: (() => Change[])[] = []
  #cancelFlush: Cancel | undefined
  #cancelLook: Cancel | undefined
  #isStopped = false

  constructor(context: EngineContext, noted: (changes: readonly Change[]) => void) {
    this.#context = context
    this.#noted = noted
    this.#startedAt = context.clock.now()
  }

  recover(): void {
    forgetJoined(this.#context.workspace.sql, this.#startedAt - toldAgainMs)
    this.#lookLater()
  }

  takeReceipt(lineId: number, receipt: TransportReceipt): void {
    const at = this.#context.clock.now()
    this.#take(() => takeReceipt(this.#context.workspace.sql, { ...receipt, lineId, at }))
  }

  takeMessage(lineId: number, { sender, text, sentAt, part }: TransportInbound): void {
    const message = { lineId, sender, text, sentAt, at: this.#context.clock.now() }
    this.#take(() => {
      if (part === undefined) keepMessage(this.#context, message)
      else keepPart(this.#context, { ...message, part })
      return []
    })
    if (part !== undefined) this.#lookLater()
  }

  stop(): void {
    this.#isStopped = true
    if (this.#waiting.length > 0) this.#flush()
    this.#cancelFlush?.()
    this.#cancelLook?.()
  }

  #take(write: () => Change[]): void {
    this.#waiting.push(write)
    if (this.#waiting.length === 1) this.#flush()
  }

  #flush(): void {
    const { clock, log, workspace } = this.#context
    this.#cancelFlush?.()
    try {
      const changes = workspace.sql.transaction(() => this.#waiting.flatMap(write => write())).immediate()
      this.#waiting = []
      if (changes.length > 0) this.#noted(changes)
    } catch (error) {
      log.error('inbox not written', { stack: stackOf(error) })
      if (!this.#isStopped) this.#cancelFlush = clock.after(rewriteMs, () => this.#flush())
    }
  }

  /** What waited while the program was off waits its time again: the rest may still be in the modem. */
  #lookLater(): void {
    this.#cancelLook?.()
    const { clock, workspace } = this.#context
    const last = longestAwaited(workspace.sql)
    if (last === undefined || this.#isStopped) return
    const due = Math.max(last, this.#startedAt) + partsAwaitedMs
    // Never at once: what the disk refuses stays due.
    this.#cancelLook = clock.after(Math.max(rewriteMs, due - clock.now()), () => this.#look())
  }

  #look(): void {
    const until = this.#context.clock.now() - partsAwaitedMs
    const passOn = (): Change[] => {
      passOnIncomplete(this.#context, until)
      return []
    }
    if (this.#waiting.length === 0) this.#take(passOn)
    this.#lookLater()
  }
}

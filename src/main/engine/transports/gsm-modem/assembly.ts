import type { Cancel, Clock } from '../../environment.ts'
import type { TransportInbound } from '../transport.ts'
import type { DeliverFields } from './pdu/deliver.ts'

/** How long to wait for the rest of a long message. */
const PATIENCE_MS = 10 * 60_000
/** Stands where a part never came. */
const GAP = '…'

interface Partial {
  readonly texts: (string | undefined)[]
  readonly sentAt: number
  readonly cancel: Cancel
}

/** Joins the parts of long messages that come in. */
export interface Assembly {
  /** Takes a part; the message is passed on when it is whole, or with gaps after ten minutes. */
  add(part: DeliverFields): void
  /** Passes on what is incomplete, so that nothing is lost on closing. */
  close(): void
}

/** Parts belong together by sender, reference and count: two senders may well use one reference. */
export function createAssembly(clock: Clock, pass: (message: TransportInbound) => void): Assembly {
  const partials = new Map<string, Partial>()

  function finish(key: string, sender: string): void {
    const partial = partials.get(key)
    if (partial === undefined) return
    partials.delete(key)
    partial.cancel()
    pass({ sender, sentAt: partial.sentAt, text: Array.from(partial.texts, text => text ?? GAP).join('') })
  }

  return {
    add({ sender, text, concatenation, sentAt = clock.now() }) {
      if (concatenation === undefined) return pass({ sender, text, sentAt })
      const { reference, of, index, wide = false } = concatenation
      const key = JSON.stringify([sender, reference, of, wide])
      const partial = partials.get(key) ?? {
        texts: Array.from<string | undefined>({ length: of }),
        sentAt,
        cancel: clock.after(PATIENCE_MS, () => finish(key, sender)),
      }
      partials.set(key, partial)
      partial.texts[index - 1] = text
      if (!partial.texts.includes(undefined)) finish(key, sender)
    },
    close() {
      for (const key of partials.keys()) finish(key, String((JSON.parse(key) as unknown[])[0]))
    },
  }
}

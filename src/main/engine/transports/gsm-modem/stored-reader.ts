import { sweepStorage, type StoredPdu } from './sweep-storage.ts'
import type { AtChannel } from './at/at-channel.ts'

const READ_TIMEOUT_MS = 10_000

/** Where a modem stored something, as `+CMTI` and `+CDSI` tell. */
export interface StoredPlace {
  readonly memory: string
  readonly index: string
}

/** The place that an indication names; undefined for any other line (3GPP TS 27.005 §3.4.1). */
export function parseStoredPlace(line: string): StoredPlace | undefined {
  const [, memory, index] = /^\+(?:CMTI|CDSI): *"(\w+)", *(\d+)/.exec(line) ?? []
  return memory === undefined || index === undefined ? undefined : { memory, index }
}

/** Whether a modem says that nothing more can come in before something is deleted. */
export function isMemoryFull(line: string): boolean {
  return /^(\^SMMEMFULL|\+SMSFULL|\+CIEV: *"?(smsfull|MESSAGE)"?,1|\+QIND: *"smsfull")/i.test(line)
}

/** Reads what a modem stored. Neither function ever rejects, and one waits for the other. */
export interface StoredReader {
  /** One place that an indication named. */
  read(place: StoredPlace): Promise<void>
  /** Everything in these memories. */
  sweep(memories: readonly string[]): Promise<void>
}

/**
 * Reads what a modem stored instead of passing it on, hands it over, then deletes it: a full storage blocks all
 * that follows.
 */
export function createStoredReader(channel: AtChannel, handOver: (pdu: StoredPdu) => void): StoredReader {
  let selected = ''
  let last = Promise.resolve()

  async function read({ memory, index }: StoredPlace): Promise<void> {
    if (memory !== selected) {
      const answer = await channel.run({ text: `AT+CPMS="${memory}"`, timeoutMs: READ_TIMEOUT_MS })
      if (answer.kind !== 'ok') return
      selected = memory
    }
    const answer = await channel.run({ text: `AT+CMGR=${index}`, timeoutMs: READ_TIMEOUT_MS })
    const lines = answer.kind === 'ok' ? answer.lines : []
    const head = lines.findIndex(line => line.startsWith('+CMGR:'))
    const [, length] = /(\d+)$/.exec(lines[head] ?? '') ?? []
    const hex = head < 0 ? undefined : lines[head + 1]
    if (hex === undefined) return
    handOver({ hex, length: Number(length) })
    await channel.run({ text: `AT+CMGD=${index}`, timeoutMs: READ_TIMEOUT_MS })
  }

  // One place after the other: the selected memory must not change between two commands.
  return {
    read: place => (last = last.then(() => read(place))),
    sweep(memories) {
      selected = ''
      return (last = last
        .then(() => sweepStorage(channel, memories, handOver))
        .then(() => void (selected = '')))
    },
  }
}

import { findInfo } from './at/answer.ts'
import type { AtChannel } from './at/at-channel.ts'

const READ_TIMEOUT_MS = 30_000
/** Received, unread and read; what a person has written and stored on the SIM is theirs. */
const RECEIVED = new Set(['0', '1'])

/** A PDU as it was stored, with its length without the service centre. */
export interface StoredPdu {
  readonly hex: string
  readonly length: number
}

/** One place of a memory that was read. */
interface Entry extends StoredPdu {
  readonly index: string
}

/**
 * Reads everything that came while nobody listened, from all memories, hands it over and deletes it: a full memory keeps
 * messages and reports out (3GPP TS 27.005 §3.4.2). Never rejects.
 */
export async function sweepStorage(
  channel: AtChannel,
  memories: readonly string[],
  handOver: (pdu: StoredPdu) => void,
): Promise<void> {
  for (const memory of memories) {
    const chosen = await channel.run({ text: `AT+CPMS="${memory}"`, timeoutMs: READ_TIMEOUT_MS })
    if (chosen.kind !== 'ok') continue
    const [, used] = /(\d+)/.exec(findInfo(chosen, '+CPMS:') ?? '') ?? []
    if (used === '0') continue
    const listed = await channel.run({ text: 'AT+CMGL=4', timeoutMs: READ_TIMEOUT_MS })
    if (listed.kind !== 'ok') continue
    for (const { index, ...pdu } of readEntries(listed.lines)) {
      handOver(pdu)
      await channel.run({ text: `AT+CMGD=${index}`, timeoutMs: READ_TIMEOUT_MS })
    }
  }
}

/** The memories that a modem offers for reading, without those that are others under a second name. */
export async function findMemories(channel: AtChannel): Promise<string[]> {
  const offered = findInfo(await channel.run({ text: 'AT+CPMS=?', expects: '+CPMS:' }), '+CPMS:') ?? ''
  const [, first = ''] = /\(([^)]*)\)/.exec(offered) ?? []
  const names = Array.from(first.matchAll(/"(\w+)"/g), ([, name = '']) => name)
  const known = names.filter(name => ['SM', 'ME', 'SR'].includes(name))
  return known.length === 0 ? ['SM'] : known
}

function readEntries(lines: readonly string[]): Entry[] {
  return lines.flatMap((line, position) => {
    const [, index = '', status = ''] = /^\+CMGL: *(\d+),"?(\d)/.exec(line) ?? []
    const [, length] = /(\d+)$/.exec(line) ?? []
    const hex = lines[position + 1]
    if (index === '' || hex === undefined || !RECEIVED.has(status)) return []
    return [{ index, hex, length: Number(length) }]
  })
}

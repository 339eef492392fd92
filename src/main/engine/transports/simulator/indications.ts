import { encodeDeliver, type DeliverFields } from '../gsm-modem/pdu/deliver.ts'
import { encodeStatusReport, type StatusReportFields } from '../gsm-modem/pdu/status-report.ts'
import type { EncodedPdu } from '../gsm-modem/pdu/submit.ts'
import type { MemoryName } from './memories.ts'
import { numberOf, type ModemState } from './modem-state.ts'

const MODE = 0
const MESSAGES = 1
const REPORTS = 3
const STORED_WITH_INDICATION = { messages: 1, reports: 2 }

/** What a modem says unasked about messages and reports, as `AT+CNMI` has it. */
export interface Indications {
  message(fields: DeliverFields): void
  report(fields: StatusReportFields): void
  /** The last one was acknowledged with `AT+CNMA`. */
  acknowledge(): void
  /** Something changed: a setting, the room in a memory, the program at the other end. */
  flush(): void
}

interface Item {
  readonly kind: 'messages' | 'reports'
  readonly pdu: EncodedPdu
}

/** Where indications go. */
export interface IndicationSink {
  /** Whether a program listens and has said what it wants. */
  canSay(): boolean
  say(text: string): void
}

/** Says, stores or keeps what arrives. Nothing is lost while no program listens or a memory is full: it waits. */
export function createIndications(state: ModemState, sink: IndicationSink): Indications {
  const waiting: Item[] = []
  let isUnacknowledged = false

  function canPass(): boolean {
    return !isUnacknowledged && sink.canSay() && numberOf(state, '+CNMI', MODE) > 0
  }

  function flush(): void {
    let passed = 0
    for (const item of waiting) {
      const result = canPass() ? pass(item, state, sink) : 'waits'
      if (result === 'waits') break
      passed++
      isUnacknowledged = result === 'said' && state.settings.get('+CSMS') === '1'
    }
    if (passed > 0) waiting.splice(0, passed)
  }

  function add(item: Item): void {
    waiting.push(item)
    if (waiting.length === 1) flush()
  }

  return {
    message: fields => add({ kind: 'messages', pdu: encodeDeliver(fields) }),
    report: fields => add({ kind: 'reports', pdu: encodeStatusReport(fields) }),
    acknowledge() {
      isUnacknowledged = false
      flush()
    },
    flush,
  }
}

/** Does with an item what `AT+CNMI` asks; it waits when there is no room. */
function pass({ kind, pdu }: Item, state: ModemState, sink: IndicationSink): 'said' | 'done' | 'waits' {
  const isReport = kind === 'reports'
  const value = numberOf(state, '+CNMI', isReport ? REPORTS : MESSAGES)
  const isStored = value === STORED_WITH_INDICATION[kind]
  if (!isStored && value > 0) {
    sink.say(`\r\n${isReport ? '+CDS: ' : '+CMT: ,'}${pdu.length}\r\n${pdu.hex}\r\n`)
    return 'said'
  }
  if (!isStored && isReport) return 'done'
  const memory: MemoryName = isReport ? 'SR' : state.selected[2]
  const index = state.memories.store(memory, { status: 0, ...pdu })
  if (index !== undefined && isStored)
    sink.say(`\r\n${isReport ? '+CDSI' : '+CMTI'}: "${memory}",${index}\r\n`)
  return index === undefined ? 'waits' : 'done'
}

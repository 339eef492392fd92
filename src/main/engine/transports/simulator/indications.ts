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

  function say(text: string): void {
    isUnacknowledged = state.settings.get('+CSMS') === '1' && /^\s*\+(CMT|CDS):/.test(text)
    sink.say(text)
  }

  function flush(): void {
    // One at a time, each taken out before it is said: in memory the answer to it may come before `say` returns.
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      if (pass(item, { state, sink: { ...sink, say }, canPass: canPass() }) !== 'waits') continue
      waiting.unshift(item)
      return
    }
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

interface Circumstances {
  readonly state: ModemState
  readonly sink: IndicationSink
  readonly canPass: boolean
}

/** Does with an item what `AT+CNMI` asks; it waits when nobody can be told or there is no room. */
function pass(item: Item, { state, sink, canPass }: Circumstances): 'said' | 'done' | 'waits' {
  const { kind, pdu } = item
  const isReport = kind === 'reports'
  const value = numberOf(state, '+CNMI', isReport ? REPORTS : MESSAGES)
  const isStored = value === STORED_WITH_INDICATION[kind]
  if (!isStored && value > 0) {
    if (!canPass) return 'waits'
    sink.say(`\r\n${isReport ? '+CDS: ' : '+CMT: ,'}${pdu.length}\r\n${pdu.hex}\r\n`)
    return 'said'
  }
  if (!isStored && isReport) return 'done'
  // A message is kept where nobody asked to be told of it; only the indication goes by.
  const memory: MemoryName = isReport ? 'SR' : state.selected[2]
  const index = state.memories.store(memory, { status: 0, ...pdu })
  if (index !== undefined && isStored && canPass) {
    sink.say(`\r\n${isReport ? '+CDSI' : '+CMTI'}: "${memory}",${index}\r\n`)
  }
  return index === undefined ? 'waits' : 'done'
}

import { parseMemoryName, type MemoryName, type StoredPdu } from './memories.ts'
import type { ModemState } from './modem-state.ts'
import { cmsError, ok, type Call, type Command, type Reply } from './replies.ts'

const INVALID_PARAMETER = 304
const INVALID_INDEX = 321
const NO_ACKNOWLEDGEMENT_EXPECTED = 340
const ALL = 4

/** Makes a command that only keeps what it was given. */
type SettingMaker = (name: string, offered: string, valid: RegExp) => Command

/** The commands for messages (3GPP TS 27.005 §3), PDU mode alone. */
export function messageCommands(setting: SettingMaker): Readonly<Record<string, Command>> {
  return {
    '+CMGF': setting('+CMGF', '(0)', /^0$/),
    '+CMMS': setting('+CMMS', '(0-2)', /^[0-2]$/),
    '+CSCA': setting('+CSCA', '', /^"\+?\d+"(,\d+)?$/),
    '+CNMI': setting('+CNMI', '(0,1,2),(0,1,2),(0),(0,1,2),(0,1)', /^[0-2](,[0-2](,0(,[0-2](,[01])?)?)?)?$/),
    '+CSMS': serviceOf(setting('+CSMS', '(0,1)', /^[01]$/)),
    // The emulator itself lets the next indication out when it sees this one succeed.
    '+CNMA': state => (state.settings.get('+CSMS') === '1' ? ok() : cmsError(NO_ACKNOWLEDGEMENT_EXPECTED)),
    '+CPMS': selectMemories,
    '+CMGL': listMessages,
    '+CMGR': readMessage,
    '+CMGD': deleteMessages,
    '+CMGS': promptFor('+CMGS'),
    '+CMGW': promptFor('+CMGW'),
    '+CMSS': sendStored,
  }
}

/** `AT+CSMS` also tells which services it has: receiving, sending, broadcasts. */
function serviceOf(keep: Command): Command {
  return (state, call) => {
    const reply = keep(state, call)
    if (call.form === 'read') return ok(`+CSMS: ${state.settings.get('+CSMS') ?? '0'},1,1,1`)
    const isSet = call.form === 'set' && reply.kind === 'answer' && reply.final === 'OK'
    return isSet ? ok('+CSMS: 1,1,1') : reply
  }
}

function selectMemories(state: ModemState, { form, parameters }: Call): Reply {
  const { memories } = state
  if (form === 'test') return ok('+CPMS: ("SM","ME","MT","SR"),("SM","ME","MT"),("SM","ME","MT")')
  if (form === 'read') {
    return ok(`+CPMS: ${state.selected.map(name => `"${name}",${memories.usage(name)}`).join(',')}`)
  }
  const names = parameters.map(parseMemoryName)
  if (names.length === 0 || names.includes(undefined)) return cmsError(INVALID_PARAMETER)
  const [read = state.selected[0], write = state.selected[1], receive = state.selected[2]] = names
  state.selected = [read, write, receive]
  return ok(`+CPMS: ${state.selected.map(name => memories.usage(name)).join(',')}`)
}

function listMessages(state: ModemState, { form, parameters }: Call): Reply {
  if (form === 'test') return ok('+CMGL: (0-4)')
  const wanted = Number(parameters[0] ?? 0)
  const entries = state.memories
    .list(state.selected[0])
    .filter(([, pdu]) => wanted === ALL || pdu.status === wanted)
  return ok(
    ...entries.flatMap(([index, pdu]) => {
      const lines = [`+CMGL: ${index},${pdu.status},,${pdu.length}`, pdu.hex]
      markRead(pdu)
      return lines
    }),
  )
}

function readMessage(state: ModemState, { form, parameters }: Call): Reply {
  if (form === 'test') return ok()
  const pdu = state.memories.read(state.selected[0], Number(parameters[0]))
  if (pdu === undefined) return cmsError(INVALID_INDEX)
  const reply = ok(`+CMGR: ${pdu.status},,${pdu.length}`, pdu.hex)
  markRead(pdu)
  return reply
}

function deleteMessages(state: ModemState, { form, parameters }: Call): Reply {
  const memory = state.selected[0]
  const entries = state.memories.list(memory)
  if (form === 'test') return ok(`+CMGD: (${entries.map(([index]) => index).join(',')}),(0-4)`)
  const [index = 0, flag = 0] = parameters.map(Number)
  if (flag === 0) return state.memories.remove(memory, index) ? ok() : cmsError(INVALID_INDEX)
  for (const [at, pdu] of entries) if (isDeletedBy(flag, pdu)) state.memories.remove(memory, at)
  return ok()
}

/** 1 read, 2 and sent, 3 and unsent, 4 everything (3GPP TS 27.005 §3.5.4). */
function isDeletedBy(flag: number, { status }: StoredPdu): boolean {
  return flag === ALL || status === 1 || (flag >= 2 && status === 3) || (flag >= 3 && status === 2)
}

function promptFor(command: '+CMGS' | '+CMGW'): Command {
  return (_, { form, parameters }) => {
    if (form === 'test') return ok()
    const length = Number(parameters[0])
    if (form !== 'set' || !Number.isInteger(length) || length < 1) return cmsError(INVALID_PARAMETER)
    return { kind: 'prompt', command, length }
  }
}

function sendStored(state: ModemState, { form, parameters }: Call): Reply {
  if (form === 'test') return ok()
  const memory: MemoryName = state.selected[1]
  const pdu = state.memories.read(memory, Number(parameters[0]))
  if (pdu === undefined) return cmsError(INVALID_INDEX)
  pdu.status = 3
  return { kind: 'submit', hex: pdu.hex }
}

function markRead(pdu: StoredPdu): void {
  if (pdu.status === 0) pdu.status = 1
}

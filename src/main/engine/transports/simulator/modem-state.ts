import type { FaultScript, NetworkCondition, SimCondition } from './faults.ts'
import { createMemories, type Memories, type MemoryName } from './memories.ts'

/** What a modem remembers between commands; a cable that is pulled out changes nothing of it. */
export interface ModemState {
  echo: boolean
  /** Undefined when the SIM has none, or once it was given. */
  pin: string | undefined
  sim: SimCondition
  /** Wrong PINs since the last right one: the third blocks the SIM. */
  wrongPins: number
  readonly network: NetworkCondition
  /** Answers of its own, by command as it is written, in capitals. */
  readonly answers: Readonly<Record<string, string>>
  /** Plain settings by command name, as their parameters. */
  readonly settings: Map<string, string>
  /** Where `AT+CMGR` reads, `AT+CMGW` writes and incoming messages go. */
  selected: readonly [read: MemoryName, write: MemoryName, receive: MemoryName]
  readonly memories: Memories
  readonly identity: ModemIdentity
}

/** Who an emulated modem says that it is. */
export interface ModemIdentity {
  readonly imei: string
  readonly imsi: string
}

const FIRST = 17
const LENGTH = 12

/** The identity of the nth modem in software, from 0: of a test network, and never that of a real device. */
export function identityOf(number: number): ModemIdentity {
  const tail = String(FIRST + number).padStart(LENGTH, '0')
  return { imei: `350${tail}`, imsi: `001${tail.replace(/^00/, '01')}` }
}

/** Settings after power-up, by command. */
const DEFAULTS: readonly (readonly [string, string])[] = [
  ['+CMEE', '0'],
  ['+CREG', '0'],
  ['+CGREG', '0'],
  ['+CEREG', '0'],
  ['+CSCS', '"GSM"'],
  ['+CMGF', '0'],
  ['+CSMS', '0'],
  ['+CNMI', '0,0,0,0,0'],
  ['+CMMS', '0'],
  ['+CSCA', '"+447700900999",145'],
  ['+CFUN', '1'],
  ['+IFC', '2,2'],
  ['+IPR', '115200'],
]

/** A modem that was just switched on. */
export function createModemState(
  options: { readonly pin?: string; readonly identity?: ModemIdentity },
  faults: FaultScript = {},
): ModemState {
  return {
    echo: true,
    pin: options.pin,
    sim: faults.sim ?? 'ready',
    wrongPins: 0,
    answers: faults.answers ?? {},
    get network() {
      return faults.network ?? 'home'
    },
    settings: new Map(DEFAULTS),
    selected: ['SM', 'SM', 'SM'],
    memories: createMemories(),
    identity: options.identity ?? identityOf(0),
  }
}

/** Puts the settings back as they were at power-up; the SIM stays unlocked and the memories filled. */
export function resetSettings(state: ModemState): void {
  state.echo = true
  for (const [name, value] of DEFAULTS) state.settings.set(name, value)
}

/** One number of a setting, by position; 0 when it has none. */
export function numberOf(state: ModemState, name: string, position = 0): number {
  return Number(state.settings.get(name)?.split(',')[position] ?? 0) || 0
}

/** One stored message or report. */
export interface StoredPdu {
  /** 0 unread, 1 read, 2 unsent, 3 sent (3GPP TS 27.005 §3.1). */
  status: number
  readonly hex: string
  /** Octets without the service centre. */
  readonly length: number
}

/** Places by memory: SIM, equipment, status reports. */
const CAPACITY = { SM: 20, ME: 50, SR: 50 } as const

/** The name of a memory; MT is the equipment's here. */
export type MemoryName = keyof typeof CAPACITY

/** The memories of an emulated modem; indices begin at 1. */
export interface Memories {
  /** The index where it was put, undefined when the memory is full. */
  store(name: MemoryName, pdu: StoredPdu): number | undefined
  read(name: MemoryName, index: number): StoredPdu | undefined
  list(name: MemoryName): readonly (readonly [index: number, pdu: StoredPdu])[]
  remove(name: MemoryName, index: number): boolean
  /** `used,total` as `AT+CPMS` prints it. */
  usage(name: MemoryName): string
}

/** Empty memories. */
export function createMemories(): Memories {
  const stored: Readonly<Record<MemoryName, Map<number, StoredPdu>>> = {
    SM: new Map(),
    ME: new Map(),
    SR: new Map(),
  }
  return {
    store(name, pdu) {
      for (let index = 1; index <= CAPACITY[name]; index++) {
        if (stored[name].has(index)) continue
        stored[name].set(index, pdu)
        return index
      }
      return undefined
    },
    read: (name, index) => stored[name].get(index),
    list: name => [...stored[name]].toSorted(([first], [second]) => first - second),
    remove: (name, index) => stored[name].delete(index),
    usage: name => `${stored[name].size},${CAPACITY[name]}`,
  }
}

/** Reads a memory's name as a command gives it. */
export function parseMemoryName(word: string | undefined): MemoryName | undefined {
  if (word === 'MT' || word === 'ME') return 'ME'
  return word === 'SM' || word === 'SR' ? word : undefined
}

import { SendError } from '../../../../shared/errors.ts'
import type { LineHealth } from '../transport.ts'
import { AtChannel } from './at/at-channel.ts'
import { findInfo } from './at/answer.ts'
import { readIdentity } from './health.ts'
import { modemFailure } from './modem-failure.ts'
import { openPort, type PortContext } from './open-port.ts'

/** A modem that answered at a port. */
export interface ProbedModem {
  readonly address: string
  readonly identity: LineHealth
  readonly needsPin: boolean
  /** It can tell of messages that come in: of several ports of one stick the one to use. */
  readonly canIndicate: boolean
}

/** Asks at a port who is there, changing nothing; undefined where no modem answers or another program has the port. */
export async function probePort(address: string, context: PortContext): Promise<ProbedModem | undefined> {
  try {
    return await askPort(address, context)
  } catch (error) {
    if (error instanceof SendError) return undefined
    throw error
  }
}

/**
 * The same for somebody who wants to know why nobody answers.
 * @throws SendError of `openPort`, `modem-silent`
 */
export async function askPort(address: string, context: PortContext): Promise<ProbedModem> {
  const stream = await openPort(address, context)
  const channel = new AtChannel({ ...context, stream, onUrc: () => {}, onClosed: () => {} })
  try {
    const first = await channel.run({ text: 'ATE0' })
    if (first.kind !== 'ok') throw modemFailure('modem-silent')
    await channel.run({ text: 'AT+CMEE=1' })
    const pin = findInfo(await channel.run({ text: 'AT+CPIN?', expects: '+CPIN:' }), '+CPIN:')
    const identity = await readIdentity(channel)
    const indications = await channel.run({ text: 'AT+CNMI=?', expects: '+CNMI:' })
    return {
      address,
      identity,
      needsPin: pin?.includes('PIN') ?? false,
      canIndicate: indications.kind === 'ok',
    }
  } finally {
    await channel.close()
  }
}

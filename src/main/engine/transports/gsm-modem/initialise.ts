import type { Clock, Log } from '../../environment.ts'
import type { LineHealth } from '../transport.ts'
import { findInfo } from './at/answer.ts'
import type { AtChannel } from './at/at-channel.ts'
import { chooseIndications } from './cnmi.ts'
import { readHealth, readIdentity } from './health.ts'
import { modemFailure } from './modem-failure.ts'
import { quirksOf, type Quirks } from './quirks.ts'
import { runPatiently } from './run-patiently.ts'
import { findMemories } from './sweep-storage.ts'
import { unlockSim } from './unlock-sim.ts'

/** What is known of a modem once it is ready to send. */
export interface ModemSetup {
  readonly health: LineHealth
  /** Messages and reports must be acknowledged with `AT+CNMA`, or they stop coming (3GPP TS 27.005 §3.4.4). */
  readonly mustAcknowledge: boolean
  readonly memories: readonly string[]
  readonly quirks: Quirks
}

/** What getting a modem ready takes. */
export interface SetupContext {
  readonly clock: Clock
  readonly log: Log
  readonly pin: string | undefined
  /** The service centre to use where the SIM has none. */
  readonly serviceCentre: string | undefined
}

/**
 * Gets a modem ready, in whatever state the last program left it. Throws a SendError of a `modem-…` code when
 * a person has to do something first.
 */
export async function initialise(channel: AtChannel, context: SetupContext): Promise<ModemSetup> {
  await channel.run({ text: 'ATE0' })
  if (channel.isClosed) throw modemFailure('modem-silent')
  await channel.run({ text: 'AT+CMEE=1' })
  await unlockSim(channel, context)
  // Another program may have left UCS-2, in which the operator's name would come in hexadecimal.
  await channel.run({ text: 'AT+CSCS="GSM"' })
  const identity = await readIdentity(channel)
  const quirks = quirksOf(identity.manufacturer, identity.model)
  for (const text of quirks.commands) await channel.run({ text })
  // The operator by its name and not by its number; news of the registration unasked.
  await channel.run({ text: 'AT+COPS=3,0' })
  await channel.run({ text: 'AT+CREG=1' })
  const serviceCentre = identity.serviceCentre ?? (await setServiceCentre(channel, context))
  const health = await readHealth(channel)
  const mode = await runPatiently(channel, { text: 'AT+CMGF=0' }, context.clock)
  if (channel.isClosed) throw modemFailure('modem-silent')
  if (mode.kind !== 'ok') throw modemFailure('modem-no-pdu-mode')
  const mustAcknowledge = await leavePhase2Plus(channel)
  await routeIndications(channel, context)
  // Keeps the radio link up between messages where the modem can; others answer ERROR.
  await channel.run({ text: 'AT+CMMS=2' })
  if (channel.isClosed) throw modemFailure('modem-silent')
  const offered = await findMemories(channel)
  const memories = offered.filter(memory => memory !== 'SR' || quirks.reportMemory === 'SR')
  return {
    health: { ...identity, ...(serviceCentre === undefined ? {} : { serviceCentre }), ...health },
    mustAcknowledge,
    memories,
    quirks,
  }
}

/** Without a service centre every message is refused; a SIM that has one is left alone. */
async function setServiceCentre(
  channel: AtChannel,
  { log, serviceCentre }: SetupContext,
): Promise<string | undefined> {
  if (serviceCentre === undefined) return undefined
  const type = serviceCentre.startsWith('+') ? 145 : 129
  const answer = await channel.run({ text: `AT+CSCA="${serviceCentre}",${type}` })
  if (answer.kind === 'ok') return serviceCentre
  log.warn('the SIM takes no service centre')
  return undefined
}

/** Phase 2 needs no acknowledgements; whether the modem stays in phase 2+ all the same. */
async function leavePhase2Plus(channel: AtChannel): Promise<boolean> {
  if (!(await isPhase2Plus(channel))) return false
  await channel.run({ text: 'AT+CSMS=0' })
  return isPhase2Plus(channel)
}

async function isPhase2Plus(channel: AtChannel): Promise<boolean> {
  const answer = await channel.run({ text: 'AT+CSMS?', expects: '+CSMS:' })
  return findInfo(answer, '+CSMS:')?.startsWith('1') ?? false
}

async function routeIndications(channel: AtChannel, { clock, log }: SetupContext): Promise<void> {
  const offered = await channel.run({ text: 'AT+CNMI=?', expects: '+CNMI:' })
  for (const values of chooseIndications(findInfo(offered, '+CNMI:'))) {
    const answer = await runPatiently(channel, { text: `AT+CNMI=${values}` }, clock)
    if (answer.kind === 'ok') return
  }
  log.warn('the modem accepts no setting for reports and incoming messages')
}

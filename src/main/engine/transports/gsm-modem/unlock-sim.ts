import type { Clock } from '../../environment.ts'
import { findInfo } from './at/answer.ts'
import type { AtChannel } from './at/at-channel.ts'
import { modemFailure } from './modem-failure.ts'
import { runPatiently } from './run-patiently.ts'

const PIN_TIMEOUT_MS = 20_000
const NO_SIM = new Set(['cme-10', 'cme-13', 'cme-15', 'cms-310', 'cms-313', 'cms-315'])
const WRONG_PIN = new Set(['cme-16', 'cms-312'])

/**
 * Makes sure that the SIM is open, giving the PIN once at most: three wrong ones block a SIM. Throws a
 * SendError of a `modem-…` code; a modem that cannot be asked passes.
 */
export async function unlockSim(
  channel: AtChannel,
  { clock, pin }: { readonly clock: Clock; readonly pin: string | undefined },
): Promise<void> {
  const state = await readState(channel, clock)
  if (state === undefined || state === 'READY') return
  if (state.includes('PUK')) throw modemFailure('modem-puk-needed')
  if (state !== 'SIM PIN' || pin === undefined) throw modemFailure('modem-pin-needed')
  const answer = await channel.run({ text: `AT+CPIN="${pin}"`, timeoutMs: PIN_TIMEOUT_MS })
  // What is asked for now tells whether this was the one wrong PIN too many.
  const after = await readState(channel, clock)
  if (after?.includes('PUK')) throw modemFailure('modem-puk-needed')
  if (answer.kind !== 'ok' || (after !== undefined && after !== 'READY')) {
    throw modemFailure('modem-pin-wrong')
  }
}

async function readState(channel: AtChannel, clock: Clock): Promise<string | undefined> {
  const answer = await runPatiently(channel, { text: 'AT+CPIN?', expects: '+CPIN:' }, clock)
  const code = answer.kind === 'error' ? answer.code : ''
  if (NO_SIM.has(code)) throw modemFailure('modem-no-sim')
  if (WRONG_PIN.has(code)) throw modemFailure('modem-pin-needed')
  return findInfo(answer, '+CPIN:')
}

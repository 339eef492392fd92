import { sleep, type Clock } from '../../environment.ts'
import type { AtAnswer } from './at/answer.ts'
import type { AtChannel, AtCommand } from './at/at-channel.ts'

const ATTEMPTS = 10
const PAUSE_MS = 1_000

/** SIM busy in both series, and the vendors' number for an SMS service that still starts. */
const BUSY = new Set(['cme-14', 'cms-314', 'cms-515'])

/** Runs a command, again for ten seconds while the SIM is still starting after power-up or its PIN. */
export async function runPatiently(channel: AtChannel, command: AtCommand, clock: Clock): Promise<AtAnswer> {
  let answer = await channel.run(command)
  for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
    if (answer.kind !== 'error' || !BUSY.has(answer.code)) break
    await sleep(clock, PAUSE_MS)
    answer = await channel.run(command)
  }
  return answer
}

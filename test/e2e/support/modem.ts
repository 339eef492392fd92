import { onTestFinished } from 'vitest'
import {
  startSimulatedModem,
  type SimulatedModem,
  type SimulatedModemOptions,
} from '../../../src/main/engine/simulate.ts'
import { systemClock } from '../../../src/main/host/system-clock.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'

/** A simulated modem that is plugged in. */
export interface StartedModem {
  readonly modem: SimulatedModem
  readonly address: string
  pullOut(): Promise<void>
}

/** A modem at an address of its own, reached as another program would reach it, until the test is over. */
export async function startModem(options: Partial<SimulatedModemOptions>): Promise<StartedModem> {
  const modem = startSimulatedModem({
    clock: systemClock,
    random: createSeededRandom(1),
    latencyMs: 1,
    speed: 100,
    keepsJournal: true,
    ...options,
  })
  const { address, close } = await modem.listen(0)
  onTestFinished(async () => {
    modem.close()
    await close()
  })
  return { modem, address, pullOut: () => close() }
}

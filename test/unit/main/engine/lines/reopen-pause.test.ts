import { duplexPair } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { createLines, type OpenTransport } from '../../../../../src/main/engine/lines/create-lines.ts'
import { openGsmModem } from '../../../../../src/main/engine/transports/gsm-modem/open-gsm-modem.ts'
import { ModemEmulator } from '../../../../../src/main/engine/transports/simulator/modem-emulator.ts'
import { createNetwork } from '../../../../../src/main/engine/transports/simulator/network.ts'
import { SendError } from '../../../../../src/shared/errors.ts'
import { createFakeClock } from '../../../../support/fake-clock.ts'
import { createOutboxWorld } from '../../../../support/outbox-world.ts'
import { createSeededRandom } from '../transports/support/environment.ts'

const promisedMs = 15_000
/** A stick takes so long from the plug to its first answer. */
const startsMs = 5_000

function createSocket() {
  const clock = createFakeClock()
  const modem = new ModemEmulator({
    network: createNetwork({ clock, random: createSeededRandom() }),
    clock,
    latencyMs: 0,
  })
  let answersAt: number | undefined
  const open: OpenTransport = async (_kind, _settings, context) => {
    if (answersAt === undefined || clock.now() < answersAt) {
      throw new SendError('port-missing', { retry: { kind: 'later' }, blame: 'config' })
    }
    const [ours, theirs] = duplexPair()
    modem.attach(theirs)
    return openGsmModem({ ...context, stream: ours, settings: {} })
  }
  return {
    open,
    clock,
    plugIn: () => void (answersAt = clock.now() + startsMs),
    pullOut() {
      answersAt = undefined
      modem.detach()
    },
  }
}

test.each([0, 100, 7_500, 600_000])(
  'a stick that is pulled out ten times in a row is ready within the promise each time, after %i ms away',
  async awayMs => {
    const { open, clock, plugIn, pullOut } = createSocket()
    const { context } = createOutboxWorld(open, undefined, clock)
    const lines = createLines(context, open, async () => [])
    onTestFinished(() => lines.stop())
    plugIn()
    await clock.advance(startsMs)
    const price = { priceMicros: 1, currency: 'EUR' }
    const stick = { name: 'Stick', kind: 'gsm-modem', settings: { address: '/dev/ttyUSB7' } }
    const { id } = await lines.save({ ...stick, ...price, isDefault: false })
    await lines.test(id)
    for (let time = 1; time <= 10; time++) {
      pullOut()
      await clock.runUntil(() => lines.get(id).state !== 'ready')
      await clock.advance(awayMs)
      plugIn()
      const pluggedInAt = clock.now()
      await clock.runUntil(() => lines.get(id).state === 'ready')
      expect(clock.now() - pluggedInAt).toBeLessThanOrEqual(promisedMs)
    }
  },
)

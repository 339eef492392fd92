import { duplexPair } from 'node:stream'
import { expect, test } from 'vitest'
import { openGsmModem } from '../../../../../../src/main/engine/transports/gsm-modem/open-gsm-modem.ts'
import { ModemEmulator } from '../../../../../../src/main/engine/transports/simulator/modem-emulator.ts'
import { createNetwork } from '../../../../../../src/main/engine/transports/simulator/network.ts'
import { createSeededRandom, recordEvents, silentLog } from '../support/environment.ts'
import { createManualClock, settle } from '../support/manual-clock.ts'

const sender = '+447700900123'
/** More than the SIM holds. */
const many = 25

test('What came while nobody listened is read at the start, all of it, also where the SIM was full', async () => {
  const clock = createManualClock()
  const network = createNetwork({ clock, random: createSeededRandom() })
  const modem = new ModemEmulator({ network, clock, latencyMs: 0 })
  const texts = Array.from({ length: many }, (_, index) => `Message ${index}`)
  for (const text of texts) network.say(sender, text)
  const events = recordEvents()
  const [ours, theirs] = duplexPair()
  modem.attach(theirs)
  const transport = await openGsmModem({ stream: ours, clock, log: silentLog, events, settings: {} })
  for (let turn = 0; turn < 20 && events.messages.length < many; turn++) await settle()
  expect(events.messages.map(({ text }) => text).toSorted()).toEqual(texts.toSorted())
  expect(await transport.modem?.command('AT+CPMS="SM"')).toContain('+CPMS: 0,20,0,20,0,20')
  await transport.close()
})

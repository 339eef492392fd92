import { duplexPair } from 'node:stream'
import { expect, test } from 'vitest'
import { openGsmModem } from '../../../../../../src/main/engine/transports/gsm-modem/open-gsm-modem.ts'
import { ModemEmulator } from '../../../../../../src/main/engine/transports/simulator/modem-emulator.ts'
import { createNetwork } from '../../../../../../src/main/engine/transports/simulator/network.ts'
import { createSeededRandom, outgoing, recordEvents, silentLog } from '../support/environment.ts'
import { createManualClock } from '../support/manual-clock.ts'

/** A modem that can only store what comes, and says so when asked. */
async function openStoringModem(offered: string) {
  const clock = createManualClock()
  const network = createNetwork({ clock, random: createSeededRandom() })
  const modem = new ModemEmulator({ network, clock, latencyMs: 0 })
  const events = recordEvents()
  const [ours, theirs] = duplexPair()
  const write = theirs.write.bind(theirs)
  theirs.write = ((text: string, encoding: 'latin1') =>
    write(text.replace(/\+CNMI: \(.*/, `+CNMI: ${offered}`), encoding)) as typeof theirs.write
  modem.attach(theirs)
  const transport = await openGsmModem({ stream: ours, clock, log: silentLog, events, settings: {} })
  return { clock, events, transport }
}

test('Reports and messages that a modem stores are read, told and deleted', async () => {
  const { clock, events, transport } = await openStoringModem('(0-2),(0,1),(0),(0,2),(0,1)')
  // More than the memories hold: what is read makes room for the next.
  for (let index = 0; index < 60; index++) {
    await transport.send(outgoing({ messageId: index, recipient: '+447700900096' }), () => {})
  }
  await clock.advance(20_000)
  expect(events.receipts).toHaveLength(60)
  expect(new Set(events.receipts.map(receipt => receipt.reference)).size).toBe(60)
  expect(events.messages.map(message => message.text)).toEqual(Array.from({ length: 60 }, () => 'STOP'))
  await transport.close()
})

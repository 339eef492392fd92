import { duplexPair } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AtChannel } from '../../../../../../src/main/engine/transports/gsm-modem/at/at-channel.ts'
import { createKeptLog } from '../../../../../support/kept-log.ts'
import { silentLog } from '../support/environment.ts'
import { createManualClock } from '../support/manual-clock.ts'

const NOISE = [
  '\r\n',
  '> ',
  '\r\n> ',
  'OK\r\n',
  'ERROR\r\n',
  '+CMS ERROR: 1\r\n',
  '+CDS: 4\r\n',
  '+CMT: ,4\r\n',
  '0006AABBCC\r\n',
  '+CMGS: 3\r\n',
  '+CMGF: 0\r\n',
  '^RSSI:1\r\n',
  '\0',
  'ÿ',
]

const noise = fc.array(fc.constantFrom(...NOISE), { maxLength: 40 })

test('Whatever a modem says, each command gets exactly one answer and no timer is left', async () => {
  await fc.assert(
    fc.asyncProperty(noise, fc.boolean(), async (pieces, isClear) => {
      const clock = createManualClock()
      const [ours, theirs] = duplexPair()
      theirs.resume()
      const channel = new AtChannel({
        stream: ours,
        clock,
        log: silentLog,
        onUrc: () => {},
        onClosed: () => {},
      })
      let answers = 0
      const count = (): void => {
        answers++
      }
      void channel.run({ text: 'AT' }).then(count)
      void channel
        .run({
          text: 'AT+CMGS=4',
          pdu: '00AABBCC',
          expects: '+CMGS:',
          timeoutMs: 120_000,
          clearance: Promise.resolve(isClear),
        })
        .then(count)
      void channel.run({ text: 'AT+CSQ', expects: '+CSQ:' }).then(count)
      for (const piece of pieces) theirs.write(piece, 'latin1')
      await clock.advance(200_000)
      expect(answers).toBe(3)
      await channel.close()
      expect(clock.pending()).toBe(0)
    }),
    { numRuns: 100 },
  )
})

test('A command that gets no answer is logged without what it carries', async () => {
  const clock = createManualClock()
  const log = createKeptLog()
  const [ours, theirs] = duplexPair()
  theirs.on('data', (chunk: Buffer) => {
    if (chunk.includes('AT+CMGF?')) theirs.write('+CMGF: 0\r\nOK\r\n')
  })
  const channel = new AtChannel({ stream: ours, clock, log, onUrc: () => {}, onClosed: () => {} })
  const answer = channel.run({ text: 'AT+CPIN="739104"', timeoutMs: 20_000 })
  await clock.advance(30_000)
  expect(await answer).toMatchObject({ kind: 'timeout' })
  expect(log.entries).toMatchObject([{ fields: { command: 'AT+CPIN' } }])
  await channel.close()
})

test.each(['AT+CPIN="7391"', 'at+cpin=7391', 'AT+CLCK="SC",0,"7391"', 'ATE1;+CPWD="SC","7391","7392"'])(
  'Whoever looks at the conversation sees no PIN of %s, also where the modem repeats it',
  async text => {
    const clock = createManualClock()
    const [ours, theirs] = duplexPair()
    theirs.on('data', (chunk: Buffer) => {
      theirs.write(chunk.includes('AT+CMGF?') ? '+CMGF: 0\r\nOK\r\n' : `${chunk.toString()}\nOK\r\n`)
    })
    const said: string[] = []
    const channel = new AtChannel({
      stream: ours,
      clock,
      log: silentLog,
      onUrc: () => {},
      onClosed: () => {},
      onExchange: (direction, line) => void said.push(`${direction} ${line}`),
    })
    const answer = channel.run({ text })
    await clock.advance(1_000)
    expect(await answer).toMatchObject({ kind: 'ok' })
    expect(said.filter(line => line.includes('…'))).toHaveLength(2)
    expect(said.join()).not.toContain('739')
    await channel.close()
  },
)

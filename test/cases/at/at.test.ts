import { duplexPair } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { AtChannel, type AtCommand } from '../../../src/main/engine/transports/gsm-modem/at/at-channel.ts'
import type { AtAnswer } from '../../../src/main/engine/transports/gsm-modem/at/answer.ts'
import type { Urc } from '../../../src/main/engine/transports/gsm-modem/at/urc.ts'
import { silentLog } from '../../unit/main/engine/transports/support/environment.ts'
import { createManualClock, settle } from '../../unit/main/engine/transports/support/manual-clock.ts'
import exchanges from './exchanges.json' with { type: 'json' }

/** What the host must have written, what the modem says, how long nothing is said, or the end of the link. */
type Step = readonly ['host' | 'modem', string] | readonly ['silence' | 'hangUp' | 'skip', number]

interface Case {
  readonly name: string
  readonly run: readonly AtCommand[]
  readonly exchange: readonly Step[]
  readonly answers: readonly AtAnswer[]
  readonly urcs?: readonly Urc[]
  readonly closed?: boolean
}

for (const size of [4096, 7, 1]) {
  describe(`Answers that arrive ${size} octets at a time`, () => {
    test.each(exchanges as unknown as Case[])('$name', async exchange => {
      const clock = createManualClock()
      const [ours, theirs] = duplexPair()
      const urcs: Urc[] = []
      const reasons: string[] = []
      let written = ''
      theirs.on('data', (chunk: Buffer) => (written += chunk.toString('latin1')))
      const channel = new AtChannel({
        stream: ours,
        clock,
        log: silentLog,
        onUrc: urc => urcs.push(urc),
        onClosed: reason => reasons.push(reason),
      })
      const say = async (text: string): Promise<void> => {
        for (let at = 0; at < text.length; at += size) theirs.write(text.slice(at, at + size), 'latin1')
        await settleLong(text.length / size)
      }

      const first = channel.run({ text: 'AT' })
      await settle()
      await say('\r\n+CMGF: 0\r\n\r\nOK\r\n')
      await say('\r\nOK\r\n')
      await first
      expect(written).toBe('\u001bAT+CMGF?\rAT\r')
      written = ''

      const [opening] = exchange.exchange
      if (opening?.[0] === 'modem') await say(opening[1])
      const answers = exchange.run.map(command => channel.run(command))
      for (const step of opening?.[0] === 'modem' ? exchange.exchange.slice(1) : exchange.exchange) {
        await settle()
        if (step[0] === 'modem') await say(step[1])
        else if (step[0] === 'silence') await clock.advance(step[1])
        else if (step[0] === 'hangUp') theirs.destroy()
        else {
          if (step[0] === 'host') expect(written).toBe(step[1])
          written = ''
        }
      }
      expect(await Promise.all(answers)).toEqual(exchange.answers)
      expect(urcs).toEqual(exchange.urcs ?? [])
      expect(reasons.length > 0).toBe(exchange.closed === true)
      await channel.close()
      expect(clock.pending()).toBe(0)
    })
  })
}

async function settleLong(chunks: number): Promise<void> {
  for (let done = 0; done <= chunks; done += 5) await settle()
}

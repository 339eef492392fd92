import { expect, test } from 'vitest'
import { parseScript } from '../../../../../../src/main/engine/transports/simulator/script.ts'

test('A script says who has which number and what goes wrong, by message, by number and always', () => {
  const { people, faults } = parseScript(
    JSON.stringify({
      people: [{ numbers: '+4477009001*', is: 'slow' }],
      faults: [
        { at: 3, fault: 'answer-lost' },
        { every: 5, fault: 'cms-500' },
        { to: '+447700900123', fault: 'cms-27' },
      ],
      latency: [50, 4000],
      prompt: 150,
      chunk: 1,
      chatter: 20,
      sim: 'puk',
      network: 'searching',
    }),
  )
  expect(people).toEqual([{ numbers: '+4477009001*', is: 'slow' }])
  expect([1, 3, 5, 10, 11].map(ordinal => faults.submit?.(ordinal))).toEqual([
    undefined,
    'answer-lost',
    { cms: 500 },
    { cms: 500 },
    undefined,
  ])
  expect(faults.recipient?.('+447700900123')).toEqual({ cms: 27 })
  expect(faults.recipient?.('+447700900124')).toBeUndefined()
  expect(faults).toMatchObject({ latencyMs: [50, 4000], promptDelayMs: 150, chunkSize: 1, chatter: 20 })
  expect(faults).toMatchObject({ sim: 'puk', network: 'searching' })
})

test('An empty script changes nothing', () => {
  const { people, faults } = parseScript('{}')
  expect(people).toEqual([])
  expect([faults.submit?.(1), faults.recipient?.('+447700900001'), Object.keys(faults).sort()]).toEqual([
    undefined,
    undefined,
    ['recipient', 'submit'],
  ])
})

test.each([
  ['', /JSON/],
  ['[]', /object/],
  ['{"people":[{"numbers":"Anna","is":"slow"}]}', /numbers/],
  ['{"people":[{"numbers":"*1","is":"asleep"}]}', /is/],
  ['{"faults":[{"at":0,"fault":"answer-lost"}]}', /faults/],
  ['{"faults":[{"at":1,"fault":"fire"}]}', /faults/],
  ['{"latency":-1}', /latency/],
  ['{"speed":2}', /speed/],
])('%s is no script', (json, says) => {
  expect(() => parseScript(json)).toThrow(says)
})

import { expect, test } from 'vitest'
import { parseFaults } from '../../../../src/main/headless/parse-faults.ts'

test('Faults happen at the message that was named, and nowhere else', () => {
  const { submit } = parseFaults(['3:answer-lost', '5:cms-500'])
  expect([1, 2, 3, 4, 5, 6].map(ordinal => submit?.(ordinal))).toEqual([
    undefined,
    undefined,
    'answer-lost',
    undefined,
    { cms: 500 },
    undefined,
  ])
})

test('The prompt can be late and the modem slow of speech', () => {
  expect(parseFaults(['prompt:150', 'chunk:1'])).toMatchObject({ promptDelayMs: 150, chunkSize: 1 })
})

test.each(['answer-lost', '3:nonsense', 'x:cms-1', '0:cms-1', '3:cms-x'])('%s is no fault', text => {
  expect(() => parseFaults([text])).toThrow('is no fault')
})

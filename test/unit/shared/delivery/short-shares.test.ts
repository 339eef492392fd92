import { expect, test } from 'vitest'
import type { ContentTest } from '../../../../src/shared/delivery/content-test.ts'
import { shortSharesOf } from '../../../../src/shared/delivery/short-shares.ts'

const split: ContentTest = { others: [{ text: 'Other' }], shares: [50, 50] }
const waiting: ContentTest = {
  others: [{ text: 'Other' }],
  shares: [10, 10],
  winner: { by: 'hand', after: { amount: 1, unit: 'hours' }, onTie: 'ask' },
}
const sizes = (...messages: number[]) => messages.map(each => ({ messages: each }))

test('Shares that are as large as they are meant to be are not short, also where the people do not divide', () => {
  expect(shortSharesOf(split, { texts: sizes(50, 50) })).toEqual([])
  expect(shortSharesOf(split, { texts: sizes(3, 2) })).toEqual([])
  expect(shortSharesOf(waiting, { texts: sizes(1, 1), held: { messages: 8 } })).toEqual([])
  expect(shortSharesOf(split, { texts: sizes(0, 0) })).toEqual([])
})

test('A share that lacks people names how many it has and was to have, also that of who waits', () => {
  expect(shortSharesOf(split, { texts: sizes(70, 30) })).toEqual([{ position: 1, messages: 30, goal: 50 }])
  const held = { messages: 40 }
  expect(shortSharesOf(waiting, { texts: sizes(50, 10), held })).toEqual([
    { position: 2, messages: 40, goal: 80 },
  ])
})

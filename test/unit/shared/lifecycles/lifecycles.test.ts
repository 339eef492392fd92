import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canMove, sourcesOf, targetOf } from '../../../../src/shared/lifecycles/define-lifecycle.ts'
import { deliveryLife } from '../../../../src/shared/lifecycles/delivery.ts'
import { messageLife } from '../../../../src/shared/lifecycles/message.ts'
import { activityRunLife, workflowRunLife } from '../../../../src/shared/lifecycles/workflow-run.ts'
import { workflowLife } from '../../../../src/shared/lifecycles/workflow.ts'

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>

const lives: readonly (readonly [string, Table, readonly string[]])[] = [
  // One that is sent, and one that makes others again and again.
  ['delivery', deliveryLife, ['draft', 'recurring']],
  ['message', messageLife, ['queued']],
  ['workflow run', workflowRunLife, ['queued']],
  ['activity run', activityRunLife, ['pending']],
]

/** It can always be started again. */
const endless: (typeof lives)[number] = ['workflow', workflowLife, ['draft']]

describe.each([...lives, endless])('the life of a %s', (_name, life, starts) => {
  test('reaches every state from where it begins', () => {
    const reached = new Set(starts)
    for (const state of reached) for (const next of Object.values(life[state] ?? {})) reached.add(next)
    expect([...reached].toSorted()).toEqual(Object.keys(life).toSorted())
  })

  test('gives one move one target, wherever it starts', () => {
    const moves = Object.values(life).flatMap(moves => Object.entries(moves))
    const names = new Set(moves.map(([name]) => name))
    expect(new Set(moves.map(entry => entry.join(' '))).size).toBe(names.size)
  })
})

test.each(lives)('the life of a %s leads from every state to a final one', (_name, life) => {
  for (const from of Object.keys(life)) {
    const reached = new Set([from])
    for (const state of reached) for (const next of Object.values(life[state] ?? {})) reached.add(next)
    expect([...reached].some(state => Object.keys(life[state] ?? {}).length === 0)).toBe(true)
  }
})

test('a message that has reached its end stays there, whatever comes', () => {
  const ends = ['delivered', 'undelivered', 'failed', 'expired', 'cancelled'] as const
  const moves = [...new Set(Object.values(messageLife).flatMap(Object.keys))]
  fc.assert(
    fc.property(fc.constantFrom(...ends), fc.constantFrom(...moves), (end, move) => {
      if (end === 'failed' && move === 'retry') return
      expect(targetOf(messageLife, end, move as never)).toBeUndefined()
    }),
  )
})

test('only what is sure not to have been sent can be queued again', () => {
  expect(sourcesOf(messageLife, 'retry')).toEqual(['failed'])
})

test('what is confirmed for later is taken back before it is edited', () => {
  expect(targetOf(deliveryLife, 'scheduled', 'withdraw')).toBe('ready')
  expect(sourcesOf(deliveryLife, 'begin')).toEqual(['scheduled'])
})

test('an unknown message is never sent again by itself', () => {
  expect(Object.values(messageLife.unknown)).not.toContain('queued')
  expect(Object.values(messageLife.unknown)).not.toContain('claimed')
  expect(sourcesOf(messageLife, 'claim')).toEqual(['queued'])
})

test('names of built-in properties are no moves', () => {
  expect(canMove(messageLife, 'queued', 'toString' as never)).toBe(false)
})

import { describe, expect, it } from 'vitest'
import { activityStateOf } from '../../../../../src/renderer/features/workflows/state/activity-state.ts'
import type { Delivery } from '../../../../../src/shared/contract/deliveries.ts'
import { runOf, taskOf } from '../runs.ts'

const deliveryOf = (part: Partial<Delivery>): ReadonlyMap<number, Delivery> =>
  new Map([[7, { id: 7, preparation: null, trouble: null, ...part } as Delivery]])

describe('state of an activity in a run', () => {
  it('is nothing outside a run, and for an activity that was added after it', () => {
    expect(activityStateOf(null, 'a')).toBeNull()
    expect(
      activityStateOf({ run: runOf([taskOf('a')]), deliveries: new Map(), firings: new Map() }, 'new'),
    ).toBeNull()
  })

  it('is its own while it has no delivery', () => {
    expect(
      activityStateOf(
        { run: runOf([taskOf('a', { state: 'running' })]), deliveries: new Map(), firings: new Map() },
        'a',
      )?.phase,
    ).toBe('running')
  })

  it('counts the messages that wait for review', () => {
    const preparation = { toDeliver: 541 } as Delivery['preparation']
    const deliveries = deliveryOf({ state: 'ready', preparation })
    const state = activityStateOf(
      { run: runOf([taskOf('a', { deliveryId: 7 })]), deliveries, firings: new Map() },
      'a',
    )
    expect(state).toMatchObject({ phase: 'ready', messages: 541, deliveryId: 7 })
  })

  it('follows its delivery after the confirmation', () => {
    const deliveries = deliveryOf({ state: 'sending' })
    expect(
      activityStateOf({ run: runOf([taskOf('a', { deliveryId: 7 })]), deliveries, firings: new Map() }, 'a')
        ?.phase,
    ).toBe('sending')
  })

  it('is the moment that it waits for, and how many people stand in it', () => {
    const run = runOf([taskOf('a', { state: 'running', wakeAt: 60_000, waiting: 3 })])
    const state = activityStateOf({ run, deliveries: new Map(), firings: new Map() }, 'a')
    expect(state).toMatchObject({ phase: 'waiting', until: 60_000, waiting: 3 })
  })

  it('is a question, or that it is held', () => {
    const asking = taskOf('a', { state: 'running', answers: [{ id: 'yes', label: '' }] })
    const held = taskOf('b', { state: 'pending', isHeld: true })
    const picture = { run: runOf([asking, held]), deliveries: new Map(), firings: new Map() }
    expect(['a', 'b'].map(id => activityStateOf(picture, id)?.phase)).toEqual(['asking', 'held'])
  })

  it('of a schedule is its next firing, before its first run too', () => {
    const firings = new Map([['a', 60_000]])
    for (const run of [null, runOf([taskOf('a')])]) {
      const state = activityStateOf({ run, deliveries: new Map(), firings }, 'a')
      expect(state).toMatchObject({ phase: 'scheduled', until: 60_000 })
    }
  })

  it('says why its delivery could not be prepared', () => {
    const deliveries = deliveryOf({ state: 'failed', trouble: { code: 'line/gone', data: {} } })
    const state = activityStateOf(
      { run: runOf([taskOf('a', { deliveryId: 7 })]), deliveries, firings: new Map() },
      'a',
    )
    expect(state).toMatchObject({ phase: 'failed', error: { code: 'line/gone' } })
  })
})

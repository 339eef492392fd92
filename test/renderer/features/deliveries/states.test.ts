import { describe, expect, it } from 'vitest'
import { messages, type Language } from '../../../../src/renderer/i18n/index.ts'
import {
  countAll,
  countGroup,
  deliveryTones,
  messageGroups,
  shareDone,
} from '../../../../src/renderer/features/deliveries/states.ts'
import { addUp, chartSteps } from '../../../../src/renderer/features/deliveries/timeline.ts'
import type { StateCounts } from '../../../../src/shared/contract/deliveries.ts'
import { exclusionCauses } from '../../../../src/shared/exclusion-cause.ts'
import { deliveryStates } from '../../../../src/shared/lifecycles/delivery.ts'
import { messageStates } from '../../../../src/shared/lifecycles/message.ts'

const countsOf = (value: (index: number) => number): StateCounts =>
  Object.fromEntries(messageStates.map((state, index) => [state, value(index)])) as StateCounts

type Tree = { readonly [key: string]: string | Tree }

function textAt(language: Language, path: string): string | Tree | undefined {
  let found: string | Tree | undefined = messages[language]
  for (const key of path.split('.')) found = typeof found === 'object' ? found[key] : undefined
  return found
}

describe('The groups of the dashboard', () => {
  it('hold each state of a message exactly once', () => {
    const grouped = messageGroups.flatMap(group => group.states)
    expect([...grouped].sort()).toEqual([...messageStates].sort())
  })

  it('add up to all messages', () => {
    const counts = countsOf(index => 2 ** index)
    const sum = messageGroups.reduce((total, group) => total + countGroup(counts, group), 0)
    expect(sum).toBe(2 ** messageStates.length - 1)
    expect(countAll(counts)).toBe(sum)
  })

  it('give no share before there are messages', () => {
    expect(shareDone(countsOf(() => 0))).toBeNull()
    expect(shareDone({ ...countsOf(() => 0), queued: 1, delivered: 3 })).toBe(0.75)
  })

  it('do not call done what a stop has cancelled', () => {
    expect(shareDone({ ...countsOf(() => 0), cancelled: 3, delivered: 1 })).toBe(0.25)
  })
})

describe.each(['en', 'fr', 'nl', 'sv'] as const)('In %s', language => {
  it('every state and cause that a screen can show has its texts', () => {
    const paths = [
      ...deliveryStates.map(state => `deliveries.state.${state}`),
      ...messageStates.flatMap(state => [`messageState.${state}`, `deliveries.messageHint.${state}`]),
      ...exclusionCauses.flatMap(cause => [
        `deliveries.cause.${cause}.label`,
        `deliveries.cause.${cause}.hint`,
      ]),
      ...messageGroups.flatMap(({ id }) => [`deliveries.group.${id}.label`, `deliveries.group.${id}.hint`]),
    ]
    expect(paths.filter(path => typeof textAt(language, path) !== 'string')).toEqual([])
  })
})

describe('Tones', () => {
  it('exist for every state of a delivery', () => {
    expect(Object.keys(deliveryTones).sort()).toEqual([...deliveryStates].sort())
  })
})

describe('The course over time', () => {
  const point = (at: number, accepted: number) => ({ at, accepted, delivered: 0, failed: 0 })

  it('has the steps in which nothing happened', () => {
    const steps = chartSteps({ stepMs: 10, points: [point(0, 3), point(30, 2)] })
    expect(steps.map(step => step.accepted)).toEqual([3, 0, 0, 2])
  })

  it('adds up to the totals', () => {
    expect(addUp([point(0, 3), point(10, 0), point(20, 2)]).map(each => each.accepted)).toEqual([3, 3, 5])
  })

  it('is empty before the first message', () => {
    expect(chartSteps({ stepMs: 10, points: [] })).toEqual([])
  })
})

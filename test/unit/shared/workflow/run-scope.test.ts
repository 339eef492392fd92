import { describe, expect, it } from 'vitest'
import { scopeOf, type RunEntry } from '../../../../src/shared/workflow/run-scope.ts'
import { draw, given } from '../../../support/workflow-world.ts'

const end = { kind: 'end' } as const
const fork = { kind: 'fork' } as const

/** Two schedules; a source that joins in with the first, one that joins in with both, and one that stands alone. */
const drawing = draw(
  {
    at: given.daily,
    night: given.daily,
    people: given.everyone,
    late: given.everyone,
    joining: given.everyone,
    shared: given.everyone,
    both: { kind: 'combine' },
    meet: { kind: 'combine' },
    wait: given.hour,
    alone: given.everyone,
    end,
  },
  [
    'at>people',
    'people>both',
    'joining>both',
    'night>late',
    'late>meet',
    'both>meet',
    'shared>meet',
    'shared>end',
    'meet>wait',
  ],
)

function scope(entry: RunEntry): string[] {
  return [...scopeOf(drawing, entry)].toSorted()
}

describe('what a run executes', () => {
  it('is, with a trigger, everything behind it and the sources that lead in there', () => {
    const at = ['at', 'both', 'joining', 'meet', 'people', 'shared', 'wait']
    expect(scope({ kind: 'trigger', activityId: 'at' })).toEqual(at)
    expect(scope({ kind: 'trigger', activityId: 'night' })).toEqual([
      'late',
      'meet',
      'night',
      'shared',
      'wait',
    ])
  })

  it('is, with the start, what no trigger reaches and what does not lead there alone', () => {
    expect(scope({ kind: 'start' })).toEqual(['alone', 'end', 'shared'])
  })

  it('is, with people who were let go, what lies behind their outlets', () => {
    expect(scope({ kind: 'release', activityId: 'meet', outlets: ['result'] })).toEqual(['wait'])
    expect(scope({ kind: 'release', activityId: 'meet', outlets: [] })).toEqual([])
  })

  it('is everything where there is no trigger', () => {
    const plain = draw({ people: given.everyone, fork, end }, ['people>fork', 'fork>end'])
    expect([...scopeOf(plain, { kind: 'start' })].toSorted()).toEqual(['end', 'fork', 'people'])
  })
})

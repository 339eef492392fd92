import { describe, expect, it } from 'vitest'
import { applyChange } from '../../../../src/shared/workflow/apply-change.ts'
import { lineStepOf, type LineDirection } from '../../../../src/shared/workflow/line-step.ts'
import { relocationOf, type RelocationPlace } from '../../../../src/shared/workflow/relocation.ts'
import { placesFor } from '../../../../src/shared/workflow/relocation-places.ts'
import type { WorkflowDocument } from '../../../../src/shared/workflow-document.ts'
import { draw, given } from '../../../support/workflow-world.ts'

const line = draw({ people: given.everyone, first: given.hour, second: given.hour, sms: given.sms }, [
  'people>first',
  'first>second',
  'second>sms',
])

function waysOf(document: WorkflowDocument): string[] {
  return document.transitions.map(({ from, outlet, to }) => `${from}.${outlet}>${to}`).toSorted()
}

function step(document: WorkflowDocument, id: string, direction: LineDirection): string[] | null {
  const found = lineStepOf(document, id, direction)
  return found && waysOf(found.changes.reduce(applyChange, document))
}

function relocate(document: WorkflowDocument, id: string, place: RelocationPlace): WorkflowDocument | null {
  return relocationOf(document, id, place)?.reduce(applyChange, document) ?? null
}

describe('an activity that goes along its line', () => {
  it('changes places with what comes next, and back with what comes before', () => {
    const swapped = ['first.ended>sms', 'people.result>second', 'second.ended>first']
    expect(step(line, 'first', 'down')).toEqual(swapped)
    expect(step(line, 'second', 'up')).toEqual(swapped)
  })

  it('does not go past where the line begins, or behind what lets nobody on', () => {
    const daily = draw({ daily: given.daily, wait: given.hour }, ['daily>wait'])
    expect(step(daily, 'wait', 'up')).toBeNull()
    expect(step(daily, 'daily', 'down')).toBeNull()
    expect(step(line, 'second', 'down')).toBeNull()
    expect(step(line, 'sms', 'down')).toBeNull()
  })

  it('is let through by an SMS that goes before something', () => {
    expect(step(line, 'sms', 'up')).toEqual(['first.ended>sms', 'people.result>first', 'sms.sent>second'])
  })

  it('keeps what follows from its other outlets, and loses no line where several come in', () => {
    const split = draw(
      {
        people: given.everyone,
        wait: given.hour,
        split: { kind: 'split' },
        a: given.hour,
        b: given.hour,
        both: { kind: 'combine' },
        end: given.hour,
      },
      ['people>wait', 'wait>split', 'split.subset-1>a', 'split.subset-2>b', 'a>both', 'b>both', 'both>end'],
    )
    expect(step(split, 'split', 'up')).toEqual(
      [
        'people.result>split',
        'split.subset-1>wait',
        'wait.ended>a',
        'split.subset-2>b',
        'a.ended>both',
        'b.ended>both',
        'both.result>end',
      ].toSorted(),
    )
    expect(step(split, 'both', 'down')).toBeNull()
  })
})

describe('an activity that goes to another branch', () => {
  const fork = draw(
    { people: given.everyone, fork: { kind: 'fork' }, a: given.hour, b: given.hour, sms: given.sms },
    ['people>fork', 'fork>a', 'a>sms', 'fork.branch-2>b'],
  )

  it('leaves a whole line behind it, and can go wherever nothing is lost', () => {
    const places = placesFor(fork, 'a')
    expect(places).toContainEqual({ behind: { from: 'b', outlet: 'ended' } })
    expect(places).not.toContainEqual({ between: 'a:ended:sms' })
    const moved = relocate(fork, 'a', { behind: { from: 'b', outlet: 'ended' } })
    expect(moved && waysOf(moved)).toEqual([
      'b.ended>a',
      'fork.branch-1>sms',
      'fork.branch-2>b',
      'people.result>fork',
    ])
  })

  it('needs no way on at the end of a branch, and gets none there', () => {
    const moved = relocate(fork, 'sms', { behind: { from: 'b', outlet: 'ended' } })
    expect(moved && waysOf(moved)).toContain('b.ended>sms')
    expect(moved?.activities.find(({ id }) => id === 'sms')).toEqual(
      fork.activities.find(({ id }) => id === 'sms'),
    )
  })

  it('never makes a circle', () => {
    expect(relocationOf(fork, 'fork', { behind: { from: 'b', outlet: 'ended' } })).toBeNull()
  })
})

describe('settings that name a transition', () => {
  it('name the one that takes its place', () => {
    const drawn = draw(
      {
        one: given.everyone,
        two: given.everyone,
        wait: given.hour,
        both: {
          kind: 'combine',
          settings: { operation: 'exclusion', primary: { from: 'one', outlet: 'result' } },
        },
        after: given.hour,
      },
      ['one>both', 'two>wait', 'wait>both', 'both>after'],
    )
    const moved = relocate(drawn, 'after', { between: 'one:result:both' })
    expect(moved?.activities.find(({ id }) => id === 'both')?.settings['primary']).toEqual({
      from: 'after',
      outlet: 'ended',
    })
  })
})

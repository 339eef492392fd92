import { describe, expect, test } from 'vitest'
import { applyChange } from '../../../../src/shared/workflow/apply-change.ts'
import type { WorkflowChange } from '../../../../src/shared/workflow/change.ts'
import { copyActivities } from '../../../../src/shared/workflow/copy-activities.ts'
import { createActivity } from '../../../../src/shared/workflow/create-activity.ts'
import { emptyDocument, type WorkflowDocument } from '../../../../src/shared/workflow-document.ts'

const at = { x: 0, y: 0 }
const audience = createActivity('build-audience', { id: 'a', label: 'Audience', position: at })
const first = { ...createActivity('sms', { id: 's', label: 'First', position: at }) }
const passingOn = { ...first, settings: { ...first.settings, outbound: 'everyone' } }
const second = createActivity('sms', { id: 't', label: 'Second', position: at })

function draw(...changes: WorkflowChange[]): WorkflowDocument {
  return changes.reduce(applyChange, emptyDocument)
}

const chain = draw(
  { type: 'add', activity: audience },
  { type: 'add', activity: passingOn, after: { from: 'a', outlet: 'result' } },
  { type: 'add', activity: second, after: { from: 's', outlet: 'sent' } },
)

function connections(document: WorkflowDocument): string[] {
  return document.transitions.map(({ from, outlet, to }) => `${from}.${outlet}>${to}`)
}

describe('Adding and removing', () => {
  test('An activity that is added after another is connected to it', () => {
    expect(connections(chain)).toEqual(['a.result>s', 's.sent>t'])
  })

  test('Removing an activity in the middle connects what was before it to what was behind it', () => {
    const healed = applyChange(chain, { type: 'remove', activityIds: ['s'] })
    expect(connections(healed)).toEqual(['a.result>t'])
    expect(healed.activities.map(activity => activity.id)).toEqual(['a', 't'])
  })

  test('Removing the first of a chain leaves the rest alone', () => {
    expect(connections(applyChange(chain, { type: 'remove', activityIds: ['a'] }))).toEqual(['s.sent>t'])
  })

  test('Several can be removed at once', () => {
    const left = applyChange(chain, { type: 'remove', activityIds: ['s', 't'] })
    expect(left.activities).toEqual([audience])
    expect(left.transitions).toEqual([])
  })

  test('An id that is taken is not added twice', () => {
    expect(applyChange(chain, { type: 'add', activity: { ...second, label: 'Other' } })).toBe(chain)
  })
})

describe('Connecting', () => {
  test('A connection that is refused leaves the very same document', () => {
    expect(applyChange(chain, { type: 'connect', from: 't', outlet: 'sent', to: 's' })).toBe(chain)
    expect(applyChange(chain, { type: 'connect', from: 'a', outlet: 'result', to: 't' })).toBe(chain)
  })

  test('A connection that is cut and drawn again has the id that it had', () => {
    const id = chain.transitions[1]?.id ?? ''
    const cut = applyChange(chain, { type: 'disconnect', transitionIds: [id] })
    expect(connections(cut)).toEqual(['a.result>s'])
    expect(applyChange(cut, { type: 'connect', from: 's', outlet: 'sent', to: 't' })).toEqual(chain)
  })

  test('Settings that take an outlet away take its transitions with it', () => {
    const settings = { ...passingOn.settings, outbound: 'none' }
    const changed = applyChange(chain, { type: 'configure', activityId: 's', settings })
    expect(connections(changed)).toEqual(['a.result>s'])
  })

  test('An inserted SMS gets an outlet, so that the line goes on', () => {
    const direct = applyChange(chain, { type: 'remove', activityIds: ['s'] })
    const id = direct.transitions[0]?.id ?? ''
    const inserted = applyChange(direct, { type: 'insert', activity: first, transitionId: id })
    expect(connections(inserted)).toEqual(['a.result>s', 's.sent>t'])
    expect(inserted.activities.at(-1)?.settings['outbound']).toBe('everyone')
  })
})

describe('Inserting', () => {
  const id = chain.transitions[0]?.id ?? ''

  test('An activity without an inlet cannot be inserted', () => {
    const start = createActivity('start', { id: 'x', label: 'Start', position: at })
    expect(applyChange(chain, { type: 'insert', activity: start, transitionId: id })).toBe(chain)
  })

  test('Nor can one without an outlet', () => {
    const end = createActivity('end', { id: 'x', label: 'End', position: at })
    expect(applyChange(chain, { type: 'insert', activity: end, transitionId: id })).toBe(chain)
  })

  test('What has several outlets leads on by the first', () => {
    const fork = createActivity('fork', { id: 'x', label: 'Fork', position: at })
    const inserted = applyChange(chain, { type: 'insert', activity: fork, transitionId: id })
    expect(connections(inserted)).toEqual(['s.sent>t', 'a.result>x', 'x.branch-1>s'])
  })
})

describe('Editing', () => {
  test('Moving and renaming change only what they name', () => {
    const moved = applyChange(chain, { type: 'move', moves: [{ activityId: 't', position: { x: 5, y: 6 } }] })
    const named = applyChange(moved, { type: 'rename', activityId: 't', label: 'Last' })
    expect(named.activities[2]).toEqual({ ...second, position: { x: 5, y: 6 }, label: 'Last' })
    expect(named.activities.slice(0, 2)).toEqual(chain.activities.slice(0, 2))
    expect(chain.activities[2]).toEqual(second)
  })

  test('A change to an activity that is not there changes nothing', () => {
    expect(applyChange(chain, { type: 'rename', activityId: 'x', label: 'Last' })).toBe(chain)
    expect(applyChange(chain, { type: 'configure', activityId: 'x', settings: {} })).toBe(chain)
    expect(applyChange(chain, { type: 'remove', activityIds: ['x'] })).toBe(chain)
  })

  test('A pasted piece has new ids, its own transitions and its own settings', () => {
    const fragment = copyActivities(chain, ['s', 't'])
    const pasted = applyChange(chain, { type: 'paste', fragment, ids: ['u', 'v'], offset: { x: 20, y: 10 } })
    expect(connections(pasted)).toEqual(['a.result>s', 's.sent>t', 'u.sent>v'])
    expect(pasted.activities[3]).toEqual({ ...passingOn, id: 'u', position: { x: 20, y: 10 } })
    expect(pasted.activities[3]?.settings).not.toBe(chain.activities[1]?.settings)
  })
})

describe('Settings that name a transition', () => {
  const other = createActivity('build-audience', { id: 'o', label: 'Other', position: at })
  const fresh = createActivity('combine', { id: 'c', label: 'Combine', position: at })
  const combine = { ...fresh, settings: { ...fresh.settings, primary: { from: 'o', outlet: 'result' } } }
  const drawn = draw(
    { type: 'add', activity: audience },
    { type: 'add', activity: other },
    { type: 'add', activity: combine },
    { type: 'connect', from: 'a', outlet: 'result', to: 'c' },
    { type: 'connect', from: 'o', outlet: 'result', to: 'c' },
  )
  const deduplication = createActivity('deduplication', { id: 'd', label: 'Deduplication', position: at })
  const inserted = applyChange(drawn, { type: 'insert', activity: deduplication, transitionId: 'o:result:c' })

  function primaryOf(document: WorkflowDocument, id = 'c'): unknown {
    return document.activities.find(activity => activity.id === id)?.settings['primary']
  }

  test('An activity that is put in between takes the place of the one before it', () => {
    expect(primaryOf(inserted)).toEqual({ from: 'd', outlet: 'result' })
    expect(primaryOf(drawn)).toEqual({ from: 'o', outlet: 'result' })
  })

  test('When it is removed again, the one before it is named again', () => {
    const removed = applyChange(inserted, { type: 'remove', activityIds: ['d'] })
    expect(primaryOf(removed)).toEqual({ from: 'o', outlet: 'result' })
  })

  test('One that nothing takes the place of stays named, so that the check can tell', () => {
    expect(primaryOf(applyChange(drawn, { type: 'remove', activityIds: ['o'] }))).toEqual({
      from: 'o',
      outlet: 'result',
    })
  })

  test('A copy names the copy, and what was not copied by its old name', () => {
    const offset = { x: 10, y: 10 }
    const paste = (fragment: string[], ids: string[]): WorkflowDocument =>
      applyChange(drawn, { type: 'paste', fragment: copyActivities(drawn, fragment), ids, offset })
    expect(primaryOf(paste(['o', 'c'], ['o2', 'c2']), 'c2')).toEqual({ from: 'o2', outlet: 'result' })
    expect(primaryOf(paste(['c'], ['c2']), 'c2')).toEqual({ from: 'o', outlet: 'result' })
  })
})

describe('Subsets of a split', () => {
  const split = createActivity('split', { id: 'p', label: 'Split', position: at })
  const drawn = draw(
    { type: 'add', activity: audience },
    { type: 'add', activity: split, after: { from: 'a', outlet: 'result' } },
    { type: 'add', activity: second, after: { from: 'p', outlet: 'subset-2' } },
  )
  const subsets = split.settings['subsets'] as { id: string }[]
  function configured(changed: readonly object[]): WorkflowDocument {
    const settings = { ...split.settings, subsets: changed }
    return applyChange(drawn, { type: 'configure', activityId: 'p', settings })
  }

  test('A subset that is moved or renamed keeps its transition', () => {
    expect(connections(configured(subsets.toReversed()))).toEqual(connections(drawn))
    expect(connections(configured(subsets.map(each => ({ ...each, label: 'New' }))))).toEqual(
      connections(drawn),
    )
  })

  test('A subset that is removed takes its transition along', () => {
    expect(connections(configured(subsets.slice(0, 1)))).toEqual(['a.result>p'])
  })
})

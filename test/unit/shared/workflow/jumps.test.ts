import { expect, test } from 'vitest'
import { carriesPeople } from '../../../../src/shared/workflow/carries-people.ts'
import { createActivity } from '../../../../src/shared/workflow/create-activity.ts'
import { canReach, incomingOf, orderOf, outgoingOf } from '../../../../src/shared/workflow/graph.ts'
import { applyChange } from '../../../../src/shared/workflow/apply-change.ts'
import type { ActivityKind } from '../../../../src/shared/activities/index.ts'
import type { WorkflowDocument } from '../../../../src/shared/workflow-document.ts'

function activity(id: string, kind: ActivityKind, settings: Record<string, unknown> = {}) {
  const created = createActivity(kind, { id, label: id, position: { x: 0, y: 0 } })
  return { ...created, settings: { ...created.settings, ...settings } }
}

/** What arrives stands before what jumps, so that order of drawing does not help. */
const document: WorkflowDocument = {
  version: 1,
  activities: [
    activity('in', 'jump-in', { name: ' Reminder ' }),
    activity('sms', 'sms', { outbound: 'everyone' }),
    activity('a', 'build-audience'),
    activity('out', 'jump-out', { name: 'reminder' }),
  ],
  transitions: [
    { id: 'in:arrived:sms', from: 'in', outlet: 'arrived', to: 'sms' },
    { id: 'a:result:out', from: 'a', outlet: 'result', to: 'out' },
  ],
}

test('A jump leads to the place of the same name, whatever the case of its letters', () => {
  expect(outgoingOf(document, 'out')).toEqual([{ id: 'out:jump:in', from: 'out', outlet: 'jump', to: 'in' }])
  expect(incomingOf(document, 'in').map(({ from }) => from)).toEqual(['out'])
  expect(canReach(document, 'a', 'sms')).toBe(true)
  expect(orderOf(document).order.map(({ id }) => id)).toEqual(['a', 'out', 'in', 'sms'])
})

test('People come out of a jump where people go in', () => {
  expect(carriesPeople(document, 'in')).toBe(true)
  const alone = { ...document, activities: document.activities.filter(({ id }) => id !== 'out') }
  expect(carriesPeople(alone, 'in')).toBe(false)
})

test('A jump back is a circle', () => {
  const looped = applyChange(document, { type: 'configure', activityId: 'in', settings: { name: 'other' } })
  expect(canReach(looped, 'a', 'sms')).toBe(false)
  const back = { id: 'sms:sent:out', from: 'sms', outlet: 'sent', to: 'out' }
  const circle = { ...document, transitions: [...document.transitions.slice(0, 1), back] }
  expect(orderOf(circle).stuck.map(({ id }) => id)).toEqual(['in', 'sms', 'out'])
  expect(
    applyChange({ ...circle, transitions: circle.transitions.slice(0, 1) }, { type: 'connect', ...back }),
  ).toEqual({
    ...circle,
    transitions: circle.transitions.slice(0, 1),
  })
})

test('Removing an end of a jump draws no transition instead of it', () => {
  const removed = applyChange(document, { type: 'remove', activityIds: ['out'] })
  expect(removed.transitions).toEqual(document.transitions.slice(0, 1))
})

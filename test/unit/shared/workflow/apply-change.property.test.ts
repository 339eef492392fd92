import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyChange } from '../../../../src/shared/workflow/apply-change.ts'
import type { WorkflowChange } from '../../../../src/shared/workflow/change.ts'
import { copyActivities } from '../../../../src/shared/workflow/copy-activities.ts'
import { createActivity } from '../../../../src/shared/workflow/create-activity.ts'
import { incomingOf, inletsOf, orderOf, outletsOf } from '../../../../src/shared/workflow/graph.ts'
import {
  emptyDocument,
  workflowDocumentSchema,
  type WorkflowDocument,
} from '../../../../src/shared/workflow-document.ts'

const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
const activities = fc
  .tuple(
    fc.constantFrom('build-audience', 'sms', 'start', 'fork', 'and-join'),
    ids,
    fc.constantFrom('none', 'everyone', 'addressed'),
  )
  .map(([kind, id, outbound]) => {
    const activity = createActivity(kind, { id, label: id, position: { x: 0, y: 0 } })
    return kind === 'sms' ? { ...activity, settings: { ...activity.settings, outbound } } : activity
  })
const outlets = fc.constantFrom('result', 'sent', 'started', 'branch-1', 'branch-2', 'joined')
const fragments = fc
  .array(activities, { maxLength: 3 })
  .map(chosen => copyActivities({ ...emptyDocument, activities: chosen }, ['a', 'b', 'c']))

const changes: fc.Arbitrary<WorkflowChange> = fc.oneof(
  fc.record({ type: fc.constant('add' as const), activity: activities }),
  fc.record({
    type: fc.constant('add' as const),
    activity: activities,
    after: fc.record({ from: ids, outlet: outlets }),
  }),
  fc.record({ type: fc.constant('remove' as const), activityIds: fc.array(ids, { maxLength: 2 }) }),
  fc.record({ type: fc.constant('connect' as const), from: ids, outlet: outlets, to: ids }),
  fc.record({
    type: fc.constant('configure' as const),
    activityId: ids,
    settings: fc.record({ outbound: fc.constantFrom('none', 'everyone') }),
  }),
  fc.record({
    type: fc.constant('insert' as const),
    activity: activities,
    transitionId: fc.tuple(ids, outlets, ids).map(parts => parts.join(':')),
  }),
  fc.record({
    type: fc.constant('disconnect' as const),
    transitionIds: fc.array(fc.tuple(ids, outlets, ids).map(parts => parts.join(':'))),
  }),
  fc.record({
    type: fc.constant('paste' as const),
    fragment: fragments,
    ids: fc.array(ids, { maxLength: 4 }),
    offset: fc.constant({ x: 1, y: 1 }),
  }),
)

function expectSound(document: WorkflowDocument): void {
  const byId = new Map(document.activities.map(activity => [activity.id, activity]))
  expect(byId.size).toBe(document.activities.length)
  expect(new Set(document.transitions.map(transition => transition.id)).size).toBe(
    document.transitions.length,
  )
  for (const { from, outlet, to } of document.transitions) {
    const source = byId.get(from)
    expect(source && outletsOf(document, source)).toContain(outlet)
    expect(byId.has(to)).toBe(true)
  }
  for (const activity of document.activities) {
    const incoming = incomingOf(document, activity.id).length
    if (inletsOf(activity) === 'none') expect(incoming).toBe(0)
    if (inletsOf(activity) === 'one') expect(incoming).toBeLessThanOrEqual(1)
  }
  expect(orderOf(document).stuck).toEqual([])
  expect(workflowDocumentSchema.safeParse(document).success).toBe(true)
}

test('No sequence of changes leaves a dangling transition, a crowded inlet or a cycle', () => {
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 25 }), sequence => {
      expectSound(sequence.reduce(applyChange, emptyDocument))
    }),
    { numRuns: 500 },
  )
})

test('A change never touches the document that it was given', () => {
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 12 }), changes, (sequence, last) => {
      const before = sequence.reduce(applyChange, emptyDocument)
      const snapshot = structuredClone(before)
      applyChange(before, last)
      expect(before).toEqual(snapshot)
    }),
  )
})

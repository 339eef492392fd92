import { expect, test } from 'vitest'
import { applyChange } from '../../../../src/shared/workflow/apply-change.ts'
import { connectionProblem } from '../../../../src/shared/workflow/connection-problem.ts'
import { createActivity } from '../../../../src/shared/workflow/create-activity.ts'
import { orderOf } from '../../../../src/shared/workflow/graph.ts'
import { emptyDocument } from '../../../../src/shared/workflow-document.ts'

const position = { x: 0, y: 0 }
const audience = (id: string) => createActivity('build-audience', { id, label: id, position })
const sms = (id: string) => {
  const activity = createActivity('sms', { id, label: id, position })
  return { ...activity, settings: { ...activity.settings, outbound: 'everyone' } }
}
const start = createActivity('start', { id: 'x', label: 'x', position })
const document = [audience('a'), audience('b'), sms('s'), sms('t'), start]
  .map(activity => ({ type: 'add' as const, activity }))
  .reduce(applyChange, emptyDocument)
const connected = applyChange(document, { type: 'connect', from: 's', outlet: 'sent', to: 't' })

test.each([
  [{ from: 'a', outlet: 'result', to: 's' }, null],
  [{ from: 'a', outlet: 'result', to: 't' }, 'inlet-taken'],
  [{ from: 's', outlet: 'sent', to: 't' }, 'already-connected'],
  [{ from: 't', outlet: 'sent', to: 's' }, 'cycle'],
  [{ from: 's', outlet: 'sent', to: 's' }, 'same-activity'],
  [{ from: 'a', outlet: 'result', to: 'b' }, null],
  [{ from: 'a', outlet: 'sent', to: 's' }, 'no-such-outlet'],
  [{ from: 'a', outlet: 'result', to: 'x' }, 'no-inlet'],
  [{ from: 'x', outlet: 'started', to: 'a' }, null],
  [{ from: 'a', outlet: 'result', to: 'y' }, 'no-such-activity'],
])('A connection %j is judged %s', (connection, problem) => {
  expect(connectionProblem(connected, connection)).toBe(problem)
})

test('Activities are ordered after those that lead to them, and a cycle is named', () => {
  expect(orderOf(connected).order.map(activity => activity.id)).toEqual(['a', 'b', 's', 'x', 't'])
  const looped = {
    ...connected,
    transitions: [...connected.transitions, { id: 'back', from: 't', outlet: 'sent', to: 's' }],
  }
  expect(orderOf(looped).stuck.map(activity => activity.id)).toEqual(['s', 't'])
})

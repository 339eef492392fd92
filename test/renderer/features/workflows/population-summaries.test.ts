import { expect, test } from 'vitest'
import { summaryOf } from '../../../../src/renderer/features/workflows/activity-summary.ts'
import { activityDefinitions, type ActivityKind } from '../../../../src/shared/activities/index.ts'
import { createActivity } from '../../../../src/shared/workflow/create-activity.ts'

const lists = [{ id: 7, name: 'News' }]

function summarize(kind: ActivityKind, settings: object = activityDefinitions[kind].initial): unknown {
  const activity = createActivity(kind, { id: 'a', label: '', position: { x: 0, y: 0 } })
  const found = summaryOf({ ...activity, settings: { ...settings } }, [], lists)
  if (found.kind === 'key') return [found.key.replace('workflows.summary.', ''), found.count]
  return found.kind === 'plain' ? found.text : found.say({ t: key => key, locale: 'en' })
}

test('Activities say in a few words what they are set to', () => {
  expect(summarize('read-list')).toEqual(['noList', 1])
  expect(summarize('read-list', { source: 'variable', variable: 'guests' })).toBe('guests')
  expect(summarize('combine')).toEqual(['combine.union', 1])
  expect(summarize('split')).toEqual(['subsets', 2])
  expect(summarize('deduplication')).toEqual(['byNumber', 1])
  const keys = [
    { from: 'field', name: 'phone' },
    { from: 'column', name: 'seat' },
  ]
  expect(summarize('deduplication', { keys })).toEqual(['byValues', 2])
  expect(summarize('save-audience')).toEqual(['noName', 1])
  expect(summarize('save-audience', { target: 'dated', name: ' Guests ' })).toBe('Guests')
  expect(summarize('subscribe')).toEqual(['noList', 1])
  expect(summarize('subscribe', { listId: 7 })).toBe('News')
  expect(summarize('unsubscribe', { listId: 8 })).toEqual(['noList', 1])
})

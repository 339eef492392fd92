import { expect, it } from 'vitest'
import { drawComparison } from '../../../../../src/renderer/features/workflows/versions/drawn-versions.ts'
import { activityOf, documentOf, lineOf } from '../documents.ts'

it('What was removed is still drawn, and everything that differs has a mark', () => {
  const people = activityOf('people', 'build-audience')
  const before = documentOf([people, activityOf('sms')], [lineOf('people>sms', 'result')])
  const after = documentOf([people, activityOf('wait', 'wait')], [lineOf('people>wait', 'result')])
  const { document, marks, activities } = drawComparison(before, after)
  expect(document.activities.map(({ id }) => id)).toEqual(['people', 'wait', 'sms'])
  expect(Object.fromEntries(marks)).toEqual({
    wait: 'added',
    sms: 'removed',
    'people:result:wait': 'added',
    'people:result:sms': 'removed',
  })
  expect(activities.get('sms')?.kind).toBe('sms')
})

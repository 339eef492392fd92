import { expect, test } from 'vitest'
import { outletName } from '../../../../src/renderer/features/workflows/activity-look.ts'
import { summaryOf } from '../../../../src/renderer/features/workflows/activity-summary.ts'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import { activityDefinitions, type ActivityKind } from '../../../../src/shared/activities/index.ts'
import { createActivity } from '../../../../src/shared/workflow/create-activity.ts'

const t = (key: string, named: Record<string, unknown> = {}, plural = 1): string =>
  i18n.global.t(key, named, plural)

function activity(kind: ActivityKind, settings: object = activityDefinitions[kind].initial) {
  const created = createActivity(kind, { id: 'a', label: '', position: { x: 0, y: 0 } })
  return { ...created, settings: { ...settings } }
}

function summarize(kind: ActivityKind, settings?: object): string {
  const found = summaryOf(activity(kind, settings), [])
  if (found.kind === 'plain') return found.text
  return found.kind === 'said' ? found.say({ t, locale: 'en-GB' }) : t(found.key, {}, found.count)
}

test('Activities say in a few words when and where it goes on', () => {
  expect(summarize('scheduler')).toBe('Every weekday at 09:00')
  expect(summarize('scheduler', {})).toBe('No schedule yet')
  expect(summarize('wait')).toBe('One day')
  const byDate = { offset: 0, time: '10:00', isYearly: false, past: 'go-on', hasNoDate: false }
  expect(summarize('wait', { until: 'date', field: 'birthday', ...byDate })).toBe('By “birthday”')
  expect(summarize('wait', { until: 'moment', day: '2026-12-24', time: '10:00' })).toBe(
    'Until 24 Dec 2026 10:00',
  )
  expect(summarize('wait', { until: 'date' })).toBe('Not said how long')
  expect(summarize('fork')).toBe('2 branches')
  expect(summarize('test')).toBe('one branch')
  expect(summarize('approval')).toBe('No question yet')
  expect(summarize('approval', { question: ' Go? ' })).toBe('Go?')
  expect(summarize('jump-out', { name: 'Reminder' })).toBe('Reminder')
  expect(summarize('end')).toBe('Ends the branch')
  expect(summarize('end', { stopsRun: true, signal: null })).toBe('Ends the whole run')
  expect(summarize('external-signal')).toBe('Waits for a signal')
})

test('Ways out have the names that people gave them, else the usual ones or their number', () => {
  const approval = activity('approval', {
    answers: [
      { id: 'yes', label: '' },
      { id: 'answer-2', label: '' },
      { id: 'answer-3', label: 'Later' },
    ],
  })
  expect(['yes', 'answer-2', 'answer-3'].map(outlet => outletName(approval, outlet, t))).toEqual([
    'Yes',
    'Answer 2',
    'Later',
  ])
  const fork = activity('fork', { branches: [{ id: 'branch-7', label: '' }] })
  expect(outletName(fork, 'branch-7', t)).toBe('Branch 1')
  expect(outletName(activity('test'), 'default', t)).toBe('Otherwise')
})

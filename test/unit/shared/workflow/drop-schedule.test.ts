import { expect, test } from 'vitest'
import { dropSchedule } from '../../../../src/shared/workflow/drop-schedule.ts'

const activity = { id: 'a', kind: 'sms', version: 1, label: 'SMS', position: { x: 0, y: 0 } }

test('a copy of a delivery has no date of its own, and keeps everything else (SD-19)', () => {
  const timing = { start: { kind: 'at', day: '2026-01-05', time: '12:00', timeZone: null }, missed: 'hold' }
  const settings = { content: { text: 'Hello' }, delivery: { lineId: null, maxParts: 3, timing } }
  expect(dropSchedule({ ...activity, settings })).toEqual({
    ...activity,
    settings: {
      content: { text: 'Hello' },
      delivery: { lineId: null, maxParts: 3, timing: { missed: 'hold' } },
    },
  })
})

test('what has no date stays as it is', () => {
  const settings = { delivery: { lineId: null, maxParts: 3 } }
  const given = { ...activity, settings }
  expect(dropSchedule(given)).toBe(given)
  const other = { ...activity, kind: 'end', settings: {} }
  expect(dropSchedule(other)).toBe(other)
})

test('a copy goes by the dates that people have, which are theirs', () => {
  const moment = { by: 'day', days: -1, time: '10:00', isYearly: false }
  const start = { kind: 'person', field: 'appointment', moment, past: 'exclude', timeZone: null }
  const given = { ...activity, settings: { delivery: { lineId: null, maxParts: 3, timing: { start } } } }
  expect(dropSchedule(given)).toBe(given)
})

test('what a draft from elsewhere has instead of settings stays as it is', () => {
  for (const delivery of [null, 'none', { timing: null }, { timing: { start: null } }]) {
    const given = { ...activity, settings: { delivery } }
    expect(dropSchedule(given)).toBe(given)
  }
})

import { describe, expect, it } from 'vitest'
import { readDraft, withRhythm, writeDraft } from '../../../../src/renderer/parts/schedule/schedule-draft.ts'
import { scheduleSchema, type Schedule } from '../../../../src/shared/schedule/schedule.ts'

const always = { from: null, end: { kind: 'never' as const } }
const nine = { ...always, times: { kind: 'at' as const, times: ['09:00'] } }
const today = { day: '2026-01-05', weekday: 1 as const }

describe('A schedule that is edited', () => {
  it.each<[string, Schedule]>([
    ['once', { every: 'once', day: '2026-12-24', time: '10:00' }],
    ['daily', { every: 'day', interval: 3, ...nine }],
    ['weekly', { every: 'week', interval: 1, weekdays: [1, 5], ...nine, from: '2026-02-01' }],
    [
      'monthly',
      {
        every: 'month',
        interval: 1,
        on: { kind: 'days', days: [1, 'last'] },
        ...nine,
        end: { kind: 'after', firings: 3 },
      },
    ],
    [
      'yearly',
      {
        every: 'year',
        months: [2],
        on: { kind: 'weekday', ordinal: 'last', weekday: 7 },
        ...always,
        times: { kind: 'every', minutes: 30, from: '09:00', to: '12:00' },
        end: { kind: 'on', day: '2030-01-01' },
      },
    ],
  ])('is stored as it was read: %s', (_name, schedule) => {
    expect(writeDraft(readDraft(schedule))).toEqual(schedule)
  })

  it.each([undefined, null, 'soon', {}, { every: 'never', times: 7, weekdays: [1, 9, 'x'], end: [] }])(
    'can be read whatever is stored: %j',
    stored => {
      expect(scheduleSchema.safeParse(writeDraft(readDraft(stored))).success).toBe(true)
    },
  )

  it('has something to begin with in each rhythm', () => {
    for (const every of ['once', 'day', 'week', 'month', 'year'] as const) {
      const draft = withRhythm(readDraft({ every: 'day', interval: 1, ...nine }), every, today)
      expect(scheduleSchema.safeParse(writeDraft(draft)).success).toBe(true)
    }
  })

  it('keeps what another rhythm had while one looks at it', () => {
    const weekly = readDraft({ every: 'week', interval: 1, weekdays: [2, 4], ...nine })
    const back = withRhythm(withRhythm(weekly, 'month', today), 'week', today)
    expect(writeDraft(back)).toMatchObject({ weekdays: [2, 4] })
  })
})

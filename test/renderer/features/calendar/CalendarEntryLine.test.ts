import { mount, RouterLinkStub } from '@vue/test-utils'
import { expect, it } from 'vitest'
import CalendarEntryLine from '../../../../src/renderer/features/calendar/CalendarEntryLine.vue'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import type { CalendarEntry } from '../../../../src/shared/contract/calendar.ts'

const firing = {
  kind: 'firing',
  at: Date.UTC(2026, 10, 24, 9),
  workflow: { id: 7, name: 'Reminders' },
  activityId: 'at',
  label: 'Scheduler',
} as const satisfies CalendarEntry

it('calls a firing by its workflow: schedules are mostly called alike', () => {
  i18n.global.locale.value = 'en'
  const show = (isWide: boolean) =>
    mount(CalendarEntryLine, {
      props: { entry: firing, isWide },
      global: { plugins: [i18n], stubs: { RouterLink: RouterLinkStub } },
    })
  expect(show(false).text()).toContain('Reminders')
  expect(show(false).text()).not.toContain('Scheduler')
  expect(show(true).get('.calendar-entry-details').text()).toContain('Scheduler')
})

import { CalendarDays } from '@lucide/vue'
import type { RouteRecordRaw, Router } from 'vue-router'
import type { Command } from '../../commands.ts'
import type { FeatureSection } from '../../feature-section.ts'
import { i18n } from '../../i18n/index.ts'

export const section: FeatureSection = {
  id: 'calendar',
  icon: CalendarDays,
  order: 60,
  labelKey: 'calendar.title',
}

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/calendar',
    name: 'calendar',
    component: () => import('./CalendarScreen.vue'),
    meta: { titleKey: 'calendar.title', section: 'calendar' },
  },
]

export function commands(router: Router): readonly Command[] {
  return [
    {
      id: 'calendar.open',
      icon: CalendarDays,
      label: () => i18n.global.t('calendar.open'),
      run: () => router.push('/calendar'),
    },
  ]
}

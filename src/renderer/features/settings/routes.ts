import { Settings } from '@lucide/vue'
import type { RouteRecordRaw } from 'vue-router'
import type { FeatureSection } from '../../feature-section.ts'

export const section: FeatureSection = {
  id: 'settings',
  icon: Settings,
  order: 90,
  labelKey: 'settings.title',
}

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/settings',
    name: 'settings',
    component: () => import('./SettingsScreen.vue'),
    meta: { titleKey: 'settings.title', section: 'settings' },
  },
]

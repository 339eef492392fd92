import { RadioTower } from '@lucide/vue'
import type { RouteRecordRaw } from 'vue-router'
import type { FeatureSection } from '../../feature-section.ts'

export const section: FeatureSection = { id: 'lines', icon: RadioTower, order: 70, labelKey: 'lines.title' }

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/lines',
    name: 'lines',
    component: () => import('./LinesScreen.vue'),
    meta: { titleKey: 'lines.title', section: 'lines' },
  },
  {
    path: '/lines/:id(\\d+)',
    name: 'line',
    component: () => import('./LineScreen.vue'),
    meta: { titleKey: 'lines.title', section: 'lines' },
  },
]

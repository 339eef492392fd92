import { Workflow } from '@lucide/vue'
import type { RouteRecordRaw } from 'vue-router'
import type { FeatureSection } from '../../feature-section.ts'

export const section: FeatureSection = {
  id: 'workflows',
  icon: Workflow,
  order: 30,
  labelKey: 'workflows.title',
}

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/workflows',
    name: 'workflows',
    component: () => import('./WorkflowListScreen.vue'),
    meta: { titleKey: 'workflows.title', section: 'workflows' },
  },
  {
    path: '/workflows/:id(\\d+)',
    name: 'workflow',
    component: () => import('./WorkflowScreen.vue'),
    meta: { titleKey: 'workflows.one', section: 'workflows' },
  },
]

import { BellRing, UsersRound } from '@lucide/vue'
import type { RouteRecordRaw, Router } from 'vue-router'
import type { Command } from '../../commands.ts'
import type { FeatureSection } from '../../feature-section.ts'
import { i18n } from '../../i18n/index.ts'

export const section: FeatureSection = {
  id: 'audiences',
  icon: UsersRound,
  order: 20,
  labelKey: 'audiences.title',
}

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/audiences',
    name: 'audiences',
    component: () => import('./AudiencesScreen.vue'),
    meta: { titleKey: 'audiences.title', section: 'audiences' },
  },
  {
    path: '/audiences/new',
    name: 'audience-new',
    component: () => import('./AudienceScreen.vue'),
    meta: { titleKey: 'audiences.new', section: 'audiences' },
  },
  {
    path: '/audiences/:id(\\d+)',
    name: 'audience',
    component: () => import('./AudienceScreen.vue'),
    meta: { titleKey: 'audiences.title', section: 'audiences' },
  },
  { path: '/audiences/lists', redirect: '/audiences?tab=lists' },
  {
    path: '/audiences/lists/:id(\\d+)',
    name: 'subscription-list',
    component: () => import('./subscriptions/ListScreen.vue'),
    meta: { titleKey: 'audiences.lists.title', section: 'audiences' },
  },
]

/** Exist on every screen. */
export function commands(router: Router): readonly Command[] {
  const { t } = i18n.global
  return [
    {
      id: 'audiences.new',
      label: () => t('audiences.new'),
      group: () => t('audiences.title'),
      icon: UsersRound,
      run: () => router.push('/audiences/new'),
    },
    {
      id: 'audiences.lists',
      label: () => t('audiences.lists.title'),
      group: () => t('audiences.title'),
      icon: BellRing,
      run: () => router.push('/audiences?tab=lists'),
    },
  ]
}

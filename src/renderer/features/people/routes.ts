import { FileDown, History, MessageSquareOff, Tags, UserPlus, Users } from '@lucide/vue'
import type { RouteRecordRaw, Router } from 'vue-router'
import type { Command } from '../../commands.ts'
import type { FeatureSection } from '../../feature-section.ts'
import { i18n } from '../../i18n/index.ts'

export const section: FeatureSection = { id: 'people', icon: Users, order: 10, labelKey: 'people.title' }

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/people',
    name: 'people',
    component: () => import('./PeopleScreen.vue'),
    meta: { titleKey: 'people.title', section: 'people' },
  },
  {
    path: '/people/:id(\\d+)',
    name: 'person',
    component: () => import('./PersonScreen.vue'),
    meta: { titleKey: 'people.title', section: 'people' },
  },
  {
    path: '/people/suppressed',
    name: 'people-suppressed',
    component: () => import('./SuppressedScreen.vue'),
    meta: { titleKey: 'people.suppressed.title', section: 'people' },
  },
  {
    path: '/people/tags',
    name: 'people-tags',
    component: () => import('./tags/TagsScreen.vue'),
    meta: { titleKey: 'people.tags.title', section: 'people' },
  },
  {
    path: '/people/import',
    name: 'people-import',
    component: () => import('./import/ImportScreen.vue'),
    meta: { titleKey: 'people.import.title', section: 'people' },
  },
  {
    path: '/people/imports',
    name: 'people-imports',
    component: () => import('./import/ImportsScreen.vue'),
    meta: { titleKey: 'people.imports.title', section: 'people' },
  },
  {
    path: '/people/imports/:id(\\d+)',
    name: 'people-import-report',
    component: () => import('./import/ImportReportScreen.vue'),
    meta: { titleKey: 'people.import.title', section: 'people' },
  },
]

/** Exist on every screen. */
export function commands(router: Router): readonly Command[] {
  const { t } = i18n.global
  const group = (): string => t('people.title')
  return [
    {
      id: 'people.import',
      label: () => t('people.importMore'),
      group,
      icon: FileDown,
      run: () => router.push('/people/import'),
    },
    {
      id: 'people.add',
      label: () => t('people.addMore'),
      group,
      icon: UserPlus,
      run: () => router.push({ path: '/people', query: { add: '1' } }),
    },
    {
      id: 'people.imports',
      label: () => t('people.imports.title'),
      group,
      icon: History,
      run: () => router.push('/people/imports'),
    },
    {
      id: 'people.tags',
      label: () => t('people.tags.manage'),
      group,
      icon: Tags,
      run: () => router.push('/people/tags'),
    },
    {
      id: 'people.suppressed',
      label: () => t('people.suppressed.title'),
      group,
      icon: MessageSquareOff,
      run: () => router.push('/people/suppressed'),
    },
  ]
}

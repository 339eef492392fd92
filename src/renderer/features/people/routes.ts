import { FileDown, History, ListPlus, MessageSquareOff, Tags, UserPlus, Users } from '@lucide/vue'
import type { Component } from 'vue'
import type { RouteLocationRaw, RouteRecordRaw, Router } from 'vue-router'
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
    path: '/people/fields',
    name: 'people-fields',
    component: () => import('./fields/FieldsScreen.vue'),
    meta: { titleKey: 'people.fields.title', section: 'people' },
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
  const screen = (id: string, key: string, icon: Component) => (to: RouteLocationRaw) => ({
    id: `people.${id}`,
    label: () => t(key),
    group: () => t('people.title'),
    icon,
    run: () => router.push(to),
  })
  return [
    screen('import', 'people.importMore', FileDown)('/people/import'),
    screen('add', 'people.addMore', UserPlus)({ path: '/people', query: { add: '1' } }),
    screen('imports', 'people.imports.title', History)('/people/imports'),
    screen('tags', 'people.tags.manage', Tags)('/people/tags'),
    screen('fields', 'people.fields.manage', ListPlus)('/people/fields'),
    screen('suppressed', 'people.suppressed.title', MessageSquareOff)('/people/suppressed'),
  ]
}

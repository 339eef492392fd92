import { Filter, Hash, Send } from '@lucide/vue'
import type { RouteRecordRaw, Router } from 'vue-router'
import type { Command } from '../../commands.ts'
import type { FeatureSection } from '../../feature-section.ts'
import { i18n } from '../../i18n/index.ts'
import { followAlerts } from './alerts/follow-alerts.ts'
import { followSending } from './follow-sending.ts'

export const section: FeatureSection = {
  id: 'deliveries',
  icon: Send,
  order: 40,
  labelKey: 'deliveries.title',
}

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/deliveries',
    name: 'deliveries',
    component: () => import('./DeliveriesScreen.vue'),
    meta: { titleKey: 'deliveries.title', section: 'deliveries' },
  },
  {
    path: '/deliveries/number',
    name: 'messages-to-number',
    component: () => import('./journal/NumberScreen.vue'),
    meta: { titleKey: 'deliveries.toNumber.title', section: 'deliveries' },
  },
  {
    path: '/deliveries/rules',
    name: 'delivery-rules',
    component: () => import('./rules/RulesScreen.vue'),
    meta: { titleKey: 'deliveries.rules.title', section: 'deliveries' },
  },
  {
    path: '/deliveries/compare',
    name: 'compare-deliveries',
    component: () => import('./compare/CompareScreen.vue'),
    meta: { titleKey: 'deliveries.compare.title', section: 'deliveries' },
  },
  {
    path: '/deliveries/:id(\\d+)/report',
    name: 'delivery-report',
    component: () => import('./report/ReportScreen.vue'),
    meta: { titleKey: 'deliveries.report.title', section: 'deliveries' },
  },
  {
    path: '/deliveries/:id(\\d+)',
    name: 'delivery',
    component: () => import('./DeliveryScreen.vue'),
    meta: { titleKey: 'deliveries.title', section: 'deliveries' },
  },
  {
    path: '/deliveries/send/:id(\\d+)?/:step?',
    name: 'delivery-wizard',
    component: () => import('./wizard/WizardScreen.vue'),
    meta: { titleKey: 'deliveries.wizard.title', section: 'deliveries' },
  },
]

export function commands(router: Router): readonly Command[] {
  return [
    {
      id: 'deliveries.number',
      icon: Hash,
      label: () => i18n.global.t('deliveries.toNumber.command'),
      run: () => router.push('/deliveries/number'),
    },
    {
      id: 'deliveries.rules',
      icon: Filter,
      label: () => i18n.global.t('deliveries.rules.open'),
      run: () => router.push('/deliveries/rules'),
    },
    {
      id: 'deliveries.send',
      icon: Send,
      label: () => i18n.global.t('deliveries.wizard.new'),
      run: () => router.push('/deliveries/send'),
    },
  ]
}

/** Sending, and what goes wrong with it, is watched on every screen. */
export function start(): void {
  followSending()
  followAlerts()
}

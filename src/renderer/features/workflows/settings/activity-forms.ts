import type { Component } from 'vue'
import type { ActivityKind } from '../../../../shared/activities/index.ts'
import BuildAudienceSettings from './BuildAudienceSettings.vue'
import EnrichmentSettings from './enrichment/EnrichmentSettings.vue'
import IncrementalQuerySettings from './incremental-query/IncrementalQuerySettings.vue'
import SmsSettings from './SmsSettings.vue'

/**
 * The form of each kind, without the panel around it. It gets `activityId`, `settings` and `errors` (texts by path) and
 * emits `change` with the new settings.
 */
export const activityForms: Readonly<Record<ActivityKind, Component>> = {
  'build-audience': BuildAudienceSettings,
  'incremental-query': IncrementalQuerySettings,
  enrichment: EnrichmentSettings,
  sms: SmsSettings,
}

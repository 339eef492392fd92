import type { Component } from 'vue'
import type { ActivityKind } from '../../../../shared/activities/index.ts'
import BuildAudienceSettings from './BuildAudienceSettings.vue'
import CombineSettings from './combine/CombineSettings.vue'
import DeduplicationSettings from './deduplication/DeduplicationSettings.vue'
import EnrichmentSettings from './enrichment/EnrichmentSettings.vue'
import IncrementalQuerySettings from './incremental-query/IncrementalQuerySettings.vue'
import LoadFileSettings from './load-file/LoadFileSettings.vue'
import ReadListSettings from './read-list/ReadListSettings.vue'
import SaveAudienceSettings from './save-audience/SaveAudienceSettings.vue'
import { flowForms } from './flow/index.ts'
import SmsSettings from './SmsSettings.vue'
import SmsRecurringSettings from './sms-recurring/SmsRecurringSettings.vue'
import SplitSettings from './split/SplitSettings.vue'
import SubscribeSettings from './subscribe/SubscribeSettings.vue'
import UnsubscribeSettings from './subscribe/UnsubscribeSettings.vue'
import UpdateDataSettings from './update-data/UpdateDataSettings.vue'

/**
 * The form of each kind, without the panel around it. It gets `activityId`, `settings` and `errors` (texts by path) and
 * emits `change` with the new settings.
 */
export const activityForms: Readonly<Record<ActivityKind, Component>> = {
  'build-audience': BuildAudienceSettings,
  'read-list': ReadListSettings,
  'load-file': LoadFileSettings,
  'incremental-query': IncrementalQuerySettings,
  combine: CombineSettings,
  split: SplitSettings,
  deduplication: DeduplicationSettings,
  enrichment: EnrichmentSettings,
  'save-audience': SaveAudienceSettings,
  'update-data': UpdateDataSettings,
  ...flowForms,
  sms: SmsSettings,
  'sms-recurring': SmsRecurringSettings,
  subscribe: SubscribeSettings,
  unsubscribe: UnsubscribeSettings,
}

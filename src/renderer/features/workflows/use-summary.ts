import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Activity } from '../../../shared/workflow-document.ts'
import { useScheduleWords } from '../../parts/schedule/index.ts'
import { summaryOf } from './activity-summary.ts'
import { useWorkflow } from './state/use-workflow.ts'

/** What an activity is set to, in one line in the chosen language. */
export function useSummary(activity: () => Activity): ComputedRef<string> {
  const { t } = useI18n()
  const words = useScheduleWords()
  const { audiences, subscriptionLists } = useWorkflow()
  return computed(() => {
    const found = summaryOf(activity(), audiences.value ?? [], subscriptionLists.lists.value)
    if (found.kind === 'plain') return found.text
    return found.kind === 'said' ? found.say(words.value) : t(found.key, found.count)
  })
}

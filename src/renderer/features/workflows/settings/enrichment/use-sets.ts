import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Column } from '../../../../../shared/activities/define-activity.ts'
import { columnsAlong } from '../../../../../shared/workflow/columns.ts'
import { findActivity, incomingOf } from '../../../../../shared/workflow/graph.ts'
import { nameOf } from '../../activity-look.ts'
import { useWorkflow } from '../../state/use-workflow.ts'

/** One of the sets that come in. */
export interface IncomingSet {
  readonly from: string
  readonly outlet: string
  /** For choices. */
  readonly key: string
  readonly label: string
  readonly columns: readonly Column[]
}

/** The sets that come in to an activity, by the activities that they come from. */
export function useSets(activityId: () => string): ComputedRef<readonly IncomingSet[]> {
  const { t } = useI18n()
  const { document } = useWorkflow()
  return computed(() =>
    incomingOf(document.value, activityId()).map(transition => {
      const { from, outlet } = transition
      const source = findActivity(document.value, from)
      const label = transition.label || (source ? nameOf(source, t) : from)
      return {
        from,
        outlet,
        key: keyOf(transition),
        label,
        columns: columnsAlong(document.value, transition),
      }
    }),
  )
}

/** What a set is told apart by. */
export function keyOf({ from, outlet }: { readonly from: string; readonly outlet: string }): string {
  return `${from} ${outlet}`
}

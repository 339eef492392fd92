import { CalendarClock, Check, Hand, Hourglass, Zap, ScrollText } from '@lucide/vue'
import { useI18n } from 'vue-i18n'
import type { Activity } from '../../../../shared/workflow-document.ts'
import type { MenuItem } from '../../../ui/index.ts'
import { outletName } from '../activity-look.ts'
import { attempt } from '../runs/attempt.ts'
import { activityStateOf, canHurry } from './activity-state.ts'
import { useRunPanel } from './use-run-panel.ts'
import { useSignalling } from './use-signalling.ts'
import { useWorkflow } from './use-workflow.ts'

/** What can be done with an activity of the run that is shown, for menus. A function: call it when one opens. */
export function useRunItems(): (activity: Activity) => readonly MenuItem[] {
  const { live, selection } = useWorkflow()
  const panel = useRunPanel()
  const signalItems = useSignalItems()
  const { t } = useI18n()

  function waitingItems(activity: Activity): MenuItem[] {
    const state = activityStateOf(live.picture.value, activity.id)
    if (!state || !live.isOpen.value) return []
    const { phase, task } = state
    if (canHurry(state)) {
      const run = (): void => void attempt(() => live.hurry(activity.id))
      if (phase === 'waiting') return [{ label: t('workflows.endWait'), icon: Hourglass, run }]
      return [{ label: t('workflows.fireNow'), icon: CalendarClock, run }]
    }
    if (!task) return []
    const place = { runId: task.runId, activityId: activity.id }
    if (phase === 'held') {
      const release = (): void => void attempt(() => live.release(place))
      return [{ label: t('workflows.release'), icon: Hand, run: release }]
    }
    if (phase !== 'asking') return []
    return (task.answers ?? []).map(({ id }) => ({
      label: t('workflows.answerWith', { answer: outletName(activity, id, t) }),
      icon: Check,
      run: () => void attempt(() => live.answer(place, id)),
    }))
  }

  function showLog(activity: Activity): void {
    panel.activityId.value = activity.id
    panel.tab.value = 'log'
    selection.clear()
  }

  return activity => {
    if (live.standing.value.state === 'draft') return []
    const log = { label: t('workflows.showLog'), icon: ScrollText, run: () => showLog(activity) }
    return [...waitingItems(activity), ...signalItems(activity), log, 'separator']
  }
}

/** A signal goes to what runs now, so that there is none to send while an earlier run is looked at. */
function useSignalItems(): (activity: Activity) => readonly MenuItem[] {
  const { live, isViewing } = useWorkflow()
  const signalling = useSignalling()
  const { t } = useI18n()
  return activity => {
    if (activity.kind !== 'external-signal' || !live.isOpen.value || isViewing.value) return []
    const run = (): void => void (signalling.value = activity)
    return [{ label: t('workflows.signals.send'), icon: Zap, run }]
  }
}

import { Pause, Play, RotateCcw, Square, Upload } from '@lucide/vue'
import type { Component } from 'vue'
import { useI18n } from 'vue-i18n'
import { useCommands } from '../../../commands.ts'
import { useWorkflow } from '../state/use-workflow.ts'
import type { RunActions } from './use-run-actions.ts'

/** Offers in the palette what can be done with the workflow as a whole; what makes no sense as it stands does nothing. */
export function useRunCommands(actions: RunActions): void {
  const { live } = useWorkflow()
  const { t } = useI18n()
  const state = (): string => live.standing.value.state
  const group = (): string => t('workflows.one')
  const command = (id: string, icon: Component, run: () => unknown) => ({
    id: `workflow.${id}`,
    label: () => t(`workflows.command.${id}`),
    icon,
    group,
    run,
  })
  useCommands([
    command('start', Play, actions.start),
    command('pause', Pause, () => state() === 'started' && actions.pause()),
    command('resume', Play, () => live.standing.value.canResume && actions.resume()),
    command('publish', Upload, () => actions.isDraftAhead.value && actions.publish()),
    command('restart', RotateCcw, () => state() !== 'draft' && actions.restart()),
    command('stop', Square, () => {
      actions.isStopAsked.value = live.isUnderWay.value
    }),
  ])
}

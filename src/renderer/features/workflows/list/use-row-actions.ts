import {
  Bookmark,
  CopyPlus,
  Download,
  Folder,
  FolderOpen,
  Pause,
  Pencil,
  Play,
  Send,
  Square,
  Trash2,
} from '@lucide/vue'
import { shallowRef, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { WorkflowSummary } from '../../../../shared/contract/workflows.ts'
import { UserError } from '../../../../shared/errors.ts'
import { client } from '../../../host.ts'
import { showError } from '../../../parts/errors/index.ts'
import type { MenuItem } from '../../../ui/index.ts'
import { waitingIn, type WaitingDeliveries } from '../state/waiting-deliveries.ts'
import { useWorkflowFiles } from './use-workflow-files.ts'
import type { WorkflowList } from './use-workflow-list.ts'

/** What is asked about one workflow of the list at a time. */
export interface RowQuestion {
  readonly about: 'rename' | 'remove' | 'stop' | 'template' | 'campaign'
  readonly row: WorkflowSummary
}

/** What can be done with a workflow in the list. */
export interface RowActions {
  readonly question: ShallowRef<RowQuestion | null>
  /** Deliveries that wait for review while a workflow is to be started. */
  readonly waiting: ShallowRef<WaitingDeliveries | undefined>
  /** Starts it all the same; what waits is stopped for good. */
  readonly discard: () => void
  readonly menuOf: (row: WorkflowSummary | undefined) => readonly MenuItem[]
  readonly askRemoval: (row: WorkflowSummary) => void
  readonly ask: (about: RowQuestion['about'], row: WorkflowSummary) => void
  readonly open: (row: { readonly id: number }) => void
  /** Where a message to a group is written step by step. */
  readonly openWizard: (row: { readonly id: number }) => void
  /** Answers the question, if there is one, with a call. */
  readonly answer: (call: (row: WorkflowSummary) => Promise<unknown>) => Promise<void>
}

/** The menu of a workflow and what follows from it. */
export function useRowActions(list: WorkflowList): RowActions {
  const router = useRouter()
  const question = shallowRef<RowQuestion | null>(null)
  const running = useRunning(list.reload)
  const asking = {
    open: ({ id }: { readonly id: number }) => void router.push(`/workflows/${id}`),
    openWizard: ({ id }: { readonly id: number }) => void router.push(`/deliveries/send/${id}/people`),
    ask: (about: RowQuestion['about'], row: WorkflowSummary) => void (question.value = { about, row }),
    askRemoval(row: WorkflowSummary): void {
      const isUnderWay = row.state === 'started' || row.state === 'paused'
      if (isUnderWay) showError(new UserError('workflow/running', { name: row.name }))
      else asking.ask('remove', row)
    },
  }
  const itemsOf = useItems(list, running)
  return {
    question,
    ...running,
    ...asking,
    menuOf: row => (row ? itemsOf(row, asking) : []),
    async answer(call) {
      const row = question.value?.row
      if (!row) return
      question.value = null
      await running.act(() => call(row))
    },
  }
}

function useItems({ freshName }: WorkflowList, running: ReturnType<typeof useRunning>) {
  const { t } = useI18n()
  const files = useWorkflowFiles()

  function duplicate({ id, name }: WorkflowSummary): void {
    const copy = freshName(t('workflows.copyName', { name }))
    void running.act(() => client.call('workflows.duplicate', { id, name: copy }))
  }

  return (
    row: WorkflowSummary,
    { ask, open, openWizard, askRemoval }: Pick<RowActions, 'ask' | 'open' | 'openWizard' | 'askRemoval'>,
  ): MenuItem[] => [
    { label: t('workflows.open'), icon: FolderOpen, keys: 'Enter', run: () => open(row) },
    ...(row.isGroupMessage
      ? [{ label: t('workflows.wizard.open'), icon: Send, run: () => openWizard(row) }]
      : []),
    { label: t('workflows.rename'), icon: Pencil, keys: 'F2', run: () => ask('rename', row) },
    { label: t('workflows.campaign.put'), icon: Folder, run: () => ask('campaign', row) },
    'separator',
    ...running.itemsOf(row, () => ask('stop', row)),
    'separator',
    { label: t('workflows.duplicate'), icon: CopyPlus, run: () => duplicate(row) },
    {
      label: t('workflows.gallery.save'),
      icon: Bookmark,
      disabled: row.isReadOnly,
      run: () => ask('template', row),
    },
    { label: t('workflows.list.export'), icon: Download, run: () => void files.exportOne(row) },
    'separator',
    { label: t('workflows.remove'), icon: Trash2, keys: 'Delete', danger: true, run: () => askRemoval(row) },
  ]
}

function useRunning(reload: WorkflowList['reload']) {
  const { t } = useI18n()
  const waiting = shallowRef<WaitingDeliveries>()
  let started = 0

  async function act(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
      await reload()
    } catch (error) {
      waiting.value = waitingIn(error)
      if (!waiting.value) showError(error)
    }
  }

  function start(id: number, discardWaiting: boolean): void {
    started = id
    void act(() => client.call('workflows.start', { id, discardWaiting }))
  }

  /** Only what makes sense as it stands. */
  function itemsOf({ id, state, isReadOnly }: WorkflowSummary, stop: () => void): MenuItem[] {
    const items = {
      start: { label: t('workflows.start'), icon: Play, disabled: isReadOnly, run: () => start(id, false) },
      pause: {
        label: t('workflows.pause'),
        icon: Pause,
        run: () => void act(() => client.call('workflows.pause', { id })),
      },
      resume: {
        label: t('workflows.resume'),
        icon: Play,
        run: () => void act(() => client.call('workflows.resume', { id })),
      },
      stop: { label: t('workflows.stopWorkflow'), icon: Square, danger: true, run: stop },
    }
    if (state === 'started') return [items.pause, items.stop]
    if (state === 'paused') return [items.resume, items.stop]
    if (state === 'failed') return [items.resume, items.start, items.stop]
    return [items.start]
  }

  return { waiting, act, itemsOf, discard: () => start(started, true) }
}

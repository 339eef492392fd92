import { Columns3, CopyPlus, FileText, SquareArrowOutUpRight, UsersRound, Workflow } from '@lucide/vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { Delivery } from '../../../../shared/contract/deliveries.ts'
import { mostCompared } from '../../../../shared/contract/delivery-figures.ts'
import { client } from '../../../host.ts'
import { useDialogAbout } from '../../../parts/dialog-about/index.ts'
import { showError } from '../../../parts/errors/index.ts'
import { useToasts, type MenuItem } from '../../../ui/index.ts'
import { compareAddress } from '../compare/compared-ids.ts'
import { isReleased } from '../states.ts'
import { copyDelivery } from './copy-delivery.ts'

/** What can be done with a delivery of the list. */
export function useRowMenu() {
  const { t } = useI18n()
  const router = useRouter()
  const duplicate = useDuplicate()
  const toAudience = useDialogAbout<Delivery>()

  const showing = useShowing()
  const go = (path: string): void => void router.push(path)
  const open = ({ id }: Delivery): void => go(`/deliveries/${id}`)

  function menuOf(row: Delivery | undefined): readonly MenuItem[] {
    if (!row) return []
    const { workflow, preparation } = row
    const toWorkflow = workflow && {
      label: t('deliveries.list.openWorkflow'),
      icon: Workflow,
      run: () => go(`/workflows/${workflow.id}`),
    }
    return [
      { label: t('deliveries.list.open'), icon: SquareArrowOutUpRight, run: () => open(row) },
      ...(toWorkflow ? [toWorkflow] : []),
      ...showing(row),
      'separator',
      { label: t('deliveries.list.duplicate'), icon: CopyPlus, run: () => void duplicate(row) },
      {
        label: t('deliveries.list.toAudience'),
        icon: UsersRound,
        disabled: !preparation,
        run: () => toAudience.open(row),
      },
    ]
  }
  return { menuOf, open, toAudience }
}

/** What else of a delivery can be looked at: its report, or its executions side by side. */
function useShowing(): (row: Delivery) => readonly MenuItem[] {
  const { t } = useI18n()
  const router = useRouter()
  const go = (path: string): void => void router.push(path)
  return row => {
    const { id, series } = row
    if (series) {
      const run = (): void => void compareExecutions(row, go)
      const disabled = series.sums.deliveries < 2
      return [{ label: t('deliveries.compare.executions'), icon: Columns3, disabled, run }]
    }
    if (!isReleased(row.state)) return []
    const run = (): void => go(`/deliveries/${id}/report`)
    return [{ label: t('deliveries.report.open'), icon: FileText, run }]
  }
}

/** Sets the latest executions of a recurring delivery side by side. */
async function compareExecutions({ id, workflow }: Delivery, go: (path: string) => void): Promise<void> {
  try {
    const { rows } = await client.call('deliveries.page', {
      ...(workflow ? { workflowId: workflow.id } : {}),
      kind: 'execution',
      withExecutions: true,
      order: 'when',
      isDescending: true,
      limit: 100,
    })
    const own = rows.filter(({ execution }) => execution?.parentId === id)
    go(compareAddress(own.slice(0, mostCompared).map(row => row.id)))
  } catch (error) {
    showError(error)
  }
}

/** Makes another of a delivery and opens it in the wizard. */
function useDuplicate(): (row: Delivery) => Promise<void> {
  const { t } = useI18n()
  const router = useRouter()
  return async row => {
    try {
      const name = t('deliveries.list.copyOf', { label: row.label }).slice(0, 200)
      const { id, hadDate } = await copyDelivery(row, { name, people: t('deliveries.wizard.peopleLabel') })
      await router.push(`/deliveries/send/${id}`)
      if (!hadDate) return
      const text = t('deliveries.list.undatedText', { label: row.label })
      useToasts().show({ title: t('deliveries.list.undated'), text })
    } catch (error) {
      showError(error)
    }
  }
}

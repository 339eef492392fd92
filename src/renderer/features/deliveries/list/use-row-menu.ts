import { CopyPlus, SquareArrowOutUpRight, UsersRound, Workflow } from '@lucide/vue'
import { ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { Delivery } from '../../../../shared/contract/deliveries.ts'
import { showError } from '../../../parts/errors/index.ts'
import { useToasts, type MenuItem } from '../../../ui/index.ts'
import { copyDelivery } from './copy-delivery.ts'

/** What can be done with a delivery of the list. */
export function useRowMenu() {
  const { t } = useI18n()
  const router = useRouter()
  const duplicate = useDuplicate()
  const asked = shallowRef<Delivery>()
  const isAsking = ref(false)

  const go = (path: string): void => void router.push(path)
  const open = ({ id }: Delivery): void => go(`/deliveries/${id}`)
  function ask(row: Delivery): void {
    asked.value = row
    isAsking.value = true
  }

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
      'separator',
      { label: t('deliveries.list.duplicate'), icon: CopyPlus, run: () => void duplicate(row) },
      {
        label: t('deliveries.list.toAudience'),
        icon: UsersRound,
        disabled: !preparation,
        run: () => ask(row),
      },
    ]
  }
  return { menuOf, open, asked, isAsking }
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

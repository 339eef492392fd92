import { CopyPlus, SquareArrowOutUpRight, UsersRound, Workflow } from '@lucide/vue'
import { ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { Delivery } from '../../../../shared/contract/deliveries.ts'
import { showError } from '../../../parts/errors/index.ts'
import type { MenuItem } from '../../../ui/index.ts'
import { copyDelivery } from './copy-delivery.ts'

/** What can be done with a delivery of the list. */
export function useRowMenu() {
  const { t } = useI18n()
  const router = useRouter()
  const asked = shallowRef<Delivery>()
  const isAsking = ref(false)

  async function duplicate(row: Delivery): Promise<void> {
    try {
      const name = t('deliveries.list.copyOf', { label: row.label }).slice(0, 200)
      const id = await copyDelivery(row, { name, people: t('deliveries.wizard.peopleLabel') })
      await router.push(`/deliveries/send/${id}`)
    } catch (error) {
      showError(error)
    }
  }

  function open(row: Delivery): void {
    void router.push(`/deliveries/${row.id}`)
  }

  function menuOf(row: Delivery | undefined): readonly MenuItem[] {
    if (!row) return []
    const { workflow } = row
    return [
      { label: t('deliveries.list.open'), icon: SquareArrowOutUpRight, run: () => open(row) },
      ...(workflow
        ? [
            {
              label: t('deliveries.list.openWorkflow'),
              icon: Workflow,
              run: () => void router.push(`/workflows/${workflow.id}`),
            },
          ]
        : []),
      'separator' as const,
      { label: t('deliveries.list.duplicate'), icon: CopyPlus, run: () => void duplicate(row) },
      {
        label: t('deliveries.list.toAudience'),
        icon: UsersRound,
        disabled: !row.preparation,
        run: () => {
          asked.value = row
          isAsking.value = true
        },
      },
    ]
  }
  return { menuOf, open, asked, isAsking }
}

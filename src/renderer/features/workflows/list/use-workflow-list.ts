import { useThrottleFn } from '@vueuse/core'
import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { Campaign } from '../../../../shared/contract/campaigns.ts'
import type { WorkflowSummary } from '../../../../shared/contract/workflows.ts'
import { client } from '../../../host.ts'
import { useNews } from '../../../parts/fresh/index.ts'
import { showError } from '../../../parts/errors/index.ts'

/** All workflows and campaigns, kept as they are in the engine. */
export interface WorkflowList {
  /** Null until they are known. */
  readonly workflows: Readonly<ShallowRef<readonly WorkflowSummary[] | null>>
  readonly campaigns: Readonly<ShallowRef<readonly Campaign[]>>
  /** Empty where there is none. */
  readonly campaignName: ComputedRef<(id: number | null) => string>
  readonly reload: () => Promise<void>
  /** A name that no workflow has yet. */
  readonly freshName: (base: string) => string
}

/** Runs change many times a second; the list follows them at this pace. */
const paceMs = 1000

/** Reads the list for the calling component and follows what changes. */
export function useWorkflowList(): WorkflowList {
  const workflows = shallowRef<readonly WorkflowSummary[] | null>(null)
  const campaigns = shallowRef<readonly Campaign[]>([])
  const names = computed(() => new Map(campaigns.value.map(({ id, name }) => [id, name])))

  async function reload(): Promise<void> {
    try {
      const [list, folders] = await Promise.all([
        client.call('workflows.list', {}),
        client.call('campaigns.list', {}),
      ])
      workflows.value = list
      campaigns.value = folders
    } catch (error) {
      showError(error)
    }
  }
  const follow = useThrottleFn(reload, paceMs, true, true)
  void reload()
  const heard = {
    'workflows.changed': () => void follow(),
    'workflow.run-changed': () => void follow(),
    'campaigns.changed': () => void follow(),
  }
  useNews(heard, () => void reload())

  return {
    workflows,
    campaigns,
    campaignName: computed(() => id => (id === null ? '' : (names.value.get(id) ?? ''))),
    reload,
    freshName(base) {
      const taken = new Set(workflows.value?.map(({ name }) => name))
      let name = base
      for (let number = 2; taken.has(name); number += 1) name = `${base} ${number}`
      return name
    },
  }
}

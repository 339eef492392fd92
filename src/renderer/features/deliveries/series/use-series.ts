import { useDebounceFn } from '@vueuse/core'
import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { Series } from '../../../../shared/contract/series.ts'
import { client } from '../../../host.ts'
import { useNews } from '../../../parts/fresh/index.ts'

/** A recurring delivery that follows what the engine tells; `version` goes up when its tables are to be read again. */
export function useSeries(id: Ref<number>) {
  const series = shallowRef<Series>()
  const failure = shallowRef<unknown>()
  const version = ref(0)
  let generation = 0

  async function reload(): Promise<void> {
    const mine = ++generation
    try {
      const fresh = await client.call('series.get', { id: id.value })
      if (mine !== generation) return
      series.value = fresh
      failure.value = undefined
      version.value += 1
    } catch (error) {
      if (mine === generation) failure.value = error
    }
  }

  function begin(): void {
    series.value = undefined
    void reload()
  }
  watch(id, begin, { immediate: true })
  follow(reload, () => series.value?.workflow?.id)
  onScopeDispose(() => (generation += 1))
  return { series, failure, version, reload }
}

/** What its executions do is told one by one; the sums follow a little later. */
function follow(reload: () => Promise<void>, workflowId: () => number | undefined): void {
  const reloadSoon = useDebounceFn(reload, 200, { maxWait: 1000 })
  const heard = {
    'delivery.changed': () => void reloadSoon(),
    'delivery.progressed': () => void reloadSoon(),
    'workflows.changed': ({ id }: { readonly id: number }) => void (id === workflowId() && reloadSoon()),
  }
  useNews(heard, () => void reload())
}

import { useDebounceFn } from '@vueuse/core'
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { SubscriptionList } from '../../../shared/contract/subscriptions.ts'
import { client } from '../../host.ts'

/** All subscription lists with their counts, kept fresh. */
export function useSubscriptionLists(): {
  readonly lists: Readonly<ShallowRef<readonly SubscriptionList[]>>
  readonly isLoading: Readonly<Ref<boolean>>
  readonly failure: Readonly<ShallowRef<unknown>>
  readonly load: () => Promise<void>
} {
  const lists = shallowRef<readonly SubscriptionList[]>([])
  const isLoading = ref(true)
  const failure = shallowRef<unknown>()

  async function load(): Promise<void> {
    try {
      lists.value = await client.call('subscriptionLists.list', {})
      failure.value = undefined
    } catch (error) {
      failure.value = error
    } finally {
      isLoading.value = false
    }
  }

  const loadSoon = useDebounceFn(load, 250, { maxWait: 1500 })
  void load()
  const stops = [
    client.on('subscriptions.changed', () => void loadSoon()),
    client.on('people.changed', () => void loadSoon()),
    client.on('workflows.changed', () => void loadSoon()),
    client.onState(state => {
      if (state === 'connected') void load()
    }),
  ]
  onScopeDispose(() => {
    for (const stop of stops) stop()
  })
  return { lists, isLoading, failure, load }
}

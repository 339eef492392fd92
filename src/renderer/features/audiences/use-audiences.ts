import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Audience } from '../../../shared/contract/audiences.ts'
import { client } from '../../host.ts'
import { useAudienceActions, type AudienceActions } from './use-audience-actions.ts'

/** All audiences, kept fresh, and what the list can do with one. */
export interface Audiences extends AudienceActions {
  readonly all: Readonly<ShallowRef<readonly Audience[]>>
  readonly isLoading: Readonly<Ref<boolean>>
  readonly failure: Readonly<ShallowRef<unknown>>
  readonly load: () => Promise<void>
}

/** Reads the audiences now, after each change, and after each new connection. */
export function useAudiences(): Audiences {
  const all = shallowRef<readonly Audience[]>([])
  const isLoading = ref(true)
  const failure = shallowRef<unknown>()

  async function load(): Promise<void> {
    try {
      all.value = await client.call('audiences.list', {})
      failure.value = undefined
    } catch (error) {
      failure.value = error
    } finally {
      isLoading.value = false
    }
  }

  void load()
  const stops = [
    client.on('audiences.changed', () => void load()),
    client.on('workflows.changed', () => void load()),
    client.onState(state => {
      if (state === 'connected') void load()
    }),
  ]
  onScopeDispose(() => {
    for (const stop of stops) stop()
  })
  return {
    all,
    isLoading,
    failure,
    load,
    ...useAudienceActions(all),
  }
}

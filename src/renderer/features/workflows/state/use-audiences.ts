import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { Audience } from '../../../../shared/contract/audiences.ts'
import { client } from '../../../host.ts'

/** The saved audiences, kept fresh; null until they are known. */
export function useAudiences(): Readonly<ShallowRef<readonly Audience[] | null>> {
  const audiences = shallowRef<readonly Audience[] | null>(null)
  const load = async (): Promise<void> => {
    try {
      audiences.value = await client.call('audiences.list', {})
    } catch {
      audiences.value ??= []
    }
  }
  void load()
  const stops = [
    client.on('audiences.changed', () => void load()),
    client.onState(link => {
      if (link === 'connected') void load()
    }),
  ]
  onScopeDispose(() => {
    for (const stop of stops) stop()
  })
  return audiences
}

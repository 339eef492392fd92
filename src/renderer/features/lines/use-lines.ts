import { onScopeDispose, ref, shallowRef } from 'vue'
import type { Line } from '../../../shared/contract/lines.ts'
import { client } from '../../host.ts'

/** All lines, as they change. */
export function useLines() {
  const lines = shallowRef<readonly Line[]>([])
  const failure = shallowRef<unknown>()
  const isLoading = ref(true)

  async function load(): Promise<void> {
    try {
      lines.value = await client.call('lines.list', {})
      failure.value = undefined
    } catch (error) {
      failure.value = error
    } finally {
      isLoading.value = false
    }
  }

  void load()
  const stops = [
    client.on('line.changed', () => void load()),
    client.onState(link => {
      if (link === 'connected') void load()
    }),
  ]
  onScopeDispose(() => {
    for (const stop of stops) stop()
  })
  return { lines, failure, isLoading, load }
}

import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { Line } from '../../../shared/contract/lines.ts'
import { client } from '../../host.ts'

/** The lines of the workspace, kept fresh; null until they are known. */
export function useLines(): Readonly<ShallowRef<readonly Line[] | null>> {
  const lines = shallowRef<readonly Line[] | null>(null)
  const load = async (): Promise<void> => {
    try {
      lines.value = await client.call('lines.list', {})
    } catch {
      lines.value ??= []
    }
  }
  void load()
  onScopeDispose(client.on('line.changed', () => void load()))
  return lines
}

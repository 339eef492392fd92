import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { Snippet } from '../../../shared/contract/snippets.ts'
import { client } from '../../host.ts'

/** The snippets of the workspace by name, kept fresh. */
export function useSnippets(): Readonly<ShallowRef<readonly Snippet[]>> {
  const snippets = shallowRef<readonly Snippet[]>([])
  async function load(): Promise<void> {
    try {
      snippets.value = await client.call('snippets.list', {})
    } catch {
      // The text can be written without them; a reload of the window asks again.
    }
  }
  void load()
  onScopeDispose(client.on('snippets.changed', () => void load()))
  return snippets
}

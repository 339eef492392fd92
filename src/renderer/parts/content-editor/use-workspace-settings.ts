import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { WorkspaceSettings } from '../../../shared/contract/workspace.ts'
import { client } from '../../host.ts'

/** The settings of the workspace, kept fresh; undefined until they are known. */
export function useWorkspaceSettings(): Readonly<ShallowRef<WorkspaceSettings | undefined>> {
  const settings = shallowRef<WorkspaceSettings>()
  async function load(): Promise<void> {
    try {
      settings.value = (await client.call('workspace.describe', {})).settings
    } catch {
      // What depends on them stays hidden.
    }
  }
  void load()
  onScopeDispose(client.on('workspace.changed', () => void load()))
  return settings
}

import type { WorkspaceSettings } from '../../../shared/contract/workspace.ts'
import { client } from '../../host.ts'
import { useFresh, type Fresh } from '../fresh/index.ts'

/** The settings of the workspace, kept fresh; undefined until they are known. */
export function useWorkspaceSettings(): Fresh<WorkspaceSettings | undefined>['value'] {
  const read = async () => (await client.call('workspace.describe', {})).settings
  return useFresh<WorkspaceSettings | undefined>(read, { first: undefined, after: ['workspace.changed'] })
    .value
}

import { inject, provide, ref, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import type { Audience } from '../../../../shared/contract/audiences.ts'
import type { Workflow } from '../../../../shared/contract/workflows.ts'
import { client } from '../../../host.ts'
import { useAudiences } from './use-audiences.ts'
import { useHistory, type History } from './use-history.ts'
import { useIssues, type Issues } from './use-issues.ts'
import { useRun, type RunView } from './use-run.ts'
import { useSaving, type Saving } from './use-saving.ts'
import { useSelection, type Selection } from './use-selection.ts'

/** One workflow that is open in the editor, with everything that can be done to it. */
export interface WorkflowEditor extends History {
  readonly id: number
  readonly name: Readonly<Ref<string>>
  readonly rename: (name: string) => Promise<void>
  readonly selection: Selection
  readonly issues: Issues
  readonly saving: Saving
  readonly live: RunView
  /** Saved audiences, null until they are known. */
  readonly audiences: Readonly<ShallowRef<readonly Audience[] | null>>
}

const key: InjectionKey<WorkflowEditor> = Symbol('workflow')

/** Opens a workflow for the calling component and those inside it. */
export function openWorkflow(workflow: Workflow): WorkflowEditor {
  const name = ref(workflow.name)
  const history = useHistory(workflow.document)
  const issues = useIssues(workflow.id)
  const saving = useSaving({
    workflow,
    document: history.document,
    adopt(theirs) {
      name.value = theirs.name
      history.adopt(theirs.document)
    },
    saved: () => void issues.check(),
  })
  const editor: WorkflowEditor = {
    ...history,
    id: workflow.id,
    name,
    async rename(next) {
      await client.call('workflows.rename', { id: workflow.id, name: next })
      name.value = next
    },
    selection: useSelection(history.document),
    issues,
    saving,
    live: useRun(workflow),
    audiences: useAudiences(),
  }
  provide(key, editor)
  return editor
}

/** The workflow that is open around the calling component. */
export function useWorkflow(): WorkflowEditor {
  const editor = inject(key)
  if (!editor) throw new Error('No workflow is open here')
  return editor
}

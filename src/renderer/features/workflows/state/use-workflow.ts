import { computed, inject, provide, ref, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import type { Audience } from '../../../../shared/contract/audiences.ts'
import type { UndoSteps, Workflow } from '../../../../shared/contract/workflows.ts'
import { client } from '../../../host.ts'
import { useSubscriptionLists } from '../../../parts/consent/index.ts'
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
  /** An earlier run is looked at: the document is what that executed, and nothing can be changed. */
  readonly isViewing: ComputedRef<boolean>
  /** Why it can only be looked at; undefined for one that can be changed. */
  readonly readOnly: Workflow['readOnly']
  /** Saved audiences, null until they are known. */
  readonly audiences: Readonly<Ref<readonly Audience[] | null>>
  readonly subscriptionLists: ReturnType<typeof useSubscriptionLists>
}

const key: InjectionKey<WorkflowEditor> = Symbol('workflow')

/** Opens a workflow for the calling component and those inside it, with what could be undone when it was left. */
export function openWorkflow(workflow: Workflow, steps: UndoSteps | null = null): WorkflowEditor {
  const name = ref(workflow.name)
  const history = useHistory(workflow.document, steps)
  const issues = useIssues(workflow, history.document)
  const live = useRun(workflow)
  const isViewing = computed(() => live.ran.value !== null || workflow.readOnly !== undefined)
  const document = computed(() => live.ran.value ?? history.document.value)
  const saving = useSaving({
    workflow,
    document: history.document,
    adopt(theirs) {
      name.value = theirs.name
      history.adopt(theirs.document)
    },
    saved: issues.checkSaved,
    stepsOf: history.stepsOf,
  })
  const editor: WorkflowEditor = {
    ...guarded(history, isViewing),
    document,
    id: workflow.id,
    name,
    async rename(next) {
      await client.call('workflows.rename', { id: workflow.id, name: next })
      name.value = next
    },
    selection: useSelection(document),
    issues: { ...issues, all: computed(() => (isViewing.value ? [] : issues.all.value)) },
    saving,
    live,
    isViewing,
    readOnly: workflow.readOnly,
    audiences: useAudiences(),
    subscriptionLists: useSubscriptionLists(),
  }
  provide(key, editor)
  return editor
}

/** What has been run is not changed any more, and the draft is not changed where it cannot be seen. */
function guarded(history: History, isViewing: ComputedRef<boolean>): History {
  return {
    ...history,
    canUndo: computed(() => !isViewing.value && history.canUndo.value),
    canRedo: computed(() => !isViewing.value && history.canRedo.value),
    apply: (changes, group) => !isViewing.value && history.apply(changes, group),
    undo: () => void (isViewing.value || history.undo()),
    redo: () => void (isViewing.value || history.redo()),
  }
}

/** The workflow that is open around the calling component. */
export function useWorkflow(): WorkflowEditor {
  const editor = inject(key)
  if (!editor) throw new Error('No workflow is open here')
  return editor
}

import { computed, onScopeDispose, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { Workflow, WorkflowIssue } from '../../../../shared/contract/workflows.ts'
import type { WorkflowDocument } from '../../../../shared/workflow-document.ts'
import { client } from '../../../host.ts'
import { movedPath } from '../issues/moved-path.ts'

/** What keeps a workflow from starting, as of its last save. */
export interface Issues {
  readonly all: Readonly<ShallowRef<readonly WorkflowIssue[]>>
  readonly errors: ComputedRef<number>
  readonly warnings: ComputedRef<number>
  /** The first check has answered. */
  readonly isKnown: ComputedRef<boolean>
  readonly check: () => Promise<void>
  /** Checks what was just saved. */
  readonly checkSaved: (document: WorkflowDocument) => void
}

interface Found {
  readonly issues: readonly WorkflowIssue[]
  readonly document: WorkflowDocument
}

/** Checks the saved workflow; again after each save and when audiences or fields change. */
export function useIssues(workflow: Workflow, drawn: ComputedRef<WorkflowDocument>): Issues {
  const found = shallowRef<Found | null>(null)
  const all = computed(() => (found.value ? follow(found.value, drawn.value) : []))
  let latest = 0
  let saved = workflow.document

  async function check(): Promise<void> {
    const mine = ++latest
    const document = saved
    try {
      const fresh = await client.call('workflows.check', { id: workflow.id })
      if (mine === latest) found.value = { issues: sorted(fresh), document }
    } catch {
      // The start is checked by the engine again, so nothing depends on this answer.
    }
  }

  void check()
  onScopeDispose(client.on('audiences.changed', () => void check()))
  return {
    all,
    errors: computed(() => all.value.filter(issue => issue.severity === 'error').length),
    warnings: computed(() => all.value.filter(issue => issue.severity === 'warning').length),
    isKnown: computed(() => found.value !== null),
    check,
    checkSaved(document) {
      saved = document
      void check()
    },
  }
}

/** Until it is checked again, what was found goes with what it is about. */
function follow({ issues, document }: Found, drawn: WorkflowDocument): readonly WorkflowIssue[] {
  if (document === drawn) return issues
  return issues.flatMap(issue => {
    if (issue.activityId === null || issue.path === null) return [issue]
    const [before, after] = [document, drawn].map(
      ({ activities }) => activities.find(({ id }) => id === issue.activityId)?.settings,
    )
    const path = before && after ? movedPath(issue.path, before, after) : issue.path
    return path === null ? [] : [{ ...issue, path }]
  })
}

function sorted(issues: readonly WorkflowIssue[]): readonly WorkflowIssue[] {
  return issues.toSorted(
    (one, other) => Number(other.severity === 'error') - Number(one.severity === 'error'),
  )
}

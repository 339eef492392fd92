import { computed, onScopeDispose, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { WorkflowIssue } from '../../../../shared/contract/workflows.ts'
import { client } from '../../../host.ts'

/** What keeps a workflow from starting, as of its last save. */
export interface Issues {
  readonly all: Readonly<ShallowRef<readonly WorkflowIssue[]>>
  readonly errors: ComputedRef<number>
  readonly warnings: ComputedRef<number>
  /** The first check has answered. */
  readonly isKnown: ComputedRef<boolean>
  readonly check: () => Promise<void>
}

/** Checks the saved workflow; again after each save and when audiences change. */
export function useIssues(workflowId: number): Issues {
  const found = shallowRef<readonly WorkflowIssue[] | null>(null)
  const all = computed(() => found.value ?? [])
  let latest = 0

  async function check(): Promise<void> {
    const mine = ++latest
    try {
      const fresh = await client.call('workflows.check', { id: workflowId })
      if (mine === latest) found.value = sorted(fresh)
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
  }
}

function sorted(issues: readonly WorkflowIssue[]): readonly WorkflowIssue[] {
  return issues.toSorted(
    (one, other) => Number(other.severity === 'error') - Number(one.severity === 'error'),
  )
}

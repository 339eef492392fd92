import { shallowRef, type ShallowRef } from 'vue'
import type { WorkflowReviews } from '../../../../shared/contract/workflows.ts'
import { client } from '../../../host.ts'
import { useNews } from '../../../parts/fresh/index.ts'

/** Deliveries of all runs of a workflow that wait for review, live; null until they are known. */
export function useReviews(workflowId: number): Readonly<ShallowRef<WorkflowReviews | null>> {
  const reviews = shallowRef<WorkflowReviews | null>(null)
  let asking: Promise<void> | undefined
  let isStale = false

  async function ask(): Promise<void> {
    do {
      isStale = false
      reviews.value = await client.call('workflows.reviews', { id: workflowId })
    } while (isStale)
  }

  function refresh(): void {
    isStale = true
    asking ??= ask()
      // The next change asks again, and so does the next connection.
      .catch(() => undefined)
      .finally(() => (asking = undefined))
  }

  refresh()
  useNews(
    {
      'delivery.changed': refresh,
      'workflow.run-changed': told => void (told.workflowId === workflowId && refresh()),
    },
    refresh,
  )
  return reviews
}

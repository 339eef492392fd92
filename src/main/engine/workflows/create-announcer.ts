import type { EngineContext } from '../context.ts'
import type { Cancel } from '../environment.ts'

/** Tells clients that runs look different. */
export interface Announcer {
  announce(runId: number): void
  stop(): void
}

/** A run of five hundred activities must not flood a window: each run is told of at once, and then at most so often. */
const quietMs = 100

/** An announcer; the last change of a run is always told. */
export function createAnnouncer({ workspace, clock, publish }: EngineContext): Announcer {
  /** Runs that were told of just now, and whether they have changed since. */
  const told = new Map<number, { isChanged: boolean; cancel: Cancel }>()

  function tell(runId: number): void {
    const workflowId = workspace.sql
      .prepare('SELECT workflow_id FROM workflow_runs WHERE id = ?')
      .pluck()
      .get(runId) as number | undefined
    if (workflowId !== undefined) publish('workflow.run-changed', { workflowId, runId })
  }

  function announce(runId: number): void {
    const last = told.get(runId)
    if (last) {
      last.isChanged = true
      return
    }
    const cancel = clock.after(quietMs, () => {
      const { isChanged } = told.get(runId) ?? { isChanged: false }
      told.delete(runId)
      if (isChanged) announce(runId)
    })
    told.set(runId, { isChanged: false, cancel })
    tell(runId)
  }

  return {
    announce,
    stop() {
      for (const { cancel } of told.values()) cancel()
    },
  }
}

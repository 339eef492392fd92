import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { rehearsalCalls } from '../../../shared/contract/rehearsals.ts'
import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import type { Jobs } from '../create-jobs.ts'
import { refuseErrors } from '../workflows/start-workflow.ts'
import { readDraft } from '../workflows/read-workflow.ts'
import { rehearse, type RehearsalProgress } from './rehearse.ts'

const tellEveryMs = 200

/** Answers the calls about rehearsals. */
export function rehearsalHandlers(context: EngineContext, jobs: Jobs): HandlersOf<typeof rehearsalCalls> {
  let isBusy = false
  return {
    'workflows.rehearse': async ({ id, options }) => {
      refuseErrors(context, readDraft(context.workspace.sql, id))
      if (isBusy) throw new UserError('workflow/rehearsal-under-way')
      isBusy = true
      try {
        return await jobs.run(jobOf(id), signal =>
          rehearse(context, { id, options, signal, tell: createTeller(context, id) }),
        )
      } catch (error) {
        if (!isAbort(error)) throw error
        throw new UserError('workflow/rehearsal-cancelled')
      } finally {
        isBusy = false
      }
    },
    'workflows.cancelRehearsal': ({ id }) => {
      jobs.cancel(jobOf(id))
      return {}
    },
  }
}

function jobOf(workflowId: number): string {
  return `rehearsal ${workflowId}`
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}

/** At most five reports a second. */
function createTeller({ clock, publish }: EngineContext, id: number): (progress: RehearsalProgress) => void {
  let toldAt = Number.NEGATIVE_INFINITY
  return progress => {
    const now = clock.now()
    if (now - toldAt < tellEveryMs) return
    toldAt = now
    publish('workflow.rehearsal-progressed', { id, ...progress })
  }
}

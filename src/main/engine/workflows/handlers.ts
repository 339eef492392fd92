import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { workflowCalls } from '../../../shared/contract/workflows.ts'
import { emptyDocument } from '../../../shared/workflow-document.ts'
import type { EngineContext } from '../context.ts'
import { duplicateWorkflow } from '../workflow-files/duplicate-workflow.ts'
import { nameLost } from '../workflow-files/lost-issues.ts'
import { refuseReadOnly } from '../workflow-files/sources.ts'
import { checkWorkflow } from './check-workflow.ts'
import { checkFiles } from './check-files.ts'
import type { Runs } from './create-runs.ts'
import { readAffected } from './publish-workflow.ts'
import { readCheckFacts } from './read-check-facts.ts'
import { readLogs } from './read-logs.ts'
import { readReviews } from './read-reviews.ts'
import { listRuns, readRun } from './read-run.ts'
import { listWorkflows, readDraft, readStanding, readWorkflow } from './read-workflow.ts'
import { createWorkflow, removeWorkflow, renameWorkflow, saveWorkflow } from './save-workflow.ts'
import { readUndoSteps } from './undo-steps.ts'
import { listVersions, readVersion } from './versions.ts'

/** Answers the calls about workflows and their runs. */
export function workflowHandlers(context: EngineContext, runs: Runs): HandlersOf<typeof workflowCalls> {
  return { ...drawingHandlers(context, runs), ...runningHandlers(context, runs) }
}

/** A call that answers nothing but that it was done. */
function done(work: unknown): Record<string, never> {
  void work
  return {}
}

function drawingHandlers(context: EngineContext, runs: Runs) {
  const { sql } = context.workspace
  return {
    'workflows.list': () => listWorkflows(sql),
    'workflows.create': ({ name, document }) => createWorkflow(context, name, document ?? emptyDocument),
    'workflows.get': ({ id }) => readWorkflow(sql, id),
    'workflows.standing': ({ id }) => readStanding(sql, id),
    'workflows.reviews': ({ id }) => readReviews(sql, id),
    'workflows.save': input => ({ revision: saveWorkflow(context, input) }),
    'workflows.undoSteps': input => readUndoSteps(sql, input),
    'workflows.rename': ({ id, name }) => done(renameWorkflow(context, id, name)),
    'workflows.duplicate': input => duplicateWorkflow(context, input),
    'workflows.remove': ({ id }) => {
      removeWorkflow(context, id)
      return done(runs.sweep())
    },
    'workflows.check': async ({ id }) => {
      const { document } = readDraft(sql, id)
      const issues = checkWorkflow(document, readCheckFacts(sql, context.files, id))
      const found = [...issues, ...(await checkFiles(context, document))]
      return nameLost(sql, { id, document, issues: found })
    },
    'workflows.publish': ({ id }) => {
      refuseReadOnly(sql, id)
      return { number: runs.publish(id) }
    },
    'workflows.affects': ({ id }) => readAffected(context, id),
    'workflows.versions': ({ id }) => listVersions(sql, id),
    'workflows.version': ({ versionId }) => readVersion(sql, versionId),
  } satisfies Partial<HandlersOf<typeof workflowCalls>>
}

function runningHandlers(context: EngineContext, runs: Runs) {
  const { sql } = context.workspace
  return {
    'workflows.start': input => {
      refuseReadOnly(sql, input.id)
      return { runId: runs.start(input) }
    },
    'workflows.pause': ({ id }) => done(runs.pause(id)),
    'workflows.resume': ({ id }) => done(runs.resume(id)),
    'workflows.stop': ({ id }) => done(runs.halt(id)),
    'workflows.restart': input => {
      refuseReadOnly(sql, input.id)
      return { runId: runs.restart(input) }
    },
    'workflows.executeNow': input => done(runs.executeNow(input)),
    'workflows.release': input => done(runs.release(input)),
    'workflows.answer': input => done(runs.answer(input)),
    'workflows.signal': input => ({ runId: runs.signal(input) }),
    'workflows.runs': input => listRuns(sql, input),
    'workflows.run': ({ runId }) => readRun(sql, runId),
    'workflows.logs': input => readLogs(sql, input),
  } satisfies Partial<HandlersOf<typeof workflowCalls>>
}

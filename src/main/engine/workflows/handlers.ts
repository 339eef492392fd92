import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { workflowCalls } from '../../../shared/contract/workflows.ts'
import { emptyDocument } from '../../../shared/workflow-document.ts'
import type { EngineContext } from '../context.ts'
import { checkWorkflow } from './check-workflow.ts'
import type { Runs } from './create-runs.ts'
import { readCheckFacts } from './read-check-facts.ts'
import { listRuns, readRun } from './read-run.ts'
import { listWorkflows, readWorkflow } from './read-workflow.ts'
import { createWorkflow, removeWorkflow, renameWorkflow, saveWorkflow } from './save-workflow.ts'

/** Answers the calls about workflows and their runs. */
export function workflowHandlers(context: EngineContext, runs: Runs): HandlersOf<typeof workflowCalls> {
  const { sql } = context.workspace
  return {
    'workflows.list': () => listWorkflows(sql),
    'workflows.create': ({ name, document }) => createWorkflow(context, name, document ?? emptyDocument),
    'workflows.get': ({ id }) => readWorkflow(sql, id),
    'workflows.save': input => ({ revision: saveWorkflow(context, input) }),
    'workflows.rename': ({ id, name }) => {
      renameWorkflow(context, id, name)
      return {}
    },
    'workflows.duplicate': ({ id, name }) => createWorkflow(context, name, readWorkflow(sql, id).document),
    'workflows.remove': ({ id }) => {
      removeWorkflow(context, id)
      runs.sweep()
      return {}
    },
    'workflows.check': ({ id }) => checkWorkflow(readWorkflow(sql, id).document, readCheckFacts(sql)),
    'workflows.start': input => ({ runId: runs.start(input) }),
    'workflows.stop': ({ runId }) => {
      readRun(sql, runId)
      runs.cancel(runId)
      return {}
    },
    'workflows.runs': ({ id }) => listRuns(sql, id),
    'workflows.run': ({ runId }) => readRun(sql, runId),
  }
}

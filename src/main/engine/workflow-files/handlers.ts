import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { workflowFileCalls } from '../../../shared/contract/workflow-files.ts'
import type { EngineContext } from '../context.ts'
import { exportWorkflow } from './export-workflow.ts'
import { importWorkflow } from './import-workflow.ts'

/** Answers the calls about files of workflows. */
export function workflowFileHandlers(context: EngineContext): HandlersOf<typeof workflowFileCalls> {
  return {
    'workflows.importFile': ({ file }) => importWorkflow(context, context.files.locate(file)),
    'workflows.exportFile': async ({ id, file }) => {
      await exportWorkflow(context, id, context.files.locate(file))
      return {}
    },
  }
}

import { z } from 'zod'
import { call, done, fileRef, id } from './feature.ts'

export const workflowFileCalls = {
  /** Makes a workflow of a file; one that is not understood as a whole can only be looked at and given back. */
  'workflows.importFile': call(
    z.object({ file: fileRef }),
    z.object({
      id,
      name: z.string(),
      isReadOnly: z.boolean(),
      /** How many things it names that are not in this workspace. */
      lost: z.number().int(),
    }),
  ),
  /** Writes a workflow, as it is drawn, to a file. */
  'workflows.exportFile': call(z.object({ id, file: fileRef }), done),
} as const

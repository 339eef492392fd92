import { z } from 'zod'
import { defineActivity } from './define-activity.ts'

/** A marker for where a workflow begins; what comes behind it is executed when the workflow is started (FC-01). */
export const start = defineActivity({
  kind: 'start',
  family: 'flow',
  version: 1,
  inlets: 'none',
  carries: 'signal',
  settings: z.object({}),
  initial: {},
  outlets: () => ['started'],
})

import { z } from 'zod'
import { workflowDocumentSchema } from '../workflow-document.ts'
import { call, done, id, instant, nothing } from './feature.ts'

const template = z.object({
  id,
  name: z.string(),
  description: z.string(),
  document: workflowDocumentSchema,
  createdAt: instant,
})
export type OwnTemplate = z.infer<typeof template>

export const workflowTemplateCalls = {
  /** Those that people have made, by name. */
  'workflowTemplates.list': call(nothing, z.array(template)),
  /** Keeps a workflow, as it is drawn, to begin new ones with. */
  'workflowTemplates.add': call(
    z.object({
      workflowId: id,
      name: z.string().trim().min(1).max(200),
      description: z.string().trim().max(1000).default(''),
    }),
    z.object({ id }),
  ),
  'workflowTemplates.remove': call(z.object({ id }), done),
} as const

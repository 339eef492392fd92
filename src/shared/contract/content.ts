import { z } from 'zod'
import { columnSchema } from '../column.ts'
import { templateFaultCodes } from '../template/template-types.ts'
import { call, id } from './feature.ts'
import { peopleSourceSchema } from './people.ts'

/** A fault of a template; line and column count from 1. */
export const templateFaultSchema = z.object({
  code: z.enum(templateFaultCodes),
  detail: z.string(),
  line: z.number().int(),
  column: z.number().int(),
})
export type TemplateFault = z.infer<typeof templateFaultSchema>

/** A message as it would leave. */
export const renderedSchema = z.object({
  personId: id,
  personName: z.string(),
  recipient: z.string().nullable(),
  text: z.string(),
  encoding: z.enum(['gsm7', 'ucs2']),
  parts: z.number().int(),
  /** Fields that the text needs and this person lacks. */
  missing: z.array(z.string()),
})
export type Rendered = z.infer<typeof renderedSchema>

/** Columns that people will bring along in a workflow: their names are known, their values only in a run. */
const columns = z.array(columnSchema).max(1000).optional()

export const contentCalls = {
  /** Faults of a template and the fields that it uses; `required` ones have no default. */
  'content.check': call(
    z.object({ text: z.string().max(20_000), columns }),
    z.object({
      faults: z.array(templateFaultSchema),
      fields: z.array(z.object({ name: z.string(), isRequired: z.boolean() })),
    }),
  ),
  /** The template as one person of the audience would get it; `index` counts through that audience. */
  'content.preview': call(
    z.object({
      text: z.string().max(20_000),
      /** The columns of a population are known without being named. */
      source: peopleSourceSchema.optional(),
      index: z.number().int().min(0).default(0),
      columns,
    }),
    z.object({
      faults: z.array(templateFaultSchema),
      total: z.number(),
      rendered: renderedSchema.nullable(),
      /** Names of the columns whose value is not known yet: their label, or an example of their type, stands there. */
      standIns: z.array(z.string()),
    }),
  ),
} as const

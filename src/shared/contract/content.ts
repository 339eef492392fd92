import { z } from 'zod'
import { columnSchema } from '../column.ts'
import { contentFooterSchema } from '../delivery/content-footer.ts'
import { mostVariants } from '../delivery/content-variants.ts'
import { templateFaultCodes } from '../template/template-types.ts'
import { call, id } from './feature.ts'
import { peopleSourceSchema } from './people.ts'

const plainFault = {
  code: z.enum(templateFaultCodes),
  detail: z.string(),
  line: z.number().int(),
  column: z.number().int(),
}

/** A fault of a template; line and column count from 1. */
export const templateFaultSchema = z.object({
  ...plainFault,
  /** The variant that it is in, null for the default; absent for a text that has no variants. */
  language: z.string().nullable().optional(),
  /** Which text of a test it is in, 0 for the content's own; absent for a text alone. */
  test: z.number().int().optional(),
  /** It is in the name of the sender, not in a text. */
  of: z.literal('sender').optional(),
  /** What is wrong inside the snippet that is named there. */
  inside: z.object(plainFault).optional(),
})
export type TemplateFault = z.infer<typeof templateFaultSchema>

const draftText = z.string().max(20_000)

/** A content while it is written: it may lack or hold what cannot be sent. */
export const contentDraft = {
  text: draftText,
  language: z.string().max(35).optional(),
  variants: z
    .array(z.object({ language: z.string().max(35), text: draftText }))
    .max(mostVariants)
    .optional(),
  footer: contentFooterSchema.optional(),
  links: z.literal('as-written').optional(),
  characters: z.literal('plain').optional(),
  /** Names nobody in a text; it is checked by itself. */
  sender: z.string().max(400).optional(),
}

/** A message as it would leave. */
export const renderedSchema = z.object({
  personId: id,
  personName: z.string(),
  recipient: z.string().nullable(),
  text: z.string(),
  encoding: z.enum(['gsm7', 'ucs2']),
  parts: z.number().int(),
  /** The language of the variant; null for the default. */
  variant: z.string().nullable(),
  /** Of a sender with fields: the name for this person; empty where it comes out so. */
  sender: z.string().optional(),
  /** Fields that the text needs and this person lacks. */
  missing: z.array(z.string()),
})
export type Rendered = z.infer<typeof renderedSchema>

/** Columns that people will bring along in a workflow, and variables of its run: their names are known, their values only in a run. */
export const expectedColumns = z
  .array(
    columnSchema.extend({
      /** A column, or a variable of the run. */
      name: z.string().regex(/^(run\.)?[a-z][a-z0-9_]{0,62}$/),
      /** What stands for its value until then. */
      example: z.string().max(1000).optional(),
    }),
  )
  .max(1000)
  .optional()

export const contentCalls = {
  /** Faults of a template and the fields that it uses; `required` ones have no default. */
  'content.check': call(
    z.object({
      ...contentDraft,
      columns: expectedColumns,
      /** A message can name snippets, a value cannot. */
      kind: z.enum(['message', 'value']).default('value'),
    }),
    z.object({
      faults: z.array(templateFaultSchema),
      fields: z.array(z.object({ name: z.string(), isRequired: z.boolean() })),
    }),
  ),
  /** The content as one person would get it: one that is named, or by place in that audience. */
  'content.preview': call(
    z.object({
      ...contentDraft,
      /** The columns of a population are known without being named. */
      source: peopleSourceSchema.optional(),
      index: z.number().int().min(0).default(0),
      personId: id.optional(),
      /** A variant by its language, null for the default, whatever the person's language. */
      as: z.string().nullable().optional(),
      columns: expectedColumns,
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

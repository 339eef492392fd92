import { z } from 'zod'

/**
 * What a failed activity does to its run: the run stands still until somebody resumes it, only the branch ends, or the
 * run is over (EX-13).
 */
export const errorPolicies = ['suspend', 'ignore', 'abort'] as const
export type ErrorPolicy = (typeof errorPolicies)[number]

/** How often one person may pass a workflow (MK-04); a day is 24 hours, a week seven of them. */
export const qualificationSchema = z.discriminatedUnion('rule', [
  z.object({ rule: z.literal('every-time') }),
  z.object({ rule: z.literal('once') }),
  z.object({
    rule: z.literal('once-in'),
    count: z.number().int().min(1).max(1000),
    unit: z.enum(['hours', 'days', 'weeks']),
  }),
])
export type Qualification = z.infer<typeof qualificationSchema>

/** A value that activities can test; a run begins with what is written here. */
export const variableSchema = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,49}$/),
  value: z.union([z.string().max(1000), z.number(), z.boolean()]),
})
export type Variable = z.infer<typeof variableSchema>

/** Properties of a whole workflow. */
export const workflowSettingsSchema = z.object({
  /** IANA name; null means the machine's. Schedules, waits and periods are read in it. */
  timeZone: z.string().max(100).nullable(),
  errorPolicy: z.enum(errorPolicies),
  /** Errors in a row that `ignore` puts up with before the workflow stands still; 0 puts up with any number. */
  mostErrors: z.number().int().min(0).max(1000),
  /** Whether the people on every transition of the last run are kept, or only their count. */
  keepsPeople: z.boolean(),
  /** Days for which runs, tasks and logs are kept; 0 keeps them for ever. */
  historyDays: z.number().int().min(0).max(3650),
  /** What a schedule does that comes due while a run is under way. */
  overlap: z.enum(['skip', 'queue']),
  /** What happens to firings that were missed while the program was off. */
  missed: z.enum(['once', 'each', 'skip']),
  qualification: qualificationSchema,
  /** A run that would bring in more people than this does not begin; null means no limit (MK-05). */
  personLimit: z.number().int().min(1).nullable(),
  variables: z.array(variableSchema).max(100),
})
export type WorkflowSettings = z.infer<typeof workflowSettingsSchema>

/** What a workflow does unless it says otherwise. */
export const defaultWorkflowSettings: WorkflowSettings = {
  timeZone: null,
  errorPolicy: 'suspend',
  mostErrors: 5,
  keepsPeople: true,
  historyDays: 30,
  overlap: 'skip',
  missed: 'once',
  qualification: { rule: 'every-time' },
  personLimit: null,
  variables: [],
}

/** What a document says; the schema lets an absent setting be undefined, which JSON never holds. */
type SaidSettings = { readonly [K in keyof WorkflowSettings]?: WorkflowSettings[K] | undefined }

/** The settings of a document, with the defaults where it is silent. */
export function settingsOf(document: { readonly settings?: SaidSettings | undefined }): WorkflowSettings {
  const said = Object.entries(document.settings ?? {}).filter(([, value]) => value !== undefined)
  return { ...defaultWorkflowSettings, ...Object.fromEntries(said) }
}

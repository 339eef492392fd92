import { z } from 'zod'

/** Over what the executions of a recurring delivery are added up; within it nobody is addressed twice (SD-05). */
export const aggregations = ['none', 'day', 'week', 'month', 'year'] as const
export type Aggregation = (typeof aggregations)[number]

/** Whether a person confirms each execution, or once what all of them say. */
export const seriesConfirmations = ['each', 'series'] as const
export type SeriesConfirmation = (typeof seriesConfirmations)[number]

/** What a recurring delivery has beyond content and settings. */
export const seriesSettingsSchema = z.object({
  aggregation: z.enum(aggregations),
  confirmation: z.enum(seriesConfirmations),
})
export type SeriesSettings = z.infer<typeof seriesSettingsSchema>

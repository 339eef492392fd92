import { z } from 'zod'
import type { PhoneReading, PhoneRepair } from '../phone.ts'
import { rejectionReasons } from './import-report.ts'

/** A row after conversion, as an import with the same columns would take it. */
export const previewedRowSchema = z.object({
  /** The line of the file on which the row ends, or the row of the sheet. */
  line: z.number(),
  /** As they stand in the file; long ones cut. */
  cells: z.array(z.string()),
  /** What is stored for each column, countries and languages by their codes; null where nothing is. */
  kept: z.array(z.string().nullable()),
  /** What the number's cell says. */
  reading: z.custom<PhoneReading>(),
  /** As it stands in the file. */
  input: z.string(),
  /** It stands in another than the first of several columns. */
  isOtherColumn: z.boolean(),
  /** Another number of the row whose last digits are gone; empty where there is none. */
  lost: z.string(),
  /** What was mended; writing a number otherwise is no repair. */
  repairs: z.array(z.custom<PhoneRepair>()),
  /** Why the row itself cannot become a person. */
  rowProblem: z.enum(rejectionReasons).nullable(),
})
export type PreviewedRow = z.infer<typeof previewedRowSchema>

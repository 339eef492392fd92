import { z } from 'zod'
import { readingSchema } from './imports.ts'
import { call, fileRef, id, instant, job } from './feature.ts'

const clickedAt = z.union([instant, z.iso.datetime({ offset: true }).transform(text => Date.parse(text))])

/** Why a row of a report is no click that is kept. */
export const clickFaults = [
  /** There is no short link or code in it. */
  'no-code',
  /** Its time cannot be read. */
  'no-time',
  /** The code belongs to no message of this workspace, or to a proof. */
  'no-message',
  /** Before the message can have left: mostly a wrong zone, or a check by a robot. */
  'too-early',
  /** Later than now. */
  'future',
] as const
export type ClickFault = (typeof clickFaults)[number]

const column = z.number().int().min(0).max(999)

/** What became of a report; rows = recorded + repeated + Σ faults. */
export const clickReportSchema = z.object({
  rows: z.number().int(),
  recorded: z.number().int(),
  /** Reported before. */
  repeated: z.number().int(),
  faults: z.partialRecord(z.enum(clickFaults), z.number().int()),
  /** Deliveries whose links were followed, the most clicks first. */
  deliveries: z.array(z.object({ id, label: z.string(), clicks: z.number().int() })),
  /** Whether it was read to its end. */
  isWhole: z.boolean(),
})
export type ClickReport = z.infer<typeof clickReportSchema>

export const clickCalls = {
  /**
   * Takes in links that people followed, from the export of a shortener or from its web hook. A click that is told again
   * counts once; what belongs to no number of a person is not kept.
   */
  'clicks.record': call(
    z.object({
      clicks: z
        .array(
          z.object({
            phone: z.string().trim().min(1).max(100),
            url: z.string().trim().min(1).max(2000),
            /** Epoch ms, or an ISO time with its zone; now when absent. */
            at: clickedAt.optional(),
            /** The delivery whose message held the link. */
            deliveryId: id.optional(),
          }),
        )
        .min(1)
        .max(10_000),
    }),
    z.object({ recorded: z.number(), repeated: z.number(), unmatched: z.number() }),
  ),
  /** How a report of the short domain is read, its columns, and which of them hold the link and the time. */
  'clicks.inspect': call(
    z.object({ file: fileRef }),
    z.object({
      fileName: z.string(),
      reading: readingSchema,
      /** Null where only a long reading could tell. */
      rows: z.number().nullable(),
      columns: z.array(z.object({ header: z.string(), samples: z.array(z.string()) })),
      /** Null where none looks like it. */
      link: column.nullable(),
      time: column.nullable(),
      /** Whether its times say in which zone they are meant. */
      saysZone: z.boolean(),
    }),
  ),
  /** Takes in a report: each row names the message by the short code in it. */
  'clicks.import': call(
    z.object({
      file: fileRef,
      reading: readingSchema,
      link: column,
      time: column,
      /** For times that name none. */
      timeZone: z.string().min(1).max(64),
      job,
    }),
    clickReportSchema,
  ),
} as const

export const clickPushes = { 'clicks.recorded': z.object({}) } as const

import { z } from 'zod'
import { call, done, fileRef, id, instant, nothing, windowOf } from './feature.ts'

/** How the bytes of a file are read. */
export const textEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const

/** Where a column goes: a built-in field, an existing or new custom field, or nowhere. */
export const columnTargetSchema = z.discriminatedUnion('to', [
  z.object({ to: z.literal('ignore') }),
  z.object({ to: z.literal('field'), field: z.string() }),
  z.object({ to: z.literal('new-field'), label: z.string().trim().min(1).max(100) }),
])
export type ColumnTarget = z.infer<typeof columnTargetSchema>

const readingSchema = z.object({
  encoding: z.enum(textEncodings),
  /** One character. */
  delimiter: z.string().length(1),
  hasHeader: z.boolean(),
})
export type FileReading = z.infer<typeof readingSchema>

/** What happens to a row without a usable number: kept out with its reason, or kept as a person who cannot be texted. */
export const badNumberPolicies = ['reject', 'keep'] as const

export const importStates = ['reading', 'finished', 'cancelled', 'failed', 'undone'] as const

/** Why a row did not become a person. */
export const rejectionReasons = [
  'phone-missing',
  'phone-invalid',
  'phone-too-short',
  'phone-too-long',
  'phone-not-in-use',
  'phone-scientific',
  'row-empty',
  'row-too-many-cells',
  'row-unreadable',
  'cell-too-long',
] as const
export type RejectionReason = (typeof rejectionReasons)[number]

export const importSchema = z.object({
  id,
  fileName: z.string(),
  state: z.enum(importStates),
  /** Rows of data seen; read = imported + rejected. */
  read: z.number(),
  imported: z.number(),
  rejected: z.number(),
  /** Rows whose number was repaired on the way, e.g. a lost leading zero. */
  repaired: z.number(),
  reasons: z.record(z.string(), z.number()),
  startedAt: instant,
  finishedAt: instant.nullable(),
  error: z
    .object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
})
export type Import = z.infer<typeof importSchema>

export const importCalls = {
  /** Guesses how a file is read and what its columns are; nothing is stored. */
  'imports.inspect': call(
    z.object({
      file: fileRef,
      reading: readingSchema.partial().optional(),
      defaultCountry: z.string().length(2),
    }),
    z.object({
      fileName: z.string(),
      bytes: z.number(),
      reading: readingSchema,
      columns: z.array(
        z.object({ header: z.string(), target: columnTargetSchema, samples: z.array(z.string()) }),
      ),
      /** First rows after conversion. */
      preview: z.array(
        z.object({
          /** The line of the file on which the row ends. */
          line: z.number(),
          cells: z.array(z.string()),
          phone: z.string().nullable(),
          problem: z.string().nullable(),
          repairs: z.array(z.string()),
        }),
      ),
    }),
  ),
  'imports.start': call(
    z.object({
      file: fileRef,
      reading: readingSchema,
      /** One target a column, in file order. */
      columns: z.array(columnTargetSchema).min(1).max(1000),
      defaultCountry: z.string().length(2),
      badNumbers: z.enum(badNumberPolicies).default('reject'),
    }),
    z.object({ importId: id }),
  ),
  'imports.cancel': call(z.object({ id }), done),
  'imports.undo': call(z.object({ id }), z.object({ removed: z.number() })),
  'imports.list': call(nothing, z.array(importSchema)),
  'imports.get': call(z.object({ id }), importSchema),
  'imports.rejections': call(
    z.object({ id, ...windowOf }),
    z.object({
      total: z.number(),
      rows: z.array(
        z.object({ line: z.number(), reason: z.enum(rejectionReasons), cells: z.array(z.string()) }),
      ),
    }),
  ),
  /** Writes the rejected rows with their reasons as a CSV that can be mended and imported again. */
  'imports.saveRejections': call(
    z.object({
      id,
      file: fileRef,
      /** The reasons by their code and the name of their column, in the person's language; codes alone without. */
      words: z.object({ title: z.string(), reasons: z.record(z.string(), z.string()) }).optional(),
    }),
    z.object({ rows: z.number() }),
  ),
} as const

export const importPushes = {
  'import.progressed': z.object({
    import: importSchema,
    bytesRead: z.number(),
    bytes: z.number(),
  }),
} as const

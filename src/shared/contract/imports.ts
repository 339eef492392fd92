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

/** What a file or a pasted text can be. */
export const readingFormats = ['delimited', 'workbook', 'vcard', 'numbers'] as const
export type ReadingFormat = (typeof readingFormats)[number]

/** Contacts and lists of numbers come with names for their columns. */
const alwaysNamed = z.literal(true).default(true)

/** How a file or a pasted text becomes rows of cells. */
const readingSchema = z.discriminatedUnion('format', [
  z.object({
    format: z.literal('delimited'),
    encoding: z.enum(textEncodings),
    /** One character. */
    delimiter: z.string().length(1),
    hasHeader: z.boolean(),
  }),
  z.object({
    format: z.literal('workbook'),
    sheet: z.string(),
    /** The row where the table begins, counted as the workbook does; titles stand above it. */
    firstRow: z.number().int().min(1).default(1),
    hasHeader: z.boolean(),
  }),
  /** Contacts, a row each (RFC 6350 and what was before it). */
  z.object({ format: z.literal('vcard'), encoding: z.enum(textEncodings), hasHeader: alwaysNamed }),
  /** Numbers one after the other, with or without names: `Ann <07700 900123>, 07700 900124`. */
  z.object({
    format: z.literal('numbers'),
    encoding: z.enum(textEncodings),
    hasNames: z.boolean(),
    hasHeader: alwaysNamed,
  }),
])
export type FileReading = z.infer<typeof readingSchema>

/** What a person has decided about how a file is read; what does not concern its format is passed over. */
const readingChoiceSchema = z
  .object({
    format: z.enum(readingFormats),
    encoding: z.enum(textEncodings),
    delimiter: z.string().length(1),
    sheet: z.string(),
    firstRow: z.number().int().min(1),
    hasNames: z.boolean(),
    hasHeader: z.boolean(),
  })
  .partial()
export type ReadingChoice = z.infer<typeof readingChoiceSchema>

/** What is worth knowing about the cells of a workbook. */
export const workbookRemarks = ['error-cells', 'formulas-without-value', 'hidden-rows'] as const

/** A file, or a text that was pasted; with a text, `name` is what the import is called in lists. */
const source = {
  file: fileRef.optional(),
  text: z.string().optional(),
  name: z.string().trim().min(1).max(200).optional(),
}

function isOneSource({ file, text }: { file?: unknown; text?: unknown }): boolean {
  return (file === undefined) !== (text === undefined)
}
const oneSource = { error: 'either a file or a text' }

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
  /** Guesses how a file or a text is read and what its columns are; nothing is stored. */
  'imports.inspect': call(
    z
      .object({
        ...source,
        reading: readingChoiceSchema.optional(),
        /** The country of the workspace where none is given. */
        defaultCountry: z.string().length(2).optional(),
      })
      .refine(isOneSource, oneSource),
    z.object({
      fileName: z.string(),
      bytes: z.number(),
      reading: readingSchema,
      /** How many rows of data there are; null where only a long reading could tell. */
      rows: z.number().nullable(),
      /** The sheets of a workbook in its order. */
      sheets: z.array(z.object({ name: z.string(), isHidden: z.boolean(), isEmpty: z.boolean() })),
      /** Each with how many there are among the rows looked at, and where the first is. */
      remarks: z.array(z.object({ kind: z.enum(workbookRemarks), count: z.number(), at: z.string() })),
      columns: z.array(
        z.object({ header: z.string(), target: columnTargetSchema, samples: z.array(z.string()) }),
      ),
      /** First rows after conversion. */
      preview: z.array(
        z.object({
          /** The line of the file on which the row ends, or the row of the sheet. */
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
    z
      .object({
        ...source,
        reading: readingSchema,
        /** One target a column, in file order. */
        columns: z.array(columnTargetSchema).min(1).max(1000),
        defaultCountry: z.string().length(2),
        badNumbers: z.enum(badNumberPolicies).default('reject'),
      })
      .refine(isOneSource, oneSource),
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

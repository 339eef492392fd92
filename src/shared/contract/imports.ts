import { z } from 'zod'
import { call, done, fileRef, id, instant, nothing, windowOf } from './feature.ts'
import { badNumberPolicies, columnTargetSchema, existingPolicies, importChoices } from './import-options.ts'
import { previewedRowSchema } from './import-preview.ts'
import { importProgressSchema, importSchema, rejectionReasons, takenBackSchema } from './import-report.ts'

export { badNumberPolicies, existingPolicies, type ColumnTarget } from './import-options.ts'
export {
  rejectionReasons,
  skipReasons,
  type FieldProblem,
  type Import,
  type RejectionReason,
  type SkipReason,
} from './import-report.ts'

/** How the bytes of a file are read. */
export const textEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const

/** What a file or a pasted text can be. */
export const readingFormats = ['delimited', 'workbook', 'vcard', 'numbers'] as const
export type ReadingFormat = (typeof readingFormats)[number]

const sheetName = z.string().max(1000)

/** Contacts and lists of numbers come with names for their columns. */
const alwaysNamed = z.literal(true).default(true)

/** How a file or a pasted text becomes rows of cells. */
export const readingSchema = z.discriminatedUnion('format', [
  z.object({
    format: z.literal('delimited'),
    encoding: z.enum(textEncodings),
    /** One character. */
    delimiter: z.string().length(1),
    hasHeader: z.boolean(),
  }),
  z.object({
    format: z.literal('workbook'),
    sheet: sheetName,
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
export const readingChoiceSchema = z
  .object({
    format: z.enum(readingFormats),
    encoding: z.enum(textEncodings),
    delimiter: z.string().length(1),
    sheet: sheetName,
    firstRow: z.number().int().min(1),
    hasNames: z.boolean(),
    hasHeader: z.boolean(),
  })
  .partial()
export type ReadingChoice = z.infer<typeof readingChoiceSchema>

/** What is worth knowing about the cells of a workbook. */
export const workbookRemarks = ['error-cells', 'formulas-without-value', 'hidden-rows'] as const

/** What a browser can hand over in one message. */
const longestPaste = 16_000_000

/** A file, or a text that was pasted; with a text, `name` is what the import is called in lists. */
const source = {
  file: fileRef.optional(),
  text: z.string().max(longestPaste).optional(),
  name: z.string().trim().min(1).max(200).optional(),
}

function isOneSource({ file, text }: { file?: unknown; text?: unknown }): boolean {
  return (file === undefined) !== (text === undefined)
}
const oneSource = { error: 'either a file or a text' }

const rememberedSchema = z.object({
  at: instant,
  defaultCountry: z.string(),
  badNumbers: z.enum(badNumberPolicies),
  existing: z.enum(existingPolicies),
  tags: z.array(z.string()),
})

export const importCalls = {
  /** Guesses how a file or a text is read and what its columns are; nothing is stored. */
  'imports.inspect': call(
    z
      .object({
        ...source,
        reading: readingChoiceSchema.optional(),
        /** The country of the workspace where none is given. */
        defaultCountry: z.string().length(2).optional(),
        /** Guesses anew where a file with the same headers was imported before. */
        guessAnew: z.boolean().optional(),
      })
      .refine(isOneSource, oneSource),
    z.object({
      fileName: z.string(),
      bytes: z.number(),
      reading: readingSchema,
      /** What was chosen for the last file with the same headers; the columns go where they went then. */
      remembered: rememberedSchema.nullable(),
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
  /** The first rows as an import would take them; nothing is stored. */
  'imports.preview': call(
    z
      .object({
        ...source,
        reading: readingSchema,
        /** One target a column, in file order. */
        columns: z.array(columnTargetSchema).min(1).max(1000),
        defaultCountry: z.string().length(2),
      })
      .refine(isOneSource, oneSource),
    z.object({ rows: z.array(previewedRowSchema) }),
  ),
  'imports.start': call(
    z
      .object({
        ...source,
        reading: readingSchema,
        /** One target a column, in file order. */
        columns: z.array(columnTargetSchema).min(1).max(1000),
        defaultCountry: z.string().length(2),
        ...importChoices,
      })
      .refine(isOneSource, oneSource),
    z.object({ importId: id }),
  ),
  'imports.cancel': call(z.object({ id }), done),
  /** Takes a finished import back, and answers when that is done; it goes on after a restart where it was cut off. */
  'imports.undo': call(z.object({ id }), takenBackSchema),
  /** How many people taking it back would delete, and how many of them were changed, tagged, subscribed or messaged since. */
  'imports.foreseeUndo': call(z.object({ id }), z.object({ removed: z.number(), touched: z.number() })),
  /** Who has some numbers already; of several people with one number the lowest id. */
  'imports.owners': call(
    z.object({ phones: z.array(z.string().max(20)).max(100) }),
    z.array(z.object({ phone: z.string(), personId: id, name: z.string(), people: z.number() })),
  ),
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
} as const

export const importPushes = {
  'import.progressed': importProgressSchema,
} as const

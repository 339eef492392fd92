import { z } from 'zod'
import { fileUses } from '../activities/load-file.ts'
import { rejectionReasons } from './import-report.ts'
import { columnTargetSchema } from './import-options.ts'
import { readingChoiceSchema, readingSchema, workbookRemarks } from './imports.ts'
import { call, fileRef, id, instant } from './feature.ts'

/** A file that was chosen to be read again and again. */
export const keptFileSchema = z.object({
  key: z.string(),
  name: z.string(),
  bytes: z.number(),
  /** When the copy in the workspace was made; null where there is none. */
  copiedAt: instant.nullable(),
  /** Where it lies on this machine; null for one that was handed over as a copy, or chosen on another machine. */
  path: z.string().nullable(),
  /** It was chosen at a place, on this machine or another one. */
  hasPlace: z.boolean(),
})
export type KeptFile = z.infer<typeof keptFileSchema>

/** Why a row of a file became nobody. */
export const loadReasons = [
  ...rejectionReasons,
  /** Nobody has what it names. */
  'no-person',
  /** What it is matched by is empty. */
  'key-empty',
  /** Another row of the file, further up, means the same person. */
  'person-repeated',
] as const
export type LoadReason = (typeof loadReasons)[number]

const key = z.string().min(1).max(64)
const file = { key, use: z.enum(fileUses) }

/** What became of the rows of a file; rows = people + Σ reasons. */
export const fileLoadSchema = z.object({
  id,
  runId: id,
  fileName: z.string(),
  at: instant,
  rows: z.number(),
  people: z.number(),
  /** People of these who were added as an import, which can be undone. */
  added: z.number(),
  importId: id.nullable(),
  reasons: z.partialRecord(z.enum(loadReasons), z.number()),
  /** How many values could not be read, by the name of their column; they stay empty. */
  problems: z.record(z.string(), z.number()),
})
export type FileLoad = z.infer<typeof fileLoadSchema>

export const loadFileCalls = {
  /** Keeps a file that was just chosen; where the host has no lasting place for it, it is copied into the workspace. */
  'loadFiles.keep': call(z.object({ file: fileRef }), keptFileSchema),
  /** Copies the file as it is now into the workspace, in place of an earlier copy. */
  'loadFiles.copy': call(z.object({ key }), keptFileSchema),
  /** Null for a file that was chosen in another workspace. */
  'loadFiles.get': call(z.object({ key }), keptFileSchema.nullable()),
  /** How the file is read today, what its columns are and where they would go, and its first rows. */
  'loadFiles.inspect': call(
    z.object({ ...file, reading: readingChoiceSchema.default({}), country: z.string().length(2).optional() }),
    z.object({
      reading: readingSchema,
      rows: z.number().nullable(),
      sheets: z.array(z.object({ name: z.string(), isHidden: z.boolean(), isEmpty: z.boolean() })),
      remarks: z.array(z.object({ kind: z.enum(workbookRemarks), count: z.number(), at: z.string() })),
      columns: z.array(
        z.object({ header: z.string(), target: columnTargetSchema, samples: z.array(z.string()) }),
      ),
      preview: z.array(z.object({ line: z.number(), cells: z.array(z.string()) })),
    }),
  ),
  /** Whom the first rows mean, with settings that may not be saved yet; null while they are not complete. */
  'loadFiles.tryMatch': call(
    z.object({ settings: z.record(z.string(), z.unknown()) }),
    z
      .object({
        /** Rows that were looked at, and whether these are all. */
        rows: z.number(),
        isWhole: z.boolean(),
        people: z.number(),
        reasons: z.partialRecord(z.enum(loadReasons), z.number()),
        problems: z.record(z.string(), z.number()),
      })
      .nullable(),
  ),
  /** What became of the rows when the activity was last executed to its end; null where it never was. */
  'loadFiles.last': call(
    z.object({ workflowId: id, activityId: z.string().min(1).max(64) }),
    fileLoadSchema.nullable(),
  ),
} as const

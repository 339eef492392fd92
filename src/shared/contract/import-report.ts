import { z } from 'zod'
import { fieldTypes } from '../person-field.ts'
import { id, instant } from './feature.ts'
import { existingPolicies } from './import-options.ts'

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

/**
 * Why a row with the number of somebody changed nothing: they were to be left alone · they have all of it already · they
 * have it all under another name, so the row may mean somebody else · they were deleted while the file was read.
 */
export const skipReasons = ['left-alone', 'nothing-new', 'other-name', 'person-gone'] as const
export type SkipReason = (typeof skipReasons)[number]

/** Values of a field that could not be read; the field stays empty, and the row comes in all the same. */
export const fieldProblemSchema = z.object({
  field: z.string(),
  label: z.string(),
  type: z.enum(fieldTypes),
  count: z.number(),
  /** The first of them. */
  samples: z.array(z.object({ line: z.number(), value: z.string() })),
})
export type FieldProblem = z.infer<typeof fieldProblemSchema>

/**
 * What taking an import back did, each person counted once: people deleted · people as they were before · people who
 * stayed with later changes or because they were merged · those of them who were merged.
 */
export const takenBackSchema = z.object({
  removed: z.number(),
  restored: z.number(),
  kept: z.number(),
  merged: z.number(),
})

export const importSchema = z.object({
  id,
  fileName: z.string(),
  state: z.enum(importStates),
  /** False while it is under way or being taken back. */
  isSettled: z.boolean(),
  /** Rows of data seen; read = imported + updated + skipped + rejected. */
  read: z.number(),
  /** Rows that became people. */
  imported: z.number(),
  /** Rows that changed somebody who has their number. */
  updated: z.number(),
  /** Rows with the number of somebody that changed nothing; their reasons add up to them. */
  skipped: z.number(),
  skips: z.partialRecord(z.enum(skipReasons), z.number()),
  rejected: z.number(),
  reasons: z.record(z.string(), z.number()),
  /** Rows whose number was repaired on the way, e.g. a lost leading zero. */
  repaired: z.number(),
  /** Rows whose number stood in another than the first of several columns. */
  otherColumn: z.number(),
  /** Rows that came in, with another column whose number has lost its last digits. */
  lostNumber: z.number(),
  /** Rows that updated or met somebody of another name. */
  otherName: z.number(),
  problems: z.array(fieldProblemSchema),
  /** Values that were added to a choice because the file has them; the first of them by name. */
  newChoices: z.array(
    z.object({ field: z.string(), label: z.string(), count: z.number(), values: z.array(z.string()) }),
  ),
  existing: z.enum(existingPolicies),
  tags: z.array(z.string()),
  list: z.object({ id: id.nullable(), name: z.string() }).nullable(),
  takenBack: takenBackSchema.nullable(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  error: z
    .object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
})
export type Import = z.infer<typeof importSchema>

/** What an import is at: reading the file · changing people who were there · giving tags and the list · going back. */
export const importSteps = ['reading', 'updating', 'marking', 'taking-back'] as const

export const importProgressSchema = z.object({
  import: importSchema,
  step: z.object({ name: z.enum(importSteps), done: z.number(), of: z.number() }),
  bytesRead: z.number(),
  bytes: z.number(),
})

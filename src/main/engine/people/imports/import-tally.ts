import type { RejectionReason, SkipReason } from '../../../../shared/contract/imports.ts'
import { ownText } from './own-text.ts'

/** Values of one field that could not be read. */
export interface FieldTrouble {
  count: number
  readonly samples: { readonly line: number; readonly value: string }[]
}

/** What an import counts while it is under way; read = imported + updated + skipped + rejected, at any moment. */
export interface ImportTally {
  read: number
  imported: number
  updated: number
  skipped: number
  rejected: number
  repaired: number
  /** Rows whose number stood in another than the first of several columns. */
  otherColumn: number
  /** Rows with another number whose last digits are gone. */
  lostNumber: number
  /** Rows with the number of somebody of another name. */
  otherName: number
  readonly reasons: Map<RejectionReason, number>
  readonly skips: Map<SkipReason, number>
  /** By the key of the field. */
  readonly troubles: Map<string, FieldTrouble>
  /** Values that a choice did not offer, by the key of the field and then as they are compared. */
  readonly newChoices: Map<string, Map<string, string>>
  /** New fields with values that do not have the type which was guessed for them. */
  readonly mixedFields: Set<string>
}

/** Nothing counted yet. */
export function createTally(): ImportTally {
  return {
    read: 0,
    imported: 0,
    updated: 0,
    skipped: 0,
    rejected: 0,
    repaired: 0,
    otherColumn: 0,
    lostNumber: 0,
    otherName: 0,
    reasons: new Map(),
    skips: new Map(),
    troubles: new Map(),
    newChoices: new Map(),
    mixedFields: new Set(),
  }
}

/** Counts one more of a kind. */
export function countOne<Kind>(counts: Map<Kind, number>, kind: Kind): void {
  counts.set(kind, (counts.get(kind) ?? 0) + 1)
}

const mostSamples = 5
const longestSample = 100

/** Counts a value that could not be read; the first few are kept to be shown. */
export function countTrouble(
  { troubles }: ImportTally,
  field: string,
  sample: { readonly line: number; readonly value: string },
): void {
  const trouble = troubles.get(field) ?? { count: 0, samples: [] }
  troubles.set(field, trouble)
  trouble.count += 1
  if (trouble.samples.length < mostSamples) {
    trouble.samples.push({ line: sample.line, value: ownText(sample.value.slice(0, longestSample)) })
  }
}

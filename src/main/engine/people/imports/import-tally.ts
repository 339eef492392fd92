import type { RejectionReason } from '../../../../shared/contract/imports.ts'

/** What an import counts while it reads; read = imported + rejected. */
export interface ImportTally {
  read: number
  imported: number
  rejected: number
  repaired: number
  readonly reasons: Map<RejectionReason, number>
  /** New fields with values that do not have the type which was guessed for them. */
  readonly mixedFields: Set<string>
}

/** Nothing counted yet. */
export function createTally(): ImportTally {
  return { read: 0, imported: 0, rejected: 0, repaired: 0, reasons: new Map(), mixedFields: new Set() }
}

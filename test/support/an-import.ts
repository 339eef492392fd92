import type { Import } from '../../src/shared/contract/imports.ts'

/** A finished import of nothing, with what a test says about it. */
export function anImport(part: Partial<Import>): Import {
  return {
    id: 1,
    fileName: 'list.csv',
    state: 'finished',
    isSettled: true,
    read: 0,
    imported: 0,
    updated: 0,
    skipped: 0,
    skips: {},
    rejected: 0,
    reasons: {},
    repaired: 0,
    otherColumn: 0,
    lostNumber: 0,
    otherName: 0,
    problems: [],
    newChoices: [],
    existing: 'fill',
    tags: [],
    list: null,
    takenBack: null,
    startedAt: 0,
    finishedAt: 0,
    error: null,
    ...part,
  }
}

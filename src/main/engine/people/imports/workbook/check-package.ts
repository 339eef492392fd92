import { UserError } from '../../../../../shared/errors.ts'

/** What an entry of an archive says about itself. */
export interface EntryFacts {
  readonly compressedSize: number
  readonly uncompressedSize: number
  isEncrypted(): boolean
}

/** Workbooks with many pictures have some hundred. */
const mostEntries = 10_000
/** A sheet with every row filled takes some 500 MB; it is read bit by bit, so this only bounds the time. */
const mostGigabytes = 4
/** Sheets shrink to a tenth, repetitive ones to a fiftieth; deflate can do no more than 1,032. */
const mostRatio = 250
/** Below, a part may be as dense as it likes. */
const freeBytes = 64 * 1024 * 1024

/**
 * Refuses archives that are made to fill memory or time, by what they say about themselves before anything of them is
 * unpacked; what they say is checked while they are.
 * @throws UserError `import/workbook-too-many-parts`, `import/workbook-too-large`, `import/workbook-too-dense`,
 *   `import/workbook-locked`
 */
export function checkPackage(
  file: string,
  { entries, parts = [] }: { entries?: number; parts?: readonly EntryFacts[] },
): void {
  if ((entries ?? parts.length) > mostEntries) {
    throw new UserError('import/workbook-too-many-parts', { file, most: mostEntries })
  }
  if (parts.some(part => part.isEncrypted())) throw new UserError('import/workbook-locked', { file })
  const bytes = parts.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
  if (bytes > mostGigabytes * 1024 ** 3) {
    throw new UserError('import/workbook-too-large', { file, gigabytes: mostGigabytes })
  }
  const isDense = parts.some(
    ({ compressedSize, uncompressedSize }) =>
      uncompressedSize > freeBytes && uncompressedSize > compressedSize * mostRatio,
  )
  if (isDense) throw new UserError('import/workbook-too-dense', { file, ratio: mostRatio })
}

import { isFormulaLike, textMark } from '../../../../shared/formula-text.ts'

// oxlint-disable-next-line no-control-regex -- the range of ASCII begins with control characters
const beyondAscii = /[^\u0000-\u007f]/

/**
 * A cell as it is stored: trimmed, its accents written in one way, and without the apostrophe that keeps a
 * spreadsheet from reading a saved cell as a formula.
 */
export function cleanCell(cell: string | undefined): string {
  if (cell === undefined) return ''
  const text = cell.trim()
  const isMarked = text.startsWith(textMark) && isFormulaLike(text.slice(1))
  const plain = isMarked ? text.slice(1).trim() : text
  return beyondAscii.test(plain) ? plain.normalize('NFC') : plain
}

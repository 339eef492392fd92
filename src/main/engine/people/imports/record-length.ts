import { UserError } from '../../../../shared/errors.ts'

/** Longer than any row of people; beyond it there are no line breaks, or a quotation mark is never closed. */
export const longestRecord = 1024 * 1024

/** The error for a record that has no end. */
export function explainLength(line: number): UserError {
  return new UserError('import/row-too-long', { line, kilobytes: longestRecord / 1024 })
}

import type { ReadingChoice } from '../../../../shared/contract/imports.ts'
import { UserError } from '../../../../shared/errors.ts'
import { guessNumbers } from './numbers/guess-numbers.ts'

/** What a text is. */
export type TextFormat =
  | { readonly format: 'delimited' }
  | { readonly format: 'vcard' }
  | { readonly format: 'numbers'; readonly hasNames: boolean }

/** Web pages and XML are often saved under the name of a workbook. */
const markup = /^\s*(?:<!doctype|<html|<head|<body|<table|<\?xml|<workbook|\{\\rtf|%PDF-)/i
const card = /^\s*(?:[\w-]+\.)?BEGIN\s*:\s*VCARD/i

/**
 * Whether a text is a table, contacts, or a list of numbers, by its beginning.
 * @param start without the rest of a line that is cut off
 * @throws UserError `import/is-markup`
 */
export function guessTextFormat(start: string, given: ReadingChoice, file: string): TextFormat {
  if (markup.test(start)) throw new UserError('import/is-markup', { file })
  if (given.format === 'vcard' || (given.format === undefined && card.test(start))) return { format: 'vcard' }
  if (given.format === 'numbers') {
    const hasNames = given.hasNames ?? guessNumbers(start)?.hasNames ?? /[<\p{L}]/u.test(start)
    return { format: 'numbers', hasNames }
  }
  const numbers =
    given.format === undefined && given.delimiter === undefined ? guessNumbers(start) : undefined
  return numbers
    ? { format: 'numbers', hasNames: given.hasNames ?? numbers.hasNames }
    : { format: 'delimited' }
}

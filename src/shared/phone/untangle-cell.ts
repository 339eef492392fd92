const MISSING =
  /^(?:[\s\-_./?'"]*|#?n\/?a|#ref!|#value!|nan|null|nil|none|undefined|unknown|aucun|inconnu|ingen|saknas|geen|onbekend|keine?|unbekannt)$/i
const FIRST_CHARACTER_OF_MISSING = /^[^\d+(]|^$/
const SEPARATOR = /[/;,|&\n\r]|\s-\s|(?<=\d\)?)\s*(?=\+)/
/** Fewer digits than these between two separators belong to the same number: 0171/3920012, 612,345,678. */
const FEWEST_DIGITS = 7

/** True for an empty cell, and for what people and spreadsheets write instead of nothing. */
export function isMissing(text: string): boolean {
  return FIRST_CHARACTER_OF_MISSING.test(text) && MISSING.test(text)
}

/** The numbers of a cell that has several with a separator between them; the whole text alone where it has one. */
export function splitSeveral(text: string): readonly string[] {
  if (!SEPARATOR.test(text)) return [text]
  const parts = text.split(SEPARATOR).filter(part => countDigits(part) >= FEWEST_DIGITS)
  return parts.length > 1 ? parts : [text]
}

/**
 * Puts a separator in the place of each word ("Mobile: 07700 900123 (work)"); undefined where a letter touches a
 * digit, because it may stand for one (0I23), and a number is never guessed.
 */
export function dropWords(text: string): string | undefined {
  if (/\p{L}\d|\d\p{L}/u.test(text)) return undefined
  const rest = text.replace(/[\p{L}\p{M}]+[.:]*/gu, '|')
  const parts = rest.split('|').map(part => part.trim())
  const numbers = parts.filter(part => /\d/.test(part))
  return numbers.length === 1 ? numbers[0] : numbers.join(' | ')
}

function countDigits(text: string): number {
  let count = 0
  for (const character of text) if (character >= '0' && character <= '9') count += 1
  return count
}

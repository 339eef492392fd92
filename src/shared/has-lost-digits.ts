const scientific = /^\W*\d+(?:[.,]\d+)?\s*[eE]\s*\+?\d{1,3}\W*$/
/** At most four digits that say something, and zeros up to the length of a number. */
const rounded = /^(?=\d{9,15}$)[1-9]\d{0,3}0+$/

/**
 * Whether a number has lost its last digits: written like 4.47E+11, or, in a workbook, left by it with nothing but zeros
 * at the end, as a number is that was rounded before it was saved.
 */
export function hasLostDigits(text: string, isWorkbook: boolean): boolean {
  return scientific.test(text) || (isWorkbook && rounded.test(text))
}

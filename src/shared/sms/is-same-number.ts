/** Digits that two spellings of one number share at least; fewer could be anybody's. */
const shortestTail = 7

/**
 * Whether two spellings mean one number. Networks report a recipient as `+44…`, `0044…` or in national form, so the
 * digits are compared from the end, without the zeros that stand before them.
 */
export function isSameNumber(left: string, right: string): boolean {
  const a = significantDigits(left)
  const b = significantDigits(right)
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length < shortestTail) return a === b && a !== ''
  return long.endsWith(short)
}

function significantDigits(number: string): string {
  return number.replace(/\D/g, '').replace(/^0+/, '')
}

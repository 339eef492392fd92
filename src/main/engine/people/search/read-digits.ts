/**
 * What a stored number contains of a typed one: 07700 900, 0044 7700 900 and +44 7700 900 all find +447700900123;
 * undefined for what is no number.
 */
export function readDigits(search: string): string | undefined {
  if (!/^\+?[\d\s().\-/]+$/.test(search)) return undefined
  const digits = search
    .replace(/[^\d+]/g, '')
    .replace(/^00(?=\d)/, '+')
    .replace(/^0(?=\d)/, '')
  return digits === '' ? undefined : digits
}

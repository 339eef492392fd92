/**
 * What a line holds on to, in one spelling; undefined where nothing can be held twice. Windows port names and host names
 * do not tell case apart, paths elsewhere do.
 */
export function physicalAddress(
  kind: string,
  settings: Readonly<Record<string, unknown>>,
): string | undefined {
  if (kind !== 'gsm-modem' || typeof settings.address !== 'string') return undefined
  const address = settings.address.trim()
  const isCaseless = /^tcp:/i.test(address) || /^(\\\\\.\\)?com\d+$/i.test(address)
  return isCaseless ? address.toLowerCase().replace(/^\\\\\.\\/, '') : address
}

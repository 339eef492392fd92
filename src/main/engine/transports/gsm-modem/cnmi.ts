/** Indication settings when the modem does not say what it can do. */
const FALLBACKS = ['2,2,0,1,0', '2,1,0,2,0', '1,2,0,1,0', '2,1']

/** Preferences in order, one list a field: mode, mt, bm, ds, bfr (3GPP TS 27.005 §3.4.1). */
const PREFERENCES: readonly (readonly number[])[] = [
  // While the link is busy, keep and say it later; then say it anyway.
  [2, 1, 3, 0],
  // Messages straight to us, else stored with an indication.
  [2, 1, 0],
  // Cell broadcasts are of no use.
  [0, 2, 1],
  // Reports straight to us, else stored with an indication.
  [1, 2, 0],
  // Keep what was buffered, so that a report that came meanwhile is not lost.
  [0, 1],
]

/**
 * The `AT+CNMI` values to try, best first.
 *
 * @param offered what `AT+CNMI=?` answered after its prefix, such as `(0-2),(0,1,2),(0,2),(0-2),(1)`
 */
export function chooseIndications(offered: string | undefined): string[] {
  const groups = Array.from(offered?.matchAll(/\(([^)]*)\)/g) ?? [], match => readValues(match[1] ?? ''))
  if (groups.length < PREFERENCES.length) return FALLBACKS
  const chosen = PREFERENCES.map((preferred, field) => {
    const values = groups[field] ?? []
    return preferred.find(value => values.includes(value)) ?? values[0] ?? 0
  })
  return [chosen.join(','), ...FALLBACKS]
}

function readValues(group: string): number[] {
  return group.split(',').flatMap(entry => {
    const [first = 0, last = first] = entry.split('-').map(Number)
    if (!Number.isInteger(first) || !Number.isInteger(last) || last > 9) return []
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => first + step)
  })
}

/** The entries of a list as it is kept, a JSON array of texts; none for an empty text and for anything else. */
export function readList(stored: string | undefined): string[] {
  if (!stored?.startsWith('[')) return []
  try {
    const entries: unknown = JSON.parse(stored)
    return Array.isArray(entries) ? entries.filter(entry => typeof entry === 'string') : []
  } catch {
    return []
  }
}

/** A list as it is kept: each entry once, whatever its capitals; an empty text where there are none. */
export function writeList(entries: readonly string[]): string {
  const kept = new Map<string, string>()
  for (const entry of entries) {
    const text = entry.trim().normalize('NFC')
    if (text && !kept.has(text.toLowerCase())) kept.set(text.toLowerCase(), text)
  }
  return kept.size === 0 ? '' : JSON.stringify([...kept.values()])
}

/** A list for reading, e.g. in a message: `a, b, c`. */
export function joinList(stored: string, between = ', '): string {
  return readList(stored).join(between)
}

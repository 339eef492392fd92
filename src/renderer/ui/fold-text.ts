/** Lower case without accents, so that "Akesson" finds "Åkesson". */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
}

/** Whether a text has every word that is looked for, in any order, whatever the case and the accents. */
export function matchesWords(text: string, wanted: string): boolean {
  const folded = foldText(text)
  return foldText(wanted)
    .split(/\s+/)
    .every(word => folded.includes(word))
}

/** What is called as it is looked for comes before what only speaks of it; the order stays among equals. */
export function bestMatchesFirst<T>(
  items: readonly T[],
  wanted: string,
  labelOf: (item: T) => string,
): readonly T[] {
  const looked = foldText(wanted).trim()
  if (looked === '') return items
  const ranks = new Map(items.map(item => [item, rankOf(labelOf(item), looked)]))
  return items.toSorted((one, other) => (ranks.get(one) ?? 0) - (ranks.get(other) ?? 0))
}

function rankOf(label: string, looked: string): number {
  const folded = foldText(label)
  if (folded === looked) return 0
  if (folded.startsWith(looked)) return 1
  return matchesWords(label, looked) ? 2 : 3
}

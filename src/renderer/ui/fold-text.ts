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

const yes = new Set(['true', 'yes', 'y', 'oui', 'ja', 'j', 'vrai', 'waar', 'sant', 'wahr'])
const no = new Set(['false', 'no', 'n', 'non', 'nee', 'nej', 'nein', 'faux', 'onwaar', 'falskt', 'falsch'])

/** Signs for yes and no; they alone do not make a column one of yes and no. */
const signs = new Map([
  ['1', 'true'],
  ['x', 'true'],
  ['on', 'true'],
  ['✓', 'true'],
  ['✔', 'true'],
  ['0', 'false'],
  ['off', 'false'],
] as const)

/** `true` or `false` for a yes or no in five languages. */
export function readBoolean(text: string): 'true' | 'false' | undefined {
  const word = text.trim().toLowerCase()
  if (yes.has(word)) return 'true'
  return no.has(word) ? 'false' : undefined
}

/** As `readBoolean`, where it is known that a yes or no is meant: a tick or a 1 is one too. */
export function readTruth(text: string): 'true' | 'false' | undefined {
  return readBoolean(text) ?? (signs as ReadonlyMap<string, 'true' | 'false'>).get(text.trim().toLowerCase())
}

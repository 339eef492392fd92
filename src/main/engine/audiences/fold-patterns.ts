import { foldName } from '../people/fold-name.ts'

/** More than these cost more than folding. */
const mostPatterns = 8

/** Latin, Greek and Cyrillic with their accents, and the apostrophes and hyphens among the punctuation. */
const lastLetter = 0x22_ff

/** The characters that fold to a letter, or to two, by what they fold to. */
const written = collectLetters()

/**
 * Patterns of SQLite's GLOB that match whatever folds to the same as a text, each in another spelling: "Strauss" is
 * "strauß" too. A pattern looks at a value once and costs a fifth of folding it (measured on 1,000,000 people).
 * @returns undefined where the text has more spellings than are worth looking for
 */
export function foldPatterns(text: string): string[] | undefined {
  const letters = [...foldName(text)]
  let patterns: { readonly pattern: string; readonly at: number }[] = [{ pattern: '', at: 0 }]
  for (let at = 0; at < letters.length; at += 1) {
    const pair = pairAt(letters, at)
    patterns = patterns.flatMap(start => {
      if (start.at > at) return [start]
      const one = { pattern: start.pattern + classOf(letters[at] ?? ''), at: at + 1 }
      return pair ? [one, { pattern: start.pattern + toClass(pair), at: at + 2 }] : [one]
    })
    if (patterns.length > mostPatterns) return undefined
  }
  return patterns.map(({ pattern }) => pattern)
}

function pairAt(letters: readonly string[], at: number): readonly string[] | undefined {
  const second = letters[at + 1]
  return second === undefined ? undefined : written.get(`${letters[at]}${second}`)
}

function classOf(letter: string): string {
  const characters = written.get(keyOf(letter)) ?? [letter, letter.toUpperCase()]
  return toClass([...new Set(characters)])
}

/** A hyphen comes first, as it is the lowest of its kind: elsewhere it would make a range. */
function toClass(characters: readonly string[]): string {
  const all = characters.join('')
  const isPlain = [...all].length === 1 && !'*?['.includes(all)
  return isPlain ? all : `[${all}]`
}

function collectLetters(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (let code = 0x20; code <= lastLetter; code += 1) {
    const character = String.fromCodePoint(code)
    const key = keyOf(character)
    if (key !== '') found.set(key, [...(found.get(key) ?? []), character])
  }
  return new Map([...found].map(([key, characters]) => [key, withRanges(characters)]))
}

/** A small sigma at the end of a word is written in its own way. */
function keyOf(character: string): string {
  return foldName(character).replaceAll('ς', 'σ')
}

/** Characters that follow each other as the ends of a range: the fewer there are, the sooner a value is passed by. */
function withRanges(characters: readonly string[]): string[] {
  const pieces: string[] = []
  for (let start = 0, end = 0; start < characters.length; start = end + 1) {
    end = start
    while (codeOf(characters[end + 1]) === codeOf(characters[end]) + 1) end += 1
    const run = characters.slice(start, end + 1)
    pieces.push(run.length > 2 ? `${run[0]}-${run.at(-1)}` : run.join(''))
  }
  return pieces
}

function codeOf(character: string | undefined): number {
  return character?.codePointAt(0) ?? Number.NaN
}

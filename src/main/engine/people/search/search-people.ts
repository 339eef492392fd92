import type { Database } from 'better-sqlite3'
import { breathe } from '../breathe.ts'
import { foldName } from '../fold-name.ts'
import { createIdSet, type IdSet } from '../id-set.ts'
import { readDigits } from './read-digits.ts'
import { findPiece, pieceOf, readBlock } from './search-block.ts'
import { eachTextBlock } from './text-blocks.ts'

/** Some 5 ms. */
const taggedAtOnce = 20_000

/**
 * Everyone in whose names, number, custom fields and tags each word of a search stands somewhere, whatever the accents
 * and capitals. What is written like a number is one piece: it is looked for as it is, and as the digits of a number.
 */
export async function searchPeople(sql: Database, search: string): Promise<IdSet> {
  const digits = readDigits(search)
  if (digits === undefined) return findWords(sql, wordsOf(search))
  const literal = foldName(search.trim())
  // Whoever has the one has the other as well.
  const isPart = literal.includes(digits)
  const found = await findPieces(sql, isPart ? [digits] : [digits, literal])
  const either = found(digits)
  either.unite(found(literal))
  await addTagged(sql, literal, either)
  return either
}

/** Longer words first: fewer people have them. */
function wordsOf(search: string): string[] {
  const words = new Set(foldName(search).split(separators).filter(Boolean))
  return [...words].toSorted((left, right) => right.length - left.length)
}

// oxlint-disable-next-line no-control-regex -- no text of a person has control characters in it
const separators = /[\s\u0000-\u001f]+/

async function findWords(sql: Database, words: readonly string[]): Promise<IdSet> {
  const isTag = sql.prepare('SELECT 1 FROM tags WHERE instr(name_key, ?) > 0 LIMIT 1')
  // Where no tag can stand in for a word, a piece of text without the first word need not be searched for the others.
  const isNarrowing = !words.some(word => isTag.get(word) !== undefined)
  const found = await findPieces(sql, words, isNarrowing)
  const whole = found(words[0] ?? '')
  for (const word of words) await addTagged(sql, word, found(word))
  for (const word of words.slice(1)) whole.intersect(found(word))
  return whole
}

/** Gives the ids of everyone with a piece in their text, for each of some pieces. */
async function findPieces(
  sql: Database,
  pieces: readonly string[],
  isNarrowing = false,
): Promise<(piece: string) => IdSet> {
  const highest = Number(sql.prepare('SELECT max(id) FROM people').pluck().get() ?? 0)
  const wanted = pieces.map(piece => ({ piece: pieceOf(piece), found: createIdSet(highest) }))
  for await (const run of eachTextBlock(sql)) {
    for (const { first, packed } of run) {
      const block = readBlock(packed)
      const goesOn = (found: boolean): boolean => found || !isNarrowing
      wanted.every(({ piece, found }) => goesOn(findPiece(block, piece, { first, found })))
    }
  }
  return piece => wanted[pieces.indexOf(piece)]?.found ?? createIdSet(highest)
}

/** Adds everyone with a tag in whose name a word stands. */
async function addTagged(sql: Database, word: string, found: IdSet): Promise<void> {
  const tags = sql.prepare('SELECT id FROM tags WHERE instr(name_key, ?) > 0').pluck().all(word) as number[]
  const next = sql
    .prepare(
      `SELECT person_id FROM person_tags WHERE tag_id = ? AND person_id > ? ORDER BY person_id LIMIT ${taggedAtOnce}`,
    )
    .pluck()
  for (const tag of tags) {
    for (let after: number | undefined = 0; after !== undefined;) {
      const ids = next.all(tag, after) as number[]
      for (const id of ids) found.add(id)
      after = ids.at(-1)
      await breathe()
    }
  }
}

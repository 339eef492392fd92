import type { Database } from 'better-sqlite3'
import { breathe } from '../breathe.ts'
import { foldName } from '../fold-name.ts'
import { createIdSet, type IdSet } from '../id-set.ts'
import { readDigits } from './read-digits.ts'
import { findPiece, pieceOf, readBlock } from './search-block.ts'
import { eachTextBlock } from './text-blocks.ts'

/**
 * Everyone in whose names, number, custom fields and tags each word of a search stands somewhere, whatever the accents
 * and capitals; or in which the digits stand, where it is a number however it is written.
 */
export async function searchPeople(sql: Database, search: string): Promise<IdSet> {
  const words = wordsOf(search)
  const digits = readDigits(search)
  const pieces = [...new Set(digits === undefined ? words : [...words, digits])]
  const found = await findPieces(sql, pieces)
  const highest = Number(sql.prepare('SELECT max(id) FROM people').pluck().get() ?? 0)
  const empty = createIdSet(highest)
  const whole = found.get(words[0] ?? '') ?? empty
  for (const word of words) await addTagged(sql, word, found.get(word) ?? empty)
  for (const word of words.slice(1)) whole.intersect(found.get(word) ?? empty)
  if (digits !== undefined && digits !== words[0]) whole.unite(found.get(digits) ?? empty)
  return whole
}

function wordsOf(search: string): string[] {
  return [...new Set(foldName(search).split(separators).filter(Boolean))]
}

// oxlint-disable-next-line no-control-regex -- no text of a person has control characters in it
const separators = /[\s\u0000-\u001f]+/

/** The ids of everyone with each of some pieces in their text. */
async function findPieces(sql: Database, pieces: readonly string[]): Promise<Map<string, IdSet>> {
  const highest = Number(sql.prepare('SELECT max(id) FROM people').pluck().get() ?? 0)
  const wanted = pieces.map(piece => ({ piece: pieceOf(piece), found: createIdSet(highest) }))
  for await (const run of eachTextBlock(sql)) {
    for (const { first, packed } of run) {
      const block = readBlock(packed)
      for (const { piece, found } of wanted) findPiece(block, piece, { first, found })
    }
  }
  return new Map(pieces.map((piece, at) => [piece, wanted[at]?.found ?? createIdSet(0)]))
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

/** Some 5 ms. */
const taggedAtOnce = 20_000

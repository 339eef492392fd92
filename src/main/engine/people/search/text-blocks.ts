import type { Database } from 'better-sqlite3'
import { breathe } from '../breathe.ts'
import { blockSize, packBlock, type Searchable } from './search-block.ts'

/** Blocks read between two breaths: some 5 ms. */
const blocksAtOnce = 64
/** Blocks made between two breaths: some 10 ms. */
const madeAtOnce = 8

/** The texts of 512 people with neighbouring ids. */
export interface TextBlock {
  /** The first of the ids. */
  readonly first: number
  readonly packed: Buffer
}

/**
 * Goes through the texts of everyone there is, in order of id; those that are missing are made, and kept where no new
 * person can come among them.
 */
export async function* eachTextBlock(sql: Database): AsyncGenerator<TextBlock[]> {
  const blocks = prepareBlocks(sql)
  const last = blocks.last()
  for (let from = blocks.next(0); from <= last; from = blocks.next(from + blocksAtOnce)) {
    const upTo = Math.min(from + blocksAtOnce - 1, last)
    const known = blocks.read(from, upTo)
    for (let block = from, run: TextBlock[] = [], made = 0; block <= upTo; block++) {
      const packed = known.get(block) ?? (made++, blocks.make(block))
      run.push({ first: block * blockSize, packed })
      if (block < upTo && made < madeAtOnce) continue
      yield run
      run = []
      made = 0
      await breathe()
    }
  }
}

/** Makes the texts that are missing and can be kept, without reading the others. */
export async function makeMissingTexts(sql: Database, isStopped: () => boolean): Promise<void> {
  const blocks = prepareBlocks(sql)
  const last = blocks.last()
  let made = 0
  for (let from = blocks.next(0); from < last; from = blocks.next(from + blocksAtOnce)) {
    for (const block of blocks.missing(from, Math.min(from + blocksAtOnce, last) - 1)) {
      blocks.make(block)
      made += 1
      if (made % madeAtOnce !== 0) continue
      await breathe()
      if (isStopped()) return
    }
  }
}

interface Blocks {
  /** The last block in which there can be anybody. */
  last(): number
  /** The first block from one on in which there is anybody: imports that were undone leave millions of ids behind. */
  next(from: number): number
  read(from: number, upTo: number): Map<number, Buffer>
  missing(from: number, upTo: number): number[]
  make(block: number): Buffer
}

function prepareBlocks(sql: Database): Blocks {
  const highest = sql.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'people'").pluck()
  const next = sql.prepare('SELECT min(id) FROM people WHERE id >= ?').pluck()
  const select = sql.prepare('SELECT block, text FROM search_texts WHERE block BETWEEN ? AND ?').raw()
  const selectKnown = sql.prepare('SELECT block FROM search_texts WHERE block BETWEEN ? AND ?').pluck()
  const people = sql.prepare(`
    SELECT id, name_key AS nameKey, phone, phone_input AS phoneInput, json(fields) AS fields
    FROM people WHERE id BETWEEN ? AND ? ORDER BY id`)
  const keep = sql.prepare('INSERT OR REPLACE INTO search_texts (block, text) VALUES (?, ?)')
  const highestId = (): number => Number(highest.get() ?? 0)
  return {
    last: () => Math.floor(highestId() / blockSize),
    next: from => Math.floor(Number(next.get(from * blockSize) ?? Number.POSITIVE_INFINITY) / blockSize),
    read: (from, upTo) => new Map(select.all(from, upTo) as [number, Buffer][]),
    missing(from, upTo) {
      const known = new Set(selectKnown.all(from, upTo) as number[])
      return Array.from({ length: upTo - from + 1 }, (_, at) => from + at).filter(block => !known.has(block))
    },
    make(block) {
      const first = block * blockSize
      const last = first + blockSize - 1
      const packed = packBlock(people.all(first, last) as Searchable[])
      if (last <= highestId()) keep.run(block, packed)
      return packed
    },
  }
}

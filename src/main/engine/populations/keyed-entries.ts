import { openScratch } from '../database/open-scratch.ts'
import { breathe } from '../people/breathe.ts'
import type { Rank } from './rank.ts'

/** Somebody in one of several sets, with the key by which they are the same as others. */
export interface KeyedEntry {
  readonly source: number
  readonly person: number
  readonly key: string
  /** What puts those in order who have the same key. */
  readonly rank: Rank
}

/** Looks at one part of the entries, which has all entries of its keys, in the order of sources and people. */
export interface PartVisitor {
  take(entry: KeyedEntry): void
  end?(): void
}

/**
 * Entries gathered by their keys. They are kept outside the memory and looked at part by part, so that a million take
 * no more room than ten thousand.
 */
export interface KeyedEntries {
  add(entries: readonly KeyedEntry[]): void
  /** @throws DOMException `AbortError` once the signal is set */
  visit(begin: () => PartVisitor, signal: AbortSignal): Promise<void>
  close(): void
}

/** People whose keys are made out and kept between two breaths: some 15 ms. */
export const keyedSpan = 4000
/** Keys in a part, as far as they are all different. */
const keysInPart = 8000
const mostParts = 4096
/** Entries looked at between two breaths. */
const pageSize = 5000

type Row = readonly [source: number, person: number, key: string, rank: Rank]

/** @param expected about how many entries there will be */
export function createKeyedEntries(expected: number): KeyedEntries {
  const parts = Math.min(mostParts, Math.ceil(expected / keysInPart) || 1)
  const scratch = openScratch()
  scratch.exec(`CREATE TABLE entries (
    part INTEGER, source INTEGER, person INTEGER, key TEXT, rank ANY, PRIMARY KEY (part, source, person)
  ) STRICT, WITHOUT ROWID`)
  const insert = scratch.prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?)')
  const select = scratch
    .prepare(
      `SELECT source, person, key, rank FROM entries
       WHERE part = ? AND (source, person) > (?, ?) ORDER BY source, person LIMIT ${pageSize}`,
    )
    .raw()
  return {
    add: scratch.transaction((entries: readonly KeyedEntry[]) => {
      for (const { source, person, key, rank } of entries)
        insert.run(hash(key) % parts, source, person, key, rank)
    }),
    async visit(begin, signal) {
      for (let part = 0; part < parts; part += 1) {
        const visitor = begin()
        let rows: Row[] = []
        do {
          const [source, person] = rows.at(-1) ?? [-1, -1]
          rows = select.all(part, source, person) as Row[]
          for (const row of rows) visitor.take(toEntry(row))
          await breathe()
          signal.throwIfAborted()
        } while (rows.length === pageSize)
        visitor.end?.()
      }
    },
    close: () => void scratch.close(),
  }
}

function toEntry([source, person, key, rank]: Row): KeyedEntry {
  return { source, person, key, rank }
}

/** Spreads keys evenly over 32 bits (FNV-1a). */
function hash(key: string): number {
  let mixed = 0x811c9dc5
  for (let at = 0; at < key.length; at += 1) mixed = Math.imul(mixed ^ key.charCodeAt(at), 0x01000193)
  return mixed >>> 0
}

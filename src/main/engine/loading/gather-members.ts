import type { Database } from 'better-sqlite3'
import { openScratch } from '../database/open-scratch.ts'
import { breathe } from '../people/breathe.ts'

/** Somebody and what they carry, as JSON; null for nothing. */
export interface Gathered {
  readonly personId: number
  readonly extra: string | null
}

/**
 * People in whatever order a file names them, who enter a population in that of their ids. One by one each would change
 * a page of its own: of a million, that takes five times as long. They wait outside the memory.
 */
export interface GatheredMembers {
  /** Whether somebody is named for the first time. */
  isFirst(personId: number): boolean
  /** Adds people of whom each is named for the first time. */
  add(members: readonly Gathered[]): void
  /** @throws DOMException `AbortError` once the signal is set */
  enter(populationId: number, signal: AbortSignal): Promise<void>
  close(): void
}

/** Ids in a part: as many people are sorted and written between two breaths, some 20 ms. */
const partSpan = 8192

/** Members are gathered beside a workspace. */
export function gatherMembers(sql: Database): GatheredMembers {
  const scratch = openScratch()
  scratch.exec(`CREATE TABLE members (
    part INTEGER, position INTEGER, person_id INTEGER, extra TEXT, PRIMARY KEY (part, position)
  ) STRICT, WITHOUT ROWID`)
  const keep = scratch.prepare('INSERT INTO members VALUES (?, ?, ?, ?)')
  const select = scratch.prepare(
    'SELECT person_id AS personId, extra FROM members WHERE part = ? ORDER BY person_id',
  )
  const parts = new Set<number>()
  let position = 0
  return {
    isFirst: createIdSet(),
    add: scratch.transaction((members: readonly Gathered[]) => {
      for (const { personId, extra } of members) {
        const part = Math.floor(personId / partSpan)
        parts.add(part)
        keep.run(part, position, personId, extra)
        position += 1
      }
    }),
    async enter(populationId, signal) {
      const write = prepareEntry(sql, populationId)
      let waiting: Gathered[] = []
      for (const part of [...parts].toSorted((left, right) => left - right)) {
        const members = select.all(part) as Gathered[]
        if (waiting.length + members.length > partSpan) {
          signal.throwIfAborted()
          write(waiting)
          waiting = []
          await breathe()
        }
        waiting = waiting.length === 0 ? members : [...waiting, ...members]
      }
      signal.throwIfAborted()
      write(waiting)
    },
    close: () => void scratch.close(),
  }
}

function prepareEntry(sql: Database, populationId: number): (members: readonly Gathered[]) => void {
  const insert = sql.prepare(
    'INSERT INTO population_members (population_id, person_id, extra) VALUES (?, ?, ?)',
  )
  const write = sql.transaction((members: readonly Gathered[]) => {
    for (const { personId, extra } of members) insert.run(populationId, personId, extra)
  })
  return write.immediate
}

/** Adds an id; whether it was not there yet. A bit for each: a million ids take 125 kB. */
function createIdSet(): (id: number) => boolean {
  let bits = new Uint8Array(65_536)
  return id => {
    const at = Math.floor(id / 8)
    if (at >= bits.length) {
      const grown = new Uint8Array(Math.max(bits.length * 2, at + 1))
      grown.set(bits)
      bits = grown
    }
    const mask = 1 << (id % 8)
    const byte = bits[at] ?? 0
    bits[at] = byte | mask
    return (byte & mask) === 0
  }
}

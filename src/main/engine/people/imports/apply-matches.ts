import type { Database } from 'better-sqlite3'
import type { ExistingPolicy } from '../../../../shared/contract/import-options.ts'
import type { SkipReason } from '../../../../shared/contract/imports.ts'
import { breathe } from '../breathe.ts'
import { createChangeWriter, type RowCounts } from './change-writer.ts'
import { countOne, type ImportTally } from './import-tally.ts'
import { createMatchReader, type MatchedRow } from './match-reader.ts'
import { isOtherName, mergeRow } from './merge-row.ts'
import { createPersonStates, nameKeyOfState, type StoredState } from './person-states.ts'

/** What the rows of one import are put into people with. */
export interface MatchWork {
  readonly importId: number
  readonly policy: ExistingPolicy
  readonly now: number
  readonly tally: ImportTally
  /** Called between pieces, in the transaction of the piece, with the rows done so far. */
  stored(done: number, of: number): void
  isStopped(): boolean
}

/**
 * Puts the rows whose number somebody has into these people, piece by piece, in the order of people and for each in the
 * order of the file. What it changes of people who were there before is written down with the change itself, so that
 * whatever cuts it off, all of it can be taken back.
 */
export async function applyMatches(sql: Database, work: MatchWork): Promise<void> {
  const reader = createMatchReader(sql, work.importId)
  const apply = createApplication(sql, work)
  let done = 0
  const store = sql.transaction((rows: readonly MatchedRow[]) => {
    apply(rows)
    done += rows.length
    work.stored(done, reader.total)
  })
  for await (const rows of reader.pieces()) {
    if (work.isStopped()) return
    store.immediate(rows)
    await breathe()
  }
}

/** A person on the way through the rows of a piece. */
interface Progress {
  readonly before: StoredState
  after: StoredState
  readonly counts: RowCounts
}

function createApplication(sql: Database, work: MatchWork): (rows: readonly MatchedRow[]) => void {
  const states = createPersonStates(sql)
  const changes = createChangeWriter(sql, work.importId)
  const hidden = sql.prepare('SELECT id FROM imports WHERE is_settled = 0 AND id <> ?').pluck()
  const followMerged = sql.prepare('SELECT into_id FROM merged_people WHERE id = ?').pluck()
  const isMember = work.policy !== 'skip'

  /** Somebody may have been merged or deleted while the file was read. */
  function findPeople(rows: readonly MatchedRow[]): Map<number, Progress> {
    const goneImports = new Set(hidden.all(work.importId))
    const people = new Map<number, Progress>()
    const take = (ids: readonly number[]): void => {
      for (const [id, state] of states.read(ids)) {
        if (!goneImports.has(state.importId))
          people.set(id, { before: state, after: state, counts: newCounts(isMember) })
      }
    }
    take([...new Set(rows.map(row => row.personId))])
    for (const { personId } of rows) {
      const into = people.has(personId) ? undefined : followMerged.get(personId)
      if (typeof into !== 'number') continue
      if (!people.has(into)) take([into])
      const found = people.get(into)
      if (found) people.set(personId, found)
    }
    return people
  }
  return rows => {
    const people = findPeople(rows)
    for (const row of rows)
      countRow(work, applyRow(people.get(row.personId), row, work), people.get(row.personId))
    for (const { before, after, counts } of new Set(people.values())) {
      if (before !== after) states.write(before, after)
      const isOwn = before.importId === work.importId
      changes.write(before.id, counts, isOwn || before === after ? undefined : { before, after })
    }
  }
}

function newCounts(isMember: boolean): RowCounts {
  return { updated: 0, skipped: 0, isMember }
}

/** Why a row changes nobody; undefined where it does. */
function applyRow(person: Progress | undefined, row: MatchedRow, work: MatchWork): SkipReason | undefined {
  if (!person) return 'person-gone'
  if (!row.state) return 'left-alone'
  const isOther = isOtherName(person.after, row.state)
  if (isOther) work.tally.otherName += 1
  const merged = mergeRow(person.after, row.state, work.policy)
  if (merged === person.after) return isOther ? 'other-name' : 'nothing-new'
  person.after = {
    ...person.after,
    ...merged,
    nameKey: merged.columns === person.after.columns ? person.after.nameKey : nameKeyOfState(merged),
    updatedAt: work.now,
  }
  return undefined
}

/** Until here, each of these rows counted as one that changes somebody. */
function countRow({ tally }: MatchWork, skipped: SkipReason | undefined, person: Progress | undefined): void {
  if (skipped === undefined) {
    if (person) person.counts.updated += 1
    return
  }
  if (person) person.counts.skipped += 1
  tally.updated -= 1
  tally.skipped += 1
  countOne(tally.skips, skipped)
}

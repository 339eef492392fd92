import type { EngineContext } from '../context.ts'
import { breathe } from './breathe.ts'
import { announcePeople } from './people-revision.ts'
import { selectedIds, type CheckedSelection } from './selected-ids.ts'
import { createTell } from './work-report.ts'

/** What was done to a selection. */
export interface Worked {
  readonly changed: number
  /** False when it was cut off; what was done stays done. */
  readonly isWhole: boolean
}

/** A piece of work on people. */
export interface PeopleWork {
  /** Named in the pushes about progress; without it there are none. */
  readonly job: string | undefined
  readonly signal: AbortSignal
  /** Does it to some people, given as a JSON array of ids, in a transaction; gives how many it changed. */
  change(ids: string): number
}

/** A piece of work on a selection of people. */
export interface SelectionWork extends PeopleWork {
  readonly selection: CheckedSelection
}

const fewest = 200
const most = 4000

/**
 * Does something to a selection piece by piece, each in a transaction of some 20 ms, so that nobody waits. People who
 * come to the list meanwhile are not touched.
 */
export async function workThrough(context: EngineContext, work: SelectionWork): Promise<Worked> {
  return workThroughIds(context, await selectedIds(context.workspace.sql, work.selection), work)
}

/** The same for people who are known already. */
export async function workThroughIds(
  context: EngineContext,
  ids: Float64Array,
  work: PeopleWork,
): Promise<Worked> {
  const { clock, workspace } = context
  const tell = createTell(clock, done => {
    if (work.job) context.publish('people.work-progressed', { job: work.job, done, of: ids.length })
  })
  const change = workspace.sql.transaction(work.change)
  let changed = 0
  let at = 0
  let size = fewest
  while (at < ids.length && !work.signal.aborted) {
    const startedAt = clock.now()
    const piece = ids.subarray(at, at + size)
    changed += change.immediate(JSON.stringify([...piece]))
    at += piece.length
    size = nextSize(size, clock.now() - startedAt)
    tell(at)
    await breathe()
  }
  if (changed > 0) announcePeople(context)
  return { changed, isWhole: at >= ids.length }
}

function nextSize(size: number, tookMs: number): number {
  if (tookMs > 25) return Math.max(fewest, Math.floor(size / 2))
  return tookMs < 10 ? Math.min(most, size * 2) : size
}

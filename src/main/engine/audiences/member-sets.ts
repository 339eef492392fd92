import type { Database, Statement } from 'better-sqlite3'
import type { EngineContext } from '../context.ts'
import { breathe } from '../people/breathe.ts'
import { endsOfPeople } from '../populations/stretches.ts'
import type { SqlPart } from './sql-part.ts'

/** Ids looked at between two breaths: some 10 ms, also with a rule over custom fields. */
const span = 10_000
/** Members removed between two breaths. */
const chunk = 5000

/** What a list gained and lost. People who are no longer in the workspace count as neither. */
export interface MemberChange {
  readonly added: number
  readonly removed: number
}

/** Fills the lists of a workspace, one after the other. */
export interface MemberSets {
  /**
   * Makes a list hold whoever fits now, and whoever was put into it by hand, or into a list like it. The old members stay until all new ones are known; a list that was removed
   * meanwhile is left alone, and undefined answered.
   */
  fill(audienceId: number, readWhere: () => SqlPart, likeId?: number): Promise<MemberChange | undefined>
  /** Does something to the present set of a list, while no filling runs; undefined where the list is gone. */
  change<T>(audienceId: number, work: (memberSet: number) => Promise<T>): Promise<T | undefined>
  /** Clears away what no list points at: of lists that are gone, and of fillings that were cut off. */
  sweep(): Promise<void>
}

const known = new WeakMap<Database, MemberSets>()

/** The sets of a workspace: everybody who fills one goes through the same. */
export function memberSetsOf(context: EngineContext): MemberSets {
  const { sql } = context.workspace
  const sets = known.get(sql) ?? createMemberSets(context)
  known.set(sql, sets)
  return sets
}

/** Only one filling runs at a time, so that a set that no list points at is surely loose. */
function createMemberSets(context: EngineContext): MemberSets {
  let last: Promise<unknown> = Promise.resolve()
  function queue<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
  return {
    change: (audienceId, work) =>
      queue(async () => {
        const set = openSet(context, audienceId)
        return set === undefined ? undefined : work(set)
      }),
    fill: (audienceId, readWhere, likeId = audienceId) =>
      queue(async () => {
        await removeLoose(context)
        const change = await fillSet(context, { audienceId, likeId }, readWhere())
        await removeLoose(context)
        return change
      }),
    sweep: () => queue(() => removeLoose(context)),
  }
}

async function fillSet(
  { workspace, clock }: EngineContext,
  { audienceId, likeId }: { readonly audienceId: number; readonly likeId: number },
  where: SqlPart,
): Promise<MemberChange | undefined> {
  const { sql } = workspace
  const before = findSet(sql, audienceId)
  const fresh = nextSet(sql)
  const insert = sql.prepare(
    `INSERT INTO audience_members
     SELECT ?, people.id FROM people WHERE people.id BETWEEN ? AND ? AND ${where.sql} ORDER BY people.id`,
  )
  const pick = preparePicks(sql, { audienceId, likeId, fresh })
  const difference = countDifference(sql)
  const change = { added: 0, removed: 0 }
  const ends = endsOfPeople(sql)
  for (let first = ends?.first ?? 1; first <= (ends?.last ?? 0); first += span) {
    const last = first + span - 1
    insert.run(fresh, first, last, ...where.parameters)
    pick(first, last)
    change.added += Number(difference.get(fresh, first, last, before))
    change.removed += Number(difference.get(before, first, last, fresh))
    await breathe()
  }
  const point = sql.prepare('UPDATE audiences SET member_set = ?, refreshed_at = ? WHERE id = ?')
  return point.run(fresh, clock.now(), audienceId).changes === 0 ? undefined : change
}

/** Adds whoever was put into a list by hand; where that is another list, they count as put into this one as well. */
function preparePicks(
  sql: Database,
  { audienceId, likeId, fresh }: Record<'audienceId' | 'likeId' | 'fresh', number>,
): (first: number, last: number) => void {
  const picked = 'SELECT ?, person_id FROM audience_picks WHERE audience_id = ? AND person_id BETWEEN ? AND ?'
  const enlist = sql.prepare(`INSERT OR IGNORE INTO audience_members (member_set, person_id) ${picked}`)
  const copy = sql.prepare(`INSERT OR IGNORE INTO audience_picks (audience_id, person_id) ${picked}`)
  return (first, last) => {
    enlist.run(fresh, likeId, first, last)
    if (likeId !== audienceId) copy.run(audienceId, likeId, first, last)
  }
}

/** The set of a list to be changed by hand; a list that has none yet gets one. */
function openSet({ workspace, clock }: EngineContext, audienceId: number): number | undefined {
  const { sql } = workspace
  const found = sql.prepare('SELECT member_set FROM audiences WHERE id = ?').pluck().get(audienceId)
  if (typeof found !== 'number') return undefined
  if (found !== 0) return found
  const fresh = nextSet(sql)
  sql
    .prepare('UPDATE audiences SET member_set = ?, refreshed_at = ? WHERE id = ?')
    .run(fresh, clock.now(), audienceId)
  return fresh
}

/** Members of the first set in a stretch of ids who are not in the second one. */
function countDifference(sql: Database): Statement {
  return sql
    .prepare(`
      SELECT count(*) FROM audience_members AS one WHERE member_set = ? AND person_id BETWEEN ? AND ?
        AND EXISTS (SELECT 1 FROM people WHERE id = one.person_id)
        AND NOT EXISTS (SELECT 1 FROM audience_members WHERE member_set = ? AND person_id = one.person_id)`)
    .pluck()
}

/** The set of a list that has none yet is 0, in which nobody is. */
function findSet(sql: Database, audienceId: number): number {
  return Number(sql.prepare('SELECT member_set FROM audiences WHERE id = ?').pluck().get(audienceId) ?? 0)
}

function nextSet(sql: Database): number {
  const used = `SELECT max(ifnull((SELECT max(member_set) FROM audiences), 0),
    ifnull((SELECT max(member_set) FROM audience_members), 0))`
  return Number(sql.prepare(used).pluck().get()) + 1
}

async function removeLoose({ workspace }: EngineContext): Promise<void> {
  const { sql } = workspace
  if (!sql.open) return
  const remove = sql.prepare(
    `DELETE FROM audience_members WHERE (member_set, person_id) IN
       (SELECT member_set, person_id FROM audience_members WHERE member_set = ? LIMIT ${chunk})`,
  )
  for (const set of findLoose(sql)) {
    while (sql.open && remove.run(set).changes > 0) await breathe()
  }
  if (!sql.open) return
  const forget = sql.prepare(
    `DELETE FROM audience_picks WHERE (audience_id, person_id) IN (SELECT audience_id, person_id
       FROM audience_picks WHERE audience_id NOT IN (SELECT id FROM audiences) LIMIT ${chunk})`,
  )
  while (sql.open && forget.run().changes > 0) await breathe()
}

/** Steps from set to set: a list of all members would be gone through otherwise. */
function findLoose(sql: Database): number[] {
  const next = sql.prepare('SELECT min(member_set) FROM audience_members WHERE member_set > ?').pluck()
  const used = sql.prepare('SELECT 1 FROM audiences WHERE member_set = ?')
  const loose: number[] = []
  for (let set = next.get(0); typeof set === 'number'; set = next.get(set)) {
    if (!used.get(set)) loose.push(set)
  }
  return loose
}

import type { Database } from 'better-sqlite3'
import type { LoadReason } from '../../../shared/contract/load-files.ts'
import { breathe } from '../people/breathe.ts'
import { readTable } from '../people/imports/read-table.ts'
import type { TextSource } from '../people/imports/text-source.ts'
import type { FoundTable } from './find-table.ts'
import { gatherMembers, type Gathered, type GatheredMembers } from './gather-members.ts'
import { count, type LoadTally } from './load-ledger.ts'
import type { MatchRows } from './match-rows.ts'
import type { FaultyRow, NamedRow, ReadRow } from './read-row.ts'

/** What a file is loaded with. */
export interface Loading {
  readonly sql: Database
  readonly populationId: number
  /** Where rows that become nobody are written down. */
  readonly loadId: number
  readonly table: FoundTable
  readonly readRow: ReadRow
  readonly matchRows: MatchRows
  readonly tally: LoadTally
  readonly signal: AbortSignal
}

/**
 * Reads a whole file into a population, a stretch at a time.
 * @throws DOMException `AbortError` once the signal is set, and UserErrors of `readTable`
 */
export async function loadPeople(loading: Loading, source: TextSource): Promise<void> {
  const { sql, populationId, table, readRow, tally, signal } = loading
  const gathered = gatherMembers(sql)
  const sort = prepareSorting(loading, gathered)
  let waiting: (NamedRow | FaultyRow)[] = []
  let isHeader = table.reading.hasHeader
  try {
    await readTable(source, table.reading, {
      take(cells, line, fault) {
        if (isHeader) return void (isHeader = false)
        const row = readRow(cells, line, fault)
        if (!row) return
        tally.rows += 1
        waiting.push(row)
      },
      async pause() {
        signal.throwIfAborted()
        const rows = waiting
        waiting = []
        if (rows.length > 0) await sort(rows)
        await breathe()
        return true
      },
    })
    await gathered.enter(populationId, signal)
  } finally {
    gathered.close()
  }
}

/**
 * Tries rows once more that meant nobody at first: they were added as people meanwhile.
 * @throws DOMException `AbortError` once the signal is set
 */
export async function loadAgain(loading: Loading): Promise<void> {
  const { sql, loadId, readRow, matchRows, tally, signal, populationId } = loading
  const page = sql.prepare(
    "SELECT line, cells FROM file_load_rows WHERE load_id = ? AND line > ? AND reason = 'no-person' ORDER BY line LIMIT 1000",
  )
  const add = prepareMember(sql, populationId)
  const settle = prepareSettling(sql, loadId)
  let after = -1
  for (;;) {
    signal.throwIfAborted()
    const rows = page.all(loadId, after) as { readonly line: number; readonly cells: string }[]
    const last = rows.at(-1)
    if (!last) return
    const named = rows.flatMap(({ line, cells }) => {
      const row = readRow(JSON.parse(cells) as string[], line)
      return row && 'keys' in row ? [row] : []
    })
    const people = await matchRows(named)
    sql.transaction(() => {
      for (const [index, row] of named.entries()) {
        const person = people[index]
        if (person === undefined) continue
        count(tally.reasons, 'no-person', -1)
        const isNew = add(person, row.extra)
        if (isNew) tally.people += 1
        else count(tally.reasons, 'person-repeated')
        settle(row.line, isNew)
      }
    })()
    after = last.line
    await breathe()
  }
}

/** Rows that mean somebody are gathered, the first for each person; the others are written down with their reasons. */
function prepareSorting(
  { sql, loadId, matchRows, tally }: Loading,
  gathered: GatheredMembers,
): (rows: readonly (NamedRow | FaultyRow)[]) => Promise<void> {
  const reject = prepareRejection(sql, loadId, tally)
  const rejectAll = sql.transaction((rejected: readonly [FaultyRow | NamedRow, LoadReason][]) => {
    for (const [row, reason] of rejected) reject(row, reason)
  })
  return async rows => {
    const named = rows.filter(row => 'keys' in row)
    const people = await matchRows(named)
    const personOf = new Map(named.map((row, index) => [row, people[index]]))
    const members: Gathered[] = []
    const rejected: [FaultyRow | NamedRow, LoadReason][] = []
    for (const row of rows) {
      if ('reason' in row) {
        rejected.push([row, row.reason])
        continue
      }
      const personId = personOf.get(row)
      if (personId === undefined) rejected.push([row, 'no-person'])
      else if (gathered.isFirst(personId)) members.push({ personId, extra: row.extra })
      else rejected.push([row, 'person-repeated'])
    }
    gathered.add(members)
    tally.people += members.length
    if (rejected.length > 0) rejectAll.immediate(rejected)
  }
}

/** Of several rows for one person the first is taken. */
function prepareMember(
  sql: Database,
  populationId: number,
): (personId: number, extra: string | null) => boolean {
  const insert = sql.prepare(
    'INSERT INTO population_members (population_id, person_id, extra) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  return (personId, extra) => insert.run(populationId, personId, extra).changes === 1
}

type Reject = (row: Pick<FaultyRow, 'line' | 'cells'>, reason: LoadReason) => void

function prepareRejection(sql: Database, loadId: number, { reasons }: LoadTally): Reject {
  const insert = sql.prepare(
    'INSERT INTO file_load_rows (load_id, line, reason, cells) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  return ({ line, cells }, reason) => {
    count(reasons, reason)
    insert.run(loadId, line, reason, JSON.stringify(cells))
  }
}

/** A row that became somebody is no longer among the others. */
function prepareSettling(sql: Database, loadId: number): (line: number, isNew: boolean) => void {
  const remove = sql.prepare('DELETE FROM file_load_rows WHERE load_id = ? AND line = ?')
  const change = sql.prepare(
    "UPDATE file_load_rows SET reason = 'person-repeated' WHERE load_id = ? AND line = ?",
  )
  return (line, isNew) => void (isNew ? remove : change).run(loadId, line)
}

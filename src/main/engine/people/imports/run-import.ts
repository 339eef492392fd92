import type { Database } from 'better-sqlite3'
import type { EngineContext } from '../../context.ts'
import { breathe } from '../breathe.ts'
import { createConversion, filledColumns } from './convert-row.ts'
import type { ImportPlan } from './import-plan.ts'
import { createTally, type ImportTally } from './import-tally.ts'
import type { RecordReader } from './read-records.ts'
import { readTable } from './read-table.ts'
import { createUnordered } from './unordered.ts'
import { createPeopleWriter, type PeopleWriter } from './write-people.ts'

export interface ImportProgress {
  /** Called after each stretch of the file is stored. */
  stored(bytesRead: number): void
  /** Asked between stretches. */
  isStopped(): boolean
}

/** Some 50 MB; beyond, entering them into the orders has to be done in between. */
const mostUnordered = 1_000_000

/**
 * Reads the whole source into hidden people and rejections, a stretch at a time.
 * @returns whether it came to the end
 * @throws UserError those of `readTable`; SqliteError when the disk is full
 */
export async function runImport(
  context: EngineContext,
  plan: ImportPlan,
  progress: ImportProgress,
): Promise<boolean> {
  const { sql } = context.workspace
  const intake = createIntake(context, plan)
  await readTable(plan.source, plan.reading, {
    take: intake.take,
    async pause(read) {
      intake.store()
      progress.stored(read)
      await breathe()
      if (intake.unordered >= mostUnordered) await intake.order(progress.isStopped)
      return !progress.isStopped()
    },
  })
  await intake.order(progress.isStopped)
  if (progress.isStopped()) return false
  widenTypes(sql, intake.tally)
  return true
}

interface Intake {
  readonly tally: ImportTally
  /** People who are not in the orders yet. */
  readonly unordered: number
  readonly take: RecordReader['take']
  /** Writes what was taken. */
  store(): void
  order(isStopped: () => boolean): Promise<void>
}

function createIntake({ workspace, clock }: EngineContext, plan: ImportPlan): Intake {
  const { sql } = workspace
  const tally = createTally()
  let unordered = createUnordered()
  const writer = createPeopleWriter(sql, {
    importId: plan.id,
    now: clock.now(),
    columns: filledColumns(plan),
    unordered: { add: person => unordered.add(person) },
  })
  const convert = createConversion({
    ...plan,
    tally,
    addPerson: writer.addPerson,
    reject: writer.addRejection,
  })
  let isHeader = plan.reading.hasHeader
  return {
    tally,
    get unordered() {
      return unordered.size
    },
    take(cells, line, fault) {
      if (isHeader) isHeader = false
      else convert(cells, line, fault)
    },
    store: sql.transaction(() => storeStretch(sql, { plan, tally, writer })),
    async order(isStopped) {
      const waiting = unordered
      unordered = createUnordered()
      await waiting.fill(sql, isStopped)
    },
  }
}

function storeStretch(
  sql: Database,
  { plan, tally, writer }: { plan: ImportPlan; tally: ImportTally; writer: PeopleWriter },
): void {
  const { people, lastPerson } = writer.write()
  tally.imported += people
  sql
    .prepare(`
      UPDATE imports SET read = ?, imported = ?, rejected = ?, repaired = ?, reasons = ?,
        last_person = coalesce(?, last_person)
      WHERE id = ?`)
    .run(
      tally.read,
      tally.imported,
      tally.rejected,
      tally.repaired,
      JSON.stringify(Object.fromEntries(tally.reasons)),
      lastPerson ?? null,
      plan.id,
    )
}

/** A type was guessed from the first rows; a field with other values further down is a text. */
function widenTypes(sql: Database, { mixedFields }: ImportTally): void {
  const widen = sql.prepare("UPDATE person_fields SET type = 'text' WHERE key = ?")
  for (const key of mixedFields) widen.run(key)
}

import type { EngineContext } from '../../context.ts'
import { createConversion, filledColumns } from './convert-row.ts'
import type { ImportPlan } from './import-plan.ts'
import { createTally, type ImportTally } from './import-tally.ts'
import { createRowMatcher } from './match-rows.ts'
import type { RecordReader } from './read-records.ts'
import { prepareTallyStore } from './store-tally.ts'
import { createUnordered, type Unordered } from './unordered.ts'
import { createPeopleWriter, type PeopleWriter } from './write-people.ts'

/** Takes the records of an import, and writes what became of them when asked to. */
export interface Intake {
  readonly tally: ImportTally
  readonly take: RecordReader['take']
  /** Writes what was taken. */
  store(): void
  storeTally(): void
  /** Enters its people into the orders where many are waiting for it, or all of them. */
  order(when: 'many' | 'all', isStopped: () => boolean): Promise<void>
}

/** Some 60 MB; beyond, entering them into the orders has to be done in between. */
const mostUnordered = 1_000_000

/** The intake of an import that nothing has been read of. */
export function createIntake(context: EngineContext, plan: ImportPlan): Intake {
  const { sql } = context.workspace
  const tally = createTally()
  const waiting = createWaiting()
  const writer = createWriter(context, plan, waiting)
  const { addPerson, addRejection: reject } = writer
  const isWorkbook = plan.reading.format === 'workbook'
  const convert = createConversion({ ...plan, isWorkbook, tally, addPerson, reject })
  const storeTally = prepareTallyStore(sql, { id: plan.id, fields: plan.columns.fields, tally })
  let isHeader = plan.reading.hasHeader
  return {
    tally,
    take(cells, line, fault) {
      if (isHeader) isHeader = false
      else convert(cells, line, fault)
    },
    store: sql.transaction(() => {
      const { people, matches, lastPerson } = writer.write()
      tally.imported += people
      // A row that means somebody counts as a change until it is known to be none.
      tally.updated += matches
      storeTally(lastPerson)
    }),
    storeTally: () => storeTally(),
    async order(when, isStopped) {
      if (when === 'all' || waiting.size >= mostUnordered) await waiting.take().fill(sql, isStopped)
    },
  }
}

interface Waiting extends Pick<Unordered, 'size' | 'add' | 'find'> {
  /** Hands them out; nobody is waiting then. */
  take(): Unordered
}

function createWaiting(): Waiting {
  let unordered = createUnordered()
  return {
    get size() {
      return unordered.size
    },
    add: person => unordered.add(person),
    find: phone => unordered.find(phone),
    take() {
      const taken = unordered
      unordered = createUnordered()
      return taken
    },
  }
}

function createWriter(
  { workspace, clock }: EngineContext,
  plan: ImportPlan,
  unordered: Pick<Unordered, 'add' | 'find'>,
): PeopleWriter {
  const { id: importId, existing: policy } = plan
  return createPeopleWriter(workspace.sql, {
    importId,
    now: clock.now(),
    columns: filledColumns(plan),
    unordered,
    matcher: createRowMatcher(workspace.sql, { importId, policy, unordered }),
    leavesAlone: policy === 'skip',
  })
}

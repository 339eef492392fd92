import type { z } from 'zod'
import { findShortCode } from '../../../shared/clicks/find-short-code.ts'
import { readClickTime } from '../../../shared/clicks/read-click-time.ts'
import type { clickCalls, ClickFault, ClickReport } from '../../../shared/contract/clicks.ts'
import type { EngineContext } from '../context.ts'
import { breathe } from '../people/breathe.ts'
import { readTable } from '../people/imports/read-table.ts'
import type { TextSource } from '../people/imports/text-source.ts'
import { createTell } from '../people/work-report.ts'
import { createClickWriter } from './write-click.ts'

type Given = Omit<z.output<(typeof clickCalls)['clicks.import']['input']>, 'file'>

/** Rows that are written between two breaths. */
const rowsAtOnce = 200

/**
 * Takes in a report of the short domain, row by row: the code in it says which message it was, so that no number of anybody
 * has to leave the machine. Cut off by the signal, it stays part-done; read again, what is there counts as repeated.
 * @throws UserError those of `readTable`
 */
export async function importReport(
  context: EngineContext,
  {
    source,
    given,
    signal,
  }: { readonly source: TextSource; readonly given: Given; readonly signal: AbortSignal },
): Promise<ClickReport> {
  const tally = createTally()
  const take = createTaker(context, given, tally)
  const tell = createTell(context.clock, done => {
    if (given.job) context.publish('people.work-progressed', { job: given.job, done, of: 0 })
  })
  let waiting: string[][] = []
  let isHeader = given.reading.hasHeader
  await readTable(source, given.reading, {
    take(cells) {
      if (isHeader) return void (isHeader = false)
      if (cells.some(cell => cell.trim() !== '')) waiting.push(cells)
    },
    async pause() {
      const rows = waiting
      waiting = []
      for (let at = 0; at < rows.length && !signal.aborted; at += rowsAtOnce) {
        take(rows.slice(at, at + rowsAtOnce))
        tell(tally.rows)
        await breathe()
      }
      return !signal.aborted
    },
  })
  if (tally.recorded > 0) context.publish('clicks.recorded', {})
  return reportOf(context, tally, !signal.aborted)
}

interface Tally {
  rows: number
  recorded: number
  repeated: number
  readonly faults: Partial<Record<ClickFault, number>>
  readonly byDelivery: Map<number, number>
}

function createTally(): Tally {
  return { rows: 0, recorded: 0, repeated: 0, faults: {}, byDelivery: new Map() }
}

/** Takes some rows in one transaction. */
function createTaker(
  context: EngineContext,
  { link, time, timeZone }: Given,
  tally: Tally,
): (rows: readonly (readonly string[])[]) => void {
  const write = createClickWriter(context)
  const note = (fault: ClickFault): void => void (tally.faults[fault] = (tally.faults[fault] ?? 0) + 1)
  function takeRow(cells: readonly string[]): void {
    tally.rows += 1
    const use = findShortCode(cells[link] ?? '')
    if (!use) return note('no-code')
    const at = readClickTime(cells[time] ?? '', timeZone)
    if (at === undefined) return note('no-time')
    const outcome = write(use, at)
    if (outcome === 'repeated') tally.repeated += 1
    else if (outcome === 'recorded') {
      tally.recorded += 1
      tally.byDelivery.set(use.deliveryId, (tally.byDelivery.get(use.deliveryId) ?? 0) + 1)
    } else note(outcome)
  }
  const takeAll = context.workspace.sql.transaction((rows: readonly (readonly string[])[]) => {
    for (const cells of rows) takeRow(cells)
  })
  return rows => takeAll.immediate(rows)
}

function reportOf({ workspace }: EngineContext, tally: Tally, isWhole: boolean): ClickReport {
  const { rows, recorded, repeated, faults, byDelivery } = tally
  const label = workspace.sql.prepare('SELECT label FROM deliveries WHERE id = ?').pluck()
  const deliveries = [...byDelivery]
    .map(([id, clicks]) => ({ id, label: String(label.get(id)), clicks }))
    .toSorted((one, other) => other.clicks - one.clicks)
  return { rows, recorded, repeated, faults, deliveries, isWhole }
}

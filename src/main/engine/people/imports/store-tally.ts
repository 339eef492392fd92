import type { Database } from 'better-sqlite3'
import type { Import } from '../../../../shared/contract/imports.ts'
import type { ImportTally } from './import-tally.ts'
import type { FilledField } from './resolve-columns.ts'

/** What is told of an import besides the counts of its rows. */
export type StoredReport = Pick<
  Import,
  'skips' | 'otherColumn' | 'lostNumber' | 'otherName' | 'problems' | 'newChoices'
>

/** As many new values of a choice as are told by name. */
const mostNamed = 20

/** A function that stores what an import has counted so far; the last id is that of its people. */
export function prepareTallyStore(
  sql: Database,
  {
    id,
    fields,
    tally,
  }: { readonly id: number; readonly fields: readonly FilledField[]; readonly tally: ImportTally },
): (lastPerson?: number) => void {
  const update = sql.prepare(`
    UPDATE imports SET read = @read, imported = @imported, updated = @updated, skipped = @skipped, rejected = @rejected,
      repaired = @repaired, reasons = @reasons, report = @report, last_person = coalesce(@lastPerson, last_person)
    WHERE id = @id`)
  return lastPerson => {
    const { read, imported, updated, skipped, rejected, repaired } = tally
    update.run({
      id,
      read,
      imported,
      updated,
      skipped,
      rejected,
      repaired,
      reasons: JSON.stringify(Object.fromEntries(tally.reasons)),
      report: JSON.stringify(reportOf(tally, fields)),
      lastPerson: lastPerson ?? null,
    })
  }
}

function reportOf(tally: ImportTally, fields: readonly FilledField[]): StoredReport {
  return {
    skips: Object.fromEntries(tally.skips),
    otherColumn: tally.otherColumn,
    lostNumber: tally.lostNumber,
    otherName: tally.otherName,
    problems: fields.flatMap(({ key, label, type }) => {
      const trouble = tally.troubles.get(key)
      return trouble ? [{ field: key, label, type, count: trouble.count, samples: trouble.samples }] : []
    }),
    newChoices: fields.flatMap(({ key, label }) => {
      const values = [...(tally.newChoices.get(key)?.values() ?? [])]
      return values.length > 0
        ? [{ field: key, label, count: values.length, values: values.slice(0, mostNamed) }]
        : []
    }),
  }
}

import type { z } from 'zod'
import type { exportCalls } from '../../../shared/contract/exports.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { EngineContext } from '../context.ts'
import type { Jobs } from '../create-jobs.ts'
import { createTell } from '../people/work-report.ts'
import { comparisonTable } from './comparison-table.ts'
import { exclusionsTable } from './exclusions-table.ts'
import { figuresTable } from './figures-table.ts'
import { fileRowsTable } from './file-rows-table.ts'
import { messagesTable } from './messages-table.ts'
import { peopleTable } from './people-table.ts'
import { rejectionsTable } from './rejections-table.ts'
import { saveTable } from './save-table.ts'
import type { Table, Words } from './table.ts'

type StartInput = z.output<(typeof exportCalls)['exports.start']['input']>

/** Answers the calls about exports. */
export function exportHandlers(context: EngineContext, jobs: Jobs): HandlersOf<typeof exportCalls> {
  return {
    'exports.start': input => jobs.run(input.job, signal => save(context, input, signal)),
    'exports.cancel': ({ job }) => {
      jobs.cancel(job)
      return {}
    },
  }
}

async function save(
  context: EngineContext,
  { what, format, file, words, job }: StartInput,
  signal: AbortSignal,
): Promise<{ rows: number; isWhole: boolean }> {
  const { clock, files } = context
  const path = files.locate(file)
  const table = await openTable(context, what, words)
  const tell = createTell(clock, done => {
    if (job) context.publish('export.progressed', { job, done, of: table.total })
  })
  return saveTable(table, { path, format, at: clock.now(), signal, tell })
}

function openTable(
  { workspace, clock }: EngineContext,
  what: StartInput['what'],
  words: Words,
): Table | Promise<Table> {
  const { sql } = workspace
  switch (what.of) {
    case 'people':
      return peopleTable(sql, what, words)
    case 'exclusions':
      return exclusionsTable(sql, what, words)
    case 'messages':
      return messagesTable(sql, what, words)
    case 'figures':
      return figuresTable(sql, what.deliveryId, words)
    case 'comparison':
      return comparisonTable(sql, { ids: what.deliveryIds, now: clock.now() }, words)
    case 'file-rows':
      return fileRowsTable(sql, what.loadId, words)
    case 'rejections':
      return rejectionsTable(sql, what.importId, words)
  }
}

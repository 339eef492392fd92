import { UserError, type ErrorData } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { inBackground } from '../in-background.ts'
import { reportBug } from '../report-bug.ts'
import { readImport } from './imports/import-row.ts'
import { planImport, type ImportRequest } from './imports/import-plan.ts'
import { endImport, settleImport } from './imports/settle-import.ts'
import { takeBack, type TakenBack } from './imports/take-back.ts'
import type { TextSource } from './imports/text-source.ts'
import { announcePeople } from './people-revision.ts'

/** Something to say once after start: a code with a text, and its values. */
export interface Notice {
  readonly code: string
  readonly data: ErrorData
}

/** The imports of a workspace. One at a time is read; nobody sees its people before it is finished. */
export interface Imports {
  /** Takes back what was cut off when the program last ended; call once, before the first client. */
  recover(): Notice[]
  /**
   * Begins an import; it goes on by itself, told by pushes.
   * @throws UserError `import/already-running`, and those of `planImport`
   */
  start(source: TextSource, request: ImportRequest): Promise<number>
  /** Resolves when an import is settled: finished, or taken back. */
  whenSettled(id: number): Promise<void>
  /** Resolves when no import is being read or taken back. */
  whenIdle(): Promise<void>
  /** Stops an import that is being read and takes it back; any other stays as it is. */
  cancel(id: number): Promise<void>
  /** @throws UserError `import/not-found`, `import/not-finished` */
  undo(id: number): Promise<TakenBack>
  stop(): Promise<void>
}

/** Makes the imports of a workspace. */
export function createImports(context: EngineContext): Imports {
  const { sql } = context.workspace
  const clearing = createClearing(context)
  const reading = createReading(context, clearing.clear)
  return {
    ...reading,
    recover: () => recoverImports(context, clearing.clear),
    async undo(id) {
      const { state } = readImport(sql, id)
      if (state !== 'finished') throw new UserError('import/not-finished')
      sql.prepare("UPDATE imports SET state = 'undone', is_settled = 0 WHERE id = ?").run(id)
      announcePeople(context)
      return clearing.clear(id)
    },
    async whenIdle() {
      await reading.whenIdle()
      await clearing.whenIdle()
    },
    async stop() {
      await reading.stop()
      await clearing.stop()
    },
  }
}

type Clear = (id: number) => Promise<TakenBack>

/** Takes imports back in the background; what is not done when the program ends is done after the next start. */
function createClearing(context: EngineContext): {
  clear: Clear
  whenIdle(): Promise<void>
  stop(): Promise<void>
} {
  const underway = new Set<Promise<unknown>>()
  let isStopped = false
  return {
    async clear(id) {
      const work = takeBack(context, id, () => isStopped)
      underway.add(work)
      try {
        return await work
      } finally {
        underway.delete(work)
      }
    },
    async whenIdle() {
      while (underway.size > 0) await Promise.allSettled(underway)
    },
    async stop() {
      isStopped = true
      await Promise.allSettled(underway)
    },
  }
}

interface Job {
  readonly id: number
  ending: 'cancel' | 'shutdown' | undefined
  /** Resolves when the reading has ended and that is stored. */
  readonly read: Promise<boolean>
  readonly settled: Promise<void>
}

/** Reads one import at a time. */
function createReading(
  context: EngineContext,
  clear: Clear,
): Pick<Imports, 'start' | 'whenSettled' | 'whenIdle' | 'cancel' | 'stop'> {
  let job: Job | undefined
  let isStarting = false
  return {
    async start(source, request) {
      if (job || isStarting) throw new UserError('import/already-running', job ? { id: job.id } : {})
      isStarting = true
      try {
        const started = startJob(context, await planImport(context, source, request), clear)
        job = started
        void started.settled.then(() => {
          if (job === started) job = undefined
        })
        return started.id
      } finally {
        isStarting = false
      }
    },
    async whenSettled(id) {
      if (job?.id === id) await job.settled
    },
    async whenIdle() {
      await job?.settled
    },
    async cancel(id) {
      readImport(context.workspace.sql, id)
      if (job?.id !== id) return
      job.ending ??= 'cancel'
      await job.read
    },
    async stop() {
      if (job) job.ending = 'shutdown'
      await job?.read
    },
  }
}

function startJob(context: EngineContext, plan: Parameters<typeof settleImport>[1], clear: Clear): Job {
  const state: { ending: Job['ending'] } = { ending: undefined }
  const read = settleImport(context, plan, () => state.ending)
  const settled = read
    .then(async stays => {
      if (!stays && state.ending !== 'shutdown') await clear(plan.id)
    })
    .catch((error: unknown) => void reportBug(context, 'taking back an import', { error }))
  return Object.assign(state, { id: plan.id, read, settled })
}

/** An import that was being read when the program ended has failed; one that was being taken back goes on. */
function recoverImports(context: EngineContext, clear: Clear): Notice[] {
  const { sql } = context.workspace
  const unsettled = sql
    .prepare('SELECT id, file_name AS file, state, imported FROM imports WHERE is_settled = 0')
    .all() as { id: number; file: string; state: string; imported: number }[]
  const notices: Notice[] = []
  for (const { id, file, state, imported } of unsettled) {
    if (state === 'reading') {
      const notice: Notice = { code: 'import/interrupted', data: { file, rows: imported } }
      endImport(context, id, { state: 'failed', error: notice })
      notices.push(notice)
    }
    inBackground(context, 'taking back an import', clear(id))
  }
  return notices
}

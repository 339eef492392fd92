import type { z } from 'zod'
import type { importProgressSchema } from '../../../../shared/contract/import-report.ts'
import type { EngineContext } from '../../context.ts'
import { readImport } from './import-row.ts'

type Step = z.infer<typeof importProgressSchema>['step']

/** Tells clients how far an import is: at most five times a second, and at the end. */
export interface ImportReport {
  tell(step: Step): void
  end(): void
}

const pushesEvery = 200

/** @param bytes of the whole source */
export function createReport(context: EngineContext, id: number, bytes: number): ImportReport {
  let toldAt = Number.NEGATIVE_INFINITY
  let last: Step = { name: 'reading', done: 0, of: bytes }
  function push(): void {
    const bytesRead = last.name === 'reading' ? last.done : bytes
    const current = readImport(context.workspace.sql, id)
    context.publish('import.progressed', { import: current, step: last, bytesRead, bytes })
  }
  return {
    tell(step) {
      last = step
      const now = context.clock.now()
      if (now - toldAt < pushesEvery) return
      toldAt = now
      push()
    },
    end() {
      last = { ...last, done: last.of }
      push()
    },
  }
}

import Sqlite from 'better-sqlite3'
import { reviveUserError, UserError } from '../../shared/errors.ts'
import type { CallObserver } from '../../shared/rpc.ts'
import type { EngineContext } from './context.ts'
import { writeTrouble } from './outbox/write-trouble.ts'
import { reportBug } from './report-bug.ts'

/** How long a call may take before it is named in the log, in ms. */
const slowCallMs = 100

/** Watches the calls: names slow ones, logs bugs under a reference, says in words that the disk is full. */
export function observeCalls(context: EngineContext): CallObserver {
  return {
    now: () => context.clock.now(),
    explain: explainStorage,
    failed: (call, error) => reportBug(context, 'call', { error, call }),
    answered(call, ms) {
      if (ms > slowCallMs) context.log.warn('slow call', { call, ms })
    },
  }
}

const storageFaults = /^SQLITE_(FULL|IOERR|READONLY|CORRUPT|CANTOPEN)/

function explainStorage(error: unknown): UserError | undefined {
  if (!(error instanceof Sqlite.SqliteError)) return undefined
  // It was waited for, seconds long.
  if (error.code.startsWith('SQLITE_BUSY')) return new UserError('workspace/busy')
  if (!storageFaults.test(error.code)) return undefined
  const trouble = writeTrouble(error)
  return trouble && reviveUserError(trouble.code, trouble.data)
}

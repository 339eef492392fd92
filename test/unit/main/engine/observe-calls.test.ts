import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { observeCalls } from '../../../../src/main/engine/observe-calls.ts'
import { createOutboxWorld } from '../../../support/outbox-world.ts'
import { createScriptedLine } from '../../../support/scripted-line.ts'

test.each([
  ['SQLITE_BUSY', 'workspace/busy'],
  ['SQLITE_BUSY_SNAPSHOT', 'workspace/busy'],
  ['SQLITE_FULL', 'workspace/disk-full'],
  ['SQLITE_IOERR_WRITE', 'workspace/cannot-write'],
  ['SQLITE_CONSTRAINT', undefined],
])('a call that fails with %s is explained as %s', (code, explained) => {
  const { context } = createOutboxWorld(createScriptedLine().open)
  const error = new Sqlite.SqliteError('failed', code)
  expect(observeCalls(context).explain?.(error)?.code).toBe(explained)
})

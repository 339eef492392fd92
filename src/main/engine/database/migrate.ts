import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { UserError } from '../../../shared/errors.ts'

/** One numbered step; `sql` may hold many statements. */
export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
}

/** The steps of this program, from the files beside this one, in order. */
export function loadMigrations(): Migration[] {
  const files = import.meta.glob<string>('./migrations/*.sql', {
    query: '?raw',
    import: 'default',
    eager: true,
  })
  return Object.entries(files)
    .map(([path, sql]) => {
      const name = path.split('/').at(-1)?.replace('.sql', '') ?? path
      return { number: Number.parseInt(name, 10), name, sql }
    })
    .toSorted((left, right) => left.number - right.number)
}

/**
 * Brings a file to the newest step, all steps or none. Foreign keys are off while it runs, and switched outside the
 * transaction because SQLite ignores the switch inside one: otherwise rebuilding a parent table deletes its children.
 * @throws UserError `workspace/newer` for a file of a later version, `workspace/other-build` for one whose steps were others,
 *   `workspace/damaged` when keys dangle afterwards
 */
export function migrate(database: Database, migrations: readonly Migration[]): void {
  const current = Number(database.pragma('user_version', { simple: true }))
  const newest = migrations.at(-1)?.number ?? 0
  if (current > newest) throw new UserError('workspace/newer', { current, newest })
  refuseOtherSteps(database, migrations, current)
  const pending = migrations.filter(step => step.number > current)
  if (pending.length === 0) return

  database.pragma('foreign_keys = OFF')
  try {
    database.transaction(() => {
      database.exec(journal)
      const note = database.prepare('INSERT INTO applied_steps VALUES (?, ?)')
      for (const step of pending) {
        database.exec(step.sql)
        note.run(step.number, digestOf(step))
      }
      const dangling = database.pragma('foreign_key_check') as { table: string }[]
      if (dangling[0]) throw new UserError('workspace/damaged', { table: dangling[0].table })
      database.pragma(`user_version = ${newest}`)
    })()
  } finally {
    database.pragma('foreign_keys = ON')
  }
}

/** What each step was when it was applied. */
const journal = `CREATE TABLE IF NOT EXISTS applied_steps (
  number INTEGER PRIMARY KEY,
  digest TEXT NOT NULL
) STRICT`

function digestOf({ sql }: Migration): string {
  return createHash('sha256').update(sql).digest('base64url')
}

/** Tables that were made by steps with the same numbers and other words would fail much later, at some statement. */
function refuseOtherSteps(database: Database, migrations: readonly Migration[], current: number): void {
  if (current === 0) return
  const known = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'applied_steps'").get()
  const digests = known
    ? database.prepare('SELECT digest FROM applied_steps ORDER BY number').pluck().all()
    : []
  const expected = migrations.filter(step => step.number <= current).map(digestOf)
  if (expected.join() !== digests.join()) throw new UserError('workspace/other-build')
}

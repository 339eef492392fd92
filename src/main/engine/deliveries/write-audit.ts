import type { EngineContext } from '../context.ts'

/** Notes what a person decided; in the same transaction as the deed, where there is one. */
export function writeAudit(
  { workspace, clock }: EngineContext,
  entry: {
    readonly action: string
    readonly subject: string
    readonly data: Readonly<Record<string, unknown>>
  },
): void {
  workspace.sql
    .prepare('INSERT INTO audit_log (at, action, subject, data) VALUES (?, ?, ?, ?)')
    .run(clock.now(), entry.action, entry.subject, JSON.stringify(entry.data))
}

/**
 * Notes a deed that is done piece after piece: with the first of them, and brought up to date with each of the others. Called
 * in their transactions, it is noted as far as it went when the program dies in between.
 */
export function noteAsItGoes(
  context: EngineContext,
  { action, subject }: { readonly action: string; readonly subject: string },
): (data: Readonly<Record<string, unknown>>) => void {
  const { sql } = context.workspace
  let id: unknown
  return data => {
    if (id === undefined) {
      writeAudit(context, { action, subject, data })
      id = sql.prepare('SELECT last_insert_rowid()').pluck().get()
    } else sql.prepare('UPDATE audit_log SET data = ? WHERE id = ?').run(JSON.stringify(data), id)
  }
}

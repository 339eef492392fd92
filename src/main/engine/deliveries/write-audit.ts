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

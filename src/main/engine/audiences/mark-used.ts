import type { EngineContext } from '../context.ts'
import { audiencesOf, type Rule } from '../../../shared/rule.ts'

/** Notes that a run took people from audiences: the one that it names, or those that its own rule names. */
export function markUsed(
  { workspace, clock, publish }: EngineContext,
  source: { readonly audienceId: number } | { readonly rule: Rule },
): void {
  const ids = 'audienceId' in source ? [source.audienceId] : audiencesOf(source.rule)
  const mark = workspace.sql.prepare('UPDATE audiences SET last_used_at = ? WHERE id = ?')
  for (const id of ids) mark.run(clock.now(), id)
  if (ids.length > 0) publish('audiences.changed', {})
}

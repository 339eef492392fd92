import type { Step } from './activity-runner.ts'

/**
 * The people who come in to an activity that takes one transition.
 * @throws Error where nothing comes in, which no step is executed with
 */
export function onlyInbound({ context, inbound }: Step): {
  readonly populationId: number
  readonly count: number
} {
  const [first] = inbound
  if (!first) throw new Error('nothing comes in')
  const count = context.workspace.sql
    .prepare('SELECT count FROM populations WHERE id = ?')
    .pluck()
    .get(first.populationId)
  return { populationId: first.populationId, count: Number(count) }
}

import { buildAudience } from '../../../../shared/activities/build-audience.ts'
import { incrementalQuery } from '../../../../shared/activities/incremental-query.ts'
import type { PeopleSource } from '../../../../shared/contract/people.ts'
import type { WorkflowDocument } from '../../../../shared/workflow-document.ts'
import { incomingOf } from '../../../../shared/workflow/graph.ts'
import { finishedPart } from '../../../parts/rule-builder/rule-edits.ts'

/** What selects by a saved audience or a rule, with the same settings. */
const queries = new Set<string>([buildAudience.kind, incrementalQuery.kind])

/**
 * The people that will reach an activity, as far as it can be told before a run: what the nearest Build audience or
 * Incremental query before it selects. Undefined where there is none yet.
 */
export function audienceBefore(document: WorkflowDocument, activityId: string): PeopleSource | undefined {
  const seen = new Set<string>()
  let waiting = [activityId]
  while (waiting.length > 0) {
    for (const id of waiting) seen.add(id)
    const before = waiting.flatMap(id => incomingOf(document, id).map(({ from }) => from))
    waiting = before.filter(id => !seen.has(id))
    const found = document.activities.find(({ id, kind }) => waiting.includes(id) && queries.has(kind))
    if (found) return sourceOf(found.settings)
  }
  return undefined
}

function sourceOf(settings: Readonly<Record<string, unknown>>): PeopleSource | undefined {
  const read = buildAudience.settings.safeParse(settings)
  if (!read.success) return undefined
  if (read.data.source === 'audience') return { audienceId: read.data.audienceId }
  return { rule: finishedPart(read.data.rule) }
}

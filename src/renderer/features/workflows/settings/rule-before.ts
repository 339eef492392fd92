import { readList } from '../../../../shared/activities/read-list.ts'
import { inAudience, type Rule } from '../../../../shared/rule.ts'
import { findActivity, incomingOf } from '../../../../shared/workflow/graph.ts'
import type { WorkflowDocument } from '../../../../shared/workflow-document.ts'
import { buildAudience } from '../../../../shared/activities/build-audience.ts'

/**
 * The rule that everyone matches who comes in to an activity, where that can be told: they come straight from one that
 * finds them by a rule or a saved audience.
 */
export function ruleBefore(document: WorkflowDocument, activityId: string): Rule | undefined {
  const [only, another] = incomingOf(document, activityId)
  const source = only && !another ? findActivity(document, only.from) : undefined
  if (source?.kind === buildAudience.kind) {
    const { data } = buildAudience.settings.safeParse(source.settings)
    return data && (data.source === 'rule' ? data.rule : inAudience(data.audienceId))
  }
  if (source?.kind !== readList.kind) return undefined
  const { data } = readList.settings.safeParse(source.settings)
  if (data?.source !== 'audience') return undefined
  const list = inAudience(data.audienceId)
  return { ...list, root: { type: 'group', match: 'all', items: [list.root, data.filter.root] } }
}

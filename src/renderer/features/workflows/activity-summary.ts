import type { Audience } from '../../../shared/contract/audiences.ts'
import { ruleSchema, type RuleGroup } from '../../../shared/rule.ts'
import type { Activity } from '../../../shared/workflow-document.ts'

/** What an activity is set to, for one line on its node: a text, or a key of a text. */
export type Summary =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'key'; readonly key: string; readonly count: number }

const key = (name: string, count = 1): Summary => ({ kind: 'key', key: `workflows.summary.${name}`, count })

/** The settings of an activity in a few words. Incomplete settings have words of their own. */
export function summaryOf(activity: Activity, audiences: readonly Audience[]): Summary {
  switch (activity.kind) {
    case 'build-audience':
      return audienceSummary(activity.settings, audiences)
    case 'incremental-query':
      return incrementalSummary(activity.settings, audiences)
    case 'enrichment':
      return enrichmentSummary(activity.settings)
    case 'sms':
      return smsSummary(activity.settings)
    default:
      return key('unknown')
  }
}

function audienceSummary(
  settings: Readonly<Record<string, unknown>>,
  audiences: readonly Audience[],
): Summary {
  if (settings['source'] === 'audience') {
    const audience = audiences.find(({ id }) => id === settings['audienceId'])
    return audience ? { kind: 'plain', text: audience.name } : key('noAudience')
  }
  const rule = ruleSchema.safeParse(settings['rule'])
  const conditions = rule.success ? countConditions(rule.data.root) : 0
  return conditions === 0 ? key('everyone') : key('conditions', conditions)
}

/** The audience by its name says enough; a rule says at least that only the new ones come. */
function incrementalSummary(
  settings: Readonly<Record<string, unknown>>,
  audiences: readonly Audience[],
): Summary {
  return settings['source'] === 'audience' ? audienceSummary(settings, audiences) : key('newOf')
}

function enrichmentSummary(settings: Readonly<Record<string, unknown>>): Summary {
  const given: readonly unknown[] = Array.isArray(settings['columns']) ? settings['columns'] : []
  const labels = given.flatMap(column =>
    column && typeof column === 'object' && 'label' in column ? [String(column.label)] : [],
  )
  return labels.length === 0 ? key('noColumns') : { kind: 'plain', text: labels.join(', ') }
}

function smsSummary(settings: Readonly<Record<string, unknown>>): Summary {
  const content = settings['content']
  const text = content && typeof content === 'object' && 'text' in content ? String(content.text).trim() : ''
  return text === '' ? key('noText') : { kind: 'plain', text }
}

function countConditions(group: RuleGroup): number {
  return group.items.reduce((sum, item) => sum + (item.type === 'group' ? countConditions(item) : 1), 0)
}

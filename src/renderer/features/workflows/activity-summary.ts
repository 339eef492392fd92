import type { Audience } from '../../../shared/contract/audiences.ts'
import { ruleSchema, type RuleGroup } from '../../../shared/rule.ts'
import type { Activity } from '../../../shared/workflow-document.ts'
import { dataSummaries } from './data-summaries.ts'
import { flowSummaries } from './flow-summaries.ts'
import { populationSummaries } from './population-summaries.ts'
import { summaryKey as key, type Summary } from './summary-key.ts'

/** A thing of the workspace that settings name by its number. */
interface Named {
  readonly id: number
  readonly name: string
}

type Summarize = (
  settings: Readonly<Record<string, unknown>>,
  audiences: readonly Audience[],
  lists: readonly Named[],
) => Summary

const summaries: Readonly<Record<string, Summarize>> = {
  'build-audience': audienceSummary,
  // The audience by its name says enough; a rule says at least that only the new ones come.
  'incremental-query': (settings, audiences) =>
    settings['source'] === 'audience' ? audienceSummary(settings, audiences) : key('newOf'),
  ...dataSummaries,
  ...populationSummaries,
  ...flowSummaries,
  sms: smsSummary,
  'sms-recurring': smsSummary,
  subscribe: listSummary,
  unsubscribe: listSummary,
}

/** The settings of an activity in a few words. Incomplete settings have words of their own. */
export function summaryOf(
  activity: Activity,
  audiences: readonly Audience[],
  lists: readonly Named[] = [],
): Summary {
  return summaries[activity.kind]?.(activity.settings, audiences, lists) ?? key('unknown')
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

function smsSummary(settings: Readonly<Record<string, unknown>>): Summary {
  const content = settings['content']
  const text = content && typeof content === 'object' && 'text' in content ? String(content.text).trim() : ''
  return text === '' ? key('noText') : { kind: 'plain', text }
}

function listSummary(
  settings: Readonly<Record<string, unknown>>,
  _: readonly Audience[],
  lists: readonly Named[],
): Summary {
  const list = lists.find(({ id }) => id === settings['listId'])
  return list ? { kind: 'plain', text: list.name } : key('noList')
}

function countConditions(group: RuleGroup): number {
  return group.items.reduce((sum, item) => sum + (item.type === 'group' ? countConditions(item) : 1), 0)
}

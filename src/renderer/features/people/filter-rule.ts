import { ruleSchema, type Rule, type RuleGroup } from '../../../shared/rule.ts'
import type { SourceKey } from './people-sources.ts'

/** The filter in a screen's address; undefined where there is none, or none that can be read. */
export function filterOf(query: Readonly<Record<string, unknown>>): Rule | undefined {
  const { data } = ruleSchema.safeParse(parse(query['filter']))
  return data && data.root.items.length > 0 ? data : undefined
}

/** A filter as it stands in an address; nothing where it leaves nobody out. */
export function filterQuery(rule: Rule | undefined): Record<string, string> {
  return rule && rule.root.items.length > 0 ? { filter: JSON.stringify(rule) } : {}
}

/** The rule of an audience that holds whom a list shows: the people of a source who match a filter. */
export function ruleOfList(source: SourceKey, filter: Rule): Rule {
  const items = [...sourceItems(source), filter.root]
  return items.length === 1 ? filter : { ...filter, root: { type: 'group', match: 'all', items } }
}

function sourceItems(source: SourceKey): RuleGroup['items'] {
  const [kind, id] = source.split(':')
  if (kind === 'audience') return [{ type: 'audience', operator: 'is-in', audienceId: Number(id) }]
  if (kind === 'tag') return [{ type: 'tag', operator: 'has-any', tagIds: [Number(id)] }]
  return kind === 'import' ? [{ type: 'import', operator: 'is', importId: Number(id) }] : []
}

function parse(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

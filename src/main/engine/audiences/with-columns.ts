import type { Column } from '../../../shared/activities/define-activity.ts'
import type { RuleSetting } from './rule-setting.ts'

/**
 * The setting of a rule over people who carry columns: its conditions can name them like fields. What is compiled with it
 * belongs into a query on `population_members` and `people`.
 */
export function withColumns(setting: RuleSetting, columns: readonly Column[]): RuleSetting {
  if (columns.length === 0) return setting
  const fields = new Map([...setting.fields, ...columns.map(({ name, type }) => [name, type] as const)])
  const carried = { columns: new Set(columns.map(({ name }) => name)), without: setting }
  return { ...setting, fields, carried }
}

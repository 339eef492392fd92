import type { WorkflowLog } from '../../../../shared/contract/workflows.ts'
import type { Format } from '../../../i18n/format.ts'
import { describeTrouble } from '../../../parts/errors/index.ts'

/** Codes whose line says what went wrong. */
const withTrouble = new Set(['activity-failed', 'activity-ignored', 'activity-rerouted', 'signal-refused'])

/** Names of values that are moments, epoch ms. */
const moments = new Set(['until', 'dueAt'])

type Translate = (key: string, named: Record<string, unknown>, plural: number) => string

/** A line of the log in words. A code of a newer program stands there as it is. */
export function logText({ code, data }: WorkflowLog, { t, te, format }: LogWords): string {
  const key = `workflows.log.${code}`
  if (!te(key)) return code
  const named = Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, wordFor(name, value, format)]),
  )
  const count = data['people'] ?? data['count'] ?? data['missed'] ?? 1
  const text = t(key, named, typeof count === 'number' ? count : 1)
  if (!withTrouble.has(code)) return text
  const { code: trouble, ...rest } = data
  const { title, next } = describeTrouble({ code: String(trouble), data: rest })
  return `${text} ${title} ${next}`.trim()
}

/** What the words are made with. */
export interface LogWords {
  readonly t: Translate
  readonly te: (key: string) => boolean
  readonly format: Format
}

function wordFor(name: string, value: string | number, format: Format): string {
  if (typeof value === 'string') return value
  return moments.has(name) ? format.dateTime(value) : format.number(value)
}

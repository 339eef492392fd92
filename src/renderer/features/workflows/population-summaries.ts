import { isSameSource, phoneNumber, valueSourceSchema } from '../../../shared/activities/value-source.ts'
import type { Audience } from '../../../shared/contract/audiences.ts'
import { summaryKey as key, type Summary } from './summary-key.ts'

type Settings = Readonly<Record<string, unknown>>

/** What activities are set to that read, combine, divide and keep people. */
export const populationSummaries = {
  'read-list': readListSummary,
  combine: ({ operation }: Settings): Summary => key(`combine.${String(operation)}`),
  split: ({ subsets }: Settings): Summary => key('subsets', Array.isArray(subsets) ? subsets.length : 0),
  deduplication: deduplicationSummary,
  'save-audience': saveAudienceSummary,
} as const

function readListSummary(settings: Settings, audiences: readonly Audience[]): Summary {
  if (settings['source'] !== 'variable') return nameOf(settings['audienceId'], audiences)
  const variable = settings['variable']
  return typeof variable === 'string' && variable ? { kind: 'plain', text: variable } : key('noVariable')
}

function saveAudienceSummary(settings: Settings, audiences: readonly Audience[]): Summary {
  if (settings['target'] === 'existing') return nameOf(settings['audienceId'], audiences)
  const name = typeof settings['name'] === 'string' ? settings['name'].trim() : ''
  return name === '' ? key('noName') : { kind: 'plain', text: name }
}

function nameOf(audienceId: unknown, audiences: readonly Audience[]): Summary {
  const audience = audiences.find(({ id }) => id === audienceId)
  return audience ? { kind: 'plain', text: audience.name } : key('noList')
}

function deduplicationSummary(settings: Settings): Summary {
  const keys = valueSourceSchema.array().safeParse(settings['keys']).data ?? []
  const [only, another] = keys
  return only && !another && isSameSource(only, phoneNumber) ? key('byNumber') : key('byValues', keys.length)
}

import {
  enrichedColumns,
  type EnrichedColumn,
  type EnrichmentSettings,
} from '../../../shared/activities/enrichment.ts'
import { findPrimary } from '../../../shared/activities/primary.ts'
import { readRuleSetting } from '../audiences/people-source.ts'
import { createColumnReader } from '../enrichment/create-column-reader.ts'
import { enrichMembers, type AddedColumn } from '../enrichment/enrich-members.ts'
import { createPopulation } from '../populations/create-population.ts'
import { readColumns } from '../populations/read-columns.ts'
import type { ActivityRunner, Inbound, Step } from './activity-runner.ts'
import { checkEnrichment } from './check-enrichment.ts'

/** Copies the people of one set and gives them columns; nobody is changed by it. */
export const enrichmentRunner: ActivityRunner<'enrichment'> = {
  missing: {
    columns: 'enrichment-empty',
    'columns.*.name': 'column-name-unusable',
    'columns.*.label': 'column-unnamed',
    ...Object.fromEntries(
      ['field', 'event', 'measure', 'set', 'column', 'value'].map(part => [
        `columns.*.from.${part}`,
        'column-value-missing',
      ]),
    ),
  },
  check: checkEnrichment,
  async execute(settings, step) {
    const { context, signal } = step
    const { sql } = context.workspace
    const primary = findSet(step, settings.primary) ?? (settings.primary ? undefined : step.inbound[0])
    if (!primary)
      return { kind: 'finished', outputs: { result: createPopulation(sql, settings.columns.map(toColumn)) } }
    const from = primary.populationId
    const brought = readColumns(sql, from)
    const enriching = {
      from,
      added: prepareColumns(
        settings,
        step,
        brought.map(({ name }) => name),
      ),
      keeps: settings.keeps,
      columns: enrichedColumns(settings, brought),
    }
    return { kind: 'finished', outputs: { result: await enrichMembers(sql, enriching, signal) } }
  },
}

function toColumn({ name, label, type }: EnrichedColumn) {
  return { name, label, type }
}

function findSet({ inbound }: Step, set: EnrichmentSettings['primary']): Inbound | undefined {
  const chosen = findPrimary(
    set,
    inbound.map(({ transition }) => transition),
  )
  return chosen && inbound.find(({ transition }) => transition === chosen)
}

/** Each column may use those before it; what people brought along counts only where it is kept. */
function prepareColumns(
  { columns, keeps }: EnrichmentSettings,
  step: Step,
  brought: readonly string[],
): AddedColumn[] {
  const { sql } = step.context.workspace
  const rules = readRuleSetting(sql)
  return columns.map(({ name, from }, index) => {
    const before = [...(keeps ? brought : []), ...columns.slice(0, index).map(column => column.name)]
    const reader = createColumnReader(from, {
      rules,
      before,
      findSet: set => findSet(step, set)?.populationId,
    })
    return { name, reader }
  })
}

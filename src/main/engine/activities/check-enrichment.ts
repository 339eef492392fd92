import type { EnrichedColumn, EnrichmentSettings } from '../../../shared/activities/enrichment.ts'
import { findPrimary } from '../../../shared/activities/primary.ts'
import { readValue } from '../../../shared/field/read-value.ts'
import { isBuiltInField } from '../../../shared/person-field.ts'
import { parseTemplate } from '../../../shared/template.ts'
import { faultData } from '../../../shared/template/fault-data.ts'
import { columnsAlong, columnsBefore } from '../../../shared/workflow/columns.ts'
import { incomingOf } from '../../../shared/workflow/graph.ts'
import type { CheckFacts, Place, SettingsProblem } from './activity-runner.ts'

/** What is wrong with the columns that people are given. */
export function checkEnrichment(
  settings: EnrichmentSettings,
  facts: CheckFacts,
  place: Place,
): SettingsProblem[] {
  return [
    ...checkPrimary(settings, place),
    ...checkNames(settings),
    ...settings.columns.flatMap((_, index) => checkColumn(settings, index, { facts, place })),
  ]
}

function checkPrimary({ primary }: EnrichmentSettings, { document, activityId }: Place): SettingsProblem[] {
  const incoming = incomingOf(document, activityId)
  if (primary !== null && !findPrimary(primary, incoming)) return [{ code: 'primary-gone', path: 'primary' }]
  const isOpen = primary === null && incoming.length > 1
  return isOpen ? [{ code: 'enrichment-primary-not-chosen', path: 'primary' }] : []
}

function checkNames({ columns }: EnrichmentSettings): SettingsProblem[] {
  return columns.flatMap(({ name }, index) => {
    const isTaken = columns.slice(0, index).some(column => column.name === name)
    return isTaken ? [{ code: 'column-name-taken', path: `columns.${index}.name`, data: { name } }] : []
  })
}

interface Surroundings {
  readonly facts: CheckFacts
  readonly place: Place
}

function checkColumn(
  settings: EnrichmentSettings,
  index: number,
  { facts, place }: Surroundings,
): SettingsProblem[] {
  const { from, type } = settings.columns[index] as EnrichedColumn
  const path = `columns.${index}.from`
  switch (from.of) {
    case 'field':
      if (isBuiltInField(from.field) || facts.ruleSetting.fields.has(from.field)) return []
      return [{ code: 'field-gone', path, data: { name: from.field } }]
    case 'set':
      return checkSet(from, place, path)
    case 'constant':
      if (readValue(from.value, { type }) !== undefined) return []
      return [{ code: 'value-not-of-type', path, data: { value: from.value } }]
    case 'text':
      return checkText(from.text, namesAt(settings, index, { facts, place }), path)
    case 'messages':
    case 'replies':
      return []
  }
}

function checkSet(
  { set, column }: Extract<EnrichedColumn['from'], { of: 'set' }>,
  { document, activityId }: Place,
  path: string,
): SettingsProblem[] {
  const found = findPrimary(set, incomingOf(document, activityId))
  if (!found) return [{ code: 'set-gone', path }]
  const isThere = columnsAlong(document, found).some(({ name }) => name === column)
  return isThere ? [] : [{ code: 'column-gone', path, data: { name: column } }]
}

function namesAt(
  { columns, keeps }: EnrichmentSettings,
  index: number,
  { facts, place: { document, activityId } }: Surroundings,
): string[] {
  const brought = keeps ? columnsBefore(document, activityId) : []
  return [...facts.fieldNames, ...[...brought, ...columns.slice(0, index)].map(({ name }) => name)]
}

function checkText(text: string, names: readonly string[], path: string): SettingsProblem[] {
  return parseTemplate(text, names).faults.map(fault => ({
    code: `template-${fault.code}`,
    path,
    data: faultData(fault),
  }))
}

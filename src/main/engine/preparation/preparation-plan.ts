import type { Database } from 'better-sqlite3'
import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { UserError } from '../../../shared/errors.ts'
import { builtInFields } from '../../../shared/person-field.ts'
import { compileContent, type CompiledContent } from '../../../shared/content/compile-content.ts'
import { faultData } from '../../../shared/template/fault-data.ts'
import { readContentSetting } from '../content/read-content-setting.ts'
import { readColumns } from '../populations/read-columns.ts'
import { readTerms } from './read-terms.ts'

/** Everything that a preparation needs to know, read once at its start. */
export interface PreparationPlan {
  readonly deliveryId: number
  readonly populationId: number
  /** Members of the population, for progress. */
  readonly expected: number
  readonly content: DeliveryContent
  readonly settings: DeliverySettings
  /** What is said, in all its variants, with the snippets as they are now. */
  readonly template: CompiledContent
  /** Names of the columns that the people carry; a column wins over a field of the same name, also where it is empty. */
  readonly columns: ReadonlySet<string>
}

interface DeliveryRow {
  readonly content: string
  readonly settings: string
  readonly populationId: number
  readonly expected: number
}

/**
 * Reads what a delivery is prepared with, and makes sure that there is a line for it.
 * @throws UserError `template/faulty` with the first fault, `delivery/no-line`, `delivery/line-gone`
 */
export function readPlan(sql: Database, deliveryId: number): PreparationPlan {
  const row = sql
    .prepare(
      `SELECT content, settings, population_id populationId, count expected
       FROM deliveries JOIN populations ON populations.id = population_id WHERE deliveries.id = ?`,
    )
    .get(deliveryId) as DeliveryRow
  const content = JSON.parse(row.content) as DeliveryContent
  const settings = JSON.parse(row.settings) as DeliverySettings
  const { populationId, expected } = row
  const columns = new Set(readColumns(sql, populationId).map(({ name }) => name))
  const template = readTemplate(sql, content, columns)
  readTerms(sql, settings)
  return { deliveryId, populationId, expected, content, settings, template, columns }
}

/** Names of all fields that a template may use in this workspace. */
export function readFieldNames(sql: Database): string[] {
  const custom = sql.prepare('SELECT key FROM person_fields').pluck().all() as string[]
  return [...builtInFields, ...custom]
}

function readTemplate(
  sql: Database,
  content: DeliveryContent,
  columns: ReadonlySet<string>,
): CompiledContent {
  const setting = readContentSetting(sql, [...readFieldNames(sql), ...columns])
  const template = compileContent(content, setting)
  const [fault] = template.faults
  if (!fault) return template
  throw new UserError('template/faulty', { fault: fault.code, ...faultData(fault) })
}

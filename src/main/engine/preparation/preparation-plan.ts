import type { Database } from 'better-sqlite3'
import type { DeliveryContent, DeliverySettings } from '../../../shared/delivery-content.ts'
import { UserError } from '../../../shared/errors.ts'
import { builtInFields } from '../../../shared/person-field.ts'
import { parseTemplate, type Template } from '../../../shared/template.ts'
import { readTerms } from './read-terms.ts'

/** Everything that a preparation needs to know, read once at its start. */
export interface PreparationPlan {
  readonly deliveryId: number
  readonly populationId: number
  /** Members of the population, for progress. */
  readonly expected: number
  readonly content: DeliveryContent
  readonly settings: DeliverySettings
  readonly template: Template
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
  const template = readTemplate(sql, content.text)
  readTerms(sql, settings)
  return { deliveryId, populationId, expected, content, settings, template }
}

/** Names of all fields that a template may use in this workspace. */
export function readFieldNames(sql: Database): string[] {
  const custom = sql.prepare('SELECT key FROM person_fields').pluck().all() as string[]
  return [...builtInFields, ...custom]
}

function readTemplate(sql: Database, text: string): Template {
  const template = parseTemplate(text, readFieldNames(sql))
  const [fault] = template.faults
  if (!fault) return template
  const { code, ...data } = fault
  throw new UserError('template/faulty', { fault: code, ...data })
}

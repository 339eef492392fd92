import type { Database } from 'better-sqlite3'
import { runField } from '../../../shared/template/run-fields.ts'

/** Values of the run that a delivery was made in, as texts call them; those of its moment, whatever the run does since. */
export function readRunValues(sql: Database, deliveryId: number): Map<string, string> {
  return toValues(sql.prepare('SELECT variables FROM deliveries WHERE id = ?').pluck().get(deliveryId))
}

/** The same for who writes to a population: those of the last delivery that was made for it. */
export function readRunValuesOf(sql: Database, populationId: number): Map<string, string> {
  const newest = 'SELECT variables FROM deliveries WHERE population_id = ? ORDER BY id DESC LIMIT 1'
  return toValues(sql.prepare(newest).pluck().get(populationId))
}

function toValues(stored: unknown): Map<string, string> {
  const variables = typeof stored === 'string' ? (JSON.parse(stored) as Record<string, unknown>) : {}
  return new Map(Object.entries(variables).map(([name, value]) => [runField(name), String(value)]))
}

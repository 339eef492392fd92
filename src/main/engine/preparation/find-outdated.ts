import type { Database } from 'better-sqlite3'
import type { Preparation } from '../../../shared/contract/deliveries.ts'
import type { LineTerms } from '../../../shared/contract/line-terms.ts'
import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { UserError } from '../../../shared/errors.ts'
import { readTerms } from './read-terms.ts'

interface ReadyRow {
  readonly id: number
  readonly settings: string
  readonly preparation: string
}

/**
 * Deliveries that wait for a confirmation and would now be prepared with another cost or duration, or through another
 * line: what their review says is no longer so.
 */
export function findOutdated(sql: Database): number[] {
  const rows = sql
    .prepare("SELECT id, settings, preparation FROM deliveries WHERE state = 'ready'")
    .all() as ReadyRow[]
  const outdated = rows.filter(row =>
    isOutdated(sql, JSON.parse(row.settings) as DeliverySettings, JSON.parse(row.preparation) as Preparation),
  )
  return outdated.map(({ id }) => id)
}

/** Whether the terms that a delivery was prepared on are no longer those of the line that it would be sent through. */
export function isOutdated(sql: Database, settings: DeliverySettings, { terms }: Preparation): boolean {
  return JSON.stringify(findTerms(sql, settings)) !== JSON.stringify(terms)
}

function findTerms(sql: Database, settings: DeliverySettings): LineTerms | undefined {
  try {
    return readTerms(sql, settings)
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

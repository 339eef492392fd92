import type { Database } from 'better-sqlite3'
import { workspaceSettingsSchema, type WorkspaceSettings } from '../../../shared/contract/workspace.ts'
import { prepared } from '../outbox/prepared.ts'

const initialSettings: WorkspaceSettings = {
  defaultCountry: 'GB',
  currency: 'EUR',
  linkDomain: null,
  footers: {},
}

/** The settings kept in the workspace; a value that cannot be read counts as not set. */
export function readSettings(sql: Database): WorkspaceSettings {
  const rows = sql.prepare('SELECT key, value FROM settings').all() as { key: string; value: string }[]
  const stored = Object.fromEntries(rows.map(row => [row.key, JSON.parse(row.value) as unknown]))
  const { shape } = workspaceSettingsSchema
  return {
    defaultCountry: shape.defaultCountry
      .catch(initialSettings.defaultCountry)
      .parse(stored['defaultCountry']),
    linkDomain: shape.linkDomain.catch(null).parse(stored['linkDomain'] ?? null),
    footers: shape.footers.catch({}).parse(stored['footers'] ?? {}),
    currency: shape.currency.catch(initialSettings.currency).parse(stored['currency']),
    budget: shape.budget.catch(undefined).parse(stored['budget']),
    alerts: shape.alerts.catch(undefined).parse(stored['alerts']),
  }
}

/** What all deliveries together may spend, and in which currency; undefined where nothing limits them. */
export function readBudget(
  sql: Database,
):
  | { readonly dayMicros: number | null; readonly monthMicros: number | null; readonly currency: string }
  | undefined {
  const isLimited = prepared(sql, "SELECT 1 FROM settings WHERE key = 'budget'").get() !== undefined
  if (!isLimited) return undefined
  const { budget, currency } = readSettings(sql)
  return budget && { ...budget, currency }
}

/** Keeps the given settings; the others stay as they are. */
export function writeSettings(sql: Database, changes: Readonly<Record<string, unknown>>): void {
  const write = sql.prepare(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  )
  for (const [key, value] of Object.entries(changes)) {
    if (value !== undefined) write.run(key, JSON.stringify(value))
  }
}

import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { lineCalls } from '../../../shared/contract/lines.ts'
import { UserError } from '../../../shared/errors.ts'
import { isLineKind, LINES } from '../../../shared/lines/index.ts'
import { findLineRow, listLineRows, type LineRow } from './line-row.ts'
import { keepSecrets } from './keep-secrets.ts'
import { physicalAddress } from './physical-address.ts'

/** A line as a person saves it. */
export type LineInput = z.output<(typeof lineCalls)['lines.save']['input']>

type Settings = Readonly<Record<string, unknown>>

/**
 * Writes a line and keeps at most one of all lines the default. The first that a workspace ever has is, whatever it
 * says; where the default was removed there is none until a person says which.
 * @returns its id
 * @throws UserError `line/unknown-kind`, `line/invalid-settings`, `line/not-found`, `line/address-in-use`,
 *   `line/name-in-use`
 */
export function saveLine(sql: Database, input: LineInput, now: number): number {
  return sql.transaction(() => {
    const before = input.id === undefined ? undefined : findLineRow(sql, input.id)
    if (input.id !== undefined && !before) throw new UserError('line/not-found')
    const settings = checkSettings(input, before)
    if (before?.name !== input.name) refuseTakenName(sql, input)
    refuseTakenAddress(sql, input, settings)
    const id = writeRow(sql, { ...input, settings: JSON.stringify(settings) }, now)
    if (input.isDefault || isFirst(sql, id)) makeDefault(sql, id)
    return id
  })()
}

function isFirst(sql: Database, id: number): boolean {
  // Removed lines count: what was meant for them is not meant for the next one.
  return sql.prepare('SELECT 1 FROM lines WHERE id <> ?').get(id) === undefined
}

/** Makes one line the default and no other. */
export function makeDefault(sql: Database, id: number): void {
  sql.prepare('UPDATE lines SET is_default = 0 WHERE is_default = 1 AND id <> ?').run(id)
  sql.prepare('UPDATE lines SET is_default = 1 WHERE id = ?').run(id)
}

function checkSettings({ kind, settings }: LineInput, before: LineRow | undefined): Settings {
  if (!isLineKind(kind)) throw new UserError('line/unknown-kind', { kind })
  const stored = before?.kind === kind ? (JSON.parse(before.settings) as Settings) : undefined
  const parsed = LINES[kind].settings.safeParse(keepSecrets(kind, settings, stored))
  if (parsed.success) return parsed.data
  const field = String(parsed.error.issues[0]?.path[0] ?? '')
  throw new UserError('line/invalid-settings', { field })
}

/** Two lines of one name cannot be told apart where one is chosen. */
function refuseTakenName(sql: Database, { id, name }: LineInput): void {
  const holder = listLineRows(sql).find(row => row.id !== id && foldName(row.name) === foldName(name))
  if (holder) throw new UserError('line/name-in-use', { name: holder.name })
}

function foldName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}

function refuseTakenAddress(sql: Database, { id, kind }: LineInput, settings: Settings): void {
  const address = physicalAddress(kind, settings)
  if (address === undefined) return
  const holder = listLineRows(sql).find(
    row => row.id !== id && physicalAddress(row.kind, JSON.parse(row.settings) as Settings) === address,
  )
  if (holder) throw new UserError('line/address-in-use', { address, line: holder.name })
}

function writeRow(
  sql: Database,
  line: Omit<LineInput, 'settings'> & { settings: string },
  now: number,
): number {
  const { id, name, kind, settings, priceMicros, currency } = line
  const countryPrices = writePrices(line.countryPrices)
  const values = { id, name, kind, settings, priceMicros, countryPrices, currency, now }
  if (id === undefined) {
    const insert =
      sql.prepare(`INSERT INTO lines (name, kind, settings, price_micros, country_prices, currency, created_at)
      VALUES (@name, @kind, @settings, @priceMicros, @countryPrices, @currency, @now)`)
    return Number(insert.run({ ...values, id: null }).lastInsertRowid)
  }
  sql
    .prepare(
      `UPDATE lines SET name = @name, kind = @kind, settings = @settings, price_micros = @priceMicros,
       country_prices = @countryPrices, currency = @currency WHERE id = @id`,
    )
    .run(values)
  return id
}

/** By country, whatever the order in which they were given. */
function writePrices(prices: LineInput['countryPrices'] = {}): string {
  const sorted = Object.entries(prices).toSorted(([left], [right]) => left.localeCompare(right))
  return JSON.stringify(Object.fromEntries(sorted))
}

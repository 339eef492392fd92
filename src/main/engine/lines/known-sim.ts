import type { Database } from 'better-sqlite3'
import { prepared } from '../outbox/prepared.ts'
import type { LineHealth } from '../transports/transport.ts'
import { listLineRows, type LineRow } from './line-row.ts'

/** The modem and the SIM that a line is: never the name of a port, which another stick may get tomorrow. */
export interface KnownSim {
  readonly imei?: string
  readonly imsi?: string
}

const keyOf = (lineId: number): string => `lines.sim.${lineId}`

/** What a line was when it was first opened, or when a person last said so; undefined before. */
export function readKnownSim(sql: Database, lineId: number): KnownSim | undefined {
  const stored = sql.prepare('SELECT value FROM settings WHERE key = ?').pluck().get(keyOf(lineId)) as
    | string
    | undefined
  return stored === undefined ? undefined : (JSON.parse(stored) as KnownSim)
}

/** Remembers what a line is. */
export function keepKnownSim(sql: Database, lineId: number, { imei, imsi }: LineHealth): void {
  const known = { ...(imei === undefined ? {} : { imei }), ...(imsi === undefined ? {} : { imsi }) }
  sql
    .prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)')
    .run(keyOf(lineId), JSON.stringify(known))
}

/** Forgets it: the next modem that opens is the line's. */
export function forgetKnownSim(sql: Database, lineId: number): void {
  sql.prepare('DELETE FROM settings WHERE key = ?').run(keyOf(lineId))
}

/** Whether a modem may be used for a line. The SIM decides: a person may move it into another stick. */
export function isSameSim(known: KnownSim, found: LineHealth): boolean {
  if (known.imsi !== undefined && found.imsi !== undefined) return known.imsi === found.imsi
  return known.imei === undefined || found.imei === undefined || known.imei === found.imei
}

/** Whether what answers is the stick of a line, or has its SIM. */
export function isSameModem(own: KnownSim, found: KnownSim): boolean {
  return (
    (own.imei !== undefined && own.imei === found.imei) || (own.imsi !== undefined && own.imsi === found.imsi)
  )
}

/**
 * The other line that a modem is already: with the same SIM, in the same modem as far as both tell which they are. A SIM that
 * was moved into another modem is that one's, and its caps are counted by SIM whichever line it is. Of two lines that both
 * know it, the older one stays.
 */
export function findLineOfModem(
  sql: Database,
  { lineId, found }: { readonly lineId: number | undefined; readonly found: LineHealth },
): LineRow | undefined {
  if (found.imsi === undefined) return undefined
  const isNew = lineId === undefined || readKnownSim(sql, lineId)?.imsi !== found.imsi
  return listLineRows(sql).find(({ id, kind }) => {
    if (id === lineId || kind !== 'gsm-modem' || !(isNew || id < lineId)) return false
    const known = readKnownSim(sql, id)
    if (known?.imsi !== found.imsi) return false
    return known?.imei === undefined || found.imei === undefined || known.imei === found.imei
  })
}

/**
 * The name under which parts are counted: the SIM's where the line has one, whichever modem it is in, else the line's own.
 * @param imsi what the open line says of itself
 */
export function simOf(sql: Database, lineId: number, imsi?: string): string {
  const kind = prepared(sql, 'SELECT kind FROM lines WHERE id = ?').pluck().get(lineId)
  const known = kind === 'gsm-modem' ? (imsi ?? readKnownSim(sql, lineId)?.imsi) : undefined
  return known === undefined ? `line ${lineId}` : `imsi ${known}`
}

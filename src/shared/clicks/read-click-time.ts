import { instantOf } from '../schedule/instant-of.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i
/** As web servers write it in their common log format. */
const LOG = /^\[?(\d{2})\/([a-z]{3})\/(\d{4}):(\d{2}):(\d{2}):(\d{2})(?:\s+([+-]\d{4}))?\]?$/i
/** Day first, as it is written with dots. */
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4}),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?$/
const EPOCH = /^\d{10}(\d{3})?$/

interface Written {
  readonly day: string
  readonly time: string
  readonly seconds: number
  /** As it is written; undefined where it says none. */
  readonly offset: string | undefined
}

/**
 * The instant, epoch ms, that a report of clicks writes down: ISO 8601, the log of a web server, day.month.year, or seconds or
 * milliseconds since 1970. What names no zone is meant in the given one. Undefined for anything else, also for 03/04/2026,
 * which is two days.
 */
export function readClickTime(text: string, timeZone: string): number | undefined {
  const trimmed = text.trim()
  if (EPOCH.test(trimmed)) return Number(trimmed) * (trimmed.length === 10 ? 1000 : 1)
  const written = readWritten(trimmed)
  if (!written) return undefined
  const { day, time, seconds, offset } = written
  const at = Date.parse(`${day}T${time}Z`)
  // What is no time of its day, such as 30 February or 24:00, is read as one of another day.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 16) !== `${day}T${time}`) return undefined
  if (offset === undefined) return instantOf(day, time, timeZone) + seconds * 1000
  return at + seconds * 1000 - offsetMs(offset)
}

/** Whether a written time says in which zone it is meant. */
export function saysZone(text: string): boolean {
  const trimmed = text.trim()
  return EPOCH.test(trimmed) || readWritten(trimmed)?.offset !== undefined
}

function readWritten(text: string): Written | undefined {
  const iso = ISO.exec(text)
  if (iso) {
    const [, year = '', month = '', day = '', hour = '', minute = '', second = '0', offset] = iso
    return toWritten([year, month, day, hour, minute], second, offset)
  }
  const log = LOG.exec(text)
  if (log) {
    const [, day = '', name = '', year = '', hour = '', minute = '', second = '0', offset] = log
    const month = String(months.indexOf(name.toLowerCase()) + 1)
    return toWritten([year, month, day, hour, minute], second, offset)
  }
  const [, day = '', month = '', year = '', hour = '', minute = '', second = '0'] = DOTTED.exec(text) ?? []
  return year === '' ? undefined : toWritten([year, month, day, hour, minute], second, undefined)
}

function toWritten(parts: readonly string[], second: string, offset: string | undefined): Written {
  const [year, month, day, hour, minute] = parts.map(part => part.padStart(2, '0'))
  return { day: `${year}-${month}-${day}`, time: `${hour}:${minute}`, seconds: Number(second), offset }
}

function offsetMs(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? []
  const ms = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
  return sign === '-' ? -ms : ms
}

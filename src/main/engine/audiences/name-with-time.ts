import type { Database } from 'better-sqlite3'
import { clockTextOf, type Moment } from '../../../shared/calendar-day.ts'
import { findAudienceByName } from './find-audience-by-name.ts'

/** A name that no audience has yet: with the day and the time behind it, and a number where that one is taken too. */
export function nameWithTime(sql: Database, name: string, moment: Moment): string {
  const dated = `${name} ${clockTextOf(moment)}`
  let free = dated
  for (let number = 2; findAudienceByName(sql, free); number += 1) free = `${dated} (${number})`
  return free
}

import type { Database } from 'better-sqlite3'
import { readPhone } from '../../../shared/phone.ts'
import { readKnownSim } from '../lines/known-sim.ts'
import { readSettings } from '../workspace/settings.ts'
import { countryOfSim } from './country-of-sim.ts'

/** How a number was told and read that was in the form of a country. */
export interface ToldNumber {
  readonly number: string
  /** ISO 3166. */
  readonly country: string
  /** What said which country is meant. */
  readonly by: 'sim' | 'workspace'
}

/** Who wrote a message. */
export interface ReadSender {
  /** E.164 where it is a number that can be answered; else as the network told it. */
  readonly number: string
  readonly told?: ToldNumber
}

/**
 * Reads the sender of a message. Some networks tell a number in the form of their country, by which neither its messages nor
 * a suppression would be found: the country of the SIM is the likeliest, that of the workspace the next.
 */
export function readSender(
  sql: Database,
  { lineId, sender }: { readonly lineId: number; readonly sender: string },
): ReadSender {
  if (!/^\d{7,}$/.test(sender)) return { number: sender }
  const ways = [
    { country: countryOfSim(readKnownSim(sql, lineId)?.imsi), by: 'sim' },
    { country: readSettings(sql).defaultCountry, by: 'workspace' },
  ] as const
  for (const { country, by } of ways) {
    const reading = country === undefined ? undefined : readPhone(sender, country)
    if (country === undefined || reading?.kind !== 'ok') continue
    return { number: reading.e164, told: { number: sender, country, by } }
  }
  return { number: sender }
}

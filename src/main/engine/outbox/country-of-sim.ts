import codes from '../../../../resources/networks/mobile-country-codes.json' with { type: 'json' }
import type { CountryCode } from '../../../shared/phone.ts'

const codeLength = 3
const countries = new Map(
  Object.entries(codes).flatMap(([country, its]) => its.map(code => [code, country as CountryCode])),
)

/**
 * The ISO 3166 country that a SIM is from, by the mobile country code at the beginning of its IMSI (ITU-T E.212); undefined
 * for networks of no country.
 */
export function countryOfSim(imsi: string | undefined): CountryCode | undefined {
  return imsi === undefined ? undefined : countries.get(imsi.slice(0, codeLength))
}

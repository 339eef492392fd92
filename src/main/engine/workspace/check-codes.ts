import { UserError } from '../../../shared/errors.ts'
import { isCountry } from '../../../shared/phone.ts'

const currencies = new Set(Intl.supportedValuesOf('currency'))

/** @throws UserError `workspace/unknown-country` for a code that no numbers are known of */
export function checkCountry(country: string): void {
  if (!isCountry(country)) throw new UserError('workspace/unknown-country', { country })
}

/** @throws UserError `workspace/unknown-currency` */
export function checkCurrency(currency: string): void {
  if (!currencies.has(currency)) throw new UserError('workspace/unknown-currency', { currency })
}

import { unescapeValue, type Property } from './parse-property.ts'
import { preferenceOf } from './preference.ts'

/** Words for a mobile in types and labels: of the standard, of makers, and of people in our languages. */
const mobile = /\b(?:cell|mobile?|iphone|gsm|mobil\w*|portable|handy|text|sms|whatsapp)\b/i
const fax = /fax/i
const pager = /\b(?:pager|beeper|bipeur|semafoon)\b/i
const home = /\bhome\b/i
const work = /\bwork\b/i

/** The numbers of a card in the order in which they are likely to be a mobile, and apart those of fax machines. */
export function rankPhones(properties: readonly Property[]): { phones: string[]; faxes: string[] } {
  const labels = new Map(
    properties
      .filter(({ name, group }) => name === 'X-ABLABEL' && group !== '')
      .map(({ group, value }) => [group, value]),
  )
  const numbers = properties
    .filter(({ name }) => name === 'TEL')
    .map((property, at) => {
      const words = [...(property.parameters.get('TYPE') ?? []), labels.get(property.group) ?? '']
      return { at, property, kind: words.join(' '), number: numberOf(property) }
    })
    .filter(({ number }) => number !== '')
  const isPhone = ({ kind }: { kind: string }): boolean => !fax.test(kind) || mobile.test(kind)
  const phones = numbers
    .filter(isPhone)
    .toSorted(
      (left, right) =>
        likelihood(left.kind) - likelihood(right.kind) ||
        preferenceOf(left.property) - preferenceOf(right.property) ||
        left.at - right.at,
    )
  return {
    phones: [...new Set(phones.map(({ number }) => number))],
    faxes: numbers.filter(number => !isPhone(number)).map(({ number }) => number),
  }
}

/** The lower, the likelier. */
function likelihood(kind: string): number {
  if (mobile.test(kind)) return 0
  if (pager.test(kind)) return 4
  if (work.test(kind)) return 3
  return home.test(kind) ? 2 : 1
}

/** A number that is written as an address of the web begins with `tel:` and may end with parameters (RFC 3966). */
function numberOf({ value }: Property): string {
  const text = unescapeValue(value)
  return /^(?:tel|sms|callto):/i.test(text) ? text.replace(/^\w+:/, '').replace(/;.*$/s, '') : text
}

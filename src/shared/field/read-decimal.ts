/** What stands before the decimals of a number. */
export const decimalMarks = ['point', 'comma'] as const
export type DecimalMark = (typeof decimalMarks)[number]

/** Spaces of all widths and apostrophes group the digits of a number; a currency is no part of it. */
const noise = /[\s'’\u00a0\u202f]|[€$£¥]|^(?:EUR|USD|GBP|SEK|CHF)|(?:EUR|USD|GBP|SEK|CHF|kr)$/g
const forms = {
  point: /^[-+−]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?$/,
  comma: /^[-+−]?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d*)?$/,
} as const
const plain = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/

/**
 * A number as it is kept: digits with a point before the decimals. Undefined for anything that is none, and for one
 * like 4.47E+11, whose last digits are lost.
 */
export function readDecimal(input: string, mark: DecimalMark): string | undefined {
  if (mark === 'point' && plain.test(input)) return input
  const text = input.trim().replace(noise, '')
  if (!forms[mark].test(text)) return undefined
  const [group, point] = mark === 'point' ? [/,/g, '.'] : [/\./g, ',']
  const [whole = '', decimals = ''] = text.replace(group, '').split(point)
  const isNegative = /^[-−]/.test(whole)
  const digits = whole.replace(/^[-+−]/, '').replace(/^0+(?=\d)/, '')
  const rest = decimals.replace(/0+$/, '')
  const number = rest ? `${digits}.${rest}` : digits
  return isNegative && /[1-9]/.test(number) ? `-${number}` : number
}

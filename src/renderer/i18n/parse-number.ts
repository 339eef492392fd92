interface Signs {
  readonly group: string
  readonly decimal: string
}

/**
 * Reads a number written in a locale's notation; null when it is none or could be meant in two ways. One comma or point
 * before other than three digits stands before decimals in every language; groups must be those of the locale.
 */
export function parseNumber(locale: string, text: string): number | null {
  const { group, decimal } = signsOf(locale)
  const [, minus = '', body = ''] = /^(-?)(.*)$/.exec(unify(text.trim()).replace('−', '-')) ?? []
  const sign = minus === '' ? 1 : -1
  if (/^\d+$/.test(body)) return sign * Number(body)
  const simple = /^(\d*)([.,])(\d+)$/.exec(body)
  if (simple && (simple[2] === decimal || simple[3]?.length !== 3)) {
    return sign * Number(`${simple[1] || '0'}.${simple[3]}`)
  }
  const [whole = '', ...rest] = body.split(decimal)
  const isFraction = rest.length === 0 || (rest.length === 1 && /^\d+$/.test(rest[0] ?? ''))
  const digits = whole.replaceAll(group, '')
  if (!isFraction || !/^\d+$/.test(digits) || grouped(locale, digits) !== whole) return null
  return sign * Number(`${digits}.${rest[0] ?? '0'}`)
}

function signsOf(locale: string): Signs {
  const parts = new Intl.NumberFormat(locale, { useGrouping: 'always' }).formatToParts(1_234_567.5)
  const sign = (type: string): string => unify(parts.find(part => part.type === type)?.value ?? '')
  return { group: sign('group') || ' ', decimal: sign('decimal') || '.' }
}

function grouped(locale: string, digits: string): string {
  return unify(new Intl.NumberFormat(locale, { useGrouping: 'always' }).format(BigInt(digits)))
}

/** Any space is as good as the narrow ones that no keyboard has, and either apostrophe as the other. */
function unify(text: string): string {
  return text.replace(/\s/g, ' ').replaceAll('’', "'")
}

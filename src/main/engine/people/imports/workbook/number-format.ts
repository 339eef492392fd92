/** What the format of a cell makes of a number. */
export type NumberForm =
  | { readonly kind: 'plain' }
  /** A count of days. */
  | { readonly kind: 'moment'; readonly hasDate: boolean; readonly hasTime: boolean }
  /** Digits at set places, such as `00" "00`: `0` and `#` each take one, everything else stays. */
  | { readonly kind: 'digits'; readonly pattern: string }

/** Text between quotation marks, one character behind a backslash, and what only makes room or fills it. */
const literals = /"[^"]*"|\\.|[_*]./gs
/** Colours, conditions and languages, but not the counted hours of `[h]:mm`. */
const brackets = /\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi
/** What stands between the digits of numbers that are no amounts: telephone numbers, postal codes. */
const patterned = /^[0#+\-() ./]*$/
/** A space between thousands, which stays out of an amount. */
const thousands = /^#\s##0$/

/** What a format code says (ECMA-376 Part 1, §18.8.31), as far as it decides what a number means. */
export function parseNumberFormat(code: string): NumberForm {
  const isConditional = /\[[<>=]/.test(code)
  const first = code.replace(brackets, '').match(/^(?:"[^"]*"|\\.|[^;"\\])*/s)?.[0] ?? ''
  const bare = first.replace(literals, '')
  if (/general/i.test(bare)) return { kind: 'plain' }
  const tokens = bare.replace(/am\/pm|a\/p/gi, 'h')
  const hasTime = /[hs]/i.test(tokens)
  const hasDate = /[yd]/i.test(tokens) || (/m/i.test(tokens) && !hasTime)
  if (hasDate || hasTime) return { kind: 'moment', hasDate, hasTime }
  const pattern = first.replace(/"([^"]*)"|\\(.)|[_*]./gs, '$1$2')
  const places = pattern.match(/[0#]/g)?.length ?? 0
  const isPattern = places > 1 && !/[.,]/.test(bare) && patterned.test(pattern) && !thousands.test(pattern)
  return isPattern && !isConditional ? { kind: 'digits', pattern: pattern.trim() } : { kind: 'plain' }
}

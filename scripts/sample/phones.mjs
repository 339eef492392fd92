/**
 * Numbers for the sample people: only those that regulators keep free for fiction, so that a demonstration that goes
 * out over a real line reaches nobody. The ranges and their sources are in `resources/README.md`.
 */

/** @typedef {import('./random.mjs').Random} Random */

/**
 * The national numbers of a range, without any prefix.
 * @param {string} start digits that all of them begin with
 * @param {number} from
 * @param {number} to
 */
function range(start, from, to) {
  const width = String(to).length
  return Array.from(
    { length: to - from + 1 },
    (_, index) => start + String(from + index).padStart(width, '0'),
  )
}

/** @type {Record<string, { callingCode: string, mobile: string[], fixed: string[], groups: number[] }>} */
export const fictionNumbers = {
  GB: {
    callingCode: '44',
    mobile: range('7700900', 100, 999),
    fixed: range('2079460', 100, 999),
    groups: [4, 6],
  },
  FR: {
    callingCode: '33',
    mobile: range('63998', 1000, 9999),
    fixed: range('19900', 1000, 9999),
    groups: [1, 2, 2, 2, 2],
  },
  SE: {
    callingCode: '46',
    mobile: range('7017406', 10, 99),
    fixed: range('8465004', 10, 99),
    groups: [2, 3, 2, 2],
  },
  DE: {
    callingCode: '49',
    mobile: [...range('17139200', 10, 99), ...range('176040690', 10, 99)],
    fixed: range('3023125', 100, 999),
    groups: [3, 4, 4],
  },
}

/**
 * Ways in which people write a number, from most to least common. Every one of them says its country, so that the
 * sample reads the same whatever the country of the workspace.
 * @type {((callingCode: string, groups: string[]) => string)[]}
 */
const styles = [
  (code, groups) => `+${code}${groups.join('')}`,
  (code, groups) => `+${code} ${groups.join(' ')}`,
  (code, groups) => `+${code} ${groups.join('')}`,
  (code, groups) => `+${code} (0)${groups.join(' ')}`,
  (code, groups) => `00${code} ${groups.join(' ')}`,
  (code, groups) => `+${code} ${groups.join('-')}`,
  (code, groups) => `00${code}${groups.join('')}`,
  (code, groups) => `+${code}.${groups.join('.')}`,
  (code, groups) => `(+${code}) ${groups.join(' ')}`,
  (code, groups) => `+${code}\u00a0${groups.join('\u00a0')}`,
  (code, groups) => `tel: +${code} ${groups.join(' ')}`,
  (code, groups) => `00${code}-${groups.join('')}`,
]
const STYLE_WEIGHTS = [30, 24, 10, 8, 7, 5, 4, 4, 3, 2, 2, 1]

/**
 * Writes a national number in one of the ways that people write it.
 * @param {Random} random
 * @param {string} country
 * @param {string} national
 */
export function writePhone(random, country, national) {
  const plan = fictionNumbers[country]
  if (!plan) throw new Error(`No numbers for ${country}`)
  return random.pickWeighted(styles, STYLE_WEIGHTS)(plan.callingCode, split(national, plan.groups))
}

/**
 * @param {string} digits
 * @param {readonly number[]} sizes the last group takes what is left
 */
function split(digits, sizes) {
  /** @type {string[]} */
  const groups = []
  let rest = digits
  for (const size of sizes.slice(0, -1)) {
    groups.push(rest.slice(0, size))
    rest = rest.slice(size)
  }
  return [...groups, rest]
}

/** Cells without a usable number, as they come out of real lists; none of them can be dialled. */
export const badPhones = [
  '+44 7700 9001',
  '+44 7700 900 1234 5',
  '+33 6 39 98 12',
  '+33 6 39 98 12 34 56',
  '4.47701E+11',
  '3.36399E+10',
  '+44 7700 9OO 214',
  'see notes',
  'ask at the desk',
  '+999 12 34 56 78',
  '0000000000',
  '+46 70',
]

/** What was mended to read a cell as a number; each has a text of its own on screen. */
export type PhoneRepair =
  | 'spaces'
  | 'dots'
  | 'dashes'
  | 'slashes'
  | 'brackets'
  | 'quotes'
  | 'invisible-characters'
  | 'other-digits'
  | 'words'
  | 'extension'
  | 'decimal'
  | 'double-zero'
  | 'trunk-zero'
  | 'leading-zero'
  | 'plus'
  | 'several'

/** A cell reduced to digits. */
export interface CleanCell {
  /** ASCII digits alone. */
  readonly digits: string
  readonly plus: boolean
  readonly repairs: readonly PhoneRepair[]
}

const PUNCTUATION = new Map<number, PhoneRepair>()
const KINDS: readonly (readonly [string, PhoneRepair])[] = [
  [' \t', 'spaces'],
  ['.,', 'dots'],
  ['-_', 'dashes'],
  ['/', 'slashes'],
  ['()[]', 'brackets'],
  ['\'"=`', 'quotes'],
]
for (const [characters, repair] of KINDS) {
  for (const character of characters) PUNCTUATION.set(character.charCodeAt(0), repair)
}

const BEYOND_ASCII = /[^\t\n\r -~]/
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}/gu
const WIDE_SPACE = /(?![\n\r\t ])\p{White_Space}/gu
const DASH = /\p{Dash}/gu
const OTHER_DIGIT = /(?![0-9])\p{Nd}/gu
const FULL_WIDTH = /[\uff01-\uff5e]/g
const APOSTROPHE = /[\u2018\u2019\u201c\u201d\u00ab\u00bb]/g

/** Where the ten digits of a script begin; Unicode keeps the ten together, in order. */
const DIGIT_ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20,
  0x1040, 0x17e0, 0x1810, 0x1946, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900,
  0xa9d0, 0xaa50, 0xabf0, 0xff10,
]

/** Writes other scripts' digits, wide signs, dashes and spaces in ASCII; says what it changed. */
export function writeInAscii(text: string): {
  readonly text: string
  readonly repairs: readonly PhoneRepair[]
} {
  if (!BEYOND_ASCII.test(text)) return { text, repairs: [] }
  const repairs: PhoneRepair[] = []
  const change = (from: string, to: string, repair: PhoneRepair): string => {
    if (to !== from) repairs.push(repair)
    return to
  }
  let ascii = change(text, text.replace(INVISIBLE, ''), 'invisible-characters')
  ascii = change(ascii, ascii.replace(OTHER_DIGIT, toAsciiDigit), 'other-digits')
  ascii = ascii.replace(FULL_WIDTH, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
  ascii = change(ascii, ascii.replace(WIDE_SPACE, ' '), 'spaces')
  return { text: ascii.replace(DASH, '-').replace(APOSTROPHE, "'"), repairs }
}

function toAsciiDigit(digit: string): string {
  const code = digit.charCodeAt(0)
  const zero = DIGIT_ZEROS.find(start => code >= start && code < start + 10)
  return zero === undefined ? digit : String(code - zero)
}

/** Takes punctuation out of an ASCII text; undefined where something else than a number is in it. */
export function cleanCell(text: string): CleanCell | undefined {
  let digits = ''
  let start = -1
  let plus = false
  const repairs: PhoneRepair[] = []
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code >= 48 && code <= 57) {
      if (start < 0) start = index
      continue
    }
    if (start >= 0) digits += text.slice(start, index)
    start = -1
    const repair = PUNCTUATION.get(code)
    if (repair) {
      if (!repairs.includes(repair)) repairs.push(repair)
    } else if (code === 43 && digits === '') plus = true
    else return undefined
  }
  if (start >= 0) digits += text.slice(start)
  return { digits, plus, repairs }
}

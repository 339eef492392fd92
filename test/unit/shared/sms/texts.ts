import fc from 'fast-check'

const PIECES = [
  'a',
  'Z',
  ' ',
  '@',
  '\r\n',
  '€',
  '[',
  '^',
  '`',
  'ç',
  'я',
  'Ж',
  '中',
  'م',
  '\u0301',
  'e\u0301',
  '😀',
  '👨‍👩‍👧‍👦',
  '🇩🇪',
  '👍🏽',
  '1️⃣',
  'क्षि',
  '\u200d',
  '\ud83d',
  '\ude00',
]

const GSM_PIECES = ['a', 'bcd', '0', '@', '€', '[', '|', '\n', 'é', 'Ω']

/** Texts that are long enough to need several parts and dense in what is hard to split. */
export const hardTexts: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 260 }).map(pieces => pieces.join('')),
  fc.array(fc.constantFrom(...GSM_PIECES), { maxLength: 500 }).map(pieces => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 300 }),
)

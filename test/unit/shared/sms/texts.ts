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

const NATIONAL_PIECES: readonly (readonly string[])[] = [
  ['ş', 'ğ', 'ı', 'İ', 'Ş', 'a', 'l', ' ', 'ç', '€', '['],
  ['á', 'í', 'ó', 'Ú', 'ñ', 'ç', 'a', ' ', '^'],
  ['ã', 'õ', 'ê', 'ç', 'á', 'a', ' ', '€', '∞'],
  ['न', 'म', 'स्', 'ते', 'क्षि', ' ', '१', '।'],
  ['வ', 'ண', 'க்', 'கம்', ' ', '௧'],
  ['س', 'ل', 'ا', 'م', ' ', '۱', 'ں'],
]

/** Texts that are long enough to need several parts and dense in what is hard to split. */
export const hardTexts: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 260 }).map(pieces => pieces.join('')),
  fc.array(fc.constantFrom(...GSM_PIECES), { maxLength: 500 }).map(pieces => pieces.join('')),
  ...NATIONAL_PIECES.map(pieces =>
    fc.array(fc.constantFrom(...pieces), { maxLength: 300 }).map(chosen => chosen.join('')),
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
)

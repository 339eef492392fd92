import type { Tables } from './national/languages.ts'
import { LOCKING_TABLES } from './national/locking-tables.ts'
import { SINGLE_SHIFT_TABLES } from './national/single-shift-tables.ts'

/** The septet that says that the next one is of the extension table. */
export const ESCAPE = 0x1b

const QUESTION_MARK = '?'
const NOTHING = '\0'

/** The basic table, position = septet; position 0x1B escapes to the extension table (3GPP TS 23.038 §6.2.1). */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ' +
  ' !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§' +
  '¿abcdefghijklmnopqrstuvwxyzäöñüà'

/** The extension table: what follows an escape (3GPP TS 23.038 §6.2.1.1). */
const EXTENSION: readonly (readonly [septet: number, character: string])[] = [
  [0x0a, '\f'],
  [0x14, '^'],
  [0x28, '{'],
  [0x29, '}'],
  [0x2f, '\\'],
  [0x3c, '['],
  [0x3d, '~'],
  [0x3e, ']'],
  [0x40, '|'],
  [0x65, '€'],
]

/** Everything that a pair of tables can say, both ways. */
export interface SeptetTable {
  /** Septets of a UTF-16 unit: 1, 2 with an escape, 0 (or past the end) when it cannot be said. */
  readonly widths: Uint8Array
  /** The septet of a UTF-16 unit, after the escape where its width is 2. */
  readonly septetOf: Uint8Array
  /** What a septet says; undefined where it says nothing. */
  readonly basic: readonly (string | undefined)[]
  /** What a septet says after an escape. */
  readonly extension: readonly (string | undefined)[]
  /** The septet that stands for what cannot be said. */
  readonly substitute: number
}

const known = new Map<string, SeptetTable>()

/** The table of a pair of languages, made once. */
export function septetTableOf({ locking, single }: Tables): SeptetTable {
  const key = `${locking ?? ''} ${single ?? ''}`
  const table = known.get(key) ?? createTable(readBasic({ locking }), readExtension({ single }))
  known.set(key, table)
  return table
}

function readBasic({ locking }: { readonly locking: Tables['locking'] }): (string | undefined)[] {
  return readTable((locking && LOCKING_TABLES[locking]) ?? BASIC)
}

function readExtension({ single }: { readonly single: Tables['single'] }): (string | undefined)[] {
  if (single !== undefined) return readTable(SINGLE_SHIFT_TABLES[single])
  const extension: (string | undefined)[] = []
  for (const [septet, character] of EXTENSION) extension[septet] = character
  return extension
}

function readTable(characters: string): (string | undefined)[] {
  return Array.from(characters, (character, septet) =>
    character === NOTHING || septet === ESCAPE ? undefined : character,
  )
}

function createTable(
  basic: readonly (string | undefined)[],
  extension: readonly (string | undefined)[],
): SeptetTable {
  const units = [...basic, ...extension].map(character => character?.charCodeAt(0) ?? 0)
  const size = Math.max(...units) + 1
  const widths = new Uint8Array(size)
  const septetOf = new Uint8Array(size)
  // Where a character has two places the cheaper and then the lower one counts, which is written last.
  for (const [width, characters] of [
    [2, extension],
    [1, basic],
  ] as const) {
    for (let septet = characters.length - 1; septet >= 0; septet--) {
      const unit = characters[septet]?.charCodeAt(0)
      if (unit === undefined) continue
      widths[unit] = width
      septetOf[unit] = septet
    }
  }
  const substitute = Math.max(0, basic.indexOf(QUESTION_MARK))
  return { widths, septetOf, basic, extension, substitute }
}

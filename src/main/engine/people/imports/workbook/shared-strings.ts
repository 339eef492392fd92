import Sqlite from 'better-sqlite3'
import type { Part } from './open-package.ts'
import { readXml } from './read-xml.ts'
import { longestText } from './sheet-rows.ts'
import { unescapeText } from './unescape-text.ts'

/** Texts that the cells of a workbook name by their position. */
export interface SharedStrings {
  /** Empty for a position that there is not. */
  at(index: number): string
  close(): void
}

/** How much of them is read. */
export interface StringsOptions {
  /** The last position that is asked for; all where it is absent. */
  readonly last?: number | undefined
  /** As in `readXml`. */
  pause?(packed: number): boolean | Promise<boolean>
}

/**
 * Reads the shared strings (ECMA-376 Part 1, §18.4.9). They may be many times what fits into memory, so they are kept in
 * a private file of SQLite, which goes with it, and only those that were just asked for stay in memory.
 * @throws UserError `import/workbook-damaged`; SqliteError when the disk is full
 */
export async function readSharedStrings(
  file: string,
  part: Part | undefined,
  { last = Number.POSITIVE_INFINITY, pause = () => true }: StringsOptions = {},
): Promise<SharedStrings> {
  const store = createStringStore()
  if (!part) return store
  let text = ''
  let isText = false
  let isReading = false
  try {
    await readXml(file, part, {
      open(name) {
        if (name === 'si') text = ''
        // Beside the text stands how it is spoken, in Japanese.
        if (name === 'rPh') isReading = true
        if (name === 't') isText = !isReading
      },
      close(name) {
        if (name === 't') isText = false
        if (name === 'rPh') isReading = false
        if (name === 'si') store.add(unescapeText(text))
      },
      text(piece) {
        if (isText && text.length < longestText) text += piece
      },
      pause: packed => store.size <= last && pause(packed),
    })
    store.end()
    return store
  } catch (error) {
    store.close()
    throw error
  }
}

interface StringStore extends SharedStrings {
  readonly size: number
  add(text: string): void
  /** Nothing more is added. */
  end(): void
}

/** Strings are kept and found by blocks of so many: rows name new strings one after the other. */
const blockSize = 128
/** Bytes of the blocks of one generation in memory. */
const mostBytes = 2_000_000

function createStringStore(): StringStore {
  const sql = new Sqlite('')
  sql.pragma('journal_mode = OFF')
  sql.pragma('synchronous = OFF')
  // Kilobytes: blocks are written once, and those that are read again stay with us.
  sql.pragma('cache_size = -2048')
  sql.exec('CREATE TABLE blocks (id INTEGER PRIMARY KEY, strings BLOB NOT NULL) STRICT; BEGIN')
  const insert = sql.prepare('INSERT INTO blocks (id, strings) VALUES (?, ?)')
  const select = sql.prepare('SELECT strings FROM blocks WHERE id = ?').pluck()
  const find = createBlockCache(id => (select.get(id) as Buffer | undefined) ?? emptyBlock)
  let block: string[] = []
  let size = 0

  function store(): void {
    if (block.length > 0) insert.run(Math.floor((size - 1) / blockSize), packBlock(block))
    block = []
  }
  return {
    get size() {
      return size
    },
    add(text) {
      block.push(text)
      size += 1
      if (block.length === blockSize) store()
    },
    end: store,
    at: index => readFromBlock(find(Math.floor(index / blockSize)), index % blockSize),
    close: () => void sql.close(),
  }
}

const numberBytes = 4

/**
 * Strings as the places where they end, and their bytes: outside the heap, where millions of them that are looked at once
 * would only wait to be collected.
 */
function packBlock(strings: readonly string[]): Buffer {
  const text = Buffer.from(strings.join(''))
  const block = Buffer.allocUnsafe(numberBytes * (strings.length + 1) + text.length)
  block.writeUInt32LE(strings.length, 0)
  let end = 0
  for (const [index, string] of strings.entries()) {
    end += Buffer.byteLength(string)
    block.writeUInt32LE(end, numberBytes * (index + 1))
  }
  text.copy(block, numberBytes * (strings.length + 1))
  return block
}

const emptyBlock = packBlock([])

function readFromBlock(block: Buffer, index: number): string {
  const count = block.readUInt32LE(0)
  if (!(index >= 0 && index < count)) return ''
  const text = numberBytes * (count + 1)
  const start = index === 0 ? 0 : block.readUInt32LE(numberBytes * index)
  const end = block.readUInt32LE(numberBytes * (index + 1))
  return block.toString('utf8', text + start, text + end)
}

/**
 * Keeps the blocks that were asked for last, in two generations: what the older still has when the newer is full is
 * forgotten. Keeping them in order would cost more than all the rest of reading a sheet.
 */
function createBlockCache(load: (id: number) => Buffer): (id: number) => Buffer {
  let older = new Map<number, Buffer>()
  let newer = new Map<number, Buffer>()
  let bytes = 0
  return id => {
    const known = newer.get(id)
    if (known) return known
    const block = older.get(id) ?? load(id)
    bytes += block.length
    if (bytes > mostBytes) {
      older = newer
      newer = new Map()
      bytes = block.length
    }
    newer.set(id, block)
    return block
  }
}

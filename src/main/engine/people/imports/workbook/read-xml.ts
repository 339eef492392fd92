import { TextDecoder } from 'node:util'
import { SaxesParser } from 'saxes'
import { UserError } from '../../../../../shared/errors.ts'
import type { Part } from './open-package.ts'

/** Attributes of an element by their names as they are written. */
export type Attributes = Readonly<Record<string, string | undefined>>

/** What hears of the elements of a part, by their names without prefix. */
export interface XmlReader {
  open?(name: string, attributes: Attributes): void
  close?(name: string): void
  text?(text: string): void
  /** Called when all elements in some stretch were told; false stops the reading. */
  pause?(packed: number): boolean | Promise<boolean>
}

/** More than the longest text of a cell by far; without a limit one open tag could fill memory. */
const longestStretch = 4 * 1024 * 1024

/** What a workbook consists of and how its cells look take a megabyte at most, and are kept in memory. */
const mostOutlineBytes = 32 * 1024 * 1024

/**
 * Reads a part that describes others, of which there is no need to be large.
 * @throws UserError as `readXml`
 */
export function readOutlineXml(file: string, part: Part, reader: XmlReader): Promise<void> {
  if (part.bytes > mostOutlineBytes) throw new UserError('import/workbook-damaged', { file })
  return readXml(file, part, reader)
}

/**
 * Reads a part as XML, one stretch of text at a time. Nothing outside the part is ever opened, and entities that it
 * defines itself are not known.
 * @throws UserError `import/workbook-damaged`, and those of the part
 */
export async function readXml(file: string, part: Part, reader: XmlReader): Promise<void> {
  const damaged = (): UserError => new UserError('import/workbook-damaged', { file })
  const stretch = { told: 0, read: 0 }
  const parser = createParser(reader, {
    told: () => (stretch.told = stretch.read),
    failed() {
      throw damaged()
    },
  })
  let decoder: TextDecoder | undefined
  let packed = 0
  for await (const chunk of part.open(read => (packed = read))) {
    decoder ??= new TextDecoder(encodingOf(chunk))
    stretch.read += chunk.length
    parser.write(decoder.decode(chunk, { stream: true }))
    if (stretch.read - stretch.told > longestStretch) throw damaged()
    if (reader.pause && !(await reader.pause(packed))) return
  }
  parser.close()
}

function createParser(
  { open, close, text }: XmlReader,
  { told, failed }: { told: () => void; failed: () => never },
): SaxesParser<{ xmlns: false }> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const names = new Map<string, string>()
  parser.on('error', failed)
  parser.on('opentag', ({ name, attributes }) => {
    told()
    open?.(localName(names, name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    told()
    close?.(localName(names, name))
  })
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  return parser
}

/** Some programs write `x:row` for `row`. */
function localName(known: Map<string, string>, name: string): string {
  let local = known.get(name)
  if (local === undefined) known.set(name, (local = name.slice(name.indexOf(':') + 1)))
  return local
}

function encodingOf(chunk: Buffer): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
  return chunk[0] === 0xfe && chunk[1] === 0xff ? 'utf-16be' : 'utf-8'
}

import { inflateSync } from 'node:zlib'

/** What a PDF of Chromium says, and on how many pages. */
export interface PdfText {
  readonly pages: number
  /** Words in the order in which they are drawn, one space between pieces. */
  readonly text: string
}

/** Reads the text of a PDF as Chromium writes them: plain objects, deflated streams, a ToUnicode map for each font. */
export function readPdf(pdf: Buffer): PdfText {
  const objects = readObjects(pdf.toString('latin1'))
  const bodies = [...objects.values()]
  const fonts = new Map<string, ReadonlyMap<string, string>>()
  for (const [number, { head }] of objects) {
    const [, map] = /\/ToUnicode (\d+) 0 R/.exec(head) ?? []
    if (map) fonts.set(`F${number}`, readMap(objects.get(map)?.stream ?? ''))
  }
  return {
    pages: bodies.filter(({ head }) => /\/Type \/Page\b/.test(head)).length,
    text: bodies.map(({ stream }) => readStream(stream, fonts)).join(' '),
  }
}

interface PdfObject {
  readonly head: string
  readonly stream: string
}

function readObjects(source: string): ReadonlyMap<string, PdfObject> {
  const found = source.matchAll(/(?:^|\n)(\d+) 0 obj\s([\s\S]*?)endobj/g)
  return new Map(
    Array.from(found, ([, number = '', body = '']) => {
      const [, head = body, stream = ''] = /^([\s\S]*?)stream\r?\n([\s\S]*?)\r?\nendstream/.exec(body) ?? []
      return [number, { head, stream: head.includes('FlateDecode') ? inflate(stream) : stream }]
    }),
  )
}

function inflate(stream: string): string {
  try {
    return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')
  } catch {
    return ''
  }
}

/** Glyphs, in hexadecimal digits, and what they stand for. */
function readMap(stream: string): ReadonlyMap<string, string> {
  const glyphs = new Map<string, string>()
  for (const [, section = ''] of stream.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, glyph = '', text = ''] of section.matchAll(/<(\w+)> <(\w+)>/g))
      glyphs.set(glyph.toUpperCase(), fromHex(text))
  }
  for (const [, section = ''] of stream.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, first = '', last = '', text = ''] of section.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      const length = Number.parseInt(last, 16) - Number.parseInt(first, 16)
      for (let step = 0; step <= length; step += 1)
        glyphs.set(plus(first, step).toUpperCase(), fromHex(plus(text, step)))
    }
  }
  return glyphs
}

/** The pieces of one text object belong together: each glyph may be placed by itself. */
function readStream(stream: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  return Array.from(stream.matchAll(/\bBT\b([\s\S]*?)\bET\b/g), ([, text = '']) =>
    readText(text, fonts),
  ).join(' ')
}

function readText(text: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let glyphs: ReadonlyMap<string, string> = new Map()
  let written = ''
  for (const [, font, hex] of text.matchAll(/\/(F\d+) [\d.]+ Tf|<(\w+)>/g)) {
    if (font) glyphs = fonts.get(font) ?? new Map()
    const [first = ''] = glyphs.keys()
    if (!hex || first === '') continue
    const codes = hex.toUpperCase().match(new RegExp(`.{${first.length}}`, 'g')) ?? []
    written += codes.map(code => glyphs.get(code) ?? '').join('')
  }
  return written
}

function fromHex(hex: string): string {
  return Array.from(hex.matchAll(/.{4}/g), ([unit]) => String.fromCharCode(Number.parseInt(unit, 16))).join(
    '',
  )
}

function plus(hex: string, step: number): string {
  return (Number.parseInt(hex, 16) + step).toString(16).padStart(hex.length, '0')
}

import { readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'

/** The parts of a ZIP archive by their path, found through its central directory. */
export function readZip(path: string): Map<string, string> {
  const bytes = readFileSync(path)
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006'))
  const parts = new Map<string, string>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map(offset =>
      bytes.readUInt16LE(at + offset),
    )
    const name = bytes.toString('utf8', at + 46, at + 46 + (nameLength ?? 0))
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20))
    const isPacked = bytes.readUInt16LE(at + 10) === 8
    parts.set(name, (isPacked ? inflateRawSync(packed) : packed).toString('utf8'))
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0)
  }
  return parts
}

/** The cells of each sheet of a workbook, as they are written in it. */
export function readSheets(path: string): (string | number)[][][] {
  const parts = readZip(path)
  const sheets = [...parts.keys()].filter(name => name.startsWith('xl/worksheets/')).toSorted()
  return sheets.map(name =>
    [...(parts.get(name) ?? '').matchAll(/<row>(.*?)<\/row>/gs)].map(([, row = '']) =>
      [...row.matchAll(/<c(?: [^>]*)?(?:\/>|>(?:<is><t[^>]*>(.*?)<\/t><\/is>|<v>(.*?)<\/v>)<\/c>)/gs)].map(
        ([, text, number]) => (number === undefined ? unescapeXml(text ?? '') : Number(number)),
      ),
    ),
  )
}

function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#13;', '\r')
    .replaceAll('&amp;', '&')
}

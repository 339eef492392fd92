import { crc32, deflateRawSync } from 'node:zlib'

/** A file in an archive, and what the archive says of it where that is not true. */
export interface ArchivedFile {
  readonly path: string
  readonly content: Buffer
  readonly uncompressedSize?: number
  readonly isEncrypted?: boolean
}

/** Writes a ZIP archive by hand, so that it can say what no honest writer says. */
export function writeArchive(files: readonly ArchivedFile[]): Buffer {
  const bodies: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const packed = deflateRawSync(file.content)
    const name = Buffer.from(file.path)
    const facts = describeFile(file, packed.length)
    const body = Buffer.concat([
      Buffer.from('PK\u0003\u0004'),
      facts,
      numbers([2, name.length], [2, 0]),
      name,
      packed,
    ])
    entries.push(
      Buffer.concat([
        Buffer.from('PK\u0001\u0002'),
        numbers([2, 45]),
        facts,
        numbers(
          [2, name.length],
          [2, facts.readUInt32LE(18) === longest ? 12 : 0],
          [2, 0],
          [2, 0],
          [2, 0],
          [4, 0],
        ),
        numbers([4, offset]),
        name,
        ...sizeBeyond(file, facts),
      ]),
    )
    bodies.push(body)
    offset += body.length
  }
  const directory = Buffer.concat(entries)
  const end = numbers(
    [2, 0],
    [2, 0],
    [2, files.length],
    [2, files.length],
    [4, directory.length],
    [4, offset],
    [2, 0],
  )
  return Buffer.concat([...bodies, directory, Buffer.from('PK\u0005\u0006'), end])
}

/** Stands for a size that is written further down (APPNOTE 4.5.3). */
const longest = 0xff_ff_ff_ff

/** What both headers of a file have in common (APPNOTE 4.3.7). */
function describeFile(
  { content, uncompressedSize = content.length, isEncrypted }: ArchivedFile,
  packed: number,
): Buffer {
  return numbers(
    [2, 45],
    [2, isEncrypted ? 1 : 0],
    [2, 8],
    [2, 0],
    [2, 33],
    [4, crc32(content)],
    [4, packed],
    [4, Math.min(uncompressedSize, longest)],
  )
}

function sizeBeyond({ uncompressedSize = 0 }: ArchivedFile, facts: Buffer): Buffer[] {
  if (facts.readUInt32LE(18) !== longest) return []
  const size = Buffer.alloc(8)
  size.writeBigUInt64LE(BigInt(uncompressedSize))
  return [Buffer.concat([numbers([2, 1], [2, 8]), size])]
}

function numbers(...values: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  return Buffer.concat(
    values.map(([bytes, value]) => {
      const buffer = Buffer.alloc(bytes)
      buffer.writeUIntLE(value, 0, bytes)
      return buffer
    }),
  )
}

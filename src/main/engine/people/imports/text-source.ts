import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { UserError } from '../../../../shared/errors.ts'

/** Something to read as a table, from wherever it comes. */
export interface TextSource {
  /** As it is shown. */
  readonly name: string
  readonly bytes: number
  /** Where a file lies; a workbook is read from its end. */
  readonly path?: string
  /** Reads from the start; may be called again. */
  open(): AsyncIterable<Buffer>
}

/** Some 1,000 rows: they are read, understood and written in some 15 ms. */
const chunkBytes = 64 * 1024
/** What reads rows is slow until it has read some thousands: a file begins in shorter pieces. */
const firstBytes = 1024 * 1024
const firstChunkBytes = 16 * 1024

/** The pieces of a chunk that begins at some place of a file. */
function* piecesOf(chunk: Buffer, start: number): Generator<Buffer, void, void> {
  const size = start < firstBytes ? firstChunkBytes : chunkBytes
  for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size)
}

/**
 * A file. Reading it fails when it turns out shorter or longer than it was, because somebody is writing to it.
 * @throws UserError `import/file-missing`, `import/is-folder`, `import/cannot-read`, `import/empty`
 */
export async function openFile(path: string): Promise<TextSource> {
  const name = basename(path)
  const found = await stat(path).catch((error: unknown) => {
    throw explainReading(error, path)
  })
  if (found.isDirectory()) throw new UserError('import/is-folder', { file: name })
  if (found.size === 0) throw new UserError('import/empty', { file: name })
  return { name, bytes: found.size, path, open: () => readWhole(path, { name, bytes: found.size }) }
}

/** A text that is already in memory. */
export function openText(name: string, text: string): TextSource {
  const bytes = Buffer.from(text)
  return {
    name,
    bytes: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
    },
  }
}

async function* readWhole(path: string, expected: { name: string; bytes: number }): AsyncGenerator<Buffer> {
  let read = 0
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
      yield* piecesOf(chunk as Buffer, read)
      read += (chunk as Buffer).length
    }
  } catch (error) {
    throw explainReading(error, path)
  }
  if (read !== expected.bytes) throw new UserError('import/file-changed', { file: expected.name })
}

function explainReading(error: unknown, path: string): unknown {
  const file = basename(path)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT' || code === 'ESTALE') return new UserError('import/file-missing', { file, path })
  if (code === 'EISDIR') return new UserError('import/is-folder', { file })
  if (/^E[A-Z]+$/.test(code)) return new UserError('import/cannot-read', { file, reason: code })
  return error
}

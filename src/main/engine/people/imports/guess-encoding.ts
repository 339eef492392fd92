import { isUtf8 } from 'node:buffer'
import type { textEncodings } from '../../../../shared/contract/imports.ts'
import type { TextSource } from './text-source.ts'
import { completeUtf8 } from './utf8-boundary.ts'

export type TextEncoding = (typeof textEncodings)[number]

/** The marks that some programs put before a text, by encoding. */
export const byteOrderMarks: readonly { encoding: TextEncoding; mark: Buffer }[] = [
  { encoding: 'utf-8', mark: Buffer.from([0xef, 0xbb, 0xbf]) },
  { encoding: 'utf-16le', mark: Buffer.from([0xff, 0xfe]) },
  { encoding: 'utf-16be', mark: Buffer.from([0xfe, 0xff]) },
]

/** Enough to meet the first accented letter of nearly any list. */
const mostBytes = 64 * 1024 * 1024

/**
 * How a text is encoded: by its mark; by zero bytes in every other place, which is UTF-16; as UTF-8 where all of its
 * first 64 MB are; else as Windows-1252, in which any bytes are a text.
 */
export async function guessEncoding(source: TextSource): Promise<TextEncoding> {
  let read = 0
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of source.open()) {
    if (read === 0) {
      const known = guessFromStart(chunk)
      if (known) return known
    }
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const end = completeUtf8(bytes)
    if (!isUtf8(bytes.subarray(0, end))) return 'windows-1252'
    rest = bytes.subarray(end)
    read += chunk.length
    if (read >= mostBytes) return 'utf-8'
  }
  return rest.length > 0 ? 'windows-1252' : 'utf-8'
}

function guessFromStart(chunk: Buffer): TextEncoding | undefined {
  const marked = byteOrderMarks.find(({ mark }) => chunk.subarray(0, mark.length).equals(mark))
  if (marked) return marked.encoding
  const sample = chunk.subarray(0, 4096)
  const zeros: [even: number, odd: number] = [0, 0]
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2 === 0 ? 0 : 1] += 1
  const half = sample.length / 2
  if (zeros[1] > half * 0.4 && zeros[0] < half * 0.05) return 'utf-16le'
  if (zeros[0] > half * 0.4 && zeros[1] < half * 0.05) return 'utf-16be'
  return undefined
}

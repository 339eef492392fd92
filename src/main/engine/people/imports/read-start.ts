import { UserError } from '../../../../shared/errors.ts'
import { decodeText, type TextChunk } from './decode-text.ts'
import type { TextEncoding } from './guess-encoding.ts'
import type { TextSource } from './text-source.ts'

/** So much is enough to tell how a text is written. */
const enoughBytes = 64 * 1024

/** The first stretch of a text. @throws UserError `import/empty`, and those of `decodeText` */
export async function readStart(source: TextSource, encoding: TextEncoding): Promise<TextChunk> {
  const chunks: TextChunk[] = []
  for await (const chunk of decodeText(source, encoding)) {
    chunks.push(chunk)
    if (chunk.read >= enoughBytes) break
  }
  const read = chunks.at(-1)?.read
  if (read === undefined) throw new UserError('import/empty', { file: source.name })
  return { bytes: Buffer.concat(chunks.map(({ bytes }) => bytes)), read }
}

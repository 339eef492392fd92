import { UserError } from '../../../../shared/errors.ts'
import { decodeText, type TextChunk } from './decode-text.ts'
import type { TextEncoding } from './guess-encoding.ts'
import type { TextSource } from './text-source.ts'

/** The first stretch of a text. @throws UserError `import/empty`, and those of `decodeText` */
export async function readStart(source: TextSource, encoding: TextEncoding): Promise<TextChunk> {
  for await (const chunk of decodeText(source, encoding)) return chunk
  throw new UserError('import/empty', { file: source.name })
}

import { UserError } from '../../../../shared/errors.ts'
import type { FileAccess } from '../../context.ts'
import { openFile, openText, type TextSource } from './text-source.ts'

/** The longest text that can be pasted: some 200,000 numbers. More is a file. */
const mostTextBytes = 5_000_000

/**
 * Opens what a call names: a file, or a text that came with it.
 * @throws UserError `import/text-too-long`, `import/empty`, `file/not-granted`, and those of `openFile`
 */
export async function openSource(
  files: FileAccess,
  given: { file?: string | undefined; text?: string | undefined; name?: string | undefined },
): Promise<TextSource> {
  const { file, text = '', name = 'Pasted text' } = given
  if (file !== undefined) return openFile(files.locate(file))
  if (Buffer.byteLength(text) > mostTextBytes) {
    throw new UserError('import/text-too-long', { megabytes: mostTextBytes / 1_000_000 })
  }
  if (text.trim() === '') throw new UserError('import/empty', { file: name })
  return openText(name, text)
}

import { UserError } from '../../../../shared/errors.ts'
import { startsLikeBiff, startsWith, oldOffice, packed } from './file-marks.ts'
import type { TextSource } from './text-source.ts'

/** What an encrypted workbook holds instead of itself, by the name of a stream in it ([MS-OFFCRYPTO] §2.3.4). */
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le')

/**
 * Whether a source is a workbook, by its first bytes rather than by its name; everything else is read as text.
 * @throws UserError `import/old-workbook`, `import/workbook-locked`
 */
export async function guessContainer(source: TextSource): Promise<'workbook' | 'text'> {
  const start = await readFirst(source)
  if (startsWith(start, packed)) return 'workbook'
  if (startsWith(start, oldOffice)) {
    const isLocked = await includes(source, encryptedPackage)
    throw new UserError(isLocked ? 'import/workbook-locked' : 'import/old-workbook', { file: source.name })
  }
  if (startsLikeBiff(start)) throw new UserError('import/old-workbook', { file: source.name })
  return 'text'
}

async function readFirst(source: TextSource): Promise<Buffer> {
  for await (const chunk of source.open()) return chunk
  return Buffer.alloc(0)
}

async function includes(source: TextSource, wanted: Buffer): Promise<boolean> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of source.open()) {
    const bytes = Buffer.concat([rest, chunk])
    if (bytes.includes(wanted)) return true
    rest = bytes.subarray(-wanted.length)
  }
  return false
}

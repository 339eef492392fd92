import { stat } from 'node:fs/promises'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { UserError } from '../../../../../shared/errors.ts'
import type { TextSource } from '../text-source.ts'
import { checkPackage } from './check-package.ts'
import { readEntry } from './read-entry.ts'

/** One file in a package. */
export interface Part {
  readonly path: string
  /** Unpacked, as the package says; reading fails where that is not true. */
  readonly bytes: number
  readonly packedBytes: number
  /** Reads it from its start; may be called again. @param note hears how many packed bytes were read so far */
  open(note?: (packed: number) => void): AsyncIterable<Buffer>
}

/** An opened ZIP package (ECMA-376 Part 2). */
export interface Package {
  readonly name: string
  /** Finds a file by its path from the root, whatever its case. */
  part(path: string): Part | undefined
  close(): void
}

/**
 * Opens a ZIP package; nothing is unpacked yet.
 * @throws UserError `import/workbook-damaged`, `import/workbook-locked`, and those of `checkPackage`
 */
export async function openPackage(source: TextSource): Promise<Package> {
  const { name, path } = source
  if (path === undefined) throw new UserError('import/not-text', { file: name })
  return explaining(source, async () => {
    const zip = await openPromise(path, { autoClose: false })
    // Errors arrive by the promises.
    zip.on('error', () => undefined)
    try {
      const parts = await listParts(source, zip)
      return {
        name,
        part: wanted => parts.get(wanted.toLowerCase().replace(/^\/+/, '')),
        close: () => zip.close(),
      }
    } catch (error) {
      zip.close()
      throw error
    }
  })
}

async function listParts(source: TextSource, zip: ZipFile): Promise<ReadonlyMap<string, Part>> {
  checkPackage(source.name, { entries: zip.entryCount })
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) entries.push(entry)
  checkPackage(source.name, { parts: entries })
  return new Map(entries.map(entry => [entry.fileName.toLowerCase(), partOf(source, zip, entry)]))
}

function partOf(source: TextSource, zip: ZipFile, entry: Entry): Part {
  return {
    path: entry.fileName,
    bytes: entry.uncompressedSize,
    packedBytes: entry.compressedSize,
    async *open(note) {
      const chunks = readEntry(zip, entry, note)
      try {
        yield* chunks
      } catch (error) {
        throw await explain(source, error)
      }
    },
  }
}

async function explaining<T>(source: TextSource, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw await explain(source, error)
  }
}

/** What cannot be unpacked is damaged, or was changed meanwhile. */
async function explain({ name, path = '', bytes }: TextSource, error: unknown): Promise<unknown> {
  if (error instanceof UserError) return error
  const found = await stat(path).catch(() => undefined)
  if (!found) return new UserError('import/file-missing', { file: name, path })
  if (found.size !== bytes) return new UserError('import/file-changed', { file: name })
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^E[A-Z]+$/.test(code)) return new UserError('import/cannot-read', { file: name, reason: code })
  return new UserError('import/workbook-damaged', { file: name })
}

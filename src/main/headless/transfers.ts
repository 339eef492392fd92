import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ChosenFile } from '../../shared/contract/desktop.ts'
import { toFileName } from '../../shared/file-name.ts'

/** Files on their way between a browser and the engine, in a folder of their own that goes with the host. */
export interface Transfers {
  /** Takes the body of a request as a file. */
  receive(request: IncomingMessage, name: string): Promise<ChosenFile>
  /** Names a file of this machine. */
  name(path: string): ChosenFile
  /** A place for a file that the engine will write. */
  reserve(name: string): ChosenFile
  /** Sends a file; false where the reference is not known. */
  send(ref: string, response: ServerResponse): Promise<boolean>
  close(): void
}

/** @param grant tells the engine where a reference points, and whether the file stays there when the host ends */
export function createTransfers(grant: (ref: string, path: string, isLasting: boolean) => void): Transfers {
  const folder = mkdtempSync(join(tmpdir(), 'campanile-'))
  const files = new Map<string, { path: string; name: string }>()

  function reserve(name: string): ChosenFile {
    const ref = randomUUID()
    const safeName = toFileName(name)
    // The engine shows the file's name, so the path ends in it; each file has a folder of its own.
    const path = join(mkdtempSync(join(folder, 'file-')), safeName)
    files.set(ref, { path, name: safeName })
    grant(ref, path, false)
    return { ref, name: safeName }
  }
  return {
    reserve,
    name(path) {
      const ref = randomUUID()
      grant(ref, path, true)
      return { ref, name: basename(path) }
    },
    async receive(request, name) {
      const file = reserve(name)
      await pipeline(request, createWriteStream(files.get(file.ref)?.path ?? ''))
      return file
    },
    async send(ref, response) {
      const file = files.get(ref)
      if (!file) return false
      response.writeHead(200, {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      })
      await pipeline(createReadStream(file.path), response)
      return true
    },
    close: () => removeFolder(folder),
  }
}

function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  } catch {
    // Windows removes no file that is still being sent; the system clears its folder for such files.
  }
}

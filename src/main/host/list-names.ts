import { readdir } from 'node:fs/promises'

/** What a folder holds; nothing where it cannot be read. Never rejects. */
export function listNames(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}

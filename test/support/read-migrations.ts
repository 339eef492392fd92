import { readdirSync, readFileSync } from 'node:fs'
import type { Migration } from '../../src/main/engine/database/migrate.ts'

const folder = new URL('../../src/main/engine/database/migrations/', import.meta.url)

/** The steps of the program where no bundler gathers them: in a process that Node runs from the source. */
export function readMigrations(): Migration[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .toSorted()
    .map(name => ({
      number: Number.parseInt(name, 10),
      name: name.replace('.sql', ''),
      sql: readFileSync(new URL(name, folder), 'utf8'),
    }))
}

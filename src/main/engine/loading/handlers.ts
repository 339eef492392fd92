import type { Database } from 'better-sqlite3'
import { loadFile } from '../../../shared/activities/load-file.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { loadFileCalls } from '../../../shared/contract/load-files.ts'
import type { EngineContext } from '../context.ts'
import { copyKept, keepFile } from '../files/keep-file.ts'
import { findKept, toKeptFile } from '../files/kept-file.ts'
import { withKeptFile } from '../files/open-kept.ts'
import { inspectSource } from '../people/imports/inspect-source.ts'
import { checkCountry } from '../workspace/check-codes.ts'
import { readSettings } from '../workspace/settings.ts'
import { readLastLoad } from './load-ledger.ts'
import { tryMatch } from './try-match.ts'

/** Answers the calls about files that activities read. */
export function loadFileHandlers(context: EngineContext): HandlersOf<typeof loadFileCalls> {
  const { workspace, files } = context
  const { sql } = workspace
  return {
    'loadFiles.keep': async ({ file }) => toKeptFile(await keepFile(context, file), files),
    'loadFiles.copy': async ({ key }) => toKeptFile(await copyKept(context, key), files),
    'loadFiles.get': ({ key }) => {
      const row = findKept(sql, key)
      return row ? toKeptFile(row, files) : null
    },
    async 'loadFiles.inspect'({ key, use, reading, country }) {
      const defaultCountry = country ?? readSettings(sql).defaultCountry
      checkCountry(defaultCountry)
      const file = { key, use, name: nameOf(sql, key) }
      const found = await withKeptFile(context, file, source =>
        inspectSource(sql, source, { reading, defaultCountry }),
      )
      const preview = found.preview.map(({ line, cells }) => ({ line, cells }))
      return { ...found, preview }
    },
    'loadFiles.tryMatch': ({ settings }) => tryUnfinished(context, settings),
    'loadFiles.last': place => readLastLoad(sql, place),
  }
}

/** Settings that are still being written are not complete, and that is no failure. */
async function tryUnfinished(context: EngineContext, given: Readonly<Record<string, unknown>>) {
  const { success, data } = loadFile.settings.safeParse(given)
  return success ? tryMatch(context, data) : null
}

function nameOf(sql: Database, key: string): string {
  return findKept(sql, key)?.name ?? ''
}

import { basename, extname } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { workspaceCalls } from '../../../shared/contract/workspace.ts'
import { conditionOf } from '../audiences/people-source.ts'
import type { EngineContext } from '../context.ts'
import type { Notice } from '../people/create-imports.ts'
import { peopleListOf } from '../people/people-list.ts'
import { addSample } from './add-sample.ts'
import { checkCountry, checkCurrency } from './check-codes.ts'
import { readSettings, writeSettings } from './settings.ts'

/** Answers the calls about the workspace as a whole. */
export function workspaceHandlers(
  context: EngineContext,
  { notices, whenIdle }: { readonly notices: readonly Notice[]; whenIdle(): Promise<void> },
): HandlersOf<typeof workspaceCalls> {
  const { sql, path } = context.workspace
  return {
    'workspace.describe': async () => ({
      name: basename(path, extname(path)),
      version: context.version,
      people: await countPeople(sql),
      settings: readSettings(sql),
      timeZone: context.clock.timeZone(),
      notices: [...notices],
    }),
    'workspace.configure'(changes) {
      if (changes.defaultCountry !== undefined) checkCountry(changes.defaultCountry)
      if (changes.currency !== undefined) checkCurrency(changes.currency)
      sql.transaction(() => writeSettings(sql, changes))()
      context.publish('workspace.changed', {})
      return readSettings(sql)
    },
    'workspace.addSample': () => addSample(context),
    async 'workspace.whenIdle'() {
      await whenIdle()
      return {}
    },
  }
}

/** As many as a list of everyone shows: without those of an import that is being read or taken back. */
async function countPeople(sql: Database): Promise<number> {
  return (await peopleListOf(sql).count(conditionOf(sql, undefined), 0)).count
}

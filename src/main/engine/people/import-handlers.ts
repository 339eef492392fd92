import type { importCalls } from '../../../shared/contract/imports.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { EngineContext } from '../context.ts'
import { checkCountry } from '../workspace/check-codes.ts'
import { readSettings } from '../workspace/settings.ts'
import type { Imports } from './create-imports.ts'
import { readImport, readImports } from './imports/import-row.ts'
import { findOwners } from './imports/find-owners.ts'
import { foreseeUndo } from './imports/foresee-undo.ts'
import { inspectSource, previewSource } from './imports/inspect-source.ts'
import { openSource } from './imports/open-source.ts'
import { pageRejections } from './imports/page-rejections.ts'

/** Answers the calls about imports. */
export function importHandlers(context: EngineContext, imports: Imports): HandlersOf<typeof importCalls> {
  const { sql } = context.workspace
  const { files } = context
  return {
    async 'imports.inspect'({ file, text, name, ...given }) {
      const { defaultCountry = readSettings(sql).defaultCountry } = given
      checkCountry(defaultCountry)
      return inspectSource(sql, await openSource(files, { file, text, name }), { ...given, defaultCountry })
    },
    async 'imports.preview'({ file, text, name, ...given }) {
      checkCountry(given.defaultCountry)
      return { rows: await previewSource(sql, await openSource(files, { file, text, name }), given) }
    },
    async 'imports.start'({ file, text, name, ...request }) {
      checkCountry(request.defaultCountry)
      const source = await openSource(files, { file, text, name })
      return { importId: await imports.start(source, request) }
    },
    async 'imports.cancel'({ id }) {
      await imports.cancel(id)
      return {}
    },
    'imports.undo': ({ id }) => imports.undo(id),
    'imports.foreseeUndo': ({ id }) => foreseeUndo(sql, id),
    'imports.owners': ({ phones }) => findOwners(sql, phones),
    'imports.list': () => readImports(sql),
    'imports.get': ({ id }) => readImport(sql, id),
    'imports.rejections': input => pageRejections(sql, input),
  }
}

import type { importCalls } from '../../../shared/contract/imports.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { EngineContext } from '../context.ts'
import { checkCountry } from '../workspace/check-codes.ts'
import type { Imports } from './create-imports.ts'
import { readImport, readImports } from './imports/import-row.ts'
import { inspectFile } from './imports/inspect-file.ts'
import { pageRejections, saveRejections } from './imports/rejections.ts'
import { openFile } from './imports/text-source.ts'

/** Answers the calls about imports. */
export function importHandlers(context: EngineContext, imports: Imports): HandlersOf<typeof importCalls> {
  const { sql } = context.workspace
  const { files } = context
  return {
    'imports.inspect'({ file, ...given }) {
      checkCountry(given.defaultCountry)
      return inspectFile(sql, files.locate(file), given)
    },
    async 'imports.start'({ file, ...request }) {
      checkCountry(request.defaultCountry)
      const source = await openFile(files.locate(file))
      return { importId: await imports.start(source, request) }
    },
    async 'imports.cancel'({ id }) {
      await imports.cancel(id)
      return {}
    },
    'imports.undo': async ({ id }) => ({ removed: await imports.undo(id) }),
    'imports.list': () => readImports(sql),
    'imports.get': ({ id }) => readImport(sql, id),
    'imports.rejections': input => pageRejections(sql, input),
    'imports.saveRejections': ({ file, ...given }) => saveRejections(sql, files.locate(file), given),
  }
}

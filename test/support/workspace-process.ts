/**
 * A process of its own that opens the workspace named by its argument, says `open` or the code of the error, and then
 * holds it until it is ended. It keeps no reference to the workspace and collects its garbage, which must not let go of
 * the lock. Node runs this file as it is.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { openWorkspace } from '../../src/main/engine/database/open.ts'
import { readMigrations } from './read-migrations.ts'

try {
  openWorkspace(process.argv[2] ?? '', readMigrations())
  setFlagsFromString('--expose-gc')
  setImmediate(() => {
    runInNewContext('gc')()
    console.log('open')
  })
  process.stdin.resume()
} catch (error) {
  console.log(error instanceof Error && 'code' in error ? error.code : String(error))
}

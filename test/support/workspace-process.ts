/**
 * A process of its own that opens the workspace named by its argument, says `open` or the code of the error, and then
 * holds it until it is ended. Node runs this file as it is.
 */
import { openWorkspace } from '../../src/main/engine/database/open.ts'
import { readMigrations } from './read-migrations.ts'

try {
  openWorkspace(process.argv[2] ?? '', readMigrations())
  console.log('open')
  process.stdin.resume()
} catch (error) {
  console.log(error instanceof Error && 'code' in error ? error.code : String(error))
}

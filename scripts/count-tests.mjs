import { readFileSync } from 'node:fs'
import { countTests } from './lib/count-tests.mjs'

/** Prints `N passed, N failed` from a report of vitest. */
process.stdout.write(`${countTests(readReport(process.argv[2]))}\n`)

/** @param {string | undefined} file */
function readReport(file) {
  try {
    return readFileSync(file ?? '', 'utf8')
  } catch {
    return ''
  }
}

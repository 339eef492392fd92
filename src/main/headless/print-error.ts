import { UserError } from '../../shared/errors.ts'
import { errorText } from '../../shared/texts/error-text.ts'

/** Prints an error to the terminal's error stream: its text for a person, its code and data for a script. */
export function printError(error: unknown): void {
  if (!(error instanceof UserError)) {
    const isUsage =
      error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
    process.stderr.write(
      isUsage ? `${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`,
    )
    return
  }
  process.stderr.write(`${errorText(error.code, error.data)}\n`)
  process.stderr.write(`${JSON.stringify({ error: { code: error.code, data: error.data } })}\n`)
}

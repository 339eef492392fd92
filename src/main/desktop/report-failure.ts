import { app, dialog } from 'electron'
import { UserError } from '../../shared/errors.ts'
import { errorText } from '../../shared/texts/error-text.ts'
import { createLog } from '../host/create-log.ts'
import { spokenLanguage, texts } from './speech.ts'
import { logPath } from './workspace-engine.ts'

/** Says why the program cannot go on, and ends it: what a person can act on, or where a bug is written down. */
export function reportFailure(error: unknown): void {
  const { engineBroke, engineBrokeDetail } = texts()
  if (error instanceof UserError) {
    dialog.showErrorBox('Campanile', errorText(error.code, error.data, spokenLanguage()))
  } else {
    const stack = error instanceof Error ? error.stack : String(error)
    createLog(logPath()).error('the program stopped', { stack })
    dialog.showErrorBox(engineBroke, engineBrokeDetail.replace('{path}', logPath()))
  }
  app.exit(1)
}

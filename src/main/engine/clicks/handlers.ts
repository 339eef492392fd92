import type { clickCalls } from '../../../shared/contract/clicks.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import { UserError } from '../../../shared/errors.ts'
import { isTimeZone } from '../../../shared/schedule/instant-of.ts'
import type { EngineContext } from '../context.ts'
import type { Jobs } from '../create-jobs.ts'
import { openFile } from '../people/imports/text-source.ts'
import { importReport } from './import-report.ts'
import { inspectReport } from './inspect-report.ts'
import { recordClicks } from './record-clicks.ts'

/** Answers the calls about links that people followed. */
export function clickHandlers(context: EngineContext, jobs: Jobs): HandlersOf<typeof clickCalls> {
  const { files, clock } = context
  return {
    'clicks.record': ({ clicks }) => recordClicks(context, clicks),
    'clicks.inspect': async ({ file }) => inspectReport(await openFile(files.locate(file)), clock.timeZone()),
    'clicks.import': async ({ file, ...given }) => {
      const { timeZone } = given
      if (!isTimeZone(timeZone)) throw new UserError('delivery/unknown-zone', { timeZone })
      const source = await openFile(files.locate(file))
      return jobs.run(given.job, signal => importReport(context, { source, given, signal }))
    },
  }
}

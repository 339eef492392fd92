import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { lineCalls } from '../../../shared/contract/lines.ts'
import type { EngineContext } from '../context.ts'
import { modemHandlers } from './modem-handlers.ts'
import type { Lines } from './create-lines.ts'

/** Answers the calls about lines. */
export function lineHandlers(context: EngineContext, lines: Lines): HandlersOf<typeof lineCalls> {
  return {
    'lines.list': () => lines.list(),
    'lines.get': ({ id }) => lines.get(id),
    'lines.save': input => lines.save(input),
    'lines.remove': async removal => {
      await lines.remove(removal)
      return {}
    },
    'lines.test': ({ id }) => lines.test(id),
    ...modemHandlers(context, lines),
  }
}

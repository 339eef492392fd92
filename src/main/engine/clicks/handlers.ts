import type { clickCalls } from '../../../shared/contract/clicks.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { EngineContext } from '../context.ts'
import { recordClicks } from './record-clicks.ts'

/** Answers the calls about links that people followed. */
export function clickHandlers(context: EngineContext): HandlersOf<typeof clickCalls> {
  return { 'clicks.record': ({ clicks }) => recordClicks(context, clicks) }
}

import type { deliveryFigureCalls } from '../../../shared/contract/delivery-figures.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { EngineContext } from '../context.ts'
import { readFigures } from './read-figures.ts'
import { readReactions } from './read-reactions.ts'

/** Answers the calls about what became of deliveries. */
export function figureHandlers({ workspace }: EngineContext): HandlersOf<typeof deliveryFigureCalls> {
  return {
    'deliveries.figures': ({ id }) => readFigures(workspace.sql, id),
    'deliveries.reactions': ({ id }) => readReactions(workspace.sql, id),
  }
}

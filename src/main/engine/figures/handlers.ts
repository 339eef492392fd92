import type { deliveryFigureCalls } from '../../../shared/contract/delivery-figures.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { EngineContext } from '../context.ts'
import { readCompared } from './read-compared.ts'
import { readFigures } from './read-figures.ts'
import { readReactions } from './read-reactions.ts'

/** Answers the calls about what became of deliveries. */
export function figureHandlers({ workspace, clock }: EngineContext): HandlersOf<typeof deliveryFigureCalls> {
  return {
    'deliveries.figures': ({ id }) => readFigures(workspace.sql, id),
    'deliveries.compare': ({ ids }) => ({ at: clock.now(), rows: readCompared(workspace.sql, ids) }),
    'deliveries.reactions': ({ id }) => readReactions(workspace.sql, id),
  }
}

import type { Database } from 'better-sqlite3'
import type { ComparedDelivery } from '../../../shared/contract/delivery-figures.ts'
import { UserError } from '../../../shared/errors.ts'
import { readDelivery } from '../deliveries/read-delivery.ts'
import { countReactions } from './count-reactions.ts'

/**
 * What deliveries come to, in the order in which they are named.
 * @throws UserError `delivery/not-found`, `delivery/cannot-compare` for a recurring one, which is never sent itself
 */
export function readCompared(sql: Database, ids: readonly number[]): ComparedDelivery[] {
  return ids.map(id => {
    const { label, state, campaign, begunAt, finishedAt, ...delivery } = readDelivery(sql, id)
    if (delivery.series) throw new UserError('delivery/cannot-compare', { label })
    const { replies, optOuts, clicks } = countReactions(sql, id)
    return {
      id,
      label,
      state,
      campaign: campaign?.name ?? null,
      begunAt,
      finishedAt,
      preparation: delivery.preparation && {
        targeted: delivery.preparation.targeted,
        excluded: delivery.preparation.excluded,
        excludedTotal: delivery.preparation.excludedTotal,
        currency: delivery.preparation.cost.currency,
      },
      counts: delivery.counts,
      spent: delivery.spent,
      replies: replies.people,
      optOuts: optOuts.people,
      clicks: clicks.people,
    }
  })
}

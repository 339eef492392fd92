import type { ContentTest } from '../../../shared/delivery/content-test.ts'
import { lotOf, lots } from './lot-of.ts'

/** So that the lots of a test have nothing to do with those of a control group. */
const salt = 0x5bd1e995

/** Where a person stands in the order by which the shares of a test are filled, from 0 to 1. */
export function orderOfShare({
  deliveryId,
  personId,
}: {
  readonly deliveryId: number
  readonly personId: number
}): number {
  return lotOf(Math.imul(deliveryId, salt) ^ salt, personId) / lots
}

/**
 * Which text of a test a person gets, or null where they are held back: by a lot made of the ids of the delivery and the
 * person, so that preparing again gives everybody the same.
 */
export function shareOf(
  { shares }: Pick<ContentTest, 'shares'>,
  { deliveryId, personId }: { readonly deliveryId: number; readonly personId: number },
): number | null {
  const percent = orderOfShare({ deliveryId, personId }) * 100
  let upTo = 0
  for (const [test, share] of shares.entries()) {
    upTo += share
    if (percent < upTo) return test
  }
  return null
}

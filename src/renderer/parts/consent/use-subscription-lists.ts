import type { SubscriptionList } from '../../../shared/contract/subscriptions.ts'
import { client } from '../../host.ts'
import { useFresh, type Fresh } from '../fresh/index.ts'

/** All subscription lists with their counts, kept fresh. */
export function useSubscriptionLists(): Omit<Fresh<readonly SubscriptionList[]>, 'value'> & {
  readonly lists: Fresh<readonly SubscriptionList[]>['value']
} {
  const { value: lists, ...state } = useFresh<readonly SubscriptionList[]>(
    () => client.call('subscriptionLists.list', {}),
    { first: [], after: ['subscriptions.changed', 'people.changed', 'workflows.changed'], quietMs: 250 },
  )
  return { lists, ...state }
}

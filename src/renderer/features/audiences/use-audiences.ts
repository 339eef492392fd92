import type { Audience } from '../../../shared/contract/audiences.ts'
import { client } from '../../host.ts'
import { useFresh, type Fresh } from '../../parts/fresh/index.ts'
import { useAudienceActions, type AudienceActions } from './use-audience-actions.ts'

/** All audiences, kept fresh, and what the list can do with one. */
export interface Audiences extends AudienceActions, Omit<Fresh<readonly Audience[]>, 'value'> {
  readonly all: Fresh<readonly Audience[]>['value']
}

/** Reads the audiences; a workflow changes the one that it builds. */
export function useAudiences(): Audiences {
  const { value: all, ...state } = useFresh<readonly Audience[]>(() => client.call('audiences.list', {}), {
    first: [],
    after: ['audiences.changed', 'workflows.changed'],
  })
  return { all, ...state, ...useAudienceActions(all) }
}

import type { Audience } from '../../../shared/contract/audiences.ts'

/** What is made of an audience: its name and its screen. */
export interface AudienceUser {
  readonly name: string
  readonly to: string
}

/** The workflows, the audiences and the rules of deliveries that name an audience, or a subscription list. */
export function usersOf({
  usedBy,
  usedByAudiences,
  usedByRules,
}: Pick<Audience, 'usedBy' | 'usedByAudiences' | 'usedByRules'>): readonly AudienceUser[] {
  return [
    ...usedBy.map(({ workflowId, name }) => ({ name, to: `/workflows/${workflowId}` })),
    ...usedByAudiences.map(({ audienceId, name }) => ({ name, to: `/audiences/${audienceId}` })),
    ...usedByRules.map(({ ruleId, name }) => ({ name, to: `/deliveries/rules?rule=${ruleId}` })),
  ]
}

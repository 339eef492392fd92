import type { Audience } from '../../../shared/contract/audiences.ts'

/** What is made of an audience: its name and its screen. */
export interface AudienceUser {
  readonly name: string
  readonly to: string
}

/** The workflows and the audiences that name an audience, or a subscription list. */
export function usersOf({
  usedBy,
  usedByAudiences,
}: Pick<Audience, 'usedBy' | 'usedByAudiences'>): readonly AudienceUser[] {
  return [
    ...usedBy.map(({ workflowId, name }) => ({ name, to: `/workflows/${workflowId}` })),
    ...usedByAudiences.map(({ audienceId, name }) => ({ name, to: `/audiences/${audienceId}` })),
  ]
}

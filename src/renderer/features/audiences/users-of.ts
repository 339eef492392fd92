import type { Audience } from '../../../shared/contract/audiences.ts'

/** What is made of an audience: its name and its screen. */
export interface AudienceUser {
  readonly name: string
  readonly to: string
}

/** The workflows that take people from an audience, and the audiences whose rule names it. */
export function usersOf({ usedBy, usedByAudiences }: Audience): readonly AudienceUser[] {
  return [
    ...usedBy.map(({ workflowId, name }) => ({ name, to: `/workflows/${workflowId}` })),
    ...usedByAudiences.map(({ audienceId, name }) => ({ name, to: `/audiences/${audienceId}` })),
  ]
}

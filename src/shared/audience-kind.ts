/** A query holds whoever matches its rule at the moment; a list holds the people who were put into it. */
export const audienceKinds = ['query', 'list'] as const
export type AudienceKind = (typeof audienceKinds)[number]

/** What an audience comes from: the rule that it holds, the people whom a workflow saved, or those chosen by hand. */
export const audienceOrigins = ['rule', 'workflow', 'hand'] as const
export type AudienceOrigin = (typeof audienceOrigins)[number]

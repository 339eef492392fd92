/** A query holds whoever matches its rule at the moment; a list holds the people who were put into it. */
export const audienceKinds = ['query', 'list'] as const
export type AudienceKind = (typeof audienceKinds)[number]

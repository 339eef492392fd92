import type { Property } from './parse-property.ts'

/** How much a property is preferred: 1 is most (RFC 6350 §5.3), as is a mere mark in the versions before. */
export function preferenceOf({ parameters }: Property): number {
  const rank = Number(parameters.get('PREF')?.[0])
  if (rank >= 1 && rank <= 100) return rank
  return parameters.get('TYPE')?.some(type => type.toLowerCase() === 'pref') ? 1 : 101
}

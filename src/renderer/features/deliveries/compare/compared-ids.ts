import { mostCompared } from '../../../../shared/contract/delivery-figures.ts'

/** The deliveries that an address names, each once, no more than fit; what is no id is left out. */
export function idsOf(query: unknown): number[] {
  const text = typeof query === 'string' ? query : ''
  const ids = text
    .split(',')
    .map(Number)
    .filter(id => Number.isSafeInteger(id) && id > 0)
  return [...new Set(ids)].slice(0, mostCompared)
}

/** The address of a comparison. */
export function compareAddress(ids: readonly number[]): string {
  return `/deliveries/compare?ids=${ids.join(',')}`
}

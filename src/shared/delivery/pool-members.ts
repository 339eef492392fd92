import type { PoolSettings } from './pool-settings.ts'

/** Of all lines those that a pool consists of. */
export function membersOf<Line extends { readonly id: number; readonly kind: string }>(
  pool: PoolSettings,
  lines: readonly Line[],
): Line[] {
  const named = new Set(pool.lineIds)
  return lines.filter(({ id, kind }) =>
    pool.kind === 'these' ? named.has(id) : kind === pool.of && !named.has(id),
  )
}

/** The line whose terms are told while a text is written: the one that is set, else the first of several; null for the default. */
export function exemplaryLine(
  { lineId, pool }: { readonly lineId: number | null; readonly pool?: PoolSettings | undefined },
  lines: readonly { readonly id: number; readonly kind: string }[],
): number | null {
  return pool ? (membersOf(pool, lines)[0]?.id ?? null) : lineId
}

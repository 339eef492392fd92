/** An id that none of some outlets has: `branch-3`. One that was taken away is not given again while others follow it. */
export function freeOutletId(outlets: readonly { readonly id: string }[], prefix: string): string {
  const numbers = outlets.map(({ id }) => Number(new RegExp(`^${prefix}-(\\d+)$`).exec(id)?.[1] ?? 0))
  return `${prefix}-${Math.max(0, ...numbers) + 1}`
}

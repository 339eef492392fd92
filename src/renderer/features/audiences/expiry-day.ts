/** The last day on which an audience counts, `YYYY-MM-DD` here; empty for one that never expires. */
export function expiryDay(expiresAt: number | null): string {
  if (expiresAt === null) return ''
  const last = new Date(expiresAt - 1)
  const parts = [last.getFullYear(), last.getMonth() + 1, last.getDate()]
  return parts.map(part => String(part).padStart(2, '0')).join('-')
}

/** The instant at which an audience expires: the midnight after its last day. Null for no day. */
export function expiresAfter(day: string): number | null {
  const [year, month, date] = day.split('-').map(Number)
  if (year === undefined || month === undefined || date === undefined) return null
  return new Date(year, month - 1, date + 1).getTime()
}

/** Whether an audience has expired. */
export function hasExpired({ expiresAt }: { readonly expiresAt: number | null }, now = Date.now()): boolean {
  return expiresAt !== null && expiresAt <= now
}

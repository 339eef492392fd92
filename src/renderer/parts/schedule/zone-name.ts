/** An IANA name as people read it: `America/Buenos Aires`. */
export function zoneName(timeZone: string): string {
  return timeZone.replaceAll('_', ' ')
}

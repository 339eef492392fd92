/**
 * How hours are written beside a day, so that they look as `Format.time` writes them: 2:05 AM where the clock has twelve
 * hours, 02:05 where it has twenty-four.
 */
export function hourDigits(locale: string): 'numeric' | '2-digit' {
  const { hour12 } = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).resolvedOptions()
  return hour12 ? 'numeric' : '2-digit'
}

/** Every text in the settings of an activity, for finding it by what it says. */
export function wordsOf(settings: unknown): string {
  if (typeof settings === 'string') return settings
  if (typeof settings !== 'object' || settings === null) return ''
  return Object.values(settings)
    .map(value => wordsOf(value))
    .filter(Boolean)
    .join(' ')
}

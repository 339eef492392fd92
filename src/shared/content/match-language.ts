/**
 * Which of these languages a person gets, by index: their own as it is written, else the first that it is a kind of, or
 * that is a kind of it (`fr` for `fr-BE`, `nl-BE` for `nl`). -1 where none fits or the person's is not known.
 */
export function matchLanguage(languages: readonly string[], own: string | null): number {
  const wanted = normalize(own ?? '')
  if (wanted === '') return -1
  const known = languages.map(normalize)
  const exact = known.indexOf(wanted)
  if (exact !== -1) return exact
  const main = mainOf(wanted)
  const same = known.indexOf(main)
  return same !== -1 ? same : known.findIndex(language => mainOf(language) === main)
}

function normalize(language: string): string {
  return language.trim().toLowerCase().replaceAll('_', '-')
}

function mainOf(language: string): string {
  return language.split('-', 1)[0] ?? ''
}

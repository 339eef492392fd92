/** The language that most people of an ISO 3166 country have; undefined where that is not known. */
export function usualLanguage(country: string): string | undefined {
  try {
    const { language } = new Intl.Locale(`und-${country}`).maximize()
    return language === 'und' ? undefined : language
  } catch {
    return undefined
  }
}

import type { ComposerTranslation } from 'vue-i18n'
import type { TextMeasure } from '../../../shared/sms/measure-text.ts'
import type { Language } from '../../../shared/sms/national/languages.ts'

const CODES: Readonly<Record<Language, string>> = {
  turkish: 'tr',
  spanish: 'es',
  portuguese: 'pt',
  bengali: 'bn',
  gujarati: 'gu',
  hindi: 'hi',
  kannada: 'kn',
  malayalam: 'ml',
  oriya: 'or',
  punjabi: 'pa',
  tamil: 'ta',
  telugu: 'te',
  urdu: 'ur',
}

/** A language in the words of another. */
export function nameLanguage(language: Language, locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(CODES[language]) ?? language
}

/** What a text leaves in, as people read it. */
export function nameEncoding(
  { encoding, language }: Pick<TextMeasure, 'encoding' | 'language'>,
  t: ComposerTranslation,
  locale: string,
): string {
  if (language === undefined) return t(`content.encoding.${encoding}`)
  return t('content.encodingOfLanguage', { language: nameLanguage(language, locale) })
}

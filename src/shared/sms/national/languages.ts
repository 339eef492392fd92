/** Languages with tables of their own; the position is the identifier less one (3GPP TS 23.038 §6.2.1.2.4). */
export const LANGUAGES = [
  'turkish',
  'spanish',
  'portuguese',
  'bengali',
  'gujarati',
  'hindi',
  'kannada',
  'malayalam',
  'oriya',
  'punjabi',
  'tamil',
  'telugu',
  'urdu',
] as const

/** A language whose letters GSM-7 can have. */
export type Language = (typeof LANGUAGES)[number]

/** The tables that a text of septets is written in; absent is the table that every phone has. */
export interface Tables {
  readonly locking?: Language
  readonly single?: Language
}

/** The identifier that a header names a language by. */
export function languageId(language: Language): number {
  return LANGUAGES.indexOf(language) + 1
}

/** The language of an identifier; undefined where this version knows none. */
export function languageOf(id: number): Language | undefined {
  return LANGUAGES[id - 1]
}

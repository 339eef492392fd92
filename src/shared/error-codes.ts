import type texts from './texts/errors/en.json'

/** The codes of errors that a person can act on: exactly those that have a text. */
export type UserErrorCode = keyof typeof texts

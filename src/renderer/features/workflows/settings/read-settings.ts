/** The settings of an activity as they are stored: anything may be missing. */
export type Settings = Readonly<Record<string, unknown>>

/** What every form gets. */
export interface FormProps {
  readonly activityId: string
  readonly settings: Settings
  /** What is wrong, by path of the setting. */
  readonly errors: ReadonlyMap<string, string>
}

/** A part of the settings that should be an object. */
export function recordOf(value: unknown): Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Settings) : {}
}

/** A part of the settings that should be a text. */
export function textOf(value: unknown, otherwise = ''): string {
  return typeof value === 'string' ? value : otherwise
}

/** A part of the settings that should be a number. */
export function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}

/** One of a few choices, the first where there is none. */
export function choiceOf<Choice extends string>(
  value: unknown,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  return choices.find(choice => choice === value) ?? choices[0]
}

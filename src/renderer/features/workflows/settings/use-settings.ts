import { computed, type WritableComputedRef } from 'vue'
import type { z } from 'zod'
import { choiceOf, type Settings } from './read-settings.ts'

/** The settings of an activity, each to be read and written by its name. */
export interface SettingsForm {
  /** Changes some and leaves the others. */
  readonly set: (part: Settings) => void
  readonly flagOf: (key: string) => WritableComputedRef<boolean>
  /** One of a few choices, the first while nothing is chosen. */
  readonly chosenOf: <Choice extends string>(
    key: string,
    choices: readonly [Choice, ...Choice[]],
  ) => WritableComputedRef<Choice | undefined>
  /** Whatever fits a schema; something else instead while nothing that fits is there. */
  readonly valueOf: <Value>(
    key: string,
    schema: z.ZodType<Value>,
    otherwise: Value,
  ) => WritableComputedRef<Value>
}

/** @param change takes all settings, with what was written */
export function useSettings(settings: () => Settings, change: (settings: Settings) => void): SettingsForm {
  const set = (part: Settings): void => change({ ...settings(), ...part })
  return {
    set,
    flagOf: key => computed({ get: () => settings()[key] === true, set: value => set({ [key]: value }) }),
    chosenOf: (key, choices) =>
      computed({
        get: () => choiceOf(settings()[key], choices),
        set: value => value !== undefined && set({ [key]: value }),
      }),
    valueOf: (key, schema, otherwise) =>
      computed({
        get: () => {
          const read = schema.safeParse(settings()[key])
          return read.success ? read.data : otherwise
        },
        set: value => set({ [key]: value }),
      }),
  }
}

import { computed, type WritableComputedRef } from 'vue'
import { longestConsentNote } from '../../../../../shared/activities/subscribe.ts'
import { textOf, type Settings } from '../read-settings.ts'
import { useSettings, type SettingsForm } from '../use-settings.ts'

/** What Subscribe and Unsubscribe are both set up with. */
export interface ListSettings {
  readonly listId: WritableComputedRef<number | undefined>
  /** What consent rests on, or why it ends. */
  readonly note: WritableComputedRef<string>
  readonly flagOf: SettingsForm['flagOf']
}

/** The settings of an activity about a list, each to be read and written; `change` is given all of them. */
export function useListSettings(
  settings: () => Settings,
  change: (settings: Settings) => void,
): ListSettings {
  const { set, flagOf } = useSettings(settings, change)
  return {
    listId: computed({
      get: () => {
        const id = settings()['listId']
        return typeof id === 'number' ? id : undefined
      },
      set: value => value !== undefined && set({ listId: value }),
    }),
    note: computed({
      get: () => textOf(settings()['note']),
      set: value => set({ note: value.slice(0, longestConsentNote) }),
    }),
    flagOf,
  }
}

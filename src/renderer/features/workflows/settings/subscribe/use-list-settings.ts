import { computed, type WritableComputedRef } from 'vue'
import { longestConsentNote } from '../../../../../shared/activities/subscribe.ts'

/** Settings as they are drawn, checked or not. */
export type Settings = Readonly<Record<string, unknown>>

/** What Subscribe and Unsubscribe are both set up with. */
export interface ListSettings {
  readonly listId: WritableComputedRef<number | undefined>
  /** What consent rests on, or why it ends. */
  readonly note: WritableComputedRef<string>
  readonly flagOf: (key: 'includesLeft' | 'errorOutlet') => WritableComputedRef<boolean>
}

/** The settings of an activity about a list, each to be read and written; `change` is given all of them. */
export function useListSettings(
  settings: () => Settings,
  change: (settings: Settings) => void,
): ListSettings {
  const write = (key: string, value: unknown): void => change({ ...settings(), [key]: value })
  return {
    listId: computed({
      get: () => {
        const id = settings()['listId']
        return typeof id === 'number' ? id : undefined
      },
      set: value => value !== undefined && write('listId', value),
    }),
    note: computed({
      get: () => {
        const written = settings()['note']
        return typeof written === 'string' ? written : ''
      },
      set: value => write('note', value.slice(0, longestConsentNote)),
    }),
    flagOf: key => computed({ get: () => settings()[key] === true, set: value => write(key, value) }),
  }
}

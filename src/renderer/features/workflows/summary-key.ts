import type { ScheduleWords } from '../../parts/schedule/index.ts'

/** What an activity is set to, for one line on its node: a text, a key of a text, or words about times. */
export type Summary =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'key'; readonly key: string; readonly count: number }
  | { readonly kind: 'said'; readonly say: (words: ScheduleWords) => string }

/** A summary that is one of the texts under `workflows.summary`. */
export function summaryKey(name: string, count = 1): Summary {
  return { kind: 'key', key: `workflows.summary.${name}`, count }
}

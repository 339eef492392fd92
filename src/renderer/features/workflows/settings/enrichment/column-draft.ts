import {
  columnOrigins,
  countedMessages,
  messageMeasures,
  replyMeasures,
} from '../../../../../shared/activities/enrichment.ts'
import { columnTypes, type ColumnType } from '../../../../../shared/column.ts'

/** Where the values of a column come from; history is messages and replies under one heading. */
export type OriginKind = (typeof columnOrigins)[number]

type Draft = Readonly<Record<string, unknown>>

/** A column as it is being written; nothing of it need be there yet. */
export interface ColumnDraft {
  readonly name: string
  readonly label: string
  readonly type: ColumnType
  readonly from: Draft & { readonly of: OriginKind }
}

/** Reads whatever the settings hold. */
export function readDraft(given: unknown): ColumnDraft {
  const draft = recordOf(given)
  const from = recordOf(draft['from'])
  return {
    name: textOf(draft['name']),
    label: textOf(draft['label']),
    type: columnTypes.find(type => type === draft['type']) ?? 'text',
    from: { ...from, of: columnOrigins.find(of => of === from['of']) ?? 'constant' },
  }
}

/** A question about what was sent and what came back, as one choice. */
export interface HistoryQuestion {
  readonly key: string
  readonly type: ColumnType
  readonly from: Draft & { readonly of: 'messages' | 'replies' }
}

const typeOf = { count: 'number', 'last-day': 'date', 'last-text': 'text' } as const

/** Everything that can be found out about messages, and about replies. */
export const historyQuestions: readonly HistoryQuestion[] = [
  ...messageMeasures.flatMap(measure =>
    countedMessages.map(event => ({
      key: `${event}-${measure}`,
      type: typeOf[measure],
      from: { of: 'messages' as const, event, measure },
    })),
  ),
  ...replyMeasures.map(measure => ({
    key: `replies-${measure}`,
    type: typeOf[measure],
    from: { of: 'replies' as const, measure },
  })),
]

/** The question that a draft asks. */
export function questionOf({
  of,
  event,
  measure,
}: Draft & { readonly of: OriginKind }): HistoryQuestion | undefined {
  return historyQuestions.find(
    ({ from }) => from.of === of && from['event'] === event && from['measure'] === measure,
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function recordOf(value: unknown): Draft {
  return value && typeof value === 'object' ? (value as Draft) : {}
}

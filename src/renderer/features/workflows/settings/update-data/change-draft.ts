import { updateConditions } from '../../../../../shared/activities/update-data.ts'

/** What a field can be set to. */
export const targetKinds = ['constant', 'column', 'clear'] as const
export type TargetKind = (typeof targetKinds)[number]

/** A change as it is being written; nothing of it need be there yet. */
export interface ChangeDraft {
  readonly field?: string | undefined
  readonly to: {
    readonly kind: TargetKind
    readonly value?: string | undefined
    readonly column?: string | undefined
  }
  readonly when: (typeof updateConditions)[number]
}

/** Reads whatever the settings hold. */
export function readChange(given: unknown): ChangeDraft {
  const draft = recordOf(given)
  const to = recordOf(draft['to'])
  const kind = targetKinds.find(each => each === to['kind']) ?? 'constant'
  return {
    ...(typeof draft['field'] === 'string' ? { field: draft['field'] } : {}),
    to: {
      kind,
      ...(typeof to['value'] === 'string' ? { value: to['value'] } : {}),
      ...(typeof to['column'] === 'string' ? { column: to['column'] } : {}),
    },
    when: updateConditions.find(each => each === draft['when']) ?? 'different',
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return value && typeof value === 'object' ? (value as Record<string, unknown>) : {}
}

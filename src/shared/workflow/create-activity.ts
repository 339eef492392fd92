import { activityDefinitions, type ActivityKind } from '../activities/index.ts'
import type { Activity } from '../workflow-document.ts'

/** A fresh activity of a kind with its first settings; `id` is new in its workflow. */
export function createActivity(
  kind: ActivityKind,
  given: { readonly id: string; readonly label: string; readonly position: { x: number; y: number } },
): Activity {
  const { version, initial } = activityDefinitions[kind]
  return { ...given, kind, version, settings: structuredClone(initial) }
}

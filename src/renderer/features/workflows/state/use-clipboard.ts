import { useEventListener } from '@vueuse/core'
import { z } from 'zod'
import { activitySchema, transitionSchema } from '../../../../shared/workflow-document.ts'
import type { Fragment } from '../../../../shared/workflow/change.ts'
import { copyActivities } from '../../../../shared/workflow/copy-activities.ts'
import { isTyping } from '../../../ui/index.ts'
import { freeOffset } from '../canvas/place-activity.ts'
import { useWorkflow } from './use-workflow.ts'

const fragmentSchema = z.object({
  campanile: z.literal('workflow-fragment'),
  activities: z.array(activitySchema).min(1).max(1000),
  transitions: z.array(transitionSchema).max(5000),
})

/** Where a menu pastes from: pages may not read the system's clipboard without the person's own key press. */
let copied: Fragment | null = null

/** Copy, cut, paste and duplicate of activities; through the system's clipboard also between workflows. */
export interface Clipboard {
  readonly copy: () => boolean
  readonly cut: () => void
  readonly paste: () => void
  readonly duplicate: () => void
  readonly canPaste: () => boolean
}

/** Binds the clipboard's events while the open workflow is on screen. */
export function useClipboard(isActive: () => boolean): Clipboard {
  const { document: drawn, selection, apply } = useWorkflow()
  const chosen = (): Fragment => copyActivities(drawn.value, [...selection.activities.value])

  function place(fragment: Fragment): void {
    const ids = fragment.activities.map(() => crypto.randomUUID())
    const offset = freeOffset(drawn.value, fragment.activities)
    if (apply({ type: 'paste', fragment, ids, offset })) selection.select(ids)
  }

  function copy(): boolean {
    if (selection.activities.value.size > 0) copied = chosen()
    return selection.activities.value.size > 0
  }

  function cut(): void {
    if (copy()) apply({ type: 'remove', activityIds: [...selection.activities.value] })
  }

  useClipboardEvents({ isActive, copy, cut, place })
  return {
    copy,
    cut,
    paste: () => copied && place(copied),
    duplicate: () => selection.activities.value.size > 0 && place(chosen()),
    canPaste: () => copied !== null,
  }
}

interface Hooks {
  readonly isActive: () => boolean
  readonly copy: () => boolean
  readonly cut: () => void
  readonly place: (fragment: Fragment) => void
}

function useClipboardEvents({ isActive, copy, cut, place }: Hooks): void {
  const isOurs = (event: ClipboardEvent): boolean => isActive() && !isTyping(event)

  function write(event: ClipboardEvent, take: () => void): void {
    const isTextSelected = (window.getSelection()?.toString() ?? '') !== ''
    if (!isOurs(event) || isTextSelected) return
    take()
    if (!copied) return
    event.clipboardData?.setData('text/plain', JSON.stringify({ campanile: 'workflow-fragment', ...copied }))
    event.preventDefault()
  }

  useEventListener(window, 'copy', event => write(event, copy))
  useEventListener(window, 'cut', event => write(event, cut))
  useEventListener(window, 'paste', event => {
    const fragment = isOurs(event) ? readFragment(event.clipboardData?.getData('text/plain') ?? '') : null
    if (!fragment) return
    event.preventDefault()
    place(fragment)
  })
}

function readFragment(text: string): Fragment | null {
  try {
    const { activities, transitions } = fragmentSchema.parse(JSON.parse(text))
    return { activities, transitions }
  } catch {
    return null
  }
}

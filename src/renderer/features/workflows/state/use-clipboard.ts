import { useEventListener } from '@vueuse/core'
import { useI18n } from 'vue-i18n'
import { z } from 'zod'
import { activitySchema, noteSchema, transitionSchema } from '../../../../shared/workflow-document.ts'
import type { Fragment } from '../../../../shared/workflow/change.ts'
import { copyActivities } from '../../../../shared/workflow/copy-activities.ts'
import { desktop } from '../../../host.ts'
import { isTyping, useToasts } from '../../../ui/index.ts'
import { freeOffset } from '../canvas/place-activity.ts'
import { useWorkflow } from './use-workflow.ts'

const fragmentSchema = z.object({
  campanile: z.literal('workflow-fragment'),
  activities: z.array(activitySchema).max(1000),
  transitions: z.array(transitionSchema).max(5000),
  notes: z.array(noteSchema).max(500).default([]),
})

/** Where a menu pastes from while the system's clipboard may not be read. */
let copied: Fragment | null = null

/** Copy, cut, paste and duplicate of activities and notes; through the system's clipboard also between workflows. */
export interface Clipboard {
  readonly copy: () => boolean
  readonly cut: () => void
  readonly paste: () => void
  readonly duplicate: () => void
}

/** Binds the clipboard's events while the open workflow is on screen. */
export function useClipboard(isActive: () => boolean): Clipboard {
  const pasteBy = usePaste()
  const { document: drawn, selection, apply } = useWorkflow()
  const hasChosen = (): boolean => selection.activities.value.size + selection.notes.value.size > 0
  const chosen = (): Fragment =>
    copyActivities(drawn.value, [...selection.activities.value], [...selection.notes.value])

  function place(fragment: Fragment): void {
    const { activities, notes = [] } = fragment
    const items = [...activities, ...notes]
    const ids = items.map(() => crypto.randomUUID())
    const offset = freeOffset(drawn.value, items)
    if (!apply({ type: 'paste', fragment, ids, offset })) return
    selection.select(ids.slice(0, activities.length), [], ids.slice(activities.length))
  }

  function copy(): boolean {
    if (hasChosen()) {
      copied = chosen()
      void desktop.writeClipboard(textOf(copied))
    }
    return hasChosen()
  }

  function cut(): void {
    if (!copy()) return
    apply([
      { type: 'remove', activityIds: [...selection.activities.value] },
      { type: 'remove-notes', noteIds: [...selection.notes.value] },
    ])
  }

  useClipboardEvents({ isActive, copy, cut, place })
  return {
    copy,
    cut,
    paste: () => void pasteBy(place),
    duplicate: () => hasChosen() && place(chosen()),
  }
}

/** Pastes what the system's clipboard holds, else what was copied here last; says where there is nothing. */
function usePaste(): (place: (fragment: Fragment) => void) => Promise<void> {
  const { t } = useI18n()
  const { show } = useToasts()
  return async place => {
    const text = await desktop.readClipboard()
    const fragment = text === null ? copied : readFragment(text)
    if (fragment) place(fragment)
    else show({ title: t('workflows.nothingToPaste') })
  }
}

function textOf(fragment: Fragment): string {
  return JSON.stringify({ campanile: 'workflow-fragment', ...fragment })
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
    event.clipboardData?.setData('text/plain', textOf(copied))
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
    const { campanile: _, ...fragment } = fragmentSchema.parse(JSON.parse(text))
    return fragment.activities.length + fragment.notes.length > 0 ? fragment : null
  } catch {
    return null
  }
}

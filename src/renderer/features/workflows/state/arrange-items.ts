import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
} from '@lucide/vue'
import type { Component } from 'vue'
import type { MenuItem } from '../../../ui/index.ts'
import { alignments, distributions, type Alignment, type Distribution } from '../canvas/arrange.ts'
import type { Editing } from './use-editing.ts'
import type { WorkflowEditor } from './use-workflow.ts'

const alignIcons: Readonly<Record<Alignment, Component>> = {
  left: AlignStartVertical,
  centre: AlignCenterVertical,
  right: AlignEndVertical,
  top: AlignStartHorizontal,
  middle: AlignCenterHorizontal,
  bottom: AlignEndHorizontal,
}
const distributeIcons: Readonly<Record<Distribution, Component>> = {
  across: AlignHorizontalDistributeCenter,
  down: AlignVerticalDistributeCenter,
}

/** Lines of a menu that line up and space what is selected; none where that would do nothing. */
export function arrangeItems(
  editing: Editing,
  { selection }: WorkflowEditor,
  t: (key: string) => string,
): MenuItem[] {
  const chosen = selection.activities.value.size + selection.notes.value.size
  if (chosen < 2) return []
  const spacing = chosen < 3 ? [] : distributions
  return [
    'separator',
    ...alignments.map(each => ({
      label: t(`workflows.editor.align.${each}`),
      icon: alignIcons[each],
      run: () => editing.align(each),
    })),
    ...spacing.map(each => ({
      label: t(`workflows.editor.distribute.${each}`),
      icon: distributeIcons[each],
      run: () => editing.distribute(each),
    })),
  ]
}

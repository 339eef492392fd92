import { Cable, ClipboardPaste, Copy, CopyPlus, Pencil, Scissors, Trash2 } from '@lucide/vue'
import { useI18n } from 'vue-i18n'
import type { MenuItem } from '../../../ui/index.ts'
import type { Clipboard } from './use-clipboard.ts'
import type { Editing } from './use-editing.ts'
import type { Selection } from './use-selection.ts'
import { useRunItems } from './use-run-items.ts'
import { useWorkflow } from './use-workflow.ts'

type Translate = (key: string) => string

interface MenuTools {
  readonly editing: Editing
  readonly clipboard: Clipboard
  readonly connect: (activityId: string) => void
}

/** The menu of what is selected, the same on the canvas and in the outline. A function: call it when it opens. */
export function useActivityMenu(tools: MenuTools): () => readonly MenuItem[] {
  const { selection, isViewing } = useWorkflow()
  const { t } = useI18n()
  const runItems = useRunItems()
  return () => {
    const chosen = selection.only.value
    const ofRun = chosen ? runItems(chosen) : []
    if (isViewing.value) return ofRun.filter(item => item !== 'separator')
    if (selection.activities.value.size === 0) return [pasteItem(tools, t)]
    return [
      ...ofRun,
      ...(chosen ? itemsForOne(chosen.id, tools, { t, selection }) : []),
      ...itemsForAll(tools, t),
    ]
  }
}

function itemsForOne(
  id: string,
  { connect }: MenuTools,
  { t, selection }: { readonly t: Translate; readonly selection: Selection },
): readonly MenuItem[] {
  return [
    { label: t('workflows.connectTo'), icon: Cable, keys: 'C', run: () => connect(id) },
    { label: t('workflows.rename'), icon: Pencil, keys: 'F2', run: () => selection.goTo(id, 'label') },
    'separator',
  ]
}

function itemsForAll(tools: MenuTools, t: Translate): readonly MenuItem[] {
  const { clipboard, editing } = tools
  return [
    { label: t('workflows.cut'), icon: Scissors, keys: 'Mod+X', run: clipboard.cut },
    { label: t('workflows.copy'), icon: Copy, keys: 'Mod+C', run: () => void clipboard.copy() },
    pasteItem(tools, t),
    { label: t('workflows.duplicate'), icon: CopyPlus, keys: 'Mod+D', run: clipboard.duplicate },
    'separator',
    { label: t('workflows.delete'), icon: Trash2, keys: 'Delete', danger: true, run: editing.removeSelected },
  ]
}

function pasteItem({ clipboard }: MenuTools, t: Translate): MenuItem {
  return {
    label: t('workflows.paste'),
    icon: ClipboardPaste,
    keys: 'Mod+V',
    disabled: !clipboard.canPaste(),
    run: clipboard.paste,
  }
}

import { Redo2, Search, SlidersHorizontal, Undo2, Wand2 } from '@lucide/vue'
import { useEventListener } from '@vueuse/core'
import { useI18n } from 'vue-i18n'
import { useCommands } from '../../../commands.ts'
import { isTyping, matchesShortcut } from '../../../ui/index.ts'
import { useWorkflow } from './use-workflow.ts'

/** What of an editor is done elsewhere than in its drawing. */
export interface EditorActions {
  readonly find: () => void
  readonly showProperties: () => void
  readonly tidy: () => void
  /** Whether a dialog is open that has the keys to itself. */
  readonly isModal: () => boolean
}

/** Offers what the editor can do in the palette of commands, and undoes by keys. */
export function useEditorCommands({ find, showProperties, tidy, isModal }: EditorActions): void {
  const { t } = useI18n()
  const editor = useWorkflow()
  const group = (): string => t('workflows.one')

  useEventListener(window, 'keydown', event => {
    if (isModal() || isTyping(event)) return
    const isUndo = matchesShortcut(event, 'Mod+Z')
    if (!isUndo && !matchesShortcut(event, 'Mod+Shift+Z') && !matchesShortcut(event, 'Mod+Y')) return
    event.preventDefault()
    if (isUndo) editor.undo()
    else editor.redo()
  })
  useCommands([
    { id: 'workflow.undo', label: () => t('workflows.undo'), icon: Undo2, group, run: editor.undo },
    { id: 'workflow.redo', label: () => t('workflows.redo'), icon: Redo2, group, run: editor.redo },
    {
      id: 'workflow.find',
      label: () => t('workflows.editor.find'),
      icon: Search,
      keys: 'Mod+F',
      group,
      run: find,
    },
    {
      id: 'workflow.properties',
      label: () => t('workflows.properties.title'),
      icon: SlidersHorizontal,
      group,
      run: showProperties,
    },
    { id: 'workflow.tidy', label: () => t('workflows.tidy'), icon: Wand2, group, run: tidy },
  ])
}

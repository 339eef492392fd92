import { useI18n } from 'vue-i18n'
import { useKeyHints } from '../../../commands.ts'

/** Tells the list of keys what the keys of the editor do; they act while the keyboard is in the drawing. */
export function useEditorKeyHints(): void {
  const { t } = useI18n()
  const hints: readonly (readonly [keys: readonly string[], text: string])[] = [
    [['Mod+Z'], 'workflows.undo'],
    [['Mod+Shift+Z', 'Mod+Y'], 'workflows.redo'],
    [['A'], 'workflows.editor.addBehind'],
    [['Shift+A'], 'workflows.editor.addBefore'],
    [['C'], 'workflows.connectTo'],
    [['N'], 'workflows.editor.addNote'],
    [['Enter'], 'workflows.settings'],
    [['F2'], 'workflows.rename'],
    [['D'], 'workflows.editor.toggleDisabled'],
    [['H'], 'workflows.editor.toggleHeld'],
    [['Mod+X'], 'workflows.cut'],
    [['Mod+C'], 'workflows.copy'],
    [['Mod+V'], 'workflows.paste'],
    [['Mod+D'], 'workflows.duplicate'],
    [['Delete'], 'workflows.delete'],
    [['Mod+A'], 'workflows.editor.selectAll'],
    [['Shift'], 'workflows.editor.frame'],
    [['←', '↑', '↓', '→'], 'workflows.editor.move'],
    [['Alt+↑', 'Alt+↓'], 'workflows.editor.moveAlong'],
    [['M'], 'workflows.editor.moveElsewhere'],
    [['Shift+F10'], 'workflows.editor.menu'],
    [['+', '-'], 'workflows.zoom'],
    [['0'], 'workflows.fit'],
  ]
  useKeyHints(hints.map(([keys, text]) => ({ keys, group: () => t('workflows.one'), label: () => t(text) })))
}

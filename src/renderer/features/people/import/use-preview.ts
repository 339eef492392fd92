import { shallowRef, watch, type ShallowRef } from 'vue'
import type { PreviewedRow } from '../../../../shared/contract/import-preview.ts'
import { client } from '../../../host.ts'
import type { ImportDraft } from './import-draft.ts'
import { askFor } from './import-source.ts'

/** The first rows as the import would take them; undefined until that is known. */
export interface Preview {
  readonly rows: Readonly<ShallowRef<readonly PreviewedRow[] | undefined>>
  /** Why it cannot be known. */
  readonly trouble: Readonly<ShallowRef<unknown>>
}

/** Has the engine convert the first rows while they are checked, anew whenever something else is chosen. */
export function usePreview(draft: () => ImportDraft): Preview {
  const rows = shallowRef<readonly PreviewedRow[]>()
  const trouble = shallowRef<unknown>()
  let latest = 0

  async function show(asked: ReturnType<typeof questionOf>): Promise<void> {
    const mine = ++latest
    rows.value = undefined
    trouble.value = undefined
    if (!asked) return
    try {
      const found = await client.call('imports.preview', asked)
      if (mine === latest) rows.value = found.rows
    } catch (error) {
      if (mine === latest) trouble.value = error
    }
  }
  watch(
    () => JSON.stringify(questionOf(draft()) ?? null),
    () => void show(questionOf(draft())),
    { immediate: true },
  )
  return { rows, trouble }
}

function questionOf(draft: ImportDraft) {
  if (draft.step !== 'check') return undefined
  const { source, reading, targets, country } = draft
  return { ...askFor(source), reading, columns: [...targets], defaultCountry: country }
}

import { useI18n } from 'vue-i18n'
import type { ExportFormat, ExportSubject } from '../../../shared/contract/exports.ts'
import { toFileName } from '../../../shared/file-name.ts'
import { client, desktop } from '../../host.ts'
import { useFormat } from '../../i18n/format.ts'
import { useToasts } from '../../ui/index.ts'
import { useWork } from '../work/index.ts'

/** What is to be saved. */
export interface ExportRequest {
  readonly what: ExportSubject
  /** Proposed for the file, without its ending. */
  readonly name: string
  /** Headers by the key of their column, and words by `<column>.<code>`. */
  readonly words: Readonly<Record<string, string>>
}

/** Asks for a file, writes rows to it, and says how it went. */
export function useExport() {
  const { t } = useI18n()
  const format = useFormat()
  const { show } = useToasts()
  const { work, run } = useWork('export')

  async function save({ what, name, words }: ExportRequest, kind: ExportFormat): Promise<void> {
    const file = await desktop.saveFile(toFileName(name, kind), [
      { name: t(`export.kind.${kind}`), extensions: [kind] },
    ])
    if (!file) return
    const { rows, isWhole } = await run(t('export.running'), job =>
      client.call('exports.start', { what, format: kind, file: file.ref, words, job }),
    )
    if (!isWhole) return void show({ title: t('export.cancelled') })
    await desktop.fileSaved(file)
    show({ title: t('export.saved', { n: format.number(rows) }, rows), text: file.name })
  }
  return { work, save }
}

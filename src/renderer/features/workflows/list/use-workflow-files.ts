import { useEventListener } from '@vueuse/core'
import { shallowRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { FileKind } from '../../../../shared/contract/desktop.ts'
import { toFileName } from '../../../../shared/file-name.ts'
import { workflowFileEnding } from '../../../../shared/workflow/file/workflow-file.ts'
import { client, desktop } from '../../../host.ts'
import { showError } from '../../../parts/errors/index.ts'
import { useToasts } from '../../../ui/index.ts'

/** A workflow as a file, and files as workflows. */
export interface WorkflowFiles {
  /** Asks where, and saves. */
  readonly exportOne: (workflow: { readonly id: number; readonly name: string }) => Promise<void>
  /** Asks for a file, and makes a workflow of it; answers its id. */
  readonly importOne: () => Promise<number | null>
  readonly importDropped: (files: readonly File[]) => Promise<number | null>
}

/** Saves workflows to files and opens files as workflows, and says how it went. */
export function useWorkflowFiles(): WorkflowFiles {
  const { t } = useI18n()
  const { show } = useToasts()
  const kinds = (): FileKind[] => [{ name: t('workflows.list.fileKind'), extensions: ['json'] }]

  async function take(ref: string): Promise<number> {
    const { id, name, isReadOnly, lost } = await client.call('workflows.importFile', { file: ref })
    show({
      title: t('workflows.list.imported', { name }),
      text: isReadOnly
        ? t('workflows.list.importedReadOnly')
        : lost > 0
          ? t('workflows.list.importedLost', { n: lost }, lost)
          : undefined,
    })
    return id
  }

  return {
    exportOne: ({ id, name }) =>
      attempt(async () => {
        const file = await desktop.saveFile(toFileName(name, workflowFileEnding, 'workflow'), kinds())
        if (!file) return
        await client.call('workflows.exportFile', { id, file: file.ref })
        await desktop.fileSaved(file)
        show({ title: t('workflows.list.exported', { name }), text: file.name })
      }).then(() => undefined),
    importOne: () =>
      attempt(async () => {
        const file = await desktop.openFile(kinds())
        return file ? take(file.ref) : null
      }),
    async importDropped(files) {
      let last: number | null = null
      for (const file of files) {
        last = (await attempt(async () => take((await desktop.acceptDropped(file)).ref))) ?? last
      }
      return last
    },
  }
}

async function attempt<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    showError(error)
    return null
  }
}

/** Hands over files that are dropped anywhere on an element. @returns whether some hang over it */
export function useDroppedFiles(
  element: Readonly<Ref<HTMLElement | null>>,
  drop: (files: readonly File[]) => void,
): Ref<boolean> {
  const isOver = shallowRef(false)
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false
  useEventListener(element, 'dragover', event => {
    if (!hasFiles(event)) return
    event.preventDefault()
    isOver.value = true
  })
  useEventListener(element, 'dragleave', event => {
    const to = event.relatedTarget
    if (!(to instanceof Node) || !element.value?.contains(to)) isOver.value = false
  })
  useEventListener(element, 'drop', event => {
    isOver.value = false
    if (!hasFiles(event)) return
    event.preventDefault()
    drop([...(event.dataTransfer?.files ?? [])])
  })
  return isOver
}

import { computed, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { WorkflowVersion } from '../../../../shared/contract/workflows.ts'
import type { WorkflowDocument } from '../../../../shared/workflow-document.ts'
import { client } from '../../../host.ts'
import { showError } from '../../../parts/errors/index.ts'

/** The history of a workflow; drawings are read when they are looked at. */
export interface Versions {
  /** The newest first; null until they are known. */
  readonly all: Readonly<ShallowRef<readonly WorkflowVersion[] | null>>
  /** Drawings that have been read, by id of their version. */
  readonly documents: Readonly<ShallowRef<ReadonlyMap<number, WorkflowDocument>>>
  /** Reads what stands in these, if it has not been read. */
  readonly read: (ids: readonly number[]) => Promise<void>
  readonly before: ComputedRef<(id: number) => WorkflowVersion | undefined>
}

/** How many drawings are read at once for the words beside them. */
const firstLook = 20

/** Reads the versions of a workflow while they are looked at. */
export function useVersions(workflowId: number, isOpen: Readonly<Ref<boolean>>): Versions {
  const all = shallowRef<readonly WorkflowVersion[] | null>(null)
  const documents = shallowRef<ReadonlyMap<number, WorkflowDocument>>(new Map())

  async function read(ids: readonly number[]): Promise<void> {
    const missing = ids.filter(id => !documents.value.has(id))
    const found = await Promise.all(missing.map(versionId => client.call('workflows.version', { versionId })))
    documents.value = new Map([
      ...documents.value,
      ...found.map(({ id, document }) => [id, document] as const),
    ])
  }

  async function load(): Promise<void> {
    try {
      all.value = await client.call('workflows.versions', { id: workflowId })
      await read(all.value.slice(0, firstLook).map(({ id }) => id))
    } catch (error) {
      showError(error)
    }
  }
  watch(isOpen, open => void (open && load()), { immediate: true })

  return {
    all,
    documents,
    read,
    before: computed(() => id => {
      const list = all.value ?? []
      return list[list.findIndex(version => version.id === id) + 1]
    }),
  }
}

import { computed, ref, shallowRef } from 'vue'
import type { Workflow } from '../../../../shared/contract/workflows.ts'
import type { PeopleSource } from '../../../../shared/contract/people.ts'
import { isSame } from '../../../../shared/is-same.ts'
import {
  drawGroupMessage,
  newGroupMessage,
  readGroupMessage,
  type GroupMessage,
} from '../../../../shared/workflow/group-message.ts'
import { client } from '../../../host.ts'
import { finishedPart } from '../../../parts/rule-builder/rule-edits.ts'

interface Written {
  readonly name: string
  readonly message: GroupMessage
}

/**
 * A message that is being written in the wizard, and the workflow that it is kept as from the first save on.
 * @param labels what its activities are called on the canvas
 */
export function useGroupMessage(labels: () => { readonly people: string; readonly message: string }) {
  const workflow = shallowRef<Workflow>()
  const name = ref('')
  const message = shallowRef<GroupMessage>(newGroupMessage)
  const saved = shallowRef<Written>({ name: '', message: newGroupMessage })
  const isDirty = computed(() => !isSame(saved.value, { name: name.value.trim(), message: message.value }))

  /** False where the workflow is more than a message to a group. */
  async function open(id: number): Promise<boolean> {
    const found = await client.call('workflows.get', { id })
    const read = found.readOnly ? undefined : readGroupMessage(found.document)
    if (!read) return false
    take(found, read)
    return true
  }

  function take(found: Workflow, read: GroupMessage): void {
    workflow.value = found
    name.value = found.name
    message.value = read
    saved.value = { name: found.name, message: read }
  }

  /** Makes the workflow, or changes what differs. @returns its id */
  async function save(): Promise<number> {
    const written: Written = { name: name.value.trim(), message: message.value }
    const document = drawGroupMessage(written.message, { ...labels(), message: written.name })
    const before = workflow.value
    if (!before) {
      workflow.value = await client.call('workflows.create', { name: written.name, document })
    } else if (isDirty.value) {
      const { id, revision } = before
      const { revision: next } = await client.call('workflows.save', { id, document, revision })
      if (written.name !== before.name) await client.call('workflows.rename', { id, name: written.name })
      workflow.value = { ...before, name: written.name, document, revision: next }
    }
    saved.value = written
    return workflow.value?.id ?? 0
  }

  return { workflow, name, message, isDirty, source: computed(() => sourceOf(message.value)), open, save }
}

/** Whom the message goes to, as far as it is chosen. */
function sourceOf({ people }: GroupMessage): PeopleSource | undefined {
  if (people.source === 'rule') return { rule: finishedPart(people.rule) }
  return people.audienceId === null ? undefined : { audienceId: people.audienceId }
}

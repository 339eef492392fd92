import { computed, ref, shallowRef } from 'vue'
import type { PeopleSource } from '../../../../shared/contract/people.ts'
import type { Workflow } from '../../../../shared/contract/workflows.ts'
import { UserError } from '../../../../shared/errors.ts'
import { isSame } from '../../../../shared/is-same.ts'
import {
  drawGroupMessage,
  newGroupMessage,
  readGroupMessage,
  type GroupMessage,
  type MessagePeople,
} from '../../../../shared/workflow/group-message.ts'
import { client } from '../../../host.ts'
import { useNews } from '../../../parts/fresh/index.ts'
import { finishedPart } from '../../../parts/rule-builder/rule-edits.ts'

interface Written {
  readonly name: string
  readonly message: GroupMessage
}

/** What somebody made of the workflow elsewhere; without a message it is more than the wizard can show. */
interface Theirs {
  readonly workflow: Workflow
  readonly written: Written | undefined
}

type Labels = () => { readonly people: string; readonly message: string }

/** The campaign stands where the workflow has it, however it was given. */
function readWritten(found: Workflow): Written | undefined {
  const read = found.readOnly ? undefined : readGroupMessage(found.document)
  if (!read) return undefined
  const campaignId = read.properties.campaignId ?? found.campaignId ?? null
  return { name: found.name, message: { ...read, properties: { ...read.properties, campaignId } } }
}

function createState() {
  const workflow = shallowRef<Workflow>()
  const name = ref('')
  const message = shallowRef<GroupMessage>(newGroupMessage)
  const saved = shallowRef<Written>({ name: '', message: newGroupMessage })
  const theirs = shallowRef<Theirs>()
  const written = computed<Written>(() => ({ name: name.value.trim(), message: message.value }))
  /** A message of which nothing is kept yet, as it was before anything was written. */
  const begun = shallowRef<Written>()
  const isTouched = computed(() => begun.value !== undefined && !isSame(begun.value, written.value))
  const isDirty = computed(() => !isSame(saved.value, written.value))

  function take(found: Workflow, read: Written): void {
    workflow.value = found
    name.value = read.name
    message.value = read.message
    saved.value = read
    theirs.value = undefined
  }
  /** Another message, of which nothing is kept yet. */
  function begin(called: string, people: MessagePeople | undefined): void {
    workflow.value = undefined
    theirs.value = undefined
    saved.value = { name: '', message: newGroupMessage }
    name.value = called
    message.value = people ? { ...newGroupMessage, people } : newGroupMessage
    begun.value = written.value
  }
  return { workflow, name, message, saved, theirs, written, isDirty, isTouched, take, begin }
}

type State = ReturnType<typeof createState>

/**
 * A message that is being written in the wizard, and the workflow that it is kept as from the first save on. What is
 * changed elsewhere is shown while nothing is written here; else `theirs` waits for the person to choose.
 * @param labels what its activities are called on the canvas
 */
export function useGroupMessage(labels: Labels) {
  const state = createState()
  const { workflow, message, theirs, take } = state
  const elsewhere = followElsewhere(state)

  return {
    ...state,
    source: computed(() => sourceOf(message.value)),
    /** False where the workflow is more than a message to a group. */
    async open(id: number): Promise<boolean> {
      const found = await client.call('workflows.get', { id })
      const read = readWritten(found)
      if (read) take(found, read)
      return read !== undefined
    },
    /** Makes the workflow, or changes what differs. @throws UserError `workflow/changed-elsewhere` */
    async save(): Promise<void> {
      try {
        await elsewhere.quietly(() =>
          workflow.value ? change(state, workflow.value, labels) : make(state, labels),
        )
      } catch (error) {
        if (error instanceof UserError && error.code === 'workflow/changed-elsewhere') await elsewhere.look()
        throw error
      }
    },
    /** From now on a save writes over what was changed elsewhere. */
    keepMine(): void {
      if (!theirs.value) return
      workflow.value = theirs.value.workflow
      state.saved.value = theirs.value.written ?? { name: '', message: newGroupMessage }
      theirs.value = undefined
    },
    /** What was written here is let go. False where the wizard cannot show what there is instead. */
    takeTheirs(): boolean {
      const other = theirs.value
      if (other?.written) take(other.workflow, other.written)
      return other?.written !== undefined
    },
  }
}

/** Looks at what others make of the workflow; what is saved here is not asked about. */
function followElsewhere({ workflow, theirs, written, isDirty, take }: State) {
  let saves = 0

  async function look(): Promise<void> {
    const known = workflow.value
    if (!known) return
    const found = await client.call('workflows.get', { id: known.id })
    if (saves > 0 || found.id !== workflow.value?.id) return
    const isOther =
      found.revision !== workflow.value.revision ||
      found.name !== workflow.value.name ||
      (found.campaignId ?? null) !== (workflow.value.campaignId ?? null)
    if (!isOther) return
    const read = readWritten(found)
    if (read && (!isDirty.value || isSame(read, written.value))) take(found, read)
    else theirs.value = { workflow: found, written: read }
  }

  // A workflow that is gone says so when it is saved.
  const lookQuietly = (): void => void look().catch(() => undefined)
  useNews({ 'workflows.changed': ({ id }) => void (id === workflow.value?.id && lookQuietly()) }, lookQuietly)
  return {
    look,
    async quietly(work: () => Promise<void>): Promise<void> {
      saves += 1
      try {
        await work()
      } finally {
        saves -= 1
      }
    },
  }
}

/** The campaign is the workflow's, so that both are found together. */
function split({ message }: Written): { readonly message: GroupMessage; readonly campaignId: number | null } {
  const { campaignId = null, ...properties } = message.properties
  return { message: { ...message, properties }, campaignId }
}

async function make({ workflow, saved, written }: State, labels: Labels): Promise<void> {
  const now = written.value
  const { message, campaignId } = split(now)
  const document = drawGroupMessage(message, { ...labels(), message: now.name })
  const made = await client.call('workflows.create', { name: now.name, document })
  if (campaignId !== null) await client.call('campaigns.assign', { workflowIds: [made.id], campaignId })
  workflow.value = { ...made, campaignId }
  saved.value = now
}

async function change(
  { workflow, saved, written, isDirty }: State,
  before: Workflow,
  labels: Labels,
): Promise<void> {
  if (!isDirty.value) return
  const now = written.value
  const { id } = before
  const { message, campaignId } = split(now)
  const document = drawGroupMessage(message, { ...labels(), message: now.name }, before.document)
  const { revision } = await client.call('workflows.save', { id, document, revision: before.revision })
  if (now.name !== before.name) await client.call('workflows.rename', { id, name: now.name })
  if (campaignId !== (before.campaignId ?? null)) {
    await client.call('campaigns.assign', { workflowIds: [id], campaignId })
  }
  workflow.value = { ...before, name: now.name, document, revision, campaignId }
  saved.value = now
}

/** Whom the message goes to, as far as it is chosen. */
function sourceOf({ people }: GroupMessage): PeopleSource | undefined {
  if (people.source === 'rule') return { rule: finishedPart(people.rule) }
  return people.audienceId === null ? undefined : { audienceId: people.audienceId }
}

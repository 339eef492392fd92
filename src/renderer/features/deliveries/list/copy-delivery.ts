import type { Delivery } from '../../../../shared/contract/deliveries.ts'
import { withoutStart } from '../../../../shared/delivery/delivery-settings.ts'
import { timingOf } from '../../../../shared/delivery/timing-settings.ts'
import type { Workflow } from '../../../../shared/contract/workflows.ts'
import {
  drawGroupMessage,
  newGroupMessage,
  readGroupMessage,
} from '../../../../shared/workflow/group-message.ts'
import { client } from '../../../host.ts'

/** What the copy and its parts are called. */
export interface CopyNames {
  readonly name: string
  readonly people: string
}

/**
 * Makes a message to a group of a delivery: the same content and settings, without its date (SD-19). To the same people
 * where the wizard can show how they were chosen; else they are to be chosen.
 * @returns the workflow that the wizard opens, and whether there was a date that it does not have
 */
export async function copyDelivery(
  delivery: Delivery,
  { name, people }: CopyNames,
): Promise<{ readonly id: number; readonly hadDate: boolean }> {
  const { content, settings, workflow } = delivery
  const from = workflow ? await readSource(workflow.id) : undefined
  const message = {
    people: from ?? { source: 'audience' as const, audienceId: null },
    content,
    settings: withoutStart(settings),
  }
  const document = drawGroupMessage({ ...newGroupMessage, ...message }, { people, message: name })
  const { id } = await client.call('workflows.create', { name, document })
  const { kind } = timingOf(settings).start
  return { id, hadDate: kind === 'at' || kind === 'local' }
}

async function readSource(workflowId: number) {
  const { document }: Workflow = await client.call('workflows.get', { id: workflowId })
  return readGroupMessage(document)?.people
}

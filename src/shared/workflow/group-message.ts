import { buildAudience } from '../activities/build-audience.ts'
import { sms } from '../activities/sms.ts'
import type { DeliveryContent } from '../delivery/delivery-content.ts'
import { usualSettings, type DeliverySettings } from '../delivery/delivery-settings.ts'
import { everyone, type Rule } from '../rule.ts'
import type { Activity, WorkflowDocument } from '../workflow-document.ts'

/** Whom a message goes to; a saved audience is null until one is chosen. */
export type MessagePeople =
  | { readonly source: 'rule'; readonly rule: Rule }
  | { readonly source: 'audience'; readonly audienceId: number | null }

/** One message to one group: what the wizard asks for. On the canvas it is a Build audience that leads to an SMS. */
export interface GroupMessage {
  readonly people: MessagePeople
  readonly content: DeliveryContent
  readonly settings: DeliverySettings
}

/** What the wizard begins with. */
export const newGroupMessage: GroupMessage = {
  people: { source: 'rule', rule: everyone },
  content: { text: '', footer: { kind: 'on' } },
  settings: usualSettings,
}

const peopleId = 'people'
const messageId = 'message'

/** The message as a workflow; labels are in the words of whoever draws it. */
export function drawGroupMessage(
  message: GroupMessage,
  labels: { readonly people: string; readonly message: string },
): WorkflowDocument {
  const { people, content, settings } = message
  const from: Activity = {
    id: peopleId,
    kind: buildAudience.kind,
    version: buildAudience.version,
    label: labels.people,
    position: { x: 80, y: 120 },
    settings: settingsOf(people),
  }
  const to: Activity = {
    id: messageId,
    kind: sms.kind,
    version: sms.version,
    label: labels.message,
    position: { x: 400, y: 120 },
    settings: { ...sms.initial, content, delivery: settings },
  }
  const transition = { id: `${peopleId}-${messageId}`, from: peopleId, outlet: 'result', to: messageId }
  return { version: 1, activities: [from, to], transitions: [transition] }
}

/** The message that a workflow is; undefined where more is drawn than the wizard can show. */
export function readGroupMessage(document: WorkflowDocument): GroupMessage | undefined {
  const from = document.activities.find(({ kind }) => kind === buildAudience.kind)
  const to = document.activities.find(({ kind }) => kind === sms.kind)
  const [transition] = document.transitions
  const isPair = document.activities.length === 2 && document.transitions.length === 1
  if (!from || !to || !isPair || transition?.from !== from.id || transition.to !== to.id) return undefined
  if (from.mode || to.mode || from.errorPolicy || to.errorPolicy) return undefined
  if (to.settings['outbound'] !== undefined && to.settings['outbound'] !== 'none') return undefined
  if (document.settings !== undefined || (document.notes ?? []).length > 0) return undefined
  return {
    people: readPeople(from.settings),
    content: { text: '', ...recordOf(to.settings['content']) },
    settings: { ...usualSettings, ...recordOf(to.settings['delivery']) },
  }
}

function settingsOf(people: MessagePeople): Activity['settings'] {
  if (people.source === 'rule') return { source: 'rule', rule: people.rule }
  return people.audienceId === null
    ? { source: 'audience' }
    : { source: 'audience', audienceId: people.audienceId }
}

function readPeople(settings: Activity['settings']): MessagePeople {
  if (settings['source'] === 'audience') {
    const id = settings['audienceId']
    return { source: 'audience', audienceId: typeof id === 'number' ? id : null }
  }
  const read = buildAudience.settings.safeParse(settings)
  return read.success && read.data.source === 'rule'
    ? { source: 'rule', rule: read.data.rule }
    : { source: 'rule', rule: everyone }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return value && typeof value === 'object' ? (value as Readonly<Record<string, unknown>>) : {}
}

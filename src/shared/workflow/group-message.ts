import { buildAudience } from '../activities/build-audience.ts'
import { sms } from '../activities/sms.ts'
import type { DeliveryContent } from '../delivery/delivery-content.ts'
import { deliveryPropertiesSchema, type DeliveryProperties } from '../delivery/delivery-properties.ts'
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
  readonly properties: DeliveryProperties
}

/** What the wizard begins with. */
export const newGroupMessage: GroupMessage = {
  people: { source: 'rule', rule: everyone },
  content: { text: '', footer: { kind: 'on' } },
  settings: usualSettings,
  properties: {},
}

const peopleId = 'people'
const messageId = 'message'

/**
 * The message as a workflow; labels are in the words of whoever draws it.
 * @param before the drawing that the message was read from: what the wizard does not ask for stays as it is there
 */
export function drawGroupMessage(
  message: GroupMessage,
  labels: { readonly people: string; readonly message: string },
  before?: WorkflowDocument,
): WorkflowDocument {
  const { people, content, settings, properties } = message
  const known = before && findPair(before)
  const from: Activity = {
    ...(known?.from ?? {
      id: peopleId,
      kind: buildAudience.kind,
      version: buildAudience.version,
      label: labels.people,
      position: { x: 80, y: 120 },
    }),
    settings: settingsOf(people),
  }
  const to: Activity = {
    ...(known?.to ?? {
      id: messageId,
      kind: sms.kind,
      version: sms.version,
      position: { x: 400, y: 120 },
    }),
    label: labels.message,
    settings: {
      ...(known?.to.settings ?? sms.initial),
      content,
      delivery: settings,
      properties,
    },
  }
  const transition = { id: `${peopleId}-${messageId}`, from: peopleId, outlet: 'result', to: messageId }
  return {
    version: 1,
    activities: [from, to],
    transitions: known ? (before?.transitions ?? []) : [transition],
  }
}

/** The two activities that a message to a group is; undefined where more is drawn than the wizard can show. */
function findPair(
  document: WorkflowDocument,
): { readonly from: Activity; readonly to: Activity } | undefined {
  const from = document.activities.find(({ kind }) => kind === buildAudience.kind)
  const to = document.activities.find(({ kind }) => kind === sms.kind)
  const [transition] = document.transitions
  const isPair = document.activities.length === 2 && document.transitions.length === 1
  if (!from || !to || !isPair || transition?.from !== from.id || transition.to !== to.id) return undefined
  if (isOwn(from) || isOwn(to)) return undefined
  if (to.settings['outbound'] !== undefined && to.settings['outbound'] !== 'none') return undefined
  if (document.settings !== undefined || (document.notes ?? []).length > 0) return undefined
  return { from, to }
}

/** Whether it behaves in a way of its own, which the wizard does not show. */
function isOwn({ mode = 'normal', errorPolicy }: Activity): boolean {
  return mode !== 'normal' || errorPolicy !== undefined
}

/** The message that a workflow is; undefined where more is drawn than the wizard can show. */
export function readGroupMessage(document: WorkflowDocument): GroupMessage | undefined {
  const pair = findPair(document)
  if (!pair) return undefined
  const { from, to } = pair
  const properties = deliveryPropertiesSchema.safeParse(to.settings['properties'] ?? {})
  return {
    people: readPeople(from.settings),
    content: { text: '', ...recordOf(to.settings['content']) },
    settings: { ...usualSettings, ...recordOf(to.settings['delivery']) },
    properties: properties.success ? properties.data : {},
  }
}

/** Whether the wizard can show a workflow. */
export function isGroupMessage(document: WorkflowDocument): boolean {
  return findPair(document) !== undefined
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

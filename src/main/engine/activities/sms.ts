import type { SmsSettings } from '../../../shared/activities/sms.ts'
import { UserError } from '../../../shared/errors.ts'
import type { DeliveryState } from '../../../shared/lifecycles/delivery.ts'
import { measureText } from '../../../shared/sms/measure-text.ts'
import { columnsBefore } from '../../../shared/workflow/columns.ts'
import { compileContent, type CompiledContent } from '../../../shared/content/compile-content.ts'
import { faultData } from '../../../shared/template/fault-data.ts'
import type { SqlPart } from '../audiences/sql-part.ts'
import type { Trouble } from '../database/trouble.ts'
import { pickMembers } from '../populations/pick-members.ts'
import type { ActivityRunner, CheckFacts, SettingsProblem, Step, StepOutcome } from './activity-runner.ts'

interface OwnDelivery {
  readonly id: number
  readonly state: DeliveryState
  readonly trouble: string | null
  /** Null where it is not prepared. */
  readonly toDeliver: number | null
}

/**
 * Creates one delivery a run and prepares it; a person confirms the sending. Without an outlet the activity is done
 * when the delivery is prepared, with one when it has been sent. A stopped delivery lets nobody go on.
 */
export const smsRunner: ActivityRunner<'sms'> = {
  missing: { 'content.text': 'template-empty' },
  check(settings, facts, place) {
    const names = [
      ...facts.fieldNames,
      ...columnsBefore(place.document, place.activityId).map(({ name }) => name),
    ]
    const content = compileContent(settings.content, { ...facts.contentSetting, fields: names })
    return [
      ...checkTemplate(content),
      ...checkLength(settings, content),
      ...checkLine(settings, facts),
      ...checkSender(settings, facts),
    ]
  },
  async execute(settings, step) {
    const delivery = findDelivery(step) ?? createDelivery(settings, step)
    if (delivery.toDeliver === 0 && isDecided.has(delivery.state)) return passNobody(settings, step, delivery)
    switch (delivery.state) {
      case 'draft':
      case 'preparing':
        return { kind: 'waiting' }
      case 'failed':
        // Somebody else may text them then: what could be mended and sent later would text them twice.
        return {
          kind: 'failed',
          error: errorOf(delivery),
          rerouted: [{ kind: 'stop-delivery', deliveryId: delivery.id }],
        }
      case 'ready':
      case 'scheduled':
      case 'sending':
      case 'paused':
        return settings.outbound === 'none' ? { kind: 'finished', outputs: {} } : { kind: 'waiting' }
      case 'stopped':
        return { kind: 'finished', outputs: {} }
      case 'finished':
        return letGoOn(settings, step, delivery)
    }
  },
}

function checkTemplate({ faults }: CompiledContent): SettingsProblem[] {
  return faults.map(fault => {
    const path = fault.language === null ? 'content.text' : 'content.variants'
    return { code: `template-${fault.code}`, path, data: faultData(fault) }
  })
}

/** Where even the shortest text has too many parts, everybody would be excluded. */
function checkLength({ delivery }: SmsSettings, content: CompiledContent): SettingsProblem[] {
  const parts = fewestParts(content)
  if (parts <= delivery.maxParts) return []
  const data = { parts, most: delivery.maxParts }
  return [{ code: 'template-too-long-for-limit', path: 'content.text', severity: 'warning', data }]
}

/** Parts of the text with every field empty or at its default; 0 where it cannot be told. */
function fewestParts({ faults, fields, languages, fill }: CompiledContent): number {
  if (faults.length > 0) return 0
  const nothing = fields.map(() => null)
  try {
    const texts = [null, ...languages].map(as => fill(nothing, { deliveryId: 0, personId: 0, as }).text)
    return Math.min(...texts.map(text => measureText(text).parts))
  } catch (error) {
    // A filter that cannot work on an empty field says nothing about people who have a value there.
    if (error instanceof UserError) return 0
    throw error
  }
}

function checkLine({ delivery }: SmsSettings, { lines, hasDefaultLine }: CheckFacts): SettingsProblem[] {
  const path = 'delivery.lineId'
  if (delivery.lineId === null) return hasDefaultLine ? [] : [{ code: 'line-missing', path }]
  return lines.has(delivery.lineId) ? [] : [{ code: 'line-gone', path }]
}

/** The line's own number stands where a name cannot. */
function checkSender({ content, delivery }: SmsSettings, facts: CheckFacts): SettingsProblem[] {
  if (content.sender === undefined || facts.takesSender(delivery.lineId)) return []
  return [{ code: 'sender-not-possible', path: 'content.sender', severity: 'warning' }]
}

function findDelivery({ context, runId, activity }: Step): OwnDelivery | undefined {
  return context.workspace.sql
    .prepare(
      `SELECT id, state, trouble, preparation ->> '$.toDeliver' AS toDeliver FROM deliveries
       WHERE run_id = ? AND activity_id = ?`,
    )
    .get(runId, activity.id) as OwnDelivery | undefined
}

/** The delivery and the start of its preparation are one transaction: there is never a draft that nobody prepares. */
function createDelivery({ content, delivery }: SmsSettings, step: Step): OwnDelivery {
  const { context, preparations, runId, workflowId, activity, inbound } = step
  const { sql } = context.workspace
  return sql.transaction((): OwnDelivery => {
    const { lastInsertRowid } = sql
      .prepare(
        `INSERT INTO deliveries
           (label, state, content, settings, workflow_id, run_id, activity_id, population_id, created_at)
         VALUES (@label, 'draft', @content, @settings, @workflowId, @runId, @activityId, @population, @now)`,
      )
      .run({
        label: activity.label || 'SMS',
        workflowId,
        runId,
        activityId: activity.id,
        content: JSON.stringify(content),
        settings: JSON.stringify(delivery),
        population: inbound[0]?.populationId,
        now: context.clock.now(),
      })
    const id = Number(lastInsertRowid)
    preparations.start(id)
    return { id, state: 'preparing', trouble: null, toDeliver: null }
  })()
}

function errorOf({ trouble }: OwnDelivery): Trouble {
  return trouble === null ? { code: 'engine/bug', data: {} } : (JSON.parse(trouble) as Trouble)
}

const isDecided: ReadonlySet<DeliveryState> = new Set(['ready', 'stopped'])

/**
 * There is nothing that anybody could confirm, so it is not waited for: the next firings would be left out. Where nobody
 * came in by a schedule, the delivery is over; else somebody looks at why, and can mend it.
 */
async function passNobody(settings: SmsSettings, step: Step, delivery: OwnDelivery): Promise<StepOutcome> {
  const outcome = await letGoOn(settings, step, delivery)
  if (outcome.kind !== 'finished' || !isEmptyFiring(step)) return outcome
  return { ...outcome, effects: [{ kind: 'stop-delivery', deliveryId: delivery.id }] }
}

function isEmptyFiring({ context, runId, inbound }: Step): boolean {
  const found = context.workspace.sql
    .prepare(
      `SELECT 1 FROM workflow_runs WHERE id = ? AND entry_id IS NOT NULL
         AND EXISTS (SELECT 1 FROM populations WHERE id = ? AND count = 0)`,
    )
    .get(runId, inbound[0]?.populationId ?? 0)
  return found !== undefined
}

async function letGoOn(
  { outbound }: SmsSettings,
  { context, inbound, signal }: Step,
  { id }: OwnDelivery,
): Promise<StepOutcome> {
  const from = inbound[0]?.populationId
  if (outbound === 'none' || from === undefined) return { kind: 'finished', outputs: {} }
  if (outbound === 'everyone') return { kind: 'finished', outputs: { sent: from } }
  const sent = await pickMembers({ sql: context.workspace.sql, signal }, from, addressedBy(id))
  return { kind: 'finished', outputs: { sent } }
}

/** Whoever was not excluded; that a message failed later changes nothing (TR-09). */
function addressedBy(deliveryId: number): SqlPart {
  return {
    sql: `EXISTS (SELECT 1 FROM messages
      WHERE messages.person_id = population_members.person_id AND delivery_id = ?)`,
    parameters: [deliveryId],
  }
}

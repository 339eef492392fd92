import type { Database } from 'better-sqlite3'
import { conditionOf } from '../audiences/people-source.ts'
import { joinParts, type SqlPart } from '../audiences/sql-part.ts'
import {
  changeSubscriptions,
  type SubscriptionOrder,
  type SubscriptionResult,
} from '../consent/change-subscriptions.ts'
import type { CheckFacts, SettingsProblem, Step, StepNote, StepOutcome } from './activity-runner.ts'
import { onlyInbound } from './only-inbound.ts'

/** What is wrong with the subscription list that an activity names. */
export function checkList(listId: number, { ruleSetting }: CheckFacts): SettingsProblem[] {
  return ruleSetting.hasList(listId) ? [] : [{ code: 'subscription-list-gone', path: 'listId' }]
}

type InboundOrder = Pick<SubscriptionOrder, 'listId' | 'note' | 'includesUnsubscribed'> & {
  readonly state: 'subscribed' | 'unsubscribed'
}

/**
 * Puts everyone who comes in into a state on a list, as one act however often the step is cut off, and lets them all go
 * on. Executed again it passes over whom the act has concerned already: what they have said since counts.
 * @throws UserError `subscription-list/not-found`
 */
export async function changeInbound(step: Step, order: InboundOrder): Promise<StepOutcome> {
  const { context, runId, activity, signal } = step
  const { sql } = context.workspace
  const { populationId } = onlyInbound(step)
  const workKey = `run ${runId}, activity ${activity.id}`
  const people = joinParts([conditionOf(sql, { populationId }), isLeftBy(workKey)], 'AND')
  const result = await changeSubscriptions(context, { ...order, source: 'workflow', workKey, people }, signal)
  if (!result.isWhole) return { kind: 'waiting' }
  const notes = notesOf(order.state, countOf(sql, workKey), result)
  return { kind: 'finished', outputs: { result: populationId }, notes }
}

/** Whom an act has not concerned yet. */
function isLeftBy(workKey: string): SqlPart {
  return {
    sql: `NOT EXISTS (SELECT 1 FROM subscription_events
      WHERE change_id = (SELECT id FROM subscription_changes WHERE work_key = ?) AND person_id = people.id)`,
    parameters: [workKey],
  }
}

/** Everyone whom the act concerned, also before it was cut off. */
function countOf(sql: Database, workKey: string): number {
  const people = sql.prepare('SELECT people FROM subscription_changes WHERE work_key = ?').pluck()
  return Number(people.get(workKey) ?? 0)
}

/** What the log says; nothing is said of what there is none of. */
function notesOf(
  state: InboundOrder['state'],
  changed: number,
  { heldBack, withoutNumber }: SubscriptionResult,
): StepNote[] {
  const notes: StepNote[] = [
    { code: `people-${state}`, data: { count: changed } },
    { code: 'people-held-back', data: { count: heldBack } },
    { code: 'people-without-number', data: { count: withoutNumber } },
  ]
  return notes.filter(({ data }) => Number(data['count']) > 0)
}

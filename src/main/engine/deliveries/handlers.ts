import type { Delivery, deliveryCalls } from '../../../shared/contract/deliveries.ts'
import type { deliveryListCalls } from '../../../shared/contract/delivery-list.ts'
import type { deliveryPlanCalls } from '../../../shared/contract/delivery-plan.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import type { Outbox } from '../outbox/start-outbox.ts'
import { sendCopies } from '../proofs/send-copies.ts'
import type { Preparations } from '../preparation/create-preparations.ts'
import { findHeldBack } from '../series/gather-addressed.ts'
import { confirmDelivery } from './confirm-delivery.ts'
import { decideUnknown } from './decide-unknown.ts'
import { describeDelivery } from './describe-delivery.ts'
import { editDelivery } from './edit-delivery.ts'
import { listExclusions } from './list-exclusions.ts'
import { listMessages } from './list-messages.ts'
import { moveDelivery } from './move-delivery.ts'
import { raiseBudget } from './raise-budget.ts'
import { readAudienceNow } from './read-audience-now.ts'
import { listDeliveryTags, pageDeliveries } from './page-deliveries.ts'
import { listDeliveries, readDelivery } from './read-delivery.ts'
import { readDeliveryLines } from './read-lines.ts'
import { readPlan } from './read-plan.ts'
import { readReasons } from './read-reasons.ts'
import { readSamples } from './read-samples.ts'
import { readTimeline } from './read-timeline.ts'
import { rescheduleDelivery } from './reschedule-delivery.ts'
import { foreseeRetry, retryFailed } from './retry-failed.ts'
import { withdrawDelivery } from './withdraw-delivery.ts'
import { writeAudit } from './write-audit.ts'

/** What deliveries work with beside the workspace. */
export interface DeliveryParts {
  readonly preparations: Preparations
  readonly outbox: Pick<Outbox, 'wake' | 'progressOf' | 'restOf' | 'troubleOf' | 'doingOf' | 'troubleOfLine'>
}

type DeliveryHandlers = HandlersOf<typeof deliveryCalls & typeof deliveryListCalls & typeof deliveryPlanCalls>

/** Answers the calls about deliveries. */
export function deliveryHandlers(context: EngineContext, parts: DeliveryParts): DeliveryHandlers {
  return {
    ...readingHandlers(context, parts),
    ...preparingHandlers(context, parts),
    ...sendingHandlers(context, parts),
    ...decidingHandlers(context, parts),
  }
}

function readingHandlers(context: EngineContext, { outbox }: DeliveryParts) {
  const { sql } = context.workspace
  /** One that is being sent, with what keeps it. */
  const withRest = (delivery: Delivery): Delivery =>
    delivery.state === 'sending' ? { ...delivery, rest: outbox.restOf(delivery.id) } : delivery
  return {
    'deliveries.list': which => listDeliveries(sql, which).map(withRest),
    'deliveries.tags': () => listDeliveryTags(sql),
    'deliveries.page': query => {
      const page = pageDeliveries(sql, query)
      return { ...page, rows: page.rows.map(withRest) }
    },
    'deliveries.get': ({ id }) => {
      const delivery = readDelivery(sql, id)
      return { ...delivery, trouble: outbox.troubleOf(id) ?? delivery.trouble }
    },
    'deliveries.samples': ({ id }) => readSamples(sql, id),
    'deliveries.audienceNow': async ({ id }) => ({ audience: await readAudienceNow(sql, id) }),
    'deliveries.exclusions': input => listExclusions(sql, input),
    'deliveries.messages': input => listMessages(sql, input),
    'deliveries.progress': ({ id }) => {
      const progress = outbox.progressOf(id)
      if (!progress) throw new UserError('delivery/not-found')
      return progress
    },
    'deliveries.foreseeRetry': choice => foreseeRetry(context, choice),
    'deliveries.lines': ({ id }) =>
      readDeliveryLines(sql, id, {
        doingOf: lineId => outbox.doingOf(lineId),
        troubleOf: lineId => outbox.troubleOfLine(lineId),
      }),
    'deliveries.plan': ({ id }) => ({
      plan: readPlan(context, id, outbox.progressOf(id)?.perMinute ?? undefined),
    }),
    'deliveries.reasons': input => readReasons(sql, input),
    'deliveries.timeline': ({ id }) => readTimeline(sql, id),
  } satisfies Partial<DeliveryHandlers>
}

function preparingHandlers(context: EngineContext, { preparations }: DeliveryParts) {
  return {
    'deliveries.edit': edit => {
      editDelivery(context, preparations, edit)
      return readDelivery(context.workspace.sql, edit.id)
    },
    'deliveries.describe': description => {
      describeDelivery(context, description)
      return readDelivery(context.workspace.sql, description.id)
    },
    'deliveries.prepare': ({ id }) => {
      preparations.start(id)
      return {}
    },
    'deliveries.cancelPreparation': async ({ id }) => {
      preparations.cancel(id)
      await preparations.whenSettled(id)
      return {}
    },
  } satisfies Partial<DeliveryHandlers>
}

type HandMove = 'pause' | 'resume' | 'stop'

/** What a person does with a delivery that is being sent. */
function moveByHand(context: EngineContext, id: number, name: HandMove): void {
  const set = name === 'stop' ? { finishedAt: context.clock.now(), trouble: null } : { trouble: null }
  context.workspace.sql.transaction(() => {
    moveDelivery(context, { id, move: name, set })
    // One that missed its start begins with this.
    if (name === 'resume') sendCopies(context, id)
    writeAudit(context, { action: `delivery.${name}`, subject: `delivery ${id}`, data: {} })
  })()
}

function sendingHandlers(context: EngineContext, { preparations, outbox }: DeliveryParts) {
  function move(id: number, name: HandMove): void {
    moveByHand(context, id, name)
    outbox.wake()
  }
  return {
    'deliveries.confirm': input => {
      const isFirst = confirmDelivery(context, input)
      if (isFirst) outbox.wake()
      return { isFirst }
    },
    'deliveries.pause': ({ id }) => {
      move(id, 'pause')
      return {}
    },
    'deliveries.resume': ({ id }) => {
      move(id, 'resume')
      return {}
    },
    'deliveries.raiseBudget': raised => {
      context.workspace.sql.transaction(() => {
        raiseBudget(context, raised)
        moveByHand(context, raised.id, 'resume')
      })()
      outbox.wake()
      return {}
    },
    'deliveries.stop': async ({ id }) => {
      move(id, 'stop')
      preparations.sweep(id)
      await preparations.whenSettled(id)
      for (const other of findHeldBack(context.workspace.sql, id)) preparations.start(other)
      context.publish('delivery.changed', { id })
      return {}
    },
  } satisfies Partial<DeliveryHandlers>
}

function decidingHandlers(context: EngineContext, { preparations, outbox }: DeliveryParts) {
  return {
    'deliveries.withdraw': ({ id }) => {
      withdrawDelivery(context, preparations, id)
      return {}
    },
    'deliveries.reschedule': moment => {
      rescheduleDelivery(context, preparations, moment)
      return {}
    },
    'deliveries.retryFailed': async input => {
      const outcome = await retryFailed(context, input)
      context.publish('delivery.changed', { id: input.id })
      outbox.wake()
      return outcome
    },
    'deliveries.decideUnknown': async input => {
      const decided = await decideUnknown(context, input)
      context.publish('delivery.changed', { id: input.id })
      outbox.wake()
      return { decided }
    },
  } satisfies Partial<DeliveryHandlers>
}

import type { Preparation } from '../../../shared/contract/deliveries.ts'
import { UserError } from '../../../shared/errors.ts'
import { targetOf } from '../../../shared/lifecycles/define-lifecycle.ts'
import { deliveryLife, type DeliveryMove, type DeliveryState } from '../../../shared/lifecycles/delivery.ts'
import type { EngineContext } from '../context.ts'
import { noteMove } from '../journal/note-move.ts'
import type { Trouble } from '../database/trouble.ts'

/** What a move may write beside the state; what is absent stays as it is. */
export interface DeliveryValues {
  readonly preparation?: Preparation | null
  readonly digest?: string | null
  readonly samples?: readonly number[] | null
  readonly lineId?: number | null
  readonly trouble?: Trouble | null
  readonly confirmedAt?: number | null
  /** The zone in which times without one of their own are meant. */
  readonly timeZone?: string | null
  readonly startsAt?: number | null
  readonly begunAt?: number
  readonly finishedAt?: number | null
}

/** One move of one delivery; with `ifDigest` only while that is its preparation. */
export interface DeliveryStep {
  readonly id: number
  readonly move: DeliveryMove
  readonly set?: DeliveryValues
  readonly ifDigest?: string
}

const columns: Readonly<Record<keyof DeliveryValues, { name: string; isJson?: true }>> = {
  preparation: { name: 'preparation', isJson: true },
  digest: { name: 'digest' },
  samples: { name: 'samples', isJson: true },
  lineId: { name: 'line_id' },
  trouble: { name: 'trouble', isJson: true },
  confirmedAt: { name: 'confirmed_at' },
  timeZone: { name: 'time_zone' },
  startsAt: { name: 'starts_at' },
  begunAt: { name: 'begun_at' },
  finishedAt: { name: 'finished_at' },
}

/** What a delivery without a preparation has in these columns. */
export const unprepared: DeliveryValues = {
  preparation: null,
  digest: null,
  samples: null,
  lineId: null,
  trouble: null,
}

/** Moves that a person asks for; the others are the program's own and may simply not apply any more. */
type PersonMove = Exclude<DeliveryMove, 'complete' | 'conclude' | 'fail' | 'finish' | 'begin' | 'hold'>

/**
 * Moves a delivery along its lifecycle with one guarded update and tells every client.
 * @throws UserError `delivery/not-found`, or `delivery/cannot-<move>` with the state that it is in
 */
export function moveDelivery(
  context: EngineContext,
  step: DeliveryStep & { readonly move: PersonMove },
): void {
  if (tryMoveDelivery(context, step)) return
  const from = readDeliveryState(context, step.id)
  throw new UserError(`delivery/cannot-${step.move}`, { from })
}

/** As `moveDelivery`, but answers whether the move was made. */
export function tryMoveDelivery(context: EngineContext, step: DeliveryStep): boolean {
  const { id, move, set = {}, ifDigest } = step
  const from = readDeliveryState(context, id)
  const to = targetOf(deliveryLife, from, move)
  if (!to) return false
  const names = Object.keys(set) as (keyof DeliveryValues)[]
  const writes = names.map(name => `, ${columns[name].name} = @${name}`).join('')
  const { changes } = context.workspace.sql
    .prepare(
      `UPDATE deliveries SET state = @to${writes} WHERE id = @id AND state = @from
       AND (@ifDigest IS NULL OR digest = @ifDigest)`,
    )
    .run({
      ...Object.fromEntries(names.map(name => [name, toColumn(set, name)])),
      id,
      from,
      to,
      ifDigest: ifDigest ?? null,
    })
  if (changes !== 1) return false
  noteMove(context, { id, move, set })
  context.publish('delivery.changed', { id })
  return true
}

/**
 * The state that a delivery is in.
 * @throws UserError `delivery/not-found`
 */
export function readDeliveryState({ workspace }: EngineContext, id: number): DeliveryState {
  const state = workspace.sql.prepare('SELECT state FROM deliveries WHERE id = ?').pluck().get(id)
  if (state === undefined) throw new UserError('delivery/not-found')
  return state as DeliveryState
}

function toColumn(set: DeliveryValues, name: keyof DeliveryValues): unknown {
  const value = set[name]
  return columns[name].isJson && value !== null ? JSON.stringify(value) : value
}

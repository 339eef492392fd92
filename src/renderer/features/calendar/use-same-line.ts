import { shallowRef, watch, type Ref } from 'vue'
import { client } from '../../host.ts'
import type { DeliveryEntry } from './movable.ts'

const minute = 60_000
const dayMs = 86_400_000

/** Deliveries that want a line of another one while that would be sent, as far as their ends can be told. */
export function useSameLine(
  moved: () => DeliveryEntry | undefined,
  at: Readonly<Ref<number | undefined>>,
): Readonly<Ref<readonly DeliveryEntry[]>> {
  const colliding = shallowRef<readonly DeliveryEntry[]>([])
  watch(at, async start => {
    const entry = moved()
    colliding.value = []
    if (start === undefined || !entry) return
    const span = { from: start - dayMs, until: start + dayMs }
    const deliveries = await readDeliveries(span)
    if (at.value !== start) return
    const until = start + Math.max(minute, (entry.endsAt ?? entry.at) - entry.at)
    colliding.value = deliveries
      .filter(other => other.id !== entry.id && sharedLines(entry, other).length > 0 && isComing(other))
      .filter(other => other.at < until && start < endOf(other))
  })
  return colliding
}

/** Lines that two deliveries both go over. */
export function sharedLines(one: DeliveryEntry, other: DeliveryEntry): DeliveryEntry['lines'] {
  return other.lines.filter(({ id }) => one.lines.some(line => line.id === id))
}

/** Whether anything collides is an extra: where it cannot be asked, nothing is said. */
async function readDeliveries(span: {
  readonly from: number
  readonly until: number
}): Promise<readonly DeliveryEntry[]> {
  try {
    const { entries } = await client.call('calendar.entries', span)
    return entries.flatMap(entry => (entry.kind === 'delivery' ? [entry] : []))
  } catch {
    return []
  }
}

function isComing({ state }: DeliveryEntry): boolean {
  return state !== 'finished' && state !== 'stopped'
}

function endOf({ at, endsAt }: DeliveryEntry): number {
  return Math.max(endsAt ?? at, at + minute)
}

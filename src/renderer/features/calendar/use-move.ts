import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { addDays, startOfDay } from '../../../shared/calendar-day.ts'
import { client } from '../../host.ts'
import { useMachineZone } from '../../parts/delivery-settings/use-machine-zone.ts'
import type { DeliveryEntry, WantedMove } from './movable.ts'
import { useSameLine } from './use-same-line.ts'

interface DayTime {
  readonly day: string
  readonly time: string
}

interface Start extends DayTime {
  /** Null where the machine's is meant. */
  readonly zone: string | null
  readonly isLocal: boolean
}

const minute = 60_000

/** A delivery on its way to another time: when it was, when it would be, and what else wants its line then. */
export function useMove(wanted: () => WantedMove | undefined) {
  const machineZone = useMachineZone()
  const failure = shallowRef<unknown>()
  const isBusy = ref(false)
  const { before, moment } = useMoment(wanted, failure)
  const zoneName = computed(() => before.value?.zone ?? machineZone.value)

  const at = computed(() => {
    if (!moment.value) return undefined
    const [hours = 0, minutes = 0] = moment.value.time.split(':').map(Number)
    return startOfDay(moment.value.day, zoneName.value) + (hours * 60 + minutes) * minute
  })
  const isMoved = computed(() => {
    const [old, next] = [before.value, moment.value]
    return next !== undefined && (next.day !== old?.day || next.time !== old.time)
  })
  const colliding = useSameLine(() => wanted()?.entry, at)

  /** @returns whether it was moved */
  async function move(): Promise<boolean> {
    const entry = wanted()?.entry
    if (isBusy.value || !entry || !moment.value) return false
    isBusy.value = true
    failure.value = undefined
    try {
      await client.call('deliveries.reschedule', { id: entry.id, ...moment.value })
      return true
    } catch (error) {
      failure.value = error
      return false
    } finally {
      isBusy.value = false
    }
  }
  const isLocal = computed(() => before.value?.isLocal === true)
  return { moment, zoneName, isLocal, colliding, failure, isBusy, isMoved, at, move }
}

/** The time that a delivery has by its own clocks, and the one that is proposed; both unknown until it has been asked. */
function useMoment(wanted: () => WantedMove | undefined, failure: Ref<unknown>) {
  const before = shallowRef<Start>()
  const moment = ref<DayTime>()
  watch(wanted, async asked => {
    moment.value = undefined
    before.value = undefined
    failure.value = undefined
    if (!asked) return
    try {
      const start = await readStart(asked.entry)
      if (wanted() !== asked || !start) return
      before.value = start
      moment.value = { day: addDays(start.day, asked.days), time: start.time }
    } catch (error) {
      failure.value = error
    }
  })
  return { before, moment }
}

async function readStart({ id }: DeliveryEntry): Promise<Start | undefined> {
  const { settings, timeZone } = await client.call('deliveries.get', { id })
  const start = settings.timing?.start
  // Dates of people are theirs: there is no one date that could be moved.
  if (!start || start.kind === 'now' || start.kind === 'person') return undefined
  const { day, time } = start
  return { day, time, zone: start.timeZone ?? timeZone, isLocal: start.kind === 'local' }
}

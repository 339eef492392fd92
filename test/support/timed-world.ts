import { createCampaignWorld, type CampaignWorld, type GivenPerson } from './campaign-world.ts'
import type { DeliverySettings } from '../../src/shared/delivery/delivery-settings.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** One message that left, and when. */
export interface Departure {
  readonly at: number
  readonly messageId: number
  readonly expiresAt: number | null
}

/** A workspace whose line texts real people as far as the engine knows, with the clock of deliveries running. */
export interface TimedWorld extends CampaignWorld {
  /** Everything that left, in order. */
  readonly departures: readonly Departure[]
  /** Prepares a delivery to everybody. */
  prepared(settings?: Partial<DeliverySettings>): Promise<number>
  /** Confirms what is prepared. */
  confirm(id: number): Promise<void>
  /** Prepares and confirms. */
  send(settings?: Partial<DeliverySettings>): Promise<number>
  state(id: number): string
  /** When the messages of a delivery left, in UTC, as `HH:MM` from the first day on, `+n` for later days. */
  times(id?: number): string[]
}

/** What a timed world begins with. */
export interface TimedGiven {
  readonly path?: string
  /** A clock that goes on from an earlier world. */
  readonly clock?: FakeClock
  readonly people?: readonly GivenPerson[]
  /** Messages a minute. */
  readonly perMinute?: number
}

/** So many people with numbers of Great Britain. */
export function britons(count: number): GivenPerson[] {
  return Array.from({ length: count }, (_, index) => ({
    phone: `+447700900${String(index).padStart(3, '0')}`,
  }))
}

/** Opens a world at nine o'clock UTC on Monday, 5 January 2026, or on the file of an earlier one. */
export async function createTimedWorld(given: TimedGiven = {}): Promise<TimedWorld> {
  const { path, clock = createFakeClock(), people = [], perMinute = 0 } = given
  const world = createCampaignWorld(path, clock)
  const departures: Departure[] = []
  const firstDay = Math.floor(Date.UTC(2026, 0, 5) / dayMs)
  world.line.onSend(send => {
    const { messageId, expiresAt } = send.message
    departures.push({ at: clock.now(), messageId, expiresAt })
    send.accept()
  })
  if (path === undefined) await world.addLine({ address: 'COM5', perMinute }, 'gsm-modem')
  world.addPeople(people)
  world.preparations.recover()
  world.outbox.recover()
  world.releases.start()
  world.tests.start()
  await clock.settle()

  const timed: TimedWorld = {
    ...world,
    departures,
    async prepared(settings = {}) {
      const id = world.addDraft('Hello', settings)
      await world.prepare(id)
      return id
    },
    async confirm(id) {
      const { preparation } = await world.call('deliveries.get', { id })
      const { digest = '', toDeliver = 0 } = preparation ?? {}
      await world.call('deliveries.confirm', { id, digest, typedCount: toDeliver })
      await clock.settle()
    },
    async send(settings) {
      const id = await timed.prepared(settings)
      await timed.confirm(id)
      return id
    },
    state: world.deliveryState,
    times(id) {
      const ids = new Set(id === undefined ? [] : world.messages(id).map(message => message.id))
      return departures
        .filter(({ messageId }) => id === undefined || ids.has(messageId))
        .map(departure => {
          // A pace makes up for a late timer by a tenth of a second, which may be the one before the minute.
          const at = departure.at + 500
          const day = Math.floor(at / dayMs) - firstDay
          return `${new Date(at).toISOString().slice(11, 16)}${day === 0 ? '' : `+${day}`}`
        })
    },
  }
  return timed
}

import { describe, expect, it } from 'vitest'
import type { SeriesCrowd } from '../../src/shared/contract/series.ts'
import { messageStates } from '../../src/shared/lifecycles/message.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { createWorkflowWorld, draw, everyDay, given, type WorkflowWorld } from '../support/workflow-world.ts'

const day = 86_400_000

/** A month's series that has fired on two days: once three people, and then a fourth beside three that were addressed before. */
async function createSentSeries(): Promise<WorkflowWorld> {
  const sms = {
    kind: 'sms-recurring',
    settings: { ...given.sms.settings, aggregation: 'month', confirmation: 'series' },
  } as const
  const at = { kind: 'scheduler', settings: { schedule: everyDay(['09:00']), timeZone: null } } as const
  const drawing = draw({ at, people: given.everyone, sms }, ['at>people', 'people>sms'])
  const world = await createWorkflowWorld(drawing, createFakeClock(Date.UTC(2026, 0, 10, 10)))
  await world.start()
  const { digest } = await world.call('series.get', { id: 1 })
  await world.call('series.confirm', { id: 1, digest })
  await world.pass(day)
  world.addPeople([{ phone: '+447700900007', firstName: 'New' }])
  await world.pass(day)
  return world
}

const people = (world: WorkflowWorld, crowd: SeriesCrowd, more: object = {}) =>
  world.call('series.people', { id: 1, crowd, offset: 0, limit: 100, ...more })

describe('the people behind the sums of a series', () => {
  it('are as many as each sum says, whichever of them is opened', async () => {
    const world = await createSentSeries()
    const { sums } = await world.call('series.get', { id: 1 })
    expect([sums.targeted, sums.excluded, sums.toDeliver]).toEqual([7, 3, 4])
    for (const [crowd, count] of [
      ['targeted', sums.targeted],
      ['excluded', sums.excluded],
      ['to-deliver', sums.toDeliver],
    ] as const) {
      const { total, rows } = await people(world, crowd)
      expect([total, rows.length]).toEqual([count, count])
    }
    for (const state of messageStates) {
      const { rows } = await people(world, 'to-deliver', { states: [state] })
      expect(rows.map(({ message }) => message?.state)).toEqual(Array(sums.counts[state]).fill(state))
    }
  })

  it('come execution by execution, the latest first, each with what became of it there', async () => {
    const world = await createSentSeries()
    const { rows } = await people(world, 'targeted')
    const told = rows.map(
      ({ personName, message, causes }) => message?.state ?? [personName, causes[0]?.cause],
    )
    const again = (name: string) => [name, 'already-addressed']
    expect(told).toEqual(['accepted', again('Ann'), again(''), again(''), 'accepted', 'accepted', 'accepted'])
  })

  it('are found page by page across executions, and narrowed to one of them or to a period', async () => {
    const world = await createSentSeries()
    const { rows: all } = await people(world, 'targeted')
    const { rows: page } = await people(world, 'targeted', { offset: 2, limit: 3 })
    expect(page).toEqual(all.slice(2, 5))
    const childId = all[6]?.deliveryId
    expect((await people(world, 'targeted', { childId })).total).toBe(3)
    expect((await people(world, 'targeted', { period: '2026-01' })).total).toBe(7)
    expect((await people(world, 'targeted', { period: '2026-02' })).total).toBe(0)
  })
})

import { describe, expect, it } from 'vitest'
import { createWorkflowWorld, draw, everyDay, given } from '../../../../support/workflow-world.ts'

const hour = 3_600_000
const day = 24 * hour
const monday = Date.UTC(2026, 0, 5, 9)
const first = draw({ people: given.everyone }, [])
const second = draw({ people: given.everyone, more: given.everyone }, [])

describe('a version', () => {
  it('is made by starting a draft that differs, and by nothing else', async () => {
    const world = await createWorkflowWorld(first)
    expect((await world.workflow()).version).toBeNull()
    await world.start()
    await world.start()
    expect((await world.workflow()).version).toMatchObject({ number: 1, isCurrent: true })
    await world.redraw(second)
    expect((await world.workflow()).version).toMatchObject({ number: 1, isCurrent: false })
    await world.start()
    const versions = await world.call('workflows.versions', { id: world.id })
    expect(versions.map(({ number, activities, runs }) => [number, activities, runs])).toEqual([
      [2, 2, 1],
      [1, 1, 2],
    ])
  })

  it('can be looked at when the draft has gone on', async () => {
    const world = await createWorkflowWorld(first)
    await world.start()
    await world.redraw(second)
    const [version] = await world.call('workflows.versions', { id: world.id })
    const versionId = version?.id ?? 0
    expect((await world.call('workflows.version', { versionId })).document).toEqual(first)
  })
})

describe('publishing while it runs', () => {
  const at = (time: string) =>
    ({ kind: 'scheduler', settings: { schedule: everyDay([time]), timeZone: null } }) as const

  it('lets what is under way keep its version, and new runs take the new one', async () => {
    const before = draw({ at: given.daily, wait: given.hour, people: given.everyone }, [
      'at>wait',
      'wait>people',
    ])
    const world = await createWorkflowWorld(before)
    await world.start()
    await world.pass(day)
    await world.redraw(draw({ at: given.daily, end: { kind: 'end' } }, ['at>end']))
    await world.call('workflows.publish', { id: world.id })
    await world.pass(day)
    const runs = await world.allRuns()
    expect(runs.map(({ version, tasks }) => [version.number, tasks])).toEqual([
      [1, { finished: 3 }],
      [2, { finished: 2 }],
    ])
  })

  it('says beforehand which firings it changes, then fires by the new schedule', async () => {
    const world = await createWorkflowWorld(
      draw({ at: given.daily, gone: given.daily, same: given.daily, people: given.everyone }, ['at>people']),
    )
    await world.start()
    await world.redraw(draw({ at: at('15:00'), same: given.daily, people: given.everyone }, ['at>people']))
    const { firings } = await world.call('workflows.affects', { id: world.id })
    expect(firings).toEqual([
      { activityId: 'at', label: 'at', dueAt: monday + day, change: 'changed' },
      { activityId: 'gone', label: 'gone', dueAt: monday + day, change: 'removed' },
    ])
    await world.call('workflows.publish', { id: world.id })
    expect((await world.workflow()).firings).toEqual([
      { activityId: 'at', dueAt: monday + 6 * hour },
      { activityId: 'same', dueAt: monday + day },
    ])
  })

  it('is refused while the draft has errors', async () => {
    const world = await createWorkflowWorld(draw({ at: given.daily, people: given.everyone }, ['at>people']))
    await world.start()
    await world.redraw(draw({ sms: given.sms }))
    await expect(world.call('workflows.publish', { id: world.id })).rejects.toThrow('workflow/not-ready')
  })

  it('changes nothing for a wait that stays as it is', async () => {
    const world = await createWorkflowWorld(
      draw({ people: given.everyone, wait: given.hour }, ['people>wait']),
    )
    await world.start()
    await world.redraw(
      draw({ people: given.everyone, wait: given.hour, end: { kind: 'end' } }, ['people>wait', 'wait>end']),
    )
    expect((await world.call('workflows.affects', { id: world.id })).waiting).toEqual([])
    const wait = { kind: 'wait', settings: { duration: { amount: 2, unit: 'hours' } } } as const
    await world.redraw(draw({ people: given.everyone, wait }, ['people>wait']))
    expect((await world.call('workflows.affects', { id: world.id })).waiting).toMatchObject([
      { activityId: 'wait', people: 3, change: 'changed' },
    ])
  })
})

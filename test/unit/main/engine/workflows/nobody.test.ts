import { describe, expect, it } from 'vitest'
import {
  createWorkflowWorld,
  draw,
  everyDay,
  given,
  type WorkflowWorld,
} from '../../../../support/workflow-world.ts'

const day = 24 * 3_600_000

const sms = (outbound: 'none' | 'everyone' | 'addressed') =>
  ({ kind: 'sms', settings: { ...given.sms.settings, outbound } }) as const
const at = { kind: 'scheduler', settings: { schedule: everyDay(['09:00']), timeZone: null } } as const
const daily = (outbound: 'everyone' | 'addressed') =>
  draw({ at, people: given.everyone, sms: sms(outbound), end: { kind: 'end' } }, [
    'at>people',
    'people>sms',
    'sms>end',
  ])

/** Each morning somebody looks whether anything is to be confirmed, and finds nothing. */
async function passMornings(
  world: WorkflowWorld,
): Promise<(readonly [state: string, count: number | undefined])[]> {
  await world.start()
  await world.pass(2 * day)
  const runs = await world.allRuns()
  return Promise.all(
    runs.map(async ({ id, state }) => [state, (await world.counts(id))['sms:sent:end']] as const),
  )
}

describe('a delivery that would reach nobody', () => {
  it('because nobody came in, is over, and keeps no later firing waiting', async () => {
    const world = await createWorkflowWorld(daily('everyone'))
    world.context.workspace.sql.exec('DELETE FROM people')
    expect(await passMornings(world)).toEqual([
      ['finished', 0],
      ['finished', 0],
    ])
    const deliveries = await world.call('deliveries.list', {})
    expect(deliveries.map(({ state }) => state)).toEqual(['stopped', 'stopped'])
  })

  it.each([
    ['everyone who came in goes on', 'everyone', 3],
    ['nobody is addressed and nobody goes on', 'addressed', 0],
  ] as const)('because all are excluded, waits for nobody: %s', async (_, outbound, count) => {
    const world = await createWorkflowWorld(daily(outbound))
    world.context.workspace.sql.exec('UPDATE people SET phone = NULL')
    expect(await passMornings(world)).toEqual([
      ['finished', count],
      ['finished', count],
    ])
  })

  it('does not keep its workflow from starting again', async () => {
    const world = await createWorkflowWorld(
      draw({ people: given.everyone, sms: sms('none') }, ['people>sms']),
    )
    world.context.workspace.sql.exec('UPDATE people SET phone = NULL')
    await world.start()
    await world.start()
    const deliveries = await world.call('deliveries.list', {})
    expect(deliveries.map(({ state }) => state).toSorted()).toEqual(['ready', 'stopped'])
  })
})

import { describe, expect, it } from 'vitest'
import { createSubset } from '../../src/shared/activities/split.ts'
import { SendError } from '../../src/shared/errors.ts'
import { everyone, type Rule } from '../../src/shared/rule.ts'
import type { WorkflowDocument } from '../../src/shared/workflow-document.ts'
import type { WorkflowTemplate } from '../../src/shared/workflow/templates/index.ts'
import { birthday } from '../../src/shared/workflow/templates/birthday.ts'
import { textTest } from '../../src/shared/workflow/templates/text-test.ts'
import { winBack } from '../../src/shared/workflow/templates/win-back.ts'
import { createWorkflowWorld, draw, given, type WorkflowWorld } from '../support/workflow-world.ts'

const hour = 3_600_000
const day = 24 * hour

const noSuchNumber = new SendError('no-such-number', { retry: { kind: 'never' }, blame: 'recipient' })

/** A template as it is made, with the saved audience 1 wherever one has to be chosen. */
function made(template: WorkflowTemplate): WorkflowDocument {
  const document = template.make({ words: key => key, today: '2026-01-05', field: key => key })
  const activities = document.activities.map(activity => {
    const lacksAudience = activity.settings['source'] === 'audience'
    return lacksAudience ? { ...activity, settings: { ...activity.settings, audienceId: 1 } } : activity
  })
  return { ...document, activities }
}

interface Prepared {
  readonly id: number
  readonly label: string
  readonly state: string
  readonly toDeliver: number
}

async function deliveries({ call }: WorkflowWorld): Promise<Prepared[]> {
  const all = await call('deliveries.list', {})
  return all.toReversed().map(({ id, label, state, preparation }) => ({
    id,
    label,
    state,
    toDeliver: preparation?.toDeliver ?? 0,
  }))
}

/** Confirms what waits for review, and lets it be sent. */
async function confirm(world: WorkflowWorld, id: number): Promise<void> {
  const { preparation } = await world.call('deliveries.get', { id })
  await world.call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })
  await world.pass(60_000)
}

/** The machine sleeps through the night and wakes half a minute before nine. */
async function sleepUntilMorning(world: WorkflowWorld): Promise<void> {
  const { clock } = world
  const midnight = Math.floor(clock.now() / day) * day
  const nine = midnight + 9 * hour
  clock.set((nine - 30_000 > clock.now() ? nine : nine + day) - 30_000)
  await world.pass(100_000)
}

function addField({ context }: WorkflowWorld, key: string, type: string): void {
  context.workspace.sql.prepare('INSERT INTO person_fields VALUES (?, ?, ?, 0)').run(key, key, type)
}

function peopleOf({ context }: WorkflowWorld, deliveryId: number): unknown[] {
  return context.workspace.sql
    .prepare('SELECT person_id FROM messages WHERE delivery_id = ? ORDER BY person_id')
    .pluck()
    .all(deliveryId)
}

describe('Birthday every day', () => {
  it('over a month, everyone is congratulated on their day and nobody on another', async () => {
    const world = await createWorkflowWorld(draw({}))
    addField(world, 'birthday', 'date')
    const days = ['1980-01-06', '1992-01-20', '2004-01-20', '1975-02-03', '1990-03-01']
    const ids = world.addPeople(
      days.map((born, index) => ({ phone: `+44770090010${index}`, fields: { birthday: born } })),
    )
    await world.redraw(made(birthday))
    await world.start()
    for (let night = 0; night < 31; night += 1) await sleepUntilMorning(world)
    const runs = await world.allRuns()
    expect(runs).toHaveLength(31)
    expect(runs.every(({ state }) => state === 'finished')).toBe(true)
    const due = new Map(runs.map(({ id, dueAt }) => [id, new Date(dueAt).toISOString().slice(0, 16)]))
    const found = (await world.call('deliveries.list', { withExecutions: true }))
      .toReversed()
      .filter(({ preparation }) => (preparation?.toDeliver ?? 0) > 0)
      .map(({ id, workflow }) => [due.get(workflow?.runId ?? 0), peopleOf(world, id)])
    expect(found).toEqual([
      ['2026-01-06T09:00', [ids[0]]],
      ['2026-01-20T09:00', [ids[1], ids[2]]],
      ['2026-02-03T09:00', [ids[3]]],
    ])
  })
})

describe('Win-back of those who did not reply', () => {
  it('texts once more, a week later, only those who were addressed and kept silent', async () => {
    const world = await createWorkflowWorld(made(winBack))
    world.addPeople([{ firstName: 'Without a number' }])
    await world.start()
    const [first] = await deliveries(world)
    expect(first).toMatchObject({ label: 'win-back/first', state: 'ready', toDeliver: 3 })
    await confirm(world, first?.id ?? 0)
    await sleepUntilMorning(world)
    world.context.workspace.sql
      .prepare(
        "INSERT INTO inbound_messages (line_id, sender, text, sent_at, received_at) VALUES (1, ?, 'Yes', 0, ?)",
      )
      .run('+447700900002', world.clock.now())
    for (let night = 0; night < 7; night += 1) await sleepUntilMorning(world)
    const [, second] = await deliveries(world)
    expect(second).toMatchObject({ label: 'win-back/second', state: 'ready', toDeliver: 2 })
    expect(peopleOf(world, second?.id ?? 0)).toEqual([1, 3])
  })
})

describe('A test of two texts', () => {
  it('texts a tenth each, and the remainder with the better one once somebody has said which', async () => {
    const world = await createWorkflowWorld(made(textTest))
    world.addPeople(Array.from({ length: 37 }, (_, index) => ({ phone: `+4477009002${10 + index}` })))
    const runId = await world.start()
    expect(await deliveries(world)).toMatchObject([{ toDeliver: 4 }, { toDeliver: 4 }])
    await world.call('workflows.answer', { runId, activityId: 'choice', answer: 'answer-b' })
    await world.rest()
    const all = await deliveries(world)
    expect(all.map(({ label, toDeliver }) => [label, toDeliver])).toEqual([
      ['text-test/test-a', 4],
      ['text-test/test-b', 4],
      ['text-test/rest-b', 32],
    ])
    const addressed = all.flatMap(({ id }) => peopleOf(world, id))
    expect(new Set(addressed).size).toBe(40)
  })
})

describe('Starting', () => {
  it('only prepares: nothing is sent before somebody confirms', async () => {
    const world = await createWorkflowWorld(draw({ all: given.everyone, sms: given.sms }, ['all>sms']))
    await world.start()
    await world.pass(hour)
    expect((await deliveries(world))[0]).toMatchObject({ state: 'ready', toDeliver: 3 })
    expect(world.line.sends).toEqual([])
  })
})

describe('Behind an SMS', () => {
  const sms = (outbound: string) => ({ ...given.sms, settings: { ...given.sms.settings, outbound } })

  it.each([
    ['everyone', 'everyone who came in goes on, also who was excluded', 4],
    [
      'addressed',
      'those who were addressed go on, also whose message failed, and nobody who was excluded',
      3,
    ],
  ] as const)('with "%s", %s', async (outbound, _meaning, people) => {
    const world = await createWorkflowWorld(
      draw({ all: given.everyone, sms: sms(outbound), end: { kind: 'end' } }, ['all>sms', 'sms>end']),
    )
    world.addPeople([{ firstName: 'Without a number' }])
    world.line.onSend(send => {
      if (send.message.recipient === '+447700900002') send.answer({ kind: 'refused', error: noSuchNumber })
      else send.accept()
    })
    const runId = await world.start()
    await confirm(world, (await deliveries(world))[0]?.id ?? 0)
    expect(world.states(1).toSorted()).toEqual(['accepted', 'accepted', 'failed'])
    expect((await world.counts(runId))['sms:sent:end']).toBe(people)
  })
})

describe('Splitting', () => {
  it('takes percentages of all who came in, whatever subsets above have taken', async () => {
    const half = { kind: 'percent', percent: 50 } as const
    const subsets = [createSubset('one', { size: half }), createSubset('two', { size: half })]
    const world = await createWorkflowWorld(
      draw({ all: given.everyone, split: { kind: 'split', settings: { subsets } }, end: { kind: 'end' } }, [
        'all>split',
        'split.two>end',
      ]),
    )
    world.addPeople([{ phone: '+447700900300' }])
    expect((await world.counts(await world.start()))['split:two:end']).toBe(2)
  })
})

describe('An incremental query', () => {
  const swedes: Rule = {
    version: 3,
    root: {
      type: 'group',
      match: 'all',
      items: [{ type: 'field', field: 'language', operator: 'is', value: 'sv' }],
    },
  }
  const drawn = draw(
    {
      at: given.daily,
      fresh: { kind: 'incremental-query', settings: { source: 'rule', rule: swedes } },
      end: { kind: 'end' },
    },
    ['at>fresh', 'fresh>end'],
  )

  it('returns everyone once, day after day, and a duplicate of the workflow begins anew', async () => {
    const world = await createWorkflowWorld(drawn)
    await world.start()
    await sleepUntilMorning(world)
    world.addPeople([{ phone: '+46701740606', language: 'sv' }])
    await sleepUntilMorning(world)
    await sleepUntilMorning(world)
    const counts = await Promise.all((await world.allRuns()).map(({ id }) => world.counts(id)))
    expect(counts.map(count => count['fresh:result:end'])).toEqual([1, 1, undefined])

    const copy = await world.call('workflows.duplicate', { id: world.id, name: 'Copy' })
    await world.call('workflows.start', { id: copy.id })
    await sleepUntilMorning(world)
    const { rows } = await world.call('workflows.runs', { id: copy.id })
    expect((await world.counts(rows[0]?.id ?? 0))['fresh:result:end']).toBe(2)
  })
})

describe('A saved audience', () => {
  it('that is live has those who match in each run, and a list those who were put into it', async () => {
    const world = await createWorkflowWorld(
      draw(
        {
          at: given.daily,
          live: given.fragile,
          list: { kind: 'read-list', settings: { source: 'audience', audienceId: 2, filter: everyone } },
          end: { kind: 'end' },
          other: { kind: 'end' },
        },
        ['at>live', 'at>list', 'live>end', 'list>other'],
      ),
    )
    world.context.workspace.sql.exec(`
      INSERT INTO audiences (id, name, rule, kind, member_set, created_at, updated_at)
      VALUES (2, 'List', '${JSON.stringify(everyone)}', 'list', 7, 0, 0);
      INSERT INTO audience_members VALUES (7, 1), (7, 2);`)
    await world.start()
    await sleepUntilMorning(world)
    world.addPeople([{ phone: '+447700900300' }])
    await sleepUntilMorning(world)
    const runs = await world.allRuns()
    const counts = await Promise.all(runs.map(({ id }) => world.counts(id)))
    expect(counts).toMatchObject([
      { 'live:result:end': 3, 'list:result:other': 2 },
      { 'live:result:end': 4, 'list:result:other': 2 },
    ])
  })
})

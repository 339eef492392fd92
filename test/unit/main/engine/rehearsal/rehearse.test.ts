import { createHash } from 'node:crypto'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  copyPathOf,
  refuseSmallDisk,
  removeCopy,
} from '../../../../../src/main/engine/database/copy-workspace.ts'
import { rehearse, type RehearsalProgress } from '../../../../../src/main/engine/rehearsal/rehearse.ts'
import { rehearsalOptionsSchema, type Rehearsal } from '../../../../../src/shared/contract/rehearsals.ts'
import {
  createWorkflowWorld,
  draw,
  everyDay,
  given,
  type WorkflowWorld,
} from '../../../../support/workflow-world.ts'

const day = 86_400_000

interface Rehearsing {
  readonly options?: object
  readonly signal?: AbortSignal
  readonly tell?: (progress: RehearsalProgress) => void
}

function rehearseIn({ context, id }: WorkflowWorld, rehearsing: Rehearsing = {}): Promise<Rehearsal> {
  const { options = {}, signal = new AbortController().signal, tell = () => {} } = rehearsing
  return rehearse(context, { id, options: rehearsalOptionsSchema.parse(options), signal, tell })
}

function countsOf({ transitions }: Rehearsal): Record<string, number> {
  return Object.fromEntries(transitions.map(({ transitionId, count }) => [transitionId, count]))
}

/** Every row of every table. */
function hashOf({ context }: WorkflowWorld): string {
  const { sql } = context.workspace
  const tables = sql
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all()
  const hash = createHash('sha256')
  for (const table of tables as string[]) {
    for (const row of sql.prepare(`SELECT * FROM "${table}"`).raw().iterate())
      hash.update(JSON.stringify(row))
  }
  return hash.digest('hex')
}

const sms = (outbound: string) => ({ ...given.sms, settings: { ...given.sms.settings, outbound } })

describe('a rehearsal', () => {
  it('counts everybody on every transition, and says whom each SMS would leave out, with texts and cost', async () => {
    const world = await createWorkflowWorld(
      draw({ all: given.everyone, hello: sms('addressed'), end: { kind: 'end' } }, [
        'all>hello',
        'hello>end',
      ]),
    )
    world.addPeople([{ firstName: 'Nobody' }])
    const found = await rehearseIn(world)
    expect(countsOf(found)).toEqual({ 'all:result:hello': 4, 'hello:sent:end': 3 })
    expect(found.messages).toMatchObject([
      { activityId: 'hello', targeted: 4, toDeliver: 3, excluded: [{ count: 1 }], parts: 3 },
    ])
    expect(found.messages[0]?.cost).toEqual({ micros: 150_000, currency: 'EUR' })
    expect(found.messages[0]?.samples[0]?.text).toBe('Hi')
    expect(found.activities.every(({ state }) => state === 'finished')).toBe(true)
    expect(found.isCut).toBe(false)
  })

  it('changes nothing, opens no line, tells nobody and leaves no file', async () => {
    const world = await createWorkflowWorld(
      draw(
        {
          daily: given.daily,
          all: given.everyone,
          mark: { kind: 'update-data', settings: { changes: [], addTags: ['rehearsed'] } },
          keep: { kind: 'save-audience', settings: { target: 'named', name: 'Kept', change: 'replace' } },
          hello: sms('everyone'),
          wait: given.hour,
          end: { kind: 'end' },
        },
        ['daily>all', 'all>mark', 'mark>keep', 'keep>hello', 'hello>wait', 'wait>end'],
      ),
    )
    const [hash, pushes, openings] = [hashOf(world), world.pushes.length, world.line.openings]
    const found = await rehearseIn(world, { options: { firings: 3 } })
    expect(found.activities.filter(({ error }) => error !== null)).toEqual([])
    expect(countsOf(found)['wait:ended:end']).toBe(9)
    expect(hashOf(world)).toBe(hash)
    expect(world.pushes.length).toBe(pushes)
    expect([world.line.sends, world.line.openings]).toEqual([[], openings])
    expect(readdirSync(dirname(world.path)).filter(name => name.includes('rehearsal'))).toEqual([])
  })

  it('goes by a clock of its own: waits and schedules are over at once, each at its moment', async () => {
    const world = await createWorkflowWorld(
      draw({ daily: given.daily, all: given.everyone, wait: given.hour, hello: given.sms }, [
        'daily>all',
        'all>wait',
        'wait>hello',
      ]),
    )
    const before = world.clock.now()
    const found = await rehearseIn(world, { options: { firings: 3 } })
    expect(found.runs).toBe(3)
    expect(world.clock.now()).toBe(before)
    const begun = found.timeline.filter(({ code }) => code === 'run-begun').map(({ at }) => at - before)
    expect(begun).toEqual([day, 2 * day, 3 * day])
    const prepared = found.timeline.filter(line => line.activityId === 'hello').map(({ at }) => at - before)
    expect(prepared).toEqual([1, 2, 3].map(days => days * day + 3_600_000))
  })

  it('fires a schedule once unless it is told otherwise, and no longer than so many days', async () => {
    const twice = { ...given.daily, settings: { schedule: everyDay(['09:30', '18:00']), timeZone: null } }
    const world = await createWorkflowWorld(draw({ twice, all: given.everyone }, ['twice>all']))
    expect((await rehearseIn(world)).runs).toBe(1)
    expect((await rehearseIn(world, { options: { firings: 10, days: 2 } })).runs).toBe(4)
  })

  it('answers a question by its first answer, or by the one that is chosen', async () => {
    const answers = [
      { id: 'yes', label: 'Yes' },
      { id: 'no', label: 'No' },
    ]
    const ask = {
      kind: 'approval' as const,
      settings: { question: 'Go?', answers, expiry: { kind: 'never' } },
    }
    const world = await createWorkflowWorld(
      draw({ all: given.everyone, ask, yes: { kind: 'end' }, no: { kind: 'end' } }, [
        'all>ask',
        'ask.yes>yes',
        'ask.no>no',
      ]),
    )
    expect(countsOf(await rehearseIn(world))).toEqual({ 'all:result:ask': 3, 'ask:yes:yes': 3 })
    const chosen = await rehearseIn(world, { options: { answers: { ask: 'no' } } })
    expect(countsOf(chosen)).toEqual({ 'all:result:ask': 3, 'ask:no:no': 3 })
    const silent = await rehearseIn(world, { options: { answers: { ask: 'nobody' } } })
    expect(silent.isCut).toBe(true)
  })

  it('names some of the people on every transition', async () => {
    const world = await createWorkflowWorld(
      draw({ daily: given.daily, all: given.everyone, hello: sms('addressed'), end: { kind: 'end' } }, [
        'daily>all',
        'all>hello',
        'hello>end',
      ]),
    )
    world.addPeople([{ firstName: 'No', lastName: 'Phone' }])
    const { transitions } = await rehearseIn(world, { options: { firings: 2 } })
    const on = (id: string) => transitions.find(({ transitionId }) => transitionId === id)?.people
    expect(on('all:result:hello')).toHaveLength(4)
    expect(on('all:result:hello')).toContainEqual({
      personId: expect.any(Number),
      name: 'No Phone',
      phone: null,
    })
    expect(on('hello:sent:end')?.map(({ name }) => name)).toEqual(['Ann', '', ''])
    expect(on('daily:fired:all')).toEqual([])
  })

  it('brings the values with a signal that are typed, and examples for the others', async () => {
    const parameters = [
      { name: 'city', type: 'text', isRequired: true },
      { name: 'count', type: 'number', isRequired: true },
    ]
    const conditions = [
      { subject: 'variable', name: 'city', operator: 'is', value: 'Umeå' },
      { subject: 'variable', name: 'count', operator: 'is', value: 1 },
    ]
    const north = { id: 'north', label: '', match: 'all', conditions }
    const world = await createWorkflowWorld(
      draw(
        {
          signal: { kind: 'external-signal', settings: { parameters } },
          where: { kind: 'test', settings: { branches: [north], hasDefault: true } },
          there: { kind: 'end' },
          elsewhere: { kind: 'end' },
        },
        ['signal>where', 'where.north>there', 'where.default>elsewhere'],
      ),
    )
    const reached = async (options: object) =>
      (await rehearseIn(world, { options })).activities
        .filter(({ state }) => state === 'finished')
        .map(({ activityId }) => activityId)
    expect(await reached({})).toContain('elsewhere')
    expect(await reached({ signals: { signal: { city: 'Umeå', count: 'one' } } })).toContain('there')
  })

  it('of what is under way shows the draft, and leaves the run alone', async () => {
    const world = await createWorkflowWorld(
      draw({ all: given.everyone, wait: given.hour, end: { kind: 'end' } }, ['all>wait', 'wait>end']),
    )
    const runId = await world.start()
    await world.redraw(draw({ all: given.everyone, end: { kind: 'end' } }, ['all>end']))
    expect(countsOf(await rehearseIn(world))).toEqual({ 'all:result:end': 3 })
    expect(await world.tasks(runId)).toMatchObject({ run: 'running', wait: 'running' })
    await world.pass(3_600_000)
    expect(await world.tasks(runId)).toMatchObject({ run: 'finished' })
  })

  it('says what would go wrong, and where', async () => {
    const world = await createWorkflowWorld(
      draw({ all: given.everyone, end: { kind: 'end' } }, ['all>end'], { personLimit: 2 }),
    )
    const found = await rehearseIn(world)
    expect(found.activities.find(({ activityId }) => activityId === 'all')).toMatchObject({
      state: 'failed',
      error: { code: 'workflow/person-limit', data: { count: 3, limit: 2 } },
    })
    expect(found.timeline.at(-1)?.level).toBe('error')
  })

  it('is refused while the draft has errors', async () => {
    const world = await createWorkflowWorld(draw({ all: given.fragile, end: { kind: 'end' } }, ['all>end']))
    world.breakAudience()
    await expect(rehearseIn(world)).rejects.toMatchObject({ code: 'workflow/not-ready' })
  })

  it('of an End that sends a signal does not send it', async () => {
    const world = await createWorkflowWorld(draw({ signal: { kind: 'external-signal' } }))
    await world.start()
    const signal = { workflowId: world.id, parameters: [] }
    const document = draw(
      { all: given.everyone, end: { kind: 'end', settings: { stopsRun: false, signal } } },
      ['all>end'],
    )
    const { id } = await world.call('workflows.create', { name: 'Sender', document })
    const found = await rehearseIn({ ...world, id })
    expect(found.timeline.map(({ code }) => code)).toContain('signal-rehearsed')
    expect(await world.allRuns()).toEqual([])
  })
})

describe('a rehearsal that is cancelled', () => {
  it('ends at once, while it is copied and while it is executed, and leaves no file', async () => {
    const world = await createWorkflowWorld(
      draw({ daily: given.daily, all: given.everyone, hello: given.sms }, ['daily>all', 'all>hello']),
    )
    for (const stage of ['copying', 'executing']) {
      const abort = new AbortController()
      const tell = ({ at }: RehearsalProgress): void => {
        if (stage === 'copying' || at !== null) abort.abort()
      }
      const cancelled = rehearseIn(world, { options: { firings: 10 }, signal: abort.signal, tell })
      await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' })
      expect(existsSync(copyPathOf(world.path))).toBe(false)
    }
  })
})

describe('the copy', () => {
  it('is refused where the disk is too small for it, and says how much is needed', () => {
    expect(() => refuseSmallDisk({ needed: 2_000_000_000, free: 300_000_000 })).toThrow(
      expect.objectContaining({ code: 'workflow/rehearsal-no-room', data: { needed: 2000, free: 300 } }),
    )
    expect(() => refuseSmallDisk({ needed: 1000, free: 1000 })).not.toThrow()
  })

  it('that the end of the program has left is removed', async () => {
    const world = await createWorkflowWorld(draw({ all: given.everyone }))
    for (const ending of ['', '-wal', '-shm']) writeFileSync(`${copyPathOf(world.path)}${ending}`, 'left')
    removeCopy(world.path)
    expect(readdirSync(dirname(world.path)).filter(name => name.includes('rehearsal'))).toEqual([])
  })
})

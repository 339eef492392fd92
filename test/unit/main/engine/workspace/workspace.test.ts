import { describe, expect, it } from 'vitest'
import { ensureLine } from '../../../../../src/main/engine/workspace/ensure-line.ts'
import { workspaceHandlers } from '../../../../../src/main/engine/workspace/handlers.ts'
import { activityDefinitions } from '../../../../../src/shared/activities/index.ts'
import { isForFiction } from '../../../../../src/shared/phone.ts'
import { workflowDocumentSchema } from '../../../../../src/shared/workflow-document.ts'
import { countPeople, importAsGuessed, listPeople } from '../../../../support/import-steps.ts'
import { createPeopleWorld } from '../../../../support/people-world.ts'

describe('a workspace', () => {
  it('is described with its settings, which can be changed one by one', async () => {
    const world = createPeopleWorld()
    const notice = { code: 'import/interrupted', data: { file: 'a.csv', rows: 3 } }
    const workspace = workspaceHandlers(world.context, {
      notices: [notice],
      whenIdle: () => Promise.resolve(),
    })
    expect(await workspace['workspace.describe']({})).toMatchObject({
      name: 'test',
      version: '0.0.0',
      people: 0,
      settings: { defaultCountry: 'GB', currency: 'EUR' },
      timeZone: 'UTC',
      notices: [notice],
    })
    expect(await workspace['workspace.configure']({ currency: 'SEK' })).toMatchObject({
      defaultCountry: 'GB',
      currency: 'SEK',
    })
    expect(await workspace['workspace.configure']({ defaultCountry: 'SE' })).toMatchObject({
      defaultCountry: 'SE',
      currency: 'SEK',
    })
    expect(world.pushes.map(push => push.name)).toEqual(['workspace.changed', 'workspace.changed'])
  })

  it('refuses countries and currencies that do not exist', () => {
    const world = createPeopleWorld()
    const workspace = workspaceHandlers(world.context, { notices: [], whenIdle: () => Promise.resolve() })
    const configure = (changes: object) => () => workspace['workspace.configure'](changes)
    expect(configure({ defaultCountry: 'ZZ' })).toThrow(
      expect.objectContaining({ code: 'workspace/unknown-country', data: { country: 'ZZ' } }),
    )
    expect(configure({ currency: 'XQX' })).toThrow(
      expect.objectContaining({ code: 'workspace/unknown-currency' }),
    )
  })

  it('counts only people whom a list shows', async () => {
    const world = createPeopleWorld()
    const file = world.write('list.csv', 'name,phone\nA,+33639981234\n')
    const { importId } = await importAsGuessed(world, file)
    const workspace = workspaceHandlers(world.context, { notices: [], whenIdle: () => Promise.resolve() })
    expect(await workspace['workspace.describe']({})).toMatchObject({ people: 1 })
    world.context.workspace.sql.prepare('UPDATE imports SET is_settled = 0 WHERE id = ?').run(importId)
    expect(await workspace['workspace.describe']({})).toMatchObject({ people: 0 })
  })

  it('gets a simulated modem where it has no line, and only then', () => {
    const world = createPeopleWorld()
    const { sql } = world.context.workspace
    ensureLine(world.context)
    ensureLine(world.context)
    expect(sql.prepare('SELECT name, kind, price_micros, currency, is_default FROM lines').all()).toEqual([
      { name: 'Simulated modem', kind: 'simulator', price_micros: 75_000, currency: 'EUR', is_default: 1 },
    ])
  })
})

describe('the sample', () => {
  it('adds people whom nobody can text by accident, an audience and a workflow that can start', async () => {
    const world = createPeopleWorld()
    const { sql } = world.context.workspace
    const workspace = workspaceHandlers(world.context, { notices: [], whenIdle: () => Promise.resolve() })
    const added = await workspace['workspace.addSample']({})
    expect(added).toEqual({ workflowId: 1, isNew: true })
    const people = await listPeople(world)
    expect(people).toHaveLength(600)
    expect(people.filter(({ phone }) => phone !== null && !isForFiction(phone))).toEqual([])
    expect(people.some(({ phone }) => phone === null)).toBe(true)
    const members = await countPeople(world, { source: { audienceId: 1 } })
    expect(members).toBeGreaterThan(0)
    expect(members).toBeLessThan(600)
    const stored = sql.prepare('SELECT document FROM workflows').pluck().get() as string
    const { activities, transitions } = workflowDocumentSchema.parse(JSON.parse(stored))
    expect(transitions).toHaveLength(1)
    for (const { kind, settings } of activities) {
      const definition = activityDefinitions[kind as keyof typeof activityDefinitions]
      expect(definition.settings.safeParse(settings).success).toBe(true)
    }
  })

  it('is there once, however often it is asked for', async () => {
    const world = createPeopleWorld()
    const workspace = workspaceHandlers(world.context, { notices: [], whenIdle: () => Promise.resolve() })
    const both = await Promise.all([
      workspace['workspace.addSample']({}),
      workspace['workspace.addSample']({}),
    ])
    expect(both.map(({ workflowId }) => workflowId)).toEqual([1, 1])
    expect(await workspace['workspace.addSample']({})).toEqual({ workflowId: 1, isNew: false })
    expect(await countPeople(world)).toBe(600)
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import { audienceHandlers } from '../../../../../src/main/engine/audiences/handlers.ts'
import { markUsed } from '../../../../../src/main/engine/audiences/mark-used.ts'
import { peopleHandlers } from '../../../../../src/main/engine/people/handlers.ts'
import { checkWorkflow } from '../../../../../src/main/engine/workflows/check-workflow.ts'
import { readCheckFacts } from '../../../../../src/main/engine/workflows/read-check-facts.ts'
import { everyone, inAudience, type Rule } from '../../../../../src/shared/rule.ts'
import { createPeopleWorld, type PeopleWorld } from '../../../../support/people-world.ts'

let world: PeopleWorld
let audiences: ReturnType<typeof audienceHandlers>

const ofCountry = (...countries: string[]): Rule => ({
  version: 3,
  root: {
    type: 'group',
    match: 'all',
    items: [{ type: 'field', field: 'country', operator: 'is-one-of', value: countries }],
  },
})

/** First names of the people of an audience, by way of the list that screens show. */
async function namesIn(audienceId: number): Promise<string> {
  const page = { offset: 0, limit: 100, sortBy: 'id', descending: false } as const
  const { rows } = await peopleHandlers(world.context)['people.page']({ source: { audienceId }, ...page })
  return rows.map(row => row.firstName).join(' ')
}

function add(firstName: string, country: string): void {
  world.context.workspace.sql
    .prepare('INSERT INTO people (first_name, country, created_at, updated_at) VALUES (?, ?, 0, 0)')
    .run(firstName, country)
}

beforeEach(() => {
  world = createPeopleWorld()
  audiences = audienceHandlers(world.context)
  for (const [name, country] of [
    ['Anna', 'NL'],
    ['Bo', 'SE'],
    ['Cas', 'NL'],
    ['Dee', 'GB'],
  ] as const) {
    add(name, country)
  }
})

describe('a list', () => {
  it('keeps its people until it is refreshed, and then says who came and went', async () => {
    const list = await audiences['audiences.freeze']({ name: 'Dutch', rule: ofCountry('NL') })
    expect(list).toMatchObject({ kind: 'list', expiresAt: null, refreshedAt: world.context.clock.now() })
    add('Eva', 'NL')
    world.context.workspace.sql.prepare("UPDATE people SET country = 'BE' WHERE first_name = 'Anna'").run()
    expect(await namesIn(list.id)).toBe('Anna Cas')
    expect(await audiences['audiences.refresh']({ id: list.id })).toMatchObject({ added: 1, removed: 1 })
    expect(await namesIn(list.id)).toBe('Cas Eva')
    const sets = world.context.workspace.sql.prepare('SELECT DISTINCT member_set FROM audience_members')
    expect(sets.all()).toHaveLength(1)
  })

  it('is counted in rules as it is, and leaves no members behind when it is removed', async () => {
    const list = await audiences['audiences.freeze']({ name: 'Dutch', rule: ofCountry('NL') })
    add('Eva', 'NL')
    const { count } = await audiences['audiences.count']({ rule: inAudience(list.id), samples: 0 })
    expect(count).toBe(2)
    await audiences['audiences.remove']({ id: list.id })
    const left = world.context.workspace.sql.prepare('SELECT count(*) FROM audience_members').pluck()
    await expect.poll(() => left.get()).toBe(0)
  })

  it('is copied with its people, and a query with its rule', async () => {
    const list = await audiences['audiences.freeze']({ name: 'Dutch', rule: ofCountry('NL') })
    const query = await audiences['audiences.save']({ name: 'Live', rule: ofCountry('NL') })
    add('Eva', 'NL')
    const listCopy = await audiences['audiences.duplicate']({ id: list.id, name: 'Copy' })
    const queryCopy = await audiences['audiences.duplicate']({ id: query.id, name: 'Live copy' })
    expect(await namesIn(listCopy.id)).toBe('Anna Cas')
    expect(await namesIn(queryCopy.id)).toBe('Anna Cas Eva')
    expect(queryCopy.kind).toBe('query')
  })

  it('has no name that another audience has, however that is written', async () => {
    const { id } = await audiences['audiences.save']({ name: 'Élèves', rule: everyone })
    const taken = { code: 'audience/name-taken', data: { name: 'Élèves' } }
    const saving = async (input: object) =>
      audiences['audiences.save']({ name: 'ELEVES', rule: everyone, ...input })
    await expect(saving({})).rejects.toMatchObject(taken)
    await expect(audiences['audiences.freeze']({ name: 'eleves', rule: everyone })).rejects.toMatchObject(
      taken,
    )
    const other = await audiences['audiences.save']({ name: 'Parents', rule: everyone })
    await expect(saving({ id: other.id })).rejects.toMatchObject(taken)
    await expect(saving({ id })).resolves.toMatchObject({ name: 'ELEVES' })
  })

  it('with a rule that cannot be read is not made', async () => {
    const making = audiences['audiences.freeze']({ name: 'Gone', rule: inAudience(99) })
    await expect(making).rejects.toMatchObject({ code: 'rule/audience-gone' })
    expect(audiences['audiences.list']({})).toEqual([])
  })

  it('is what can be refreshed, a query is not', async () => {
    const query = await audiences['audiences.save']({ name: 'Live', rule: everyone })
    const refreshing = audiences['audiences.refresh']({ id: query.id })
    await expect(refreshing).rejects.toMatchObject({ code: 'audience/not-a-list', data: { name: 'Live' } })
  })
})

describe('audiences together', () => {
  it.each([
    ['union', 'Anna Bo Cas'],
    ['intersection', 'Anna Cas'],
    ['exclusion', 'Bo'],
  ] as const)('make a list: %s', async (operation, names) => {
    const north = await audiences['audiences.save']({ name: 'North', rule: ofCountry('NL', 'SE') })
    const dutch = await audiences['audiences.freeze']({ name: 'Dutch', rule: ofCountry('NL') })
    const made = await audiences['audiences.combine']({
      name: 'Made',
      operation,
      audienceIds: [north.id, dutch.id],
    })
    expect(made.kind).toBe('list')
    expect(await namesIn(made.id)).toBe(names)
    expect(await audiences['audiences.get']({ id: dutch.id })).toMatchObject({
      usedByAudiences: [{ audienceId: made.id, name: 'Made' }],
    })
    expect(() => audiences['audiences.remove']({ id: dutch.id })).toThrow(
      expect.objectContaining({ code: 'audience/in-use', data: { name: 'Dutch', workflows: 'Made' } }),
    )
  })

  it('may not lead back to themselves, not even through a list', async () => {
    const first = await audiences['audiences.save']({ name: 'First', rule: everyone })
    const second = await audiences['audiences.freeze']({ name: 'Second', rule: inAudience(first.id) })
    const third = await audiences['audiences.save']({ name: 'Third', rule: inAudience(second.id) })
    const circle = () =>
      audiences['audiences.save']({ id: first.id, name: 'First', rule: inAudience(third.id) })
    expect(circle).toThrow(expect.objectContaining({ code: 'rule/audience-circle' }))
    const self = () =>
      audiences['audiences.save']({ id: first.id, name: 'First', rule: inAudience(first.id) })
    expect(self).toThrow(expect.objectContaining({ code: 'rule/audience-circle', data: { name: 'First' } }))
  })
})

describe('an audience', () => {
  it('that has expired still gives its people, and the check of a workflow warns', async () => {
    const expiresAt = world.context.clock.now()
    const { id } = await audiences['audiences.save']({ name: 'Old', rule: everyone, expiresAt })
    const settings = { source: 'audience', audienceId: id }
    const activity = {
      id: 'a',
      kind: 'build-audience',
      version: 1,
      label: 'A',
      position: { x: 0, y: 0 },
      settings,
    }
    const facts = readCheckFacts(world.context.workspace.sql)
    const issues = checkWorkflow({ version: 1, activities: [activity], transitions: [] }, facts)
    expect(issues).toContainEqual(
      expect.objectContaining({ code: 'audience-expired', severity: 'warning', data: { name: 'Old' } }),
    )
    expect(await namesIn(id)).toBe('Anna Bo Cas Dee')
    await audiences['audiences.save']({ id, name: 'Old', rule: everyone })
    expect(await audiences['audiences.get']({ id })).toMatchObject({ expiresAt })
    await audiences['audiences.save']({ id, name: 'Old', rule: everyone, expiresAt: null })
    expect(readCheckFacts(world.context.workspace.sql).expiredAudiences.size).toBe(0)
  })

  it('remembers when a run last took people from it, by itself or in a rule', async () => {
    const { id } = await audiences['audiences.save']({ name: 'One', rule: everyone })
    expect(await audiences['audiences.get']({ id })).toMatchObject({ lastUsedAt: null })
    markUsed(world.context, { rule: inAudience(id) })
    expect(await audiences['audiences.get']({ id })).toMatchObject({ lastUsedAt: world.context.clock.now() })
  })

  it('that was stored in version 1 opens in the present form', async () => {
    const old = {
      version: 1,
      root: {
        type: 'group',
        match: 'all',
        items: [{ type: 'condition', field: 'country', operator: 'is', value: 'se' }],
      },
    }
    world.context.workspace.sql
      .prepare("INSERT INTO audiences (name, rule, created_at, updated_at) VALUES ('Old', ?, 0, 0)")
      .run(JSON.stringify(old))
    expect(await audiences['audiences.get']({ id: 1 })).toMatchObject({
      rule: {
        version: 3,
        root: { items: [{ type: 'field', field: 'country', operator: 'is', value: 'se' }] },
      },
    })
    expect(await namesIn(1)).toBe('Bo')
  })
})

describe('a list that is changed by hand', () => {
  const some = (...ids: number[]) => ({ selection: { ids } })

  it('is made for people who were ticked, and has nothing to refresh', async () => {
    const { audience, ...worked } = await audiences['audiences.addPeople']({
      audience: { name: 'Choir' },
      ...some(1, 3, 99),
    })
    expect(worked).toEqual({ changed: 2, isWhole: true })
    expect(audience).toMatchObject({ name: 'Choir', kind: 'list', origin: 'hand' })
    expect(await namesIn(audience.id)).toBe('Anna Cas')
    await expect(audiences['audiences.refresh']({ id: audience.id })).rejects.toMatchObject({
      code: 'audience/by-hand',
    })
    const copy = await audiences['audiences.duplicate']({ id: audience.id, name: 'Copy' })
    expect(copy.origin).toBe('hand')
    expect(await namesIn(copy.id)).toBe('Anna Cas')
  })

  it('keeps whom it was given when it is refreshed, and so does its copy', async () => {
    const { id } = await audiences['audiences.freeze']({ name: 'Dutch', rule: ofCountry('NL') })
    const added = await audiences['audiences.addPeople']({ audience: { id }, ...some(1, 2) })
    expect(added.changed).toBe(1)
    const copy = await audiences['audiences.duplicate']({ id, name: 'Copy' })
    add('Eva', 'NL')
    expect(await audiences['audiences.refresh']({ id })).toMatchObject({ added: 1, removed: 0 })
    await audiences['audiences.refresh']({ id: copy.id })
    expect([await namesIn(id), await namesIn(copy.id)]).toEqual(['Anna Bo Cas Eva', 'Anna Bo Cas Eva'])
  })

  it('loses whom it is told to, until the rule brings them back', async () => {
    const { id } = await audiences['audiences.freeze']({ name: 'Dutch', rule: ofCountry('NL') })
    await audiences['audiences.addPeople']({ audience: { id }, ...some(2) })
    expect(await audiences['audiences.removePeople']({ id, ...some(1, 2, 4) })).toMatchObject({ changed: 2 })
    expect(await namesIn(id)).toBe('Cas')
    await audiences['audiences.refresh']({ id })
    expect(await namesIn(id)).toBe('Anna Cas')
  })

  it('leaves nothing behind when it is removed', async () => {
    const { audience } = await audiences['audiences.addPeople']({
      audience: { name: 'Choir' },
      ...some(1, 2),
    })
    await audiences['audiences.remove']({ id: audience.id })
    const left = world.context.workspace.sql
      .prepare('SELECT (SELECT count(*) FROM audience_picks) + (SELECT count(*) FROM audience_members)')
      .pluck()
    await expect.poll(() => left.get()).toBe(0)
  })

  it('is no live audience: the rule of that one decides', async () => {
    const { id } = await audiences['audiences.save']({ name: 'Live', rule: ofCountry('NL') })
    await expect(audiences['audiences.addPeople']({ audience: { id }, ...some(1) })).rejects.toMatchObject({
      code: 'audience/is-live',
    })
  })
})

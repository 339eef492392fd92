import { beforeEach, describe, expect, it } from 'vitest'
import { audienceHandlers } from '../../../../../src/main/engine/audiences/handlers.ts'
import { selectPeople } from '../../../../../src/main/engine/audiences/people-source.ts'
import { peopleHandlers } from '../../../../../src/main/engine/people/handlers.ts'
import type { Condition, FieldOperator, Rule, RuleGroup } from '../../../../../src/shared/rule.ts'
import { createPeopleWorld, type PeopleWorld } from '../../../../support/people-world.ts'

type Item = Condition | RuleGroup

const group = (match: RuleGroup['match'], ...items: Item[]): RuleGroup => ({ type: 'group', match, items })
const ruleOf = (...items: Item[]): Rule => ({ version: 3, root: group('all', ...items) })

function where(field: string, operator: FieldOperator, value?: string | number): Condition {
  return { type: 'field', field, operator, ...(value === undefined ? {} : { value }) }
}

function severalOf(field: string, operator: FieldOperator, ...value: string[]): Condition {
  return { type: 'field', field, operator, value }
}

let world: PeopleWorld

/** First names of those who match; everyone in this workspace has one. */
function matching(...items: Item[]): string[] {
  const { sql } = world.context.workspace
  const select = selectPeople(sql, { rule: ruleOf(...items) })
  const name = sql.prepare('SELECT first_name FROM people WHERE id = ?').pluck()
  const ids = sql
    .prepare(select.sql)
    .pluck()
    .all(...select.parameters)
  return ids.map(id => String(name.get(id)))
}

beforeEach(async () => {
  world = createPeopleWorld()
  const { sql } = world.context.workspace
  const add = sql.prepare('INSERT INTO person_fields (key, label, type, position) VALUES (?, ?, ?, 0)')
  for (const [key, type] of [
    ['city', 'text'],
    ['points', 'number'],
    ['birthday', 'date'],
    ['member', 'boolean'],
  ])
    add.run(key, key, type)
  const create = peopleHandlers(world.context)['people.create']
  await create({
    firstName: 'Élodie',
    lastName: 'Martin',
    phone: '+33639981234',
    fields: { city: 'Nîmes', points: '5', birthday: '1990-05-01', member: 'true' },
  })
  await create({
    firstName: 'Bo',
    lastName: "O'Neil%",
    phone: '+46701740636',
    fields: { city: 'ÖREBRO', points: '40' },
  })
  await create({
    firstName: 'chris',
    lastName: 'de Vries_2',
    fields: { city: 'nîmes', points: '-3.5', birthday: '2001-12-31', member: 'false' },
  })
  await create({ firstName: 'Dee', fields: { points: '100' } })
})

describe('a value of another type than the field', () => {
  it.each<[Condition, object]>([
    [where('birthday', 'is', 'foo'), { code: 'rule/not-a-date', data: { field: 'birthday', value: 'foo' } }],
    [where('birthday', 'greater', '1980-13-45'), { code: 'rule/not-a-date' }],
    [where('birthday', 'less', '31/12/1980'), { code: 'rule/not-a-date' }],
    [
      severalOf('birthday', 'is-none-of', '1980-12-31', '1981-02-30'),
      { data: { field: 'birthday', value: '1981-02-30' } },
    ],
    [
      where('points', 'less', 'many'),
      { code: 'rule/not-a-number', data: { field: 'points', value: 'many' } },
    ],
    [severalOf('points', 'is-one-of', '5', 'x'), { code: 'rule/not-a-number' }],
  ])('is refused: %j', (condition, refusal) => {
    expect(() => matching(condition)).toThrow(expect.objectContaining(refusal))
  })
})

describe('a condition', () => {
  it.each<[Condition, string[]]>([
    [where('first_name', 'is', 'CHRIS'), ['chris']],
    [where('first_name', 'is', 'élodie'), ['Élodie']],
    [where('first_name', 'is', 'ÉLODIE'), ['Élodie']],
    [where('city', 'is', 'NÎMES'), ['Élodie', 'chris']],
    [where('city', 'is', 'örebro'), ['Bo']],
    [where('city', 'is', 'orebro'), ['Bo']],
    [where('city', 'is-not', 'orebro'), ['Élodie', 'chris', 'Dee']],
    [where('city', 'starts-with', 'ore'), ['Bo']],
    [where('city', 'contains', 'Ìmé'), ['Élodie', 'chris']],
    [where('first_name', 'is', 'elodie'), ['Élodie']],
    [where('last_name', 'contains', 'o’neil'), ['Bo']],
    [where('last_name', 'starts-with', 'ÓʼN'), ['Bo']],
    [severalOf('city', 'is-one-of', 'orebro', 'nimes', 'Paris'), ['Élodie', 'Bo', 'chris']],
    [severalOf('city', 'is-none-of', 'orebro', 'nimes', 'Paris'), ['Dee']],
    [severalOf('last_name', 'is-one-of', 'o`neil%', 'a', 'b'), ['Bo']],
    [where('city', 'is-not', 'nîmes'), ['Bo', 'Dee']],
    [where('city', 'contains', 'Î'), ['Élodie', 'chris']],
    [where('city', 'starts-with', 'ö'), ['Bo']],
    [where('last_name', 'contains', "'n"), ['Bo']],
    [where('last_name', 'contains', '%'), ['Bo']],
    [where('last_name', 'contains', '_'), ['chris']],
    [where('last_name', 'is', "' OR 1=1 --"), []],
    [where('last_name', 'is-empty'), ['Dee']],
    [where('last_name', 'is-not-empty'), ['Élodie', 'Bo', 'chris']],
    [where('city', 'is-empty'), ['Dee']],
    [where('phone', 'is', '06 39 98 12 34'), []],
    [where('phone', 'is', '+33 6 39 98 12 34'), ['Élodie']],
    [where('phone', 'starts-with', '+46'), ['Bo']],
    [where('phone', 'is-empty'), ['chris', 'Dee']],
    [where('points', 'greater', 9), ['Bo', 'Dee']],
    [where('points', 'less', 5), ['chris']],
    [where('points', 'greater', -10), ['Élodie', 'Bo', 'chris', 'Dee']],
    [where('points', 'is', '5.0'), ['Élodie']],
    [where('points', 'is', '-3,5'), ['chris']],
    [where('birthday', 'less', '2000-01-01'), ['Élodie']],
    [where('birthday', 'greater', '1990-05-01'), ['chris']],
    [where('member', 'is', 'true'), ['Élodie']],
    [where('member', 'is-not', 'true'), ['Bo', 'chris', 'Dee']],
  ])('%o matches %j', (condition, names) => {
    expect(matching(condition)).toEqual(names)
  })

  it('compares a value that is no number as none', () => {
    const { sql } = world.context.workspace
    sql.prepare('UPDATE people SET fields = \'{"points":"n/a"}\' WHERE first_name = \'Dee\'').run()
    expect(matching(where('points', 'less', 10))).toEqual(['Élodie', 'chris'])
    expect(matching(where('points', 'is', 0))).toEqual([])
    expect(matching(where('points', 'greater', -10))).toEqual(['Élodie', 'Bo', 'chris'])
  })

  it('reads a national number in the country of the workspace', () => {
    world.context.workspace.sql.prepare("INSERT INTO settings VALUES ('defaultCountry', '\"FR\"')").run()
    expect(matching(where('phone', 'is', '06 39 98 12 34'))).toEqual(['Élodie'])
  })

  it('treats every way to write a long text with many accents as one', () => {
    const city = 'Éèêëàâäôöûüç'
    world.context.workspace.sql
      .prepare("UPDATE people SET fields = json_object('city', ?) WHERE first_name = 'Bo'")
      .run(city)
    expect(matching(where('city', 'is', city))).toEqual(['Bo'])
    expect(matching(where('city', 'starts-with', city.slice(0, 8)))).toEqual(['Bo'])
  })
})

describe('a rule', () => {
  const french = where('phone', 'starts-with', '+33')
  const swede = where('phone', 'starts-with', '+46')

  it.each<[string, Item[], string[]]>([
    ['nothing', [], ['Élodie', 'Bo', 'chris', 'Dee']],
    ['any of two', [group('any', french, swede)], ['Élodie', 'Bo']],
    ['none of two, also for people without the value', [group('none', french, swede)], ['chris', 'Dee']],
    ['none of nothing', [group('none')], ['Élodie', 'Bo', 'chris', 'Dee']],
    ['any of nothing', [group('any')], ['Élodie', 'Bo', 'chris', 'Dee']],
    [
      'a group in a group',
      [group('any', group('all', french, where('points', 'less', 9)), where('first_name', 'is', 'dee'))],
      ['Élodie', 'Dee'],
    ],
    ['except within except', [group('none', group('none', french))], ['Élodie']],
  ])('of %s', (_, items, names) => {
    expect(matching(...items)).toEqual(names)
  })

  it('may have very many conditions, nested', () => {
    let nested = group('all', french)
    for (let depth = 0; depth < 18; depth++) {
      nested = group(
        'any',
        nested,
        ...Array.from({ length: 100 }, (_, n) => where('city', 'is', `place ${n}`)),
      )
    }
    expect(matching(nested)).toEqual(['Élodie'])
  })

  it('is refused where it cannot mean anything', () => {
    expect(() => matching(where('gone', 'is', 'x'))).toThrow(
      expect.objectContaining({ code: 'rule/unknown-field', data: { field: 'gone' } }),
    )
    expect(() => matching(where('city', 'is'))).toThrow(
      expect.objectContaining({ code: 'rule/incomplete', data: { field: 'city' } }),
    )
    expect(() => matching(where('city', 'contains', ''))).toThrow(
      expect.objectContaining({ code: 'rule/incomplete' }),
    )
    let deep = group('all', french)
    for (let depth = 0; depth < 25; depth++) deep = group('all', deep)
    expect(() => matching(deep)).toThrow(expect.objectContaining({ code: 'rule/too-large' }))
  })
})

describe('an audience', () => {
  const rule = ruleOf(where('city', 'is', 'nîmes'))

  it('is saved, counted, changed and removed', async () => {
    const audiences = audienceHandlers(world.context)
    const saved = await audiences['audiences.save']({ name: 'Nîmes', rule })
    expect(saved).toMatchObject({ name: 'Nîmes', rule, usedBy: [] })
    expect(await audiences['audiences.count']({ rule, samples: 1 })).toMatchObject({
      count: 2,
      samples: [{ firstName: 'Élodie' }],
    })
    const page = await peopleHandlers(world.context)['people.page']({
      source: { audienceId: saved.id },
      offset: 1,
      limit: 5,
      sortBy: 'id',
      descending: false,
    })
    expect(page).toMatchObject({ total: 2, rows: [{ firstName: 'chris' }] })
    await audiences['audiences.save']({ id: saved.id, name: 'Gard', rule: ruleOf() })
    expect(await audiences['audiences.list']({})).toMatchObject([{ id: saved.id, name: 'Gard' }])
    await audiences['audiences.remove']({ id: saved.id })
    expect(await audiences['audiences.list']({})).toEqual([])
    expect(() => audiences['audiences.get']({ id: saved.id })).toThrow(
      expect.objectContaining({ code: 'audience/not-found' }),
    )
  })

  it('is kept while a workflow uses it', async () => {
    const audiences = audienceHandlers(world.context)
    const { id } = await audiences['audiences.save']({ name: 'Nîmes', rule })
    const activity = { id: 'a', kind: 'build-audience', settings: { source: 'audience', audienceId: id } }
    world.context.workspace.sql
      .prepare("INSERT INTO workflows (name, document, created_at, updated_at) VALUES ('Spring', ?, 0, 0)")
      .run(JSON.stringify({ version: 1, activities: [activity], transitions: [] }))
    expect(await audiences['audiences.get']({ id })).toMatchObject({
      usedBy: [{ workflowId: 1, name: 'Spring' }],
    })
    expect(() => audiences['audiences.remove']({ id })).toThrow(
      expect.objectContaining({ code: 'audience/in-use', data: { name: 'Nîmes', workflows: 'Spring' } }),
    )
  })

  it('with a rule that cannot be read is not kept', () => {
    const audiences = audienceHandlers(world.context)
    const save = () => audiences['audiences.save']({ name: 'Gone', rule: ruleOf(where('gone', 'is', 'x')) })
    expect(save).toThrow(expect.objectContaining({ code: 'rule/unknown-field' }))
    expect(audiences['audiences.list']({})).toEqual([])
  })

  it('suggests the values that a field really has', () => {
    const audiences = audienceHandlers(world.context)
    expect(audiences['audiences.values']({ field: 'city', startsWith: 'n' })).toEqual([
      { value: 'Nîmes', count: 1 },
      { value: 'nîmes', count: 1 },
    ])
    expect(audiences['audiences.values']({ field: 'city', startsWith: 'Ö' })).toEqual([
      { value: 'ÖREBRO', count: 1 },
    ])
    expect(audiences['audiences.values']({ field: 'first_name', startsWith: '' })).toHaveLength(4)
  })
})

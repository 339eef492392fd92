import { expect, it } from 'vitest'
import { listValues } from '../../../../../src/main/engine/audiences/list-values.ts'
import { contentHandlers } from '../../../../../src/main/engine/content/handlers.ts'
import { peopleTable } from '../../../../../src/main/engine/export/people-table.ts'
import { peopleHandlers } from '../../../../../src/main/engine/people/handlers.ts'
import { exportSubjectSchema, type ExportSubject } from '../../../../../src/shared/contract/exports.ts'
import { createPeopleWorld } from '../../../../support/people-world.ts'

type PeopleSubject = Extract<ExportSubject, { of: 'people' }>

const codeOf = (code: string): unknown => expect.objectContaining({ code })

it('a field is made with a key of its own, renamed, and its choices changed', async () => {
  const world = createPeopleWorld()
  const people = peopleHandlers(world.context)
  const tier = await people['people.addField']({
    label: 'Tier',
    type: 'choice',
    choices: ['Gold', ' gold', 'Silver'],
  })
  expect(tier).toEqual({
    key: 'tier',
    label: 'Tier',
    type: 'choice',
    isBuiltIn: false,
    choices: ['Gold', 'Silver'],
  })
})

it('a field cannot have the name of another, nor choices where it is none', async () => {
  const world = createPeopleWorld()
  const people = peopleHandlers(world.context)
  await people['people.addField']({ label: 'Tier', type: 'choice' })
  const { key } = await people['people.addField']({ label: 'Nickname', type: 'text' })
  expect(() => people['people.addField']({ label: 'TIER', type: 'text' })).toThrow(codeOf('field/name-taken'))
  expect(() => people['people.addField']({ label: 'X', type: 'list', choices: ['a'] })).toThrow(
    codeOf('field/no-choice'),
  )
  expect(() => people['people.changeField']({ key: 'none', label: 'X' })).toThrow(codeOf('field/not-found'))
  expect(() => people['people.changeField']({ key, label: 'tier' })).toThrow(codeOf('field/name-taken'))
  expect(
    await people['people.changeField']({ key: 'tier', label: 'Level', choices: ['B', 'A'] }),
  ).toMatchObject({
    label: 'Level',
    choices: ['B', 'A'],
  })
})

it.each(['First name', 'PRENOM', 'Tijdzone', 'étiquettes', 'Språk'])(
  'a field cannot be called %s, which everyone has',
  label => {
    const people = peopleHandlers(createPeopleWorld().context)
    expect(() => people['people.addField']({ label, type: 'text' })).toThrow(codeOf('field/name-built-in'))
  },
)

it('the name of a field has a letter or a digit', async () => {
  const people = peopleHandlers(createPeopleWorld().context)
  expect(() => people['people.addField']({ label: '–!?', type: 'text' })).toThrow(codeOf('field/no-name'))
  expect(await people['people.addField']({ label: '城市', type: 'text' })).toMatchObject({ label: '城市' })
})

it('a choice and a list are kept in one form, and what is neither is refused', async () => {
  const world = createPeopleWorld()
  const people = peopleHandlers(world.context)
  await people['people.addField']({ label: 'Tier', type: 'choice', choices: ['Gold', 'Silver'] })
  await people['people.addField']({ label: 'Speaks', type: 'list' })
  await people['people.addField']({ label: 'Born', type: 'date' })
  await people['people.addField']({ label: 'Member', type: 'boolean' })
  const { id, fields } = await people['people.create']({
    fields: { tier: 'gold', speaks: 'Dutch; Greek;dutch', born: '1985/3/2', member: 'Ja' },
  })
  expect(fields).toEqual({
    tier: 'Gold',
    speaks: '["Dutch","Greek"]',
    born: '1985-03-02',
    member: 'true',
  })
  const change = (edit: Record<string, string>) => () => people['people.update']({ id, fields: edit })
  expect(change({ tier: 'Bronze' })).toThrow(codeOf('person/not-a-choice'))
  expect(change({ born: '03/04/1985' })).toThrow(codeOf('person/not-a-date'))
  expect(change({ member: 'perhaps' })).toThrow(codeOf('person/not-yes-or-no'))
  const emptied = await people['people.update']({ id, fields: { speaks: '[]', tier: '' } })
  expect(emptied.fields).toEqual({ born: '1985-03-02', member: 'true' })
})

it('a list is offered entry by entry, and written one after the other in a message and in an export', async () => {
  const world = createPeopleWorld()
  const { sql } = world.context.workspace
  const people = peopleHandlers(world.context)
  await people['people.addField']({ label: 'Speaks', type: 'list' })
  await people['people.create']({ firstName: 'Ann', fields: { speaks: 'Dutch;Greek' } })
  await people['people.create']({ firstName: 'Bea', fields: { speaks: 'Dutch' } })
  expect(listValues(sql, 'speaks', 'd')).toEqual([{ value: 'Dutch', count: 2 }])

  const preview = contentHandlers(world.context)['content.preview']
  const { rendered } = await preview({ text: 'You speak {{ speaks }}.', source: undefined, index: 0 })
  expect(rendered?.text).toBe('You speak Dutch, Greek.')

  const subject = exportSubjectSchema.parse({
    of: 'people',
    selection: { all: {} },
    columns: ['first_name', 'speaks'],
  })
  const table = await peopleTable(sql, subject as PeopleSubject, {})
  const rows = []
  for await (const piece of table.pieces()) rows.push(...piece)
  expect(rows).toEqual([
    ['Ann', 'Dutch; Greek'],
    ['Bea', 'Dutch'],
  ])
})

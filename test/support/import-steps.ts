import { expect } from 'vitest'
import { createImports, type Imports } from '../../src/main/engine/people/create-imports.ts'
import { peopleHandlers } from '../../src/main/engine/people/handlers.ts'
import { importHandlers } from '../../src/main/engine/people/import-handlers.ts'
import type { ExistingPolicy } from '../../src/shared/contract/import-options.ts'
import type { Import } from '../../src/shared/contract/imports.ts'
import { peopleCalls, type Person } from '../../src/shared/contract/people.ts'
import type { PeopleWorld } from './people-world.ts'

/** The calls about imports of a world, with the imports behind them. */
export type ImportCalls = ReturnType<typeof importHandlers> & { readonly imports: Imports }

/** Answers the calls about imports of a world. */
export function importCallsOf(world: PeopleWorld): ImportCalls {
  const imports = createImports(world.context)
  return { ...importHandlers(world.context, imports), imports }
}

/** How an import that takes the guesses differs from the usual one. */
export interface ImportOptions {
  readonly defaultCountry?: string
  readonly badNumbers?: 'reject' | 'keep'
  /** `add` where nothing else is said, because most tests are not about rows that share a number. */
  readonly existing?: ExistingPolicy
  readonly tags?: string[]
  readonly list?: { id: number } | { name: string }
  readonly calls?: ImportCalls
}

/** The path of a file, or a text that is pasted. */
export type ImportSource = string | { readonly text: string }

/** Starts the import of a file or a text with everything as it is guessed. */
export async function startAsGuessed(
  world: PeopleWorld,
  from: ImportSource,
  options: ImportOptions = {},
): Promise<{ calls: ImportCalls; importId: number }> {
  const {
    defaultCountry = 'FR',
    badNumbers = 'reject',
    existing = 'add',
    calls = importCallsOf(world),
    tags,
    list,
  } = options
  const source = typeof from === 'string' ? { file: from } : from
  const { reading, columns } = await calls['imports.inspect']({ ...source, defaultCountry })
  const targets = columns.map(column => column.target)
  const choices = { defaultCountry, badNumbers, existing, tags, list }
  const request = { ...source, reading, columns: targets, ...choices }
  const { importId } = await calls['imports.start'](request)
  return { calls, importId }
}

/** Imports a file or a text with everything as it is guessed, to its end. */
export async function importAsGuessed(
  world: PeopleWorld,
  source: ImportSource,
  options: ImportOptions = {},
): Promise<{ calls: ImportCalls; importId: number; result: Import }> {
  const { calls, importId } = await startAsGuessed(world, source, options)
  await calls.imports.whenSettled(importId)
  return { calls, importId, result: await calls['imports.get']({ id: importId }) }
}

/** The people that a list shows, the first thousand of them. */
export async function listPeople(world: PeopleWorld, input: object = {}): Promise<Person[]> {
  const page = peopleHandlers(world.context)['people.page']
  const { total, rows } = await page(peopleCalls['people.page'].input.parse({ limit: 1000, ...input }))
  expect(rows).toHaveLength(Math.min(total, 1000))
  return rows
}

/** How many people a list shows. */
export async function countPeople(world: PeopleWorld, input: object = {}): Promise<number> {
  const page = peopleHandlers(world.context)['people.page']
  const { total } = await page(peopleCalls['people.page'].input.parse({ limit: 1, ...input }))
  return total
}

/** Expects that no trace of people is left: neither in the table nor in the orders nor as fields. */
export function expectNobody({ context }: PeopleWorld): void {
  const { sql } = context.workspace
  const count = (table: string): unknown => sql.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
  expect(['people', 'person_names', 'person_phones', 'person_fields'].map(count)).toEqual([0, 0, 0, 0])
}

/** A CSV of so many French mobile numbers with names. */
export function manyRows(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, row) =>
      `Anna ${row % 97},Martin ${row % 89},+3363998${String(row % 10_000).padStart(4, '0')},Ville ${row % 7}`,
  )
  return `first name,last name,phone,city\n${rows.join('\n')}\n`
}

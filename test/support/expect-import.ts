import { expect } from 'vitest'
import type { ColumnTarget, RejectionReason } from '../../src/shared/contract/imports.ts'
import { importAsGuessed, importCallsOf, listPeople, type ImportSource } from './import-steps.ts'
import type { PeopleWorld } from './people-world.ts'

/** What a source is expected to be understood as. */
export interface ExpectedImport {
  readonly reading: object
  /** Rows of data. */
  readonly rows: number
  /** A field, `new:Label` or `ignore`. */
  readonly columns?: readonly string[]
  readonly cells?: readonly (readonly string[])[]
  readonly lines?: readonly number[]
  /** Null where a row has none that can be used. */
  readonly phones: readonly (string | null)[]
  /** The numbers that come in, where that is not all of them. */
  readonly people?: readonly string[]
  readonly repairs?: readonly (readonly string[])[]
  readonly rejected?: Partial<Record<RejectionReason, number>>
}

/** Expects that a source is understood without help, and that its rows become people or are rejected as they should. */
export async function expectImport(
  world: PeopleWorld,
  source: ImportSource,
  { defaultCountry, expected }: { defaultCountry: string; expected: ExpectedImport },
) {
  const calls = importCallsOf(world)
  const inspection = await calls['imports.inspect']({
    ...(typeof source === 'string' ? { file: source } : source),
    defaultCountry,
  })
  const { preview } = inspection
  expect(inspection.reading).toEqual(expected.reading)
  expect(inspection.rows).toBe(expected.rows)
  const targets = inspection.columns.map(({ target }) => describeTarget(target))
  if (expected.columns) expect(targets).toEqual(expected.columns)
  if (expected.cells) expect(preview.map(({ cells }) => cells)).toEqual(expected.cells)
  if (expected.lines) expect(preview.map(({ line }) => line)).toEqual(expected.lines)
  if (expected.repairs) expect(preview.map(({ repairs }) => repairs)).toEqual(expected.repairs)
  expect(preview.map(({ phone }) => phone)).toEqual(expected.phones)

  const { result } = await importAsGuessed(world, source, { defaultCountry, calls })
  const rejected = expected.rejected ?? {}
  expect(result).toMatchObject({ state: 'finished', read: expected.rows })
  expect(result.reasons).toEqual(rejected)
  const phones = (await listPeople(world)).map(person => person.phone)
  expect(phones).toEqual(expected.people ?? expected.phones.filter(phone => phone !== null))
  return inspection
}

/** A target in one word. */
export function describeTarget(target: ColumnTarget): string {
  if (target.to === 'new-field') return `new:${target.label}`
  return target.to === 'field' ? target.field : 'ignore'
}

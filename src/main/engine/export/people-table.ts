import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { exportSubjectSchema } from '../../../shared/contract/exports.ts'
import type { Person } from '../../../shared/contract/people.ts'
import { UserError } from '../../../shared/errors.ts'
import { joinList } from '../../../shared/field/list-value.ts'
import type { FieldType } from '../../../shared/person-field.ts'
import { breathe } from '../people/breathe.ts'
import { listFields } from '../people/list-fields.ts'
import { readPeople } from '../people/person-row.ts'
import { selectedIds } from '../people/selected-ids.ts'
import { readColumns } from '../populations/read-columns.ts'
import { readValues, type ColumnValues } from '../populations/read-values.ts'
import { headerOf, wordOf, type Cell, type Table, type Words } from './table.ts'

type PeopleSubject = Extract<z.output<typeof exportSubjectSchema>, { of: 'people' }>

const peopleAtOnce = 500

/**
 * The people of a selection in the order of a list, one row each, with the chosen columns.
 * @throws UserError `export/unknown-column`
 */
export async function peopleTable(sql: Database, subject: PeopleSubject, words: Words): Promise<Table> {
  const ids = await selectedIds(sql, subject.selection, subject)
  const populationId = populationOf(subject)
  const writers = new Map([...columnWriters(sql, words), ...carriedWriters(sql, populationId)])
  const keys = (subject.columns ?? [...writers.keys()]).filter(key => writers.has(key))
  refuseUnknown(subject.columns ?? [], writers)
  const write = keys.flatMap(key => writers.get(key) ?? [])
  return {
    headers: write.map(({ header }) => header),
    total: ids.length,
    async *pieces() {
      for (let at = 0; at < ids.length; at += peopleAtOnce) {
        const some = [...ids.subarray(at, at + peopleAtOnce)]
        const carried = populationId === undefined ? nothing : readValues(sql, populationId, some)
        yield readPeople(sql, some).map(person =>
          write.map(({ cell }) => cell(person, carried.get(person.id) ?? {})),
        )
        await breathe()
      }
    },
  }
}

/** Columns that people carry on one transition are left out elsewhere. */
function refuseUnknown(columns: readonly string[], known: ReadonlyMap<string, unknown>): void {
  const unknown = columns.find(key => !known.has(key) && !key.startsWith('column:'))
  if (unknown !== undefined) throw new UserError('export/unknown-column', { column: unknown })
}

interface ColumnWriter {
  readonly header: string
  readonly cell: (person: Person, carried: ColumnValues) => Cell
}

const nothing: ReadonlyMap<number, ColumnValues> = new Map()

/** The transition that people are listed of; what they carry there is written too. */
function populationOf({ selection }: PeopleSubject): number | undefined {
  const source = 'all' in selection ? selection.all.source : undefined
  return source && 'populationId' in source ? source.populationId : undefined
}

function carriedWriters(sql: Database, populationId: number | undefined): [string, ColumnWriter][] {
  const columns = populationId === undefined ? [] : readColumns(sql, populationId)
  return columns.map(({ name, label, type }) => [
    `column:${name}`,
    { header: label, cell: (_, carried) => toCell(type, carried[name]) },
  ])
}

function columnWriters(sql: Database, words: Words): Map<string, ColumnWriter> {
  const custom = listFields(sql).filter(field => !field.isBuiltIn)
  const cells: [string, (person: Person) => Cell, string?][] = [
    ['first_name', person => person.firstName],
    ['last_name', person => person.lastName],
    ['phone', person => person.phone ?? person.phoneInput],
    ['state', person => wordOf(words, 'state', stateOf(person))],
    ['country', person => person.country],
    ['language', person => person.language],
    ...custom.map(({ key, label, type }): [string, (person: Person) => Cell, string] => [
      key,
      person => toCell(type, person.fields[key]),
      label,
    ]),
    ['tags', person => person.tags.map(({ name }) => name).join(', ')],
    ['time_zone', person => person.timeZone],
    ['created_at', person => new Date(person.createdAt).toISOString()],
  ]
  return new Map(cells.map(([key, cell, label]) => [key, { header: label ?? headerOf(words, key), cell }]))
}

function stateOf({ isSuppressed, phoneProblem, phoneType }: Person): string | null {
  return isSuppressed ? 'suppressed' : (phoneProblem ?? phoneType)
}

/** The entries of a list are cut by a semicolon, which an import takes them apart at. */
function toCell(type: FieldType, value: string | undefined): Cell {
  if (type === 'number') return toNumber(value)
  return value !== undefined && type === 'list' ? joinList(value, '; ') : (value ?? null)
}

/** A number that a spreadsheet can hold without losing digits (IEEE 754: fifteen of them), else as it is. */
function toNumber(text: string | undefined): Cell {
  if (text === undefined) return null
  return /^-?\d{1,12}(?:\.\d{1,3})?$/.test(text) && !/^-?0\d/.test(text) ? Number(text) : text
}

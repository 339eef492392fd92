import { foldName } from '../fold-name.ts'
import type { ColumnSample } from './column-sample.ts'
import { wordsOf } from './header-words.ts'

/** What the columns of an export are called that say what cannot be brought in: their keys, and their words on screen. */
const stateWords = new Set(['kind of number', 'type de numero', 'soort nummer', 'typ av nummer'])
const addedWords = new Set(['created at', 'added', 'ajout', 'toegevoegd', 'tillagd'])
const tagWords = new Set(['tags', 'etiquettes', 'labels', 'etiketter', 'taggar'])

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
/** A state that is written as its code; regions are called states too. */
const state =
  /^(?:mobile|fixed|fixed-or-mobile|other|suppressed|missing|too-short|too-long|wrong-length|not-a-number|not-in-use|unknown-country|country-unclear|scientific|several)$/
const separators = /[;|,]/

/**
 * The columns of a table that are those of a list of people which was saved before, and say what the program knows by
 * itself: the kind of number, the tags, and when a person was added.
 * @param tags names that there are
 */
export function findOwnColumns(
  columns: readonly ColumnSample[],
  tags: readonly string[],
): ReadonlySet<number> {
  const known = new Set(tags.map(foldName))
  const own = new Set<number>()
  for (const [index, column] of columns.entries()) if (isOfProgram(column)) own.add(index)
  const isExport = own.size > 0
  for (const [index, { header, values }] of columns.entries()) {
    if (!tagWords.has(wordsOf(header))) continue
    if (isExport || hasOnly(values, value => areTags(value, known))) own.add(index)
  }
  return own
}

function isOfProgram({ header, values }: ColumnSample): boolean {
  const word = wordsOf(header)
  if (stateWords.has(word)) return true
  if (word === 'state') return hasOnly(values, value => state.test(value))
  return addedWords.has(word) && hasOnly(values, value => instant.test(value))
}

function hasOnly(values: readonly string[], fits: (value: string) => boolean): boolean {
  const filled = values.map(value => value.trim()).filter(Boolean)
  return filled.length > 0 && filled.every(fits)
}

function areTags(value: string, known: ReadonlySet<string>): boolean {
  return value
    .split(separators)
    .map(name => name.trim())
    .every(name => name === '' || known.has(foldName(name)))
}

import { foldChoice } from '../../../../shared/field/find-choice.ts'
import { readBoolean } from '../../../../shared/field/read-boolean.ts'
import { longestChoice, readValue, type ValueForm } from '../../../../shared/field/read-value.ts'
import { cleanCell } from './clean-cell.ts'
import { countTrouble, type ImportTally } from './import-tally.ts'
import { ownText } from './own-text.ts'
import type { FilledField, ResolvedColumns } from './resolve-columns.ts'
import { fitsType } from './value-types.ts'

/** Characters that a JSON text cannot hold as they are. */
// oxlint-disable-next-line no-control-regex -- control characters are what has to be escaped
const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/

/** Gives a value as it is kept; undefined for one that cannot be read. */
type ValueReader = (text: string) => string | undefined

/**
 * A function that writes a row's custom fields as JSON. Empty values are left out, so that "empty" is one thing, and so
 * are those that cannot be read, which are counted. It writes the text itself: building an object to stringify takes
 * three times as long.
 */
export function createFieldWriter(
  columns: ResolvedColumns,
  tally: ImportTally,
): (cells: readonly string[], line: number) => string {
  const writers = columns.fields.map(field => ({
    key: field.key,
    start: `${JSON.stringify(field.key)}:`,
    columns: columnsOf(field, columns, tally),
  }))
  return (cells, line) => {
    let json = ''
    for (const { key, start, columns: sources } of writers) {
      for (const { index, read } of sources) {
        const text = cleanCell(cells[index])
        if (!text) continue
        const value = read(text)
        if (value === undefined) {
          countTrouble(tally, key, { line, value: text })
          continue
        }
        json += `${json ? ',' : ''}${start}${needsEscape.test(value) ? JSON.stringify(value) : `"${value}"`}`
        break
      }
    }
    return `{${json}}`
  }
}

function columnsOf(
  field: FilledField,
  { keys, forms }: ResolvedColumns,
  tally: ImportTally,
): { readonly index: number; readonly read: ValueReader }[] {
  const indexes = keys.flatMap((key, index) => (key === field.key ? [index] : []))
  const readChoice = field.type === 'choice' ? createChoiceReader(field, tally) : undefined
  return indexes.map(index => ({ index, read: readChoice ?? readerOf(field, forms[index] ?? {}, tally) }))
}

function readerOf({ key, type, isGuess }: FilledField, form: ValueForm, tally: ImportTally): ValueReader {
  if (type === 'text') return text => text
  if (!isGuess) return text => readValue(text, { type, ...form })
  return text => {
    if (!fitsType(text, type)) tally.mixedFields.add(key)
    return type === 'boolean' ? (readBoolean(text) ?? text) : text
  }
}

/** Beyond this, a new field holds too many different values to choose from, and becomes text. */
const mostChoices = 1000

/** The first way to write a new value is kept. */
function createChoiceReader({ key, choices, isNew }: FilledField, tally: ImportTally): ValueReader {
  const known = new Map(choices.map(choice => [foldChoice(choice), choice]))
  const fresh = new Map<string, string>()
  tally.newChoices.set(key, fresh)
  return text => {
    const same = known.get(text)
    if (same !== undefined) return same
    const folded = foldChoice(text)
    const found = known.get(folded)
    if (found !== undefined) return found
    if (text.length > longestChoice) return undefined
    if (isNew && fresh.size >= mostChoices) {
      tally.mixedFields.add(key)
      return text
    }
    const value = ownText(text)
    known.set(ownText(folded), value)
    fresh.set(ownText(folded), value)
    return value
  }
}

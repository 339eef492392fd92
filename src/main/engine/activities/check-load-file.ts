import type { ColumnPair, LoadFileSettings } from '../../../shared/activities/load-file.ts'
import { isBuiltInField } from '../../../shared/person-field.ts'
import type { CheckFacts, SettingsProblem } from './activity-runner.ts'

/** What is wrong with how a file is loaded. The file itself is looked at when it is loaded: it may come later. */
export function checkLoadFile(settings: LoadFileSettings, facts: CheckFacts): SettingsProblem[] {
  const { file, match, unmatched, columns } = settings
  const added = unmatched.kind === 'add' ? unmatched.fields : []
  return [
    ...checkFile(file, facts),
    ...match.flatMap((pair, index) => checkField(pair, `match.${index}`, facts)),
    ...added.flatMap((pair, index) => checkField(pair, `unmatched.fields.${index}`, facts)),
    ...checkAdding(settings),
    ...columns.flatMap(({ name }, index) => {
      const isTaken = columns.slice(0, index).some(column => column.name === name)
      return isTaken ? [{ code: 'column-name-taken', path: `columns.${index}.name`, data: { name } }] : []
    }),
  ]
}

function checkFile(
  { key, name, use }: LoadFileSettings['file'],
  { findFile }: CheckFacts,
): SettingsProblem[] {
  const found = findFile(key)
  const isKnown = use === 'copy' ? found?.isCopied : found?.isPlaceKnown
  return isKnown ? [] : [{ code: 'load-not-chosen-here', path: 'file', data: { file: name } }]
}

function checkField({ field }: ColumnPair, path: string, { ruleSetting }: CheckFacts): SettingsProblem[] {
  if (isBuiltInField(field) || ruleSetting.fields.has(field)) return []
  return [{ code: 'field-gone', path, data: { name: field } }]
}

/** Whoever is added has to have a number. */
function checkAdding({ unmatched, match }: LoadFileSettings): SettingsProblem[] {
  if (unmatched.kind !== 'add') return []
  const hasNumber = [...match, ...unmatched.fields].some(({ field }) => field === 'phone')
  return hasNumber ? [] : [{ code: 'load-add-needs-phone', path: 'unmatched' }]
}

import {
  updatableFields,
  type FieldChange,
  type UpdateDataSettings,
} from '../../../shared/activities/update-data.ts'
import { columnsBefore } from '../../../shared/workflow/columns.ts'
import { UserError } from '../../../shared/errors.ts'
import { editPerson, unknownPerson } from '../people/edit-person.ts'
import type { CheckFacts, Place, SettingsProblem } from './activity-runner.ts'
import { editOf } from '../updating/edit-of.ts'

/** What is wrong with the changes of an activity. */
export function checkUpdateData(
  { changes, addTags, removeTags }: UpdateDataSettings,
  facts: CheckFacts,
  { document, activityId }: Place,
): SettingsProblem[] {
  const columns = new Set(columnsBefore(document, activityId).map(({ name }) => name))
  const doubled = addTags.filter(name => removeTags.includes(name))
  return [
    ...changes.flatMap((change, index) => checkChange(change, `changes.${index}`, { facts, columns })),
    ...doubled.map(name => ({ code: 'update-tag-twice', path: 'removeTags', data: { name } })),
  ]
}

function checkChange(
  change: FieldChange,
  path: string,
  { facts, columns }: { readonly facts: CheckFacts; readonly columns: ReadonlySet<string> },
): SettingsProblem[] {
  const { field, to } = change
  const isBuiltIn = (updatableFields as readonly string[]).includes(field)
  if (!isBuiltIn && !facts.ruleSetting.fields.has(field)) {
    return [{ code: 'field-gone', path: `${path}.field`, data: { name: field } }]
  }
  if (to.kind === 'column' && !columns.has(to.column)) {
    return [{ code: 'column-gone', path: `${path}.to`, data: { name: to.column } }]
  }
  if (to.kind === 'constant' && !canKeep(change, facts)) {
    return [{ code: 'update-value-unfit', path: `${path}.to`, data: { value: to.value } }]
  }
  return []
}

/** Whether anybody could have the value; the values of a choice are known only when people are changed. */
function canKeep(change: FieldChange, { ruleSetting }: CheckFacts): boolean {
  const { defaultCountry, fields: types } = ruleSetting
  if (types.get(change.field) === 'choice') return true
  const edit = editOf(unknownPerson, [change], {})
  try {
    const { phone } = editPerson(unknownPerson, edit, {
      defaultCountry,
      fields: { types, choices: new Map() },
    })
    return edit.phone === undefined || phone !== null
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

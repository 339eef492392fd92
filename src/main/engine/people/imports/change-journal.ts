import type { StoredState } from './person-states.ts'
import { nameKeyOfState } from './person-states.ts'

type Value = string | number | null

/** Values of a person by name: columns as they are called, custom fields behind `fields.`; null is empty. */
export type JournalValues = Readonly<Record<string, Value>>

/** What an import changed of a person: the values as they were, and as they became. */
export interface Journal {
  readonly before: JournalValues
  readonly after: JournalValues
}

type State = Pick<StoredState, 'columns' | 'fields' | 'nameKey' | 'updatedAt'>

/** The values that differ between two states of a person. */
export function journalOf(before: State, after: State): Journal {
  const from: Record<string, Value> = {}
  const to: Record<string, Value> = {}
  const note = (name: string, was: Value, became: Value): void => {
    if (was === became) return
    from[name] = was
    to[name] = became
  }
  if (before.columns !== after.columns) {
    for (const [column, value] of Object.entries(after.columns)) {
      note(column, before.columns[column as keyof State['columns']], value)
    }
  }
  if (before.fields !== after.fields) {
    for (const [key, value] of Object.entries(after.fields)) {
      note(`fields.${key}`, before.fields[key] ?? null, value)
    }
  }
  note('name_key', before.nameKey, after.nameKey)
  note('updated_at', before.updatedAt, after.updatedAt)
  return { before: from, after: to }
}

/** Two changes of one import as one: the first values that were, and the last that became. */
export function joinJournals(first: Journal | undefined, second: Journal): Journal {
  if (!first) return second
  return {
    before: { ...second.before, ...first.before },
    after: { ...first.after, ...second.after },
  }
}

/** A person with an import taken back. */
export interface Restored {
  readonly state: State
  /** Names of values that somebody has changed since; they stay. */
  readonly kept: readonly string[]
}

/** Gives each value back that is still as the import left it. */
export function restoreState(now: State, { before, after }: Journal): Restored {
  const kept: string[] = []
  let columns: Record<string, string | null> | undefined
  let fields: Record<string, string> | undefined
  for (const [name, value] of Object.entries(before)) {
    if (name === 'name_key' || name === 'updated_at') continue
    if (valueOf(now, name) !== after[name]) {
      kept.push(name)
    } else if (name.startsWith('fields.')) {
      fields ??= { ...now.fields }
      if (value === null) delete fields[name.slice(7)]
      else fields[name.slice(7)] = String(value)
    } else {
      columns ??= { ...now.columns }
      columns[name] = value === null ? null : String(value)
    }
  }
  const state = {
    columns: (columns as State['columns'] | undefined) ?? now.columns,
    fields: fields ?? now.fields,
    updatedAt: now.updatedAt === after['updated_at'] ? Number(before['updated_at']) : now.updatedAt,
  }
  return { state: { ...state, nameKey: restoredName(now, state, { before, after }) }, kept }
}

/** A name that is wholly as it was is sorted as it was. */
function restoredName(now: State, restored: Omit<State, 'nameKey'>, { before, after }: Journal): string {
  const isNamed = 'first_name' in before || 'last_name' in before
  if (!isNamed) return now.nameKey
  const isBack = ['first_name', 'last_name'].every(
    name => !(name in before) || valueOf(now, name) === after[name],
  )
  if (isBack && now.nameKey === (after['name_key'] ?? now.nameKey)) {
    return String(before['name_key'] ?? now.nameKey)
  }
  return nameKeyOfState(restored)
}

function valueOf(state: State, name: string): Value {
  if (name.startsWith('fields.')) return state.fields[name.slice(7)] ?? null
  return state.columns[name as keyof State['columns']]
}

import { isDeepStrictEqual } from 'node:util'
import type { Database } from 'better-sqlite3'
import type { UpdateDataSettings } from '../../../shared/activities/update-data.ts'
import { UserError } from '../../../shared/errors.ts'
import {
  editPerson,
  personRow,
  readEditSetting,
  updatePersonSql,
  type EditablePerson,
  type EditSetting,
} from '../people/edit-person.ts'
import type { Stretch } from '../populations/stretches.ts'
import { editOf, type CarriedValues } from './edit-of.ts'
import { createTagger } from './tag-members.ts'
import type { UpdateMode } from './update-mode.ts'

/** What was done to some people. */
export interface Updated {
  /** How many have something else now than before. */
  readonly changed: number
  /** Who was left as they were, because a value could not be kept. */
  readonly rejected: readonly number[]
}

/** Changes the members of a population, a stretch of ids at a time. */
export type UpdateStretch = (stretch: Stretch, mode: UpdateMode, now: number) => Updated

type MemberRow = Omit<EditablePerson, 'fields'> & {
  readonly id: number
  readonly extra: string | null
  readonly fields: string
}

/** Prepares the changes of an activity for the people of one population. */
export function prepareUpdate(
  sql: Database,
  populationId: number,
  settings: Pick<UpdateDataSettings, 'changes' | 'addTags' | 'removeTags'>,
): UpdateStretch {
  const setting = readEditSetting(sql)
  const tagger = createTagger(sql, settings)
  const update = sql.prepare(updatePersonSql)
  const select = sql.prepare(
    `SELECT people.id, population_members.extra, phone, phone_input AS phoneInput, phone_type AS phoneType,
       phone_problem AS phoneProblem, country, first_name AS firstName, last_name AS lastName, language,
       time_zone AS timeZone, json(fields) AS fields
     FROM population_members CROSS JOIN people ON people.id = person_id
     WHERE population_id = ? AND person_id BETWEEN ? AND ? ORDER BY person_id`,
  )
  return ({ first, last }, mode, now) => {
    const changed = new Set<number>()
    const rejected: number[] = []
    const kept: number[] = []
    for (const row of select.all(populationId, first, last) as MemberRow[]) {
      const outcome = judge(row, settings.changes, setting)
      if (outcome === 'rejected') {
        rejected.push(row.id)
        continue
      }
      kept.push(row.id)
      if (outcome === 'same') continue
      changed.add(row.id)
      if (mode === 'change') update.run({ ...outcome, id: row.id, now })
    }
    for (const id of tagger(kept, mode)) changed.add(id)
    return { changed: changed.size, rejected }
  }
}

type Outcome = 'rejected' | 'same' | Readonly<Record<string, string | null>>

/** A person is changed as a whole or not at all. */
function judge(
  { extra, fields, ...rest }: Omit<MemberRow, 'id'>,
  changes: UpdateDataSettings['changes'],
  setting: EditSetting,
): Outcome {
  if (changes.length === 0) return 'same'
  const person: EditablePerson = { ...rest, fields: JSON.parse(fields) as Record<string, string> }
  const carried = extra === null ? {} : (JSON.parse(extra) as CarriedValues)
  try {
    const edit = editOf(person, changes, carried)
    const after = editPerson(person, edit, setting)
    if (edit.phone && after.phone === null) return 'rejected'
    const row = personRow(keepNumber(after, person))
    return isDeepStrictEqual(row, personRow(person)) ? 'same' : row
  } catch (error) {
    if (error instanceof UserError) return 'rejected'
    throw error
  }
}

/** Writing a number differently is no change of the number. */
function keepNumber(after: EditablePerson, before: EditablePerson): EditablePerson {
  if (after.phone === null || after.phone !== before.phone) return after
  const { phoneInput, phoneType, phoneProblem, country } = before
  return { ...after, phoneInput, phoneType, phoneProblem, country }
}

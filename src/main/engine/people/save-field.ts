import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { fieldCalls, PersonField } from '../../../shared/contract/fields.ts'
import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { addChoices } from './field-choices.ts'
import { freeKey } from './free-key.ts'
import { wordsOf } from './imports/header-words.ts'
import { listFields } from './list-fields.ts'
import { announcePeople } from './people-revision.ts'

type InputOf<Name extends keyof typeof fieldCalls> = z.output<(typeof fieldCalls)[Name]['input']>

/**
 * Makes a custom field.
 * @throws UserError `field/name-taken`, `field/name-built-in`, `field/no-name`, `field/no-choice`
 */
export function addField(
  context: EngineContext,
  { label, type, choices }: InputOf<'people.addField'>,
): PersonField {
  const { sql } = context.workspace
  if (choices && type !== 'choice') throw new UserError('field/no-choice', { field: label })
  const add = sql.transaction(() => {
    refuseTaken(sql, label, undefined)
    const key = freeKey(
      listFields(sql).map(field => field.key),
      label,
    )
    insertField(sql, { key, label, type })
    addChoices(sql, key, choices ?? [])
    return key
  })
  const key = add.immediate()
  announcePeople(context)
  return readField(sql, key)
}

/** Changes a custom field. @throws UserError `field/not-found`, and those of `addField` */
export function changeField(
  context: EngineContext,
  { key, label, choices }: InputOf<'people.changeField'>,
): PersonField {
  const { sql } = context.workspace
  const change = sql.transaction(() => {
    const { type, label: name } = readField(sql, key)
    if (choices && type !== 'choice') throw new UserError('field/no-choice', { field: name })
    if (label !== undefined) {
      refuseTaken(sql, label, key)
      sql.prepare('UPDATE person_fields SET label = ? WHERE key = ?').run(label.normalize('NFC'), key)
    }
    if (choices) {
      sql.prepare('DELETE FROM field_choices WHERE field_key = ?').run(key)
      addChoices(sql, key, choices)
    }
  })
  change.immediate()
  announcePeople(context)
  return readField(sql, key)
}

/** Keeps a new custom field behind the others. */
export function insertField(
  sql: Database,
  { key, label, type }: Pick<PersonField, 'key' | 'label' | 'type'>,
): void {
  sql
    .prepare(`
      INSERT INTO person_fields (key, label, type, position)
      VALUES (?, ?, ?, (SELECT coalesce(max(position) + 1, 0) FROM person_fields))`)
    .run(key, label.normalize('NFC'), type)
}

function readField(sql: Database, key: string): PersonField {
  const field = listFields(sql).find(each => each.key === key && !each.isBuiltIn)
  if (!field) throw new UserError('field/not-found', { field: key })
  return field
}

/** What every person has, as the screens call it in each language. */
const builtInLabels: ReadonlySet<string> = new Set(
  `First name; Last name; Phone; Country; Language; Time zone; Tags
  ; Prénom; Nom; Téléphone; Pays; Langue; Fuseau horaire; Étiquettes
  ; Voornaam; Achternaam; Telefoon; Land; Taal; Tijdzone; Labels
  ; Förnamn; Efternamn; Telefon; Land; Språk; Tidszon; Etiketter`
    .split(';')
    .map(wordsOf),
)

function refuseTaken(sql: Database, label: string, own: string | undefined): void {
  if (!/[\p{L}\p{N}]/u.test(label)) throw new UserError('field/no-name', { name: label })
  if (builtInLabels.has(wordsOf(label))) throw new UserError('field/name-built-in', { name: label })
  const taken = listFields(sql).find(
    field => !field.isBuiltIn && field.key !== own && wordsOf(field.label) === wordsOf(label),
  )
  if (taken) throw new UserError('field/name-taken', { name: taken.label })
}

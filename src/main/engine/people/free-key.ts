import { builtInFields } from '../../../shared/person-field.ts'
import { wordsOf } from './imports/header-words.ts'

/** A name for a new field, as rules and messages know it, that no other field has: "Date of birth" is `date_of_birth`. */
export function freeKey(others: readonly string[], label: string): string {
  const slug = wordsOf(label)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  const base = (/^[a-z]/.test(slug) ? slug : `field_${slug}`).slice(0, 58).replace(/_+$/, '')
  const taken = new Set<string>([...builtInFields, 'id', ...others])
  let key = base
  for (let count = 2; taken.has(key); count++) key = `${base}_${count}`
  return key
}

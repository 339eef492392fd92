import { isSame } from '../../../shared/is-same.ts'

/** What of a group of settings is not as usual; undefined where all of it is, so that nothing is stored. */
export function tidyGroup<Group extends object>(group: Group, usual: Group): Partial<Group> | undefined {
  const keys = Object.keys(group) as (keyof Group)[]
  const other = keys.filter(key => group[key] !== undefined && !isSame(group[key], usual[key]))
  if (other.length === 0) return undefined
  return Object.fromEntries(other.map(key => [key, group[key]])) as Partial<Group>
}

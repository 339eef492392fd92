import { fieldNameSchema } from '../../../shared/rule/condition.ts'

/**
 * The expression that gives the value of a column as text, in a query on the table `population_members`; null for
 * people who have none there.
 * @throws Error for a name that must not stand in SQL, which no checked document has
 */
export function columnValue(name: string): string {
  if (!fieldNameSchema.safeParse(name).success) throw new Error(`no name of a column: ${name}`)
  return `(population_members.extra ->> '$.${name}')`
}

import type { CampaignWorld } from './campaign-world.ts'

/** Gives the people of a delivery values of extra columns, by their ids; each name becomes a column of texts. */
export function carryColumns(
  { context }: Pick<CampaignWorld, 'context'>,
  deliveryId: number,
  values: Readonly<Record<number, Readonly<Record<string, string>>>>,
): void {
  const { sql } = context.workspace
  const population = sql.prepare('SELECT population_id FROM deliveries WHERE id = ?').pluck().get(deliveryId)
  const names = new Set(Object.values(values).flatMap(each => Object.keys(each)))
  const columns = [...names].map(name => ({ name, label: name, type: 'text' }))
  sql.prepare('UPDATE populations SET columns = ? WHERE id = ?').run(JSON.stringify(columns), population)
  const carry = sql.prepare(
    'UPDATE population_members SET extra = ? WHERE population_id = ? AND person_id = ?',
  )
  for (const [id, each] of Object.entries(values)) carry.run(JSON.stringify(each), population, Number(id))
}

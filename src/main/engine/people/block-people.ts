import type { PersonBlock } from '../../../shared/person-block.ts'
import type { EngineContext } from '../context.ts'
import { writeAudit } from '../deliveries/write-audit.ts'
import { workThrough, type SelectionWork, type Worked } from './work-through.ts'

/** Keeps people from all deliveries or from advertising; null lets them have both again. */
export async function blockPeople(
  context: EngineContext,
  { block, ...work }: Omit<SelectionWork, 'change'> & { readonly block: PersonBlock | null },
): Promise<Worked> {
  const update = context.workspace.sql.prepare(
    'UPDATE people SET block = ?, updated_at = ? WHERE block IS NOT ? AND id IN (SELECT value FROM json_each(?))',
  )
  const worked = await workThrough(context, {
    ...work,
    change: ids => update.run(block, context.clock.now(), block, ids).changes,
  })
  writeAudit(context, { action: 'people.block', subject: 'people', data: { block, ...worked } })
  return worked
}

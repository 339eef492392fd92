import type { PeopleSource } from '../../../shared/contract/people.ts'
import type { EngineContext } from '../context.ts'
import { peopleListOf } from '../people/people-list.ts'

/** So often another one is drawn before it is given up: few have the number of a test person. */
const mostDraws = 20

/** Who is drawn from, and who cannot be: by number, or because they are chosen already. */
export interface Draw {
  readonly source: PeopleSource | undefined
  /** E.164. */
  readonly avoid: readonly string[]
  readonly apart?: readonly number[]
}

/** Somebody of a source by lot; undefined where there is no source, or chance finds nobody. */
export async function drawPerson(
  { workspace: { sql }, random }: EngineContext,
  { source, avoid, apart = [] }: Draw,
): Promise<number | undefined> {
  if (!source) return undefined
  const list = peopleListOf(sql)
  const readPhone = sql.prepare('SELECT phone FROM people WHERE id = ?').pluck()
  const order = { source, sortBy: 'id', descending: false } as const
  const { total } = await list.window({ ...order, offset: 0, limit: 1 })
  if (total === 0) return undefined
  for (let draw = 0; draw < mostDraws; draw += 1) {
    const { ids } = await list.window({ ...order, offset: random.integer(total), limit: 1 })
    const [id] = ids
    if (id === undefined || apart.includes(id)) continue
    const phone: unknown = readPhone.get(id)
    if (typeof phone !== 'string' || !avoid.includes(phone)) return id
  }
  return undefined
}

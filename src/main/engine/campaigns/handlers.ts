import type { Campaign, campaignCalls } from '../../../shared/contract/campaigns.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'

/** Answers the calls about campaigns, the folders of workflows. */
export function campaignHandlers(context: EngineContext): HandlersOf<typeof campaignCalls> {
  const { sql } = context.workspace
  const changed = (): Record<string, never> => {
    context.publish('campaigns.changed', {})
    return {}
  }
  return {
    'campaigns.list': () =>
      sql
        .prepare(
          `SELECT id, name, from_day AS "from", until_day AS until,
             (SELECT count(*) FROM workflows WHERE campaign_id = campaigns.id) AS workflows
           FROM campaigns ORDER BY name_key, id`,
        )
        .all() as Campaign[],
    'campaigns.save': input => {
      const id = saveCampaign(context, input)
      changed()
      return { id }
    },
    'campaigns.remove': ({ id }) => {
      const { changes } = sql.prepare('DELETE FROM campaigns WHERE id = ?').run(id)
      if (changes === 0) throw new UserError('campaign/not-found')
      return changed()
    },
    'campaigns.assign': ({ workflowIds, campaignId }) => {
      assign(context, workflowIds, campaignId)
      return changed()
    },
  }
}

interface SavedCampaign {
  readonly id?: number | undefined
  readonly name: string
  readonly from: string | null
  readonly until: string | null
}

function saveCampaign({ workspace: { sql }, clock }: EngineContext, saved: SavedCampaign): number {
  const { id, name, from, until } = saved
  if (from !== null && until !== null && until < from) throw new UserError('campaign/ends-before', { name })
  const key = name.toLocaleLowerCase('en')
  return sql.transaction(() => {
    const twin: unknown = sql.prepare('SELECT id FROM campaigns WHERE name_key = ?').pluck().get(key)
    if (twin !== undefined && twin !== id) throw new UserError('campaign/name-taken', { name })
    if (id === undefined) {
      const { lastInsertRowid } = sql
        .prepare(
          'INSERT INTO campaigns (name, name_key, from_day, until_day, created_at) VALUES (?, ?, ?, ?, ?)',
        )
        .run(name, key, from, until, clock.now())
      return Number(lastInsertRowid)
    }
    const { changes } = sql
      .prepare('UPDATE campaigns SET name = ?, name_key = ?, from_day = ?, until_day = ? WHERE id = ?')
      .run(name, key, from, until, id)
    if (changes === 0) throw new UserError('campaign/not-found')
    return id
  })()
}

function assign(
  { workspace: { sql } }: EngineContext,
  workflowIds: readonly number[],
  campaignId: number | null,
): void {
  sql.transaction(() => {
    const isThere = campaignId === null || sql.prepare('SELECT 1 FROM campaigns WHERE id = ?').get(campaignId)
    if (!isThere) throw new UserError('campaign/not-found')
    const put = sql.prepare('UPDATE workflows SET campaign_id = ? WHERE id = ?')
    for (const id of workflowIds) put.run(campaignId, id)
  })()
}

import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { seriesCalls } from '../../../shared/contract/series.ts'
import type { EngineContext } from '../context.ts'
import { moveDelivery } from '../deliveries/move-delivery.ts'
import { writeAudit } from '../deliveries/write-audit.ts'
import type { Outbox } from '../outbox/start-outbox.ts'
import { confirmSeries, revokeSeries } from './confirm-series.ts'
import { listSeriesPeople } from './list-series-people.ts'
import { listChildren, listExecutions, readFirings, readSeries } from './read-series.ts'
import { readSeriesRow } from './series-row.ts'
import { skipFiring, unskipFiring } from './skip-firing.ts'

type SeriesHandlers = HandlersOf<typeof seriesCalls>

/** Answers the calls about recurring deliveries. */
export function seriesHandlers(context: EngineContext, outbox: Pick<Outbox, 'restOf'>): SeriesHandlers {
  const { sql } = context.workspace
  return {
    'series.get': ({ id }) => readSeries(context, id),
    'series.executions': window => listExecutions(sql, window),
    'series.children': window => {
      const { total, rows } = listChildren(sql, window)
      return {
        total,
        rows: rows.map(row => (row.state === 'sending' ? { ...row, rest: outbox.restOf(row.id) } : row)),
      }
    },
    'series.people': window => listSeriesPeople(sql, window),
    'series.firings': window => readFirings(sql, window),
    'series.confirm': input => ({ released: confirmSeries(context, input) }),
    ...changingHandlers(context),
  }
}

type Changing = 'revoke' | 'pause' | 'resume' | 'stop' | 'skip' | 'unskip'

function changingHandlers(context: EngineContext): Pick<SeriesHandlers, `series.${Changing}`> {
  const { workspace, clock } = context
  function move(id: number, name: 'suspend' | 'continue' | 'stop'): Record<string, never> {
    workspace.sql.transaction(() => {
      readSeriesRow(workspace.sql, id)
      moveDelivery(context, {
        id,
        move: name,
        ...(name === 'stop' ? { set: { finishedAt: clock.now() } } : {}),
      })
      writeAudit(context, { action: `series.${name}`, subject: `delivery ${id}`, data: {} })
    })()
    return {}
  }
  return {
    'series.revoke': ({ id }) => {
      revokeSeries(context, id)
      return {}
    },
    'series.pause': ({ id }) => move(id, 'suspend'),
    'series.resume': ({ id }) => move(id, 'continue'),
    'series.stop': ({ id }) => move(id, 'stop'),
    'series.skip': place => {
      skipFiring(context, place)
      return {}
    },
    'series.unskip': place => {
      unskipFiring(context, place)
      return {}
    },
  }
}

import { basename, resolve } from 'node:path'
import type { CampanileClient } from '../../shared/contract/index.ts'
import type { Delivery, StateCounts } from '../../shared/contract/deliveries.ts'
import { reviveUserError, UserError } from '../../shared/errors.ts'
import { everyone } from '../../shared/rule.ts'
import { documentVersion, type WorkflowDocument } from '../../shared/workflow-document.ts'
import { progressBar } from './progress-bar.ts'
import { until } from './until.ts'

type Say = (line: string) => void

/** Imports a file, or the sample people without one. Rows without a usable number are kept, to be excluded by name. */
export async function importPeople(
  client: CampanileClient,
  { file, country, say }: { file: string | undefined; country: string | undefined; say: Say },
): Promise<void> {
  if (file === undefined) {
    await client.call('workspace.addSample', {})
    const { people } = await client.call('workspace.describe', {})
    return say(`Imported ${people} sample people.`)
  }
  const { settings } = await client.call('workspace.describe', {})
  const defaultCountry = country ?? settings.defaultCountry
  const path = resolve(file)
  const found = await client.call('imports.inspect', { file: path, defaultCountry })
  if (!found.columns.some(({ target }) => target.to === 'field' && target.field === 'phone')) {
    const columns = found.columns
      .map(({ header, samples: [first] }, at) => header || first || at + 1)
      .join(', ')
    throw new UserError('import/no-phone-found', { columns })
  }
  const { importId } = await client.call('imports.start', {
    file: path,
    reading: found.reading,
    columns: found.columns.map(column => column.target),
    defaultCountry,
    badNumbers: 'keep',
  })
  const end = await until(
    () => client.call('imports.get', { id: importId }),
    state => state.state !== 'reading',
  )
  if (end.error) throw reviveUserError(end.error.code, end.error.data)
  say(
    `Imported ${counted(end.imported)} from ${basename(path)}; ${end.rejected} of ${end.read} rows were not usable.`,
  )
}

function counted(people: number): string {
  return people === 1 ? '1 person' : `${people} people`
}

/** Draws Build audience → SMS, starts it, and answers the delivery that it makes. */
export async function makeDelivery(client: CampanileClient, text: string, say: Say): Promise<number> {
  const lines = await client.call('lines.list', {})
  // Only ever the simulator: a demo must not text anyone, whatever line is the usual one.
  const simulator = lines.find(line => line.kind === 'simulator')
  if (!simulator) throw new UserError('line/no-simulator')
  const document = drawWorkflow(text, simulator.id)
  const workflow = await client.call('workflows.create', { name: 'Demo', document })
  const issues = await client.call('workflows.check', { id: workflow.id })
  const issue = issues.find(({ severity }) => severity === 'error')
  if (issue) throw reviveUserError(`issue/${issue.code}`, issue.data)
  const { runId } = await client.call('workflows.start', { id: workflow.id })
  if (runId === null) throw new Error('the demo has a trigger')
  say('Started the workflow "Demo": Build audience → SMS. Starting only prepares.')
  const run = await until(
    () => client.call('workflows.run', { runId }),
    found => found.state !== 'running' || found.activities.some(({ deliveryId }) => deliveryId !== null),
  )
  const deliveryId = run.activities.find(activity => activity.deliveryId !== null)?.deliveryId
  if (!deliveryId) {
    throw new UserError('workflow/failed', {
      detail: run.activities.find(({ error }) => error)?.error?.code ?? '',
    })
  }
  return deliveryId
}

function drawWorkflow(text: string, lineId: number): WorkflowDocument {
  return {
    version: documentVersion,
    activities: [
      {
        id: 'audience',
        kind: 'build-audience',
        version: 1,
        label: 'Everyone',
        position: { x: 0, y: 0 },
        settings: { source: 'rule', rule: everyone },
      },
      {
        id: 'sms',
        kind: 'sms',
        version: 1,
        label: 'Demo message',
        position: { x: 260, y: 0 },
        settings: { content: { text }, delivery: { lineId, maxParts: 3 }, outbound: 'none' },
      },
    ],
    transitions: [{ id: 'audience-sms', from: 'audience', outlet: 'result', to: 'sms' }],
  }
}

/**
 * Waits until a delivery is prepared.
 * @throws UserError with what kept it from being prepared
 */
export async function whenPrepared(client: CampanileClient, id: number): Promise<Delivery> {
  const delivery = await until(
    () => client.call('deliveries.get', { id }),
    found => found.state !== 'preparing' && found.state !== 'draft',
  )
  if (delivery.trouble) throw reviveUserError(delivery.trouble.code, delivery.trouble.data)
  return delivery
}

/** How long no message may change before the demo stops waiting for receipts, in ms. */
const receiptPatienceMs = 6000

/** Confirms a prepared delivery and draws its progress until every message has its receipt. */
export async function sendAndWatch(client: CampanileClient, delivery: Delivery): Promise<StateCounts> {
  const { preparation, id } = delivery
  if (!preparation || preparation.toDeliver === 0) return delivery.counts
  await client.call('deliveries.confirm', {
    id,
    digest: preparation.digest,
    typedCount: preparation.toDeliver,
  })
  const bar = progressBar(preparation.toDeliver)
  let settled = -1
  let settledAt = performance.now()
  const last = await until(
    () => client.call('deliveries.progress', { id }),
    progress => {
      bar.draw(progress.counts)
      const now = settledOf(progress.counts)
      if (now !== settled) [settled, settledAt] = [now, performance.now()]
      if (progress.state === 'paused' || progress.state === 'stopped') return true
      return now === preparation.toDeliver || performance.now() - settledAt > receiptPatienceMs
    },
  )
  bar.end()
  return last.counts
}

function settledOf(counts: StateCounts): number {
  return (
    counts.delivered + counts.undelivered + counts.failed + counts.expired + counts.cancelled + counts.unknown
  )
}

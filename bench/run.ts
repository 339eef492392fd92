import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openWorkspace } from '../src/main/engine/database/open.ts'
import { activityDefinitions, type ActivityKind } from '../src/shared/activities/index.ts'
import { createSubset } from '../src/shared/activities/split.ts'
import type { CampanileClient } from '../src/shared/contract/index.ts'
import { everyone, type Rule } from '../src/shared/rule.ts'
import type { WorkflowDocument } from '../src/shared/workflow-document.ts'
import { timed, type Benchmark, type PhaseInput, type PhaseResult } from './benchmark.ts'
import { startBenchEngine } from './support/bench-engine.ts'
import { createPreparable } from './support/create-preparable.ts'
import { watchCalls } from './support/watch-calls.ts'

const annas: Rule = {
  version: 3,
  root: {
    type: 'group',
    match: 'all',
    items: [{ type: 'field', field: 'first_name', operator: 'is', value: 'Anna' }],
  },
}

const greeting = { of: 'text', text: 'Dear {{ first_name | default: "you" }}' }

/** Ten activities one after the other; nearly everyone goes through all of them. */
const activities: readonly (readonly [id: string, kind: ActivityKind, settings: object])[] = [
  ['all', 'build-audience', { source: 'rule', rule: everyone }],
  ['annas', 'build-audience', { source: 'rule', rule: annas }],
  ['union', 'combine', { operation: 'union' }],
  [
    'split',
    'split',
    { subsets: [createSubset('subset-1', { size: { kind: 'percent', percent: 95 }, code: 'A' })] },
  ],
  ['single', 'deduplication', {}],
  [
    'enrich',
    'enrichment',
    { columns: [{ name: 'greeting', label: 'Greeting', type: 'text', from: greeting }] },
  ],
  ['keep', 'save-audience', { target: 'named', name: 'Kept', change: 'replace' }],
  ['mark', 'update-data', { addTags: ['Marked'] }],
  ['fork', 'fork', {}],
  ['sms', 'sms', { content: { text: '{{ greeting }}, group {{ segment }}' } }],
]

const lines = [
  'all.result>union',
  'annas.result>union',
  'union.result>split',
  'split.subset-1>single',
  'single.result>enrich',
  'enrich.result>keep',
  'keep.result>mark',
  'mark.result>fork',
  'fork.branch-1>sms',
]

const document: WorkflowDocument = {
  version: 1,
  activities: activities.map(([id, kind, settings], index) => {
    const { version, initial } = activityDefinitions[kind]
    const position = { x: 300 * index, y: 0 }
    return { id, kind, version, label: id, position, settings: { ...initial, ...settings } }
  }),
  transitions: lines.map(line => {
    const [left = '', to = ''] = line.split('>')
    const [from = '', outlet = ''] = left.split('.')
    return { id: line, from, outlet, to }
  }),
}

const path = (folder: string): string => join(folder, 'run.campanile')

/** A million people through ten activities, for real and as a rehearsal, while a window goes on asking. */
export const benchmark: Benchmark = {
  name: 'run',
  n: 1_000_000,
  setup({ folder, n }) {
    const { sql, close } = openWorkspace(path(folder))
    createPreparable(sql, n)
    close()
  },
  work,
}

async function work({ folder }: PhaseInput): Promise<PhaseResult> {
  const { client, stop } = startBenchEngine(path(folder))
  const { call } = client
  const { id } = await call('workflows.create', { name: 'Run', document })
  const result: Record<string, number> = {}
  async function measure(name: string, piece: () => Promise<unknown>): Promise<void> {
    const stopWatching = watchCalls(client, 1)
    result[`${name}Seconds`] = Math.round((await timed(async () => void (await piece()))) * 10) / 10
    const { waitMs, heldMs } = await stopWatching()
    result[`${name}WaitMs`] = waitMs
    result[`${name}HeldMs`] = heldMs
    result[`${name}RssMb`] = Math.round(process.memoryUsage.rss() / 1_000_000)
  }
  await measure('rehearsal', () => call('workflows.rehearse', { id }))
  await measure('cancel', () => rehearseAndCancel(client, id))
  await measure('run', () => run(client, id))
  await stop()
  return { seconds: result['runSeconds'] ?? 0, ...result }
}

/** Cuts a rehearsal off in the middle. */
async function rehearseAndCancel({ call }: CampanileClient, id: number): Promise<void> {
  const rehearsal = call('workflows.rehearse', { id }).catch(() => undefined)
  await wait(10_000)
  await call('workflows.cancelRehearsal', { id })
  await rehearsal
}

async function run({ call }: CampanileClient, id: number): Promise<void> {
  await call('workflows.start', { id })
  for (;;) {
    const { state, lastRun } = await call('workflows.standing', { id })
    if (state === 'failed') throw new Error(JSON.stringify(lastRun?.activities))
    if (lastRun?.state === 'finished') return
    await wait(100)
  }
}

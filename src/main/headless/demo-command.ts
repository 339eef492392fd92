import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { CampanileClient } from '../../shared/contract/index.ts'
import { describeResult, printReview } from './demo-report.ts'
import { importPeople, makeDelivery, sendAndWatch, whenPrepared } from './demo-steps.ts'
import { openEngine, workspacePathOf } from './open-client.ts'
import { whenInterrupted } from './when-interrupted.ts'

/** `campanile demo`: the main job from people to result, in a workspace of its own unless one is named. */
export async function demoCommand(parameters: string[]): Promise<number> {
  const { values } = parseArgs({
    args: parameters,
    options: {
      workspace: { type: 'string' },
      people: { type: 'string' },
      text: { type: 'string' },
      country: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const folder = values.workspace === undefined ? mkdtempSync(join(tmpdir(), 'campanile-demo-')) : undefined
  const workspace = folder ? join(folder, 'demo.campanile') : workspacePathOf(values.workspace)
  const engine = await openEngine(workspace, { allowsPaths: true, sends: true })
  const client = engine.openClient()
  try {
    const end = await Promise.race([runDemo(client, values).then(() => 'done'), whenInterrupted()])
    return end === 'done' ? 0 : 130
  } finally {
    await engine.stop()
    if (folder) rmSync(folder, { recursive: true, force: true })
  }
}

interface DemoValues {
  readonly people?: string | undefined
  readonly text?: string | undefined
  readonly country?: string | undefined
  readonly json: boolean
}

const sampleText =
  'Hi {{ first_name | default: "there" }}, our spring open day is on Saturday from 10 to 4. Coffee is on us! Reply STOP to opt out.'

async function runDemo(client: CampanileClient, values: DemoValues): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`)
  const startedAt = performance.now()
  await importPeople(client, { file: values.people, country: values.country?.toUpperCase(), say })
  const deliveryId = await makeDelivery(client, values.text ?? sampleText, say)
  const delivery = await whenPrepared(client, deliveryId)
  await printReview(client, delivery, say)
  const counts = await sendAndWatch(client, delivery)
  const seconds = (performance.now() - startedAt) / 1000
  const result = describeResult(delivery, counts, seconds)
  say('')
  say(
    `Delivered ${result.delivered}, failed ${result.failed}, unknown ${result.unknown}; ${seconds.toFixed(1)} s in all.`,
  )
  if (values.json) say(JSON.stringify(result))
}

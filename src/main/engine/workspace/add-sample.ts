import type { Database } from 'better-sqlite3'
import { activityDefinitions } from '../../../shared/activities/index.ts'
import { everyone, type Rule } from '../../../shared/rule.ts'
import type { WorkflowDocument } from '../../../shared/workflow-document.ts'
import type { EngineContext } from '../context.ts'
import { createImports } from '../people/create-imports.ts'
import { guessColumns } from '../people/imports/guess-columns.ts'
import { guessReading } from '../people/imports/guess-reading.ts'
import { openText } from '../people/imports/text-source.ts'
import { ensureLine } from './ensure-line.ts'
import { readSettings, writeSettings } from './settings.ts'
import people from '../../../../resources/sample/people.csv?raw'

const sampleSetting = 'sampleWorkflow'

const members: Rule = {
  version: 3,
  root: {
    type: 'group',
    match: 'all',
    items: [{ type: 'field', field: 'member', operator: 'is', value: 'true' }],
  },
}

const greeting =
  'Hi {{ first_name | default: "there" }}, spring is here! Show this message until Sunday and your second coffee is on us. Reply STOP to opt out.'

type Added = { workflowId: number | null; isNew: boolean }

const adding = new WeakMap<Database, Promise<Added>>()

/** Adds the sample people with an audience and a workflow; where the workflow still is, does nothing. */
export async function addSample(context: EngineContext): Promise<Added> {
  const { sql } = context.workspace
  const known = findSample(context)
  if (known !== undefined) return { workflowId: known, isNew: false }
  const added = adding.get(sql) ?? addAll(context).finally(() => adding.delete(sql))
  adding.set(sql, added)
  return added
}

async function addAll(context: EngineContext): Promise<Added> {
  ensureLine(context)
  await importSample(context)
  const workflowId = context.workspace.sql.transaction(() => insertSample(context))()
  context.publish('audiences.changed', {})
  context.publish('workflows.changed', { id: workflowId })
  return { workflowId, isNew: true }
}

function findSample({ workspace }: EngineContext): number | undefined {
  return workspace.sql
    .prepare('SELECT id FROM workflows WHERE id = (SELECT value FROM settings WHERE key = ?)')
    .pluck()
    .get(sampleSetting) as number | undefined
}

async function importSample(context: EngineContext): Promise<void> {
  const { sql } = context.workspace
  const source = openText('people.csv', people)
  const { reading, sample } = await guessReading(source, {})
  const [header = [], ...rows] = sample.records
  const { defaultCountry } = readSettings(sql)
  const samples = header.map((name, column) => ({ header: name, values: rows.map(row => row[column] ?? '') }))
  const columns = guessColumns(samples, [], defaultCountry)
  const imports = createImports(context)
  await imports.whenSettled(
    await imports.start(source, {
      reading,
      columns,
      defaultCountry,
      badNumbers: 'keep',
      existing: 'add-all',
    }),
  )
}

function insertSample({ workspace, clock }: EngineContext): number {
  const { sql } = workspace
  const now = clock.now()
  sql
    .prepare('INSERT INTO audiences (name, rule, created_at, updated_at) VALUES (?, ?, ?, ?)')
    .run('Members', JSON.stringify(members), now, now)
  const { lastInsertRowid } = sql
    .prepare('INSERT INTO workflows (name, document, created_at, updated_at) VALUES (?, ?, ?, ?)')
    .run('Spring greeting', JSON.stringify(sampleDocument()), now, now)
  writeSettings(sql, { [sampleSetting]: Number(lastInsertRowid) })
  return Number(lastInsertRowid)
}

function sampleDocument(): WorkflowDocument {
  const audience = activityDefinitions['build-audience']
  const { sms } = activityDefinitions
  return {
    version: 1,
    activities: [
      {
        id: 'audience',
        kind: audience.kind,
        version: audience.version,
        label: 'Everyone',
        position: { x: 80, y: 120 },
        settings: { source: 'rule', rule: everyone },
      },
      {
        id: 'sms',
        kind: sms.kind,
        version: sms.version,
        label: 'Spring greeting',
        position: { x: 400, y: 120 },
        settings: { ...sms.initial, content: { text: greeting } },
      },
    ],
    transitions: [{ id: 'audience-sms', from: 'audience', outlet: 'result', to: 'sms' }],
  }
}

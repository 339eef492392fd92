import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  exportWorkflow,
  workflowText,
} from '../../../../../src/main/engine/workflow-files/export-workflow.ts'
import { addWorkflow, importWorkflow } from '../../../../../src/main/engine/workflow-files/import-workflow.ts'
import { rereadSources } from '../../../../../src/main/engine/workflow-files/reread-sources.ts'
import { createCampaignWorld } from '../../../../support/campaign-world.ts'
import { drawWorkflow } from '../../../../support/draw-workflow.ts'
import { createTemporaryFolder } from '../../../../support/temporary-folder.ts'
import { draw, given } from '../../../../support/workflow-world.ts'

interface WrittenFile {
  version: number
  document: { activities: Record<string, unknown>[] }
}

async function exported(change: (file: WrittenFile) => void = () => undefined) {
  const world = createCampaignWorld()
  const { id } = await world.call('workflows.create', { name: 'Test', document: drawWorkflow('Hi') })
  const file = JSON.parse(workflowText(world.context.workspace.sql, id)) as WrittenFile
  change(file)
  return { world, sql: world.context.workspace.sql, text: JSON.stringify(file) }
}

describe('a file that is not understood as a whole', () => {
  const changes: Record<string, (file: WrittenFile) => void> = {
    'newer-format': file =>
      Object.assign(file, { version: 2, document: { version: 7, activities: [{ new: 1 }] } }),
    'unknown-activities': file =>
      Object.assign(file.document.activities[1] ?? {}, { kind: 'carrier-pigeon' }),
    'unknown-details': file => Object.assign(file.document.activities[1] ?? {}, { colour: 'red' }),
  }
  for (const [reason, change] of Object.entries(changes)) {
    it(`opens for looking alone and is given back byte for byte (${reason})`, async () => {
      const { world, sql, text } = await exported(change)
      const { id, isReadOnly } = addWorkflow(world.context, text)
      expect(isReadOnly).toBe(true)
      const { readOnly, document, revision } = await world.call('workflows.get', { id })
      expect(readOnly).toBe(reason)
      expect(workflowText(sql, id)).toBe(text)
      for (const refused of [
        world.call('workflows.save', { id, document, revision }),
        world.call('workflows.start', { id }),
        world.call('workflows.restart', { id }),
        world.call('workflows.publish', { id }),
      ]) {
        await expect(refused).rejects.toThrow('workflow/read-only')
      }
      const copy = await world.call('workflows.duplicate', { id, name: 'Copy' })
      expect(workflowText(sql, copy.id)).toBe(text)
    })
  }

  it('can be changed once a version of the program understands it', async () => {
    const { world, sql, text } = await exported()
    const { id } = addWorkflow(world.context, text)
    sql.prepare("INSERT INTO workflow_sources VALUES (?, 'unknown-activities', ?)").run(id, text)
    expect((await world.call('workflows.list', {})).find(row => row.id === id)?.isReadOnly).toBe(true)
    rereadSources(sql)
    expect(await world.call('workflows.get', { id })).not.toHaveProperty('readOnly')
  })
})

describe('what a file names', () => {
  it('is found again by its name, and what is not here is a problem that names it', async () => {
    const home = createCampaignWorld()
    home.context.workspace.sql.exec(
      "INSERT INTO audiences (id, name, rule, created_at, updated_at) VALUES (1, 'Members', '{}', 0, 0)",
    )
    const { id } = await home.call('workflows.create', {
      name: 'Test',
      document: draw({ people: given.fragile, sms: given.sms }, ['people>sms']),
    })
    const text = workflowText(home.context.workspace.sql, id)

    const elsewhere = createCampaignWorld()
    const before = addWorkflow(elsewhere.context, text)
    expect(before.lost).toBe(1)
    const issues = await elsewhere.call('workflows.check', { id: before.id })
    expect(issues.filter(({ activityId }) => activityId === 'people')).toMatchObject([
      { code: 'lost-audience', path: 'audienceId', data: { name: 'Members' } },
    ])
    elsewhere.context.workspace.sql.exec(
      "INSERT INTO audiences (id, name, rule, created_at, updated_at) VALUES (77, 'Members', '{}', 0, 0)",
    )
    const after = addWorkflow(elsewhere.context, text)
    expect(after.lost).toBe(0)
    const { document } = await elsewhere.call('workflows.get', { id: after.id })
    expect(document.activities[0]?.settings['audienceId']).toBe(77)
  })
})

describe('a file that cannot be a workflow', () => {
  const cases: readonly [string, string, string][] = [
    ['damaged JSON', '{"format": "campanile-wor', 'workflow-file/damaged'],
    ['something else', '{"format": "calendar", "version": 1}', 'workflow-file/other-format'],
    ['a list', '[1, 2]', 'workflow-file/other-format'],
    [
      'one without a drawing',
      '{"format": "campanile-workflow", "version": 1, "name": "A"}',
      'workflow-file/faulty',
    ],
    [
      'one that is nested without end',
      `{"format": "campanile-workflow", "version": 1, "name": "A", "document": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
      'workflow-file/faulty',
    ],
  ]
  for (const [what, text, code] of cases) {
    it(`is refused: ${what}`, () => {
      const { context } = createCampaignWorld()
      expect(() => addWorkflow(context, text)).toThrow(code)
      expect(context.workspace.sql.prepare('SELECT count(*) FROM workflows').pluck().get()).toBe(0)
    })
  }

  it('is refused with two activities of one id', async () => {
    const { world, text } = await exported(file =>
      Object.assign(file.document.activities[1] ?? {}, { id: 'audience' }),
    )
    expect(() => addWorkflow(world.context, text)).toThrow('workflow-file/faulty')
  })

  it('is refused where it is missing, a folder, too large, or not text', async () => {
    const { context } = createCampaignWorld()
    const folder = createTemporaryFolder()
    const at = (name: string, content: string | Buffer): string => {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    }
    await expect(importWorkflow(context, join(folder, 'gone'))).rejects.toThrow('workflow-file/unreadable')
    await expect(importWorkflow(context, folder)).rejects.toThrow('workflow-file/unreadable')
    await expect(importWorkflow(context, at('large', Buffer.alloc(21 * 1024 * 1024, 32)))).rejects.toThrow(
      'workflow-file/too-large',
    )
    await expect(importWorkflow(context, at('bytes', Buffer.from([0x7b, 0xff, 0xfe])))).rejects.toThrow(
      'workflow-file/damaged',
    )
  })
})

it('A file that begins with a byte order mark is read, and written as a whole or not at all', async () => {
  const { world, text } = await exported()
  const path = join(createTemporaryFolder(), 'a.campanile.json')
  writeFileSync(path, `\uFEFF${text}`)
  const { id, isReadOnly } = await importWorkflow(world.context, path)
  expect(isReadOnly).toBe(false)
  await exportWorkflow(world.context, id, path)
  expect(readFileSync(path, 'utf8')).toBe(workflowText(world.context.workspace.sql, id))
  await expect(exportWorkflow(world.context, id, join(path, 'no', 'such'))).rejects.toThrow(
    'export/cannot-save',
  )
})

it('Test people are found again by their names; who is not here keeps nothing from being started', async () => {
  const world = createCampaignWorld()
  await world.addLine()
  const save = (name: string, phone: string) => world.call('proofs.saveNumber', { name, phone })
  const [tess, tom] = [await save('Tess', '+447700900901'), await save('Tom', '+447700900902')]
  const delivery = { lineId: null, maxParts: 3, testers: { testerIds: [tess.id, tom.id] } }
  const sms = { kind: 'sms', settings: { ...given.sms.settings, delivery } } as const
  const document = draw({ people: given.everyone, sms }, ['people>sms'])
  const { id } = await world.call('workflows.create', { name: 'Test', document })
  const text = workflowText(world.context.workspace.sql, id)

  const other = createCampaignWorld()
  await other.addLine()
  await other.call('proofs.saveNumber', { name: 'Somebody else', phone: '+447700900903' })
  const here = await other.call('proofs.saveNumber', { name: 'Tom', phone: '+447700900904' })
  const opened = addWorkflow(other.context, text)
  const read = await other.call('workflows.get', { id: opened.id })
  const settings = read.document.activities[1]?.settings['delivery'] as typeof delivery
  expect(settings.testers.testerIds.slice(1)).toEqual([here.id])
  expect(settings.testers.testerIds[0]).toBeGreaterThan(1_000_000)
  expect(await other.call('workflows.check', { id: opened.id })).toEqual([])
})

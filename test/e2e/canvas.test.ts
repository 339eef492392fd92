import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Activity, WorkflowDocument } from '../../src/shared/workflow-document.ts'
import { takePicture } from './support/browser.ts'
import { callBeside } from './support/call.ts'
import type { TestHost } from './support/host.ts'
import { useWindow } from './support/use-window.ts'

let page: Page
let host: TestHost

useWindow(window => void ({ page, host } = window))

const node = (name: string) => page.getByRole('group', { name, exact: true })
const dot = (name: string, side: 'source' | 'target') =>
  page.locator(`.vue-flow__node:has(.flow-node-name:text-is("${name}")) .${side}`).first()

/** People, and so many steps behind them, all in one row. */
function rowOf(steps: number): WorkflowDocument {
  const people = activity('People', 0, 'build-audience', {
    source: 'rule',
    rule: { version: 3, root: { type: 'group', match: 'all', items: [] } },
  })
  const behind = Array.from({ length: steps }, (_, index) =>
    activity(`Step ${index + 1}`, index + 1, 'save-audience', {
      target: 'named',
      name: `List ${index + 1}`,
      change: 'replace',
    }),
  )
  const transitions = behind.map(({ id: to }, index) => {
    const from = behind[index - 1]?.id ?? 'People'
    return { id: `${from}:result:${to}`, from, outlet: 'result', to }
  })
  return { version: 1, activities: [people, ...behind], transitions }
}

function activity(id: string, place: number, kind: string, settings: Activity['settings']): Activity {
  return { id, kind, version: 1, label: id, position: { x: place * 328, y: 0 }, settings }
}

async function open(name: string, document: WorkflowDocument): Promise<number> {
  const { id } = await callBeside<{ id: number }>(host, 'workflows.create', { name, document })
  await page.goto(`${host.origin}/#/workflows/${id}`)
  await node('People').waitFor()
  return id
}

/** Pulls a line; each end has to stand still first. */
async function pull(from: Locator, to: Locator): Promise<void> {
  await to.hover()
  await from.hover()
  await page.mouse.down()
  await to.hover()
  await page.mouse.up()
}

const fontSize = (name: string) =>
  node(name)
    .locator('.flow-node-name')
    .evaluate(each => {
      const { height } = each.getBoundingClientRect()
      return height
    })

describe('the canvas', () => {
  it('opens a long workflow at its beginning, near enough to read names, and shows the whole when asked', async () => {
    await open('Long', rowOf(12))
    await expect.poll(() => fontSize('People')).toBeGreaterThan(11)
    const frame = await page.locator('.flow-canvas').boundingBox()
    const first = await node('People').boundingBox()
    expect(first?.x).toBeGreaterThan(frame?.x ?? Infinity)
    await takePicture(page, 'canvas-long')
    await page.getByRole('button', { name: 'Show everything' }).click()
    await expect.poll(() => page.locator('.flow-canvas').getAttribute('data-distance')).toBe('far')
    const right = (frame?.x ?? 0) + (frame?.width ?? 0)
    await expect.poll(async () => (await node('Step 12').boundingBox())?.x).toBeLessThan(right)
  })

  it('refuses a line that would lead in a circle, and says why', async () => {
    await open('Circle', rowOf(2))
    await pull(dot('Step 2', 'source'), dot('Step 1', 'target'))
    await page.getByText('These two cannot be connected').waitFor()
    await page.getByText('It takes one line, and has one already').waitFor()
    await pull(dot('Step 2', 'source'), dot('People', 'target'))
    await page.getByText('People would go in a circle').waitFor()
    expect(await page.locator('.flow-line').count()).toBe(2)
  })

  it('says at any distance how each activity stands in a run', async () => {
    const id = await open('Run', rowOf(5))
    await callBeside(host, 'workflows.start', { id })
    await expect.poll(() => node('Step 5').locator('.activity-badge').isVisible()).toBe(true)
    await expect.poll(() => node('Step 5').innerText()).toContain('Done')
    await expect.poll(() => page.locator('.flow-canvas').getAttribute('data-distance')).toBe('middle')
    await takePicture(page, 'canvas-run-middle')
  })
})

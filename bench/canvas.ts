import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { startHost } from '../test/e2e/support/host.ts'
import type { Benchmark, PhaseInput, PhaseResult } from './benchmark.ts'
import { startBenchEngine } from './support/bench-engine.ts'
import { largeWorkflow } from './support/large-workflow.ts'
import { watchFrames } from './support/watch-frames.ts'

/** Movements of the pointer in one gesture, one a frame. */
const movements = 60

/** A large workflow on the canvas, in Chromium without a graphics card: how soon it is there and how it moves. */
export const benchmark: Benchmark = { name: 'canvas', n: 500, setup: create, work: draw }

async function draw({ folder }: PhaseInput): Promise<PhaseResult> {
  // Here alone, because all benchmarks are one bundle, and Chromium's libraries would count as memory of each.
  const { openBrowser, openPage } = await import('../test/e2e/support/browser.ts')
  const host = await startHost({ workspace: join(folder, 'canvas.campanile') })
  const browser = await openBrowser()
  try {
    const { page } = await openPage(browser, host.url, { width: 1920, height: 1080 })
    await page.getByRole('link', { name: 'Workflows' }).first().waitFor()
    // The first screen is there, so that nothing else is still on its way.
    await page.waitForURL(/#\/people/)
    const startedAt = performance.now()
    await page.goto(`${host.origin}/#/workflows/${workflowId}`)
    await page.locator('.flow-node').first().waitFor()
    await nextFrame(page)
    const seconds = (performance.now() - startedAt) / 1000
    return { seconds, ...(await whole(page)), ...(await near(page)) }
  } finally {
    await browser.close()
    await host.stop()
  }
}

/** The only workflow of a new workspace is the first one. */
const workflowId = 1

async function create({ folder, n }: PhaseInput): Promise<void> {
  const { client, stop } = startBenchEngine(join(folder, 'canvas.campanile'))
  await client.call('workflows.create', { name: 'Large', document: largeWorkflow(n) })
  await stop()
}

async function nextFrame(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>(drawn => {
        const world = globalThis as unknown as { requestAnimationFrame(run: () => void): void }
        world.requestAnimationFrame(() => drawn())
      }),
  )
}

/** With everything in view. */
async function whole(page: Page) {
  await page.getByRole('button', { name: 'Show everything' }).click()
  await page.waitForTimeout(500)
  const pan = await panned(page)
  const zoom = await zoomed(page)
  return {
    wholePanFps: pan.framesPerSecond,
    wholePanP95Ms: pan.p95Ms,
    zoomFps: zoom.framesPerSecond,
    zoomP95Ms: zoom.p95Ms,
  }
}

/** At the size at which one works. */
async function near(page: Page) {
  await page.getByRole('button', { name: /back to 100/ }).click()
  await page.waitForTimeout(500)
  const pan = await panned(page)
  const drag = await dragged(page)
  return {
    panFps: pan.framesPerSecond,
    panP95Ms: pan.p95Ms,
    dragFps: drag.framesPerSecond,
    dragP95Ms: drag.p95Ms,
  }
}

/** Draws the canvas to and fro by a place where nothing lies. */
async function panned(page: Page) {
  const { x, y } = await middle(page)
  await page.keyboard.down('Space')
  await page.mouse.move(x, y)
  await page.mouse.down()
  const frames = await watchFrames(page, () => circle(page, { x, y }, 160))
  await page.mouse.up()
  await page.keyboard.up('Space')
  return frames
}

async function zoomed(page: Page) {
  const { x, y } = await middle(page)
  await page.mouse.move(x, y)
  return watchFrames(page, async () => {
    for (let step = 0; step < movements; step += 1) {
      await page.mouse.wheel(0, step % 40 < 20 ? -60 : 60)
      await nextFrame(page)
    }
  })
}

async function dragged(page: Page) {
  const { x, y } = await middle(page)
  const places = await page.locator('.flow-node-name').evaluateAll(names =>
    names.map(name => {
      const box = (
        name as unknown as { getBoundingClientRect(): { x: number; y: number } }
      ).getBoundingClientRect()
      return { x: box.x + 4, y: box.y + 4 }
    }),
  )
  const far = (place: { x: number; y: number }): number => Math.hypot(place.x - x, place.y - y)
  const [nearest] = places.toSorted((one, other) => far(one) - far(other))
  if (!nearest) throw new Error('Nothing is drawn.')
  await page.mouse.move(nearest.x, nearest.y)
  await page.mouse.down()
  const frames = await watchFrames(page, () => circle(page, nearest, 120))
  await page.mouse.up()
  return frames
}

async function circle(page: Page, { x, y }: { x: number; y: number }, radius: number): Promise<void> {
  for (let step = 1; step <= movements; step += 1) {
    const turn = (step / movements) * 4 * Math.PI
    await page.mouse.move(x + radius * Math.sin(turn), y + radius * (1 - Math.cos(turn)))
    await nextFrame(page)
  }
}

async function middle(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.locator('.flow-canvas').boundingBox()
  if (!box) throw new Error('There is no canvas.')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

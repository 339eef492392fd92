import type { Page } from 'playwright-core'

/** How smoothly a page drew while something was done in it. */
export interface Frames {
  readonly framesPerSecond: number
  /** The frame that took longest but for five in a hundred. */
  readonly p95Ms: number
}

/** What is used of the page's own world; the benchmarks are typed for Node. */
interface PageWorld {
  requestAnimationFrame(callback: (at: number) => void): number
  frameTimes?: number[]
  isWatched?: boolean
}

/** Counts the frames of a page while `work` goes on in it. */
export async function watchFrames(page: Page, work: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const world = globalThis as unknown as PageWorld
    const times: number[] = []
    world.frameTimes = times
    world.isWatched = true
    const note = (at: number): void => {
      times.push(at)
      if (world.isWatched) world.requestAnimationFrame(note)
    }
    world.requestAnimationFrame(note)
  })
  await work()
  const times = await page.evaluate(() => {
    const world = globalThis as unknown as PageWorld
    world.isWatched = false
    return world.frameTimes ?? []
  })
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at))
  const total = gaps.reduce((sum, gap) => sum + gap, 0)
  const sorted = gaps.toSorted((one, other) => one - other)
  return {
    framesPerSecond: Math.round((gaps.length / total) * 10_000) / 10,
    p95Ms: Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? 0),
  }
}

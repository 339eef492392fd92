import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Looks at a page, each after what was moving at the one before has come to rest. */
const mostLooks = 3

/** Fails with the findings of axe, WCAG 2.2 A and AA, on the page as it is now. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  await page.evaluate(axe.source)
  let findings = await look(page)
  // Something may have begun to fade during the look; what is really wrong is still wrong afterwards.
  for (let looks = 1; findings.length > 0 && looks < mostLooks; looks += 1) findings = await look(page)
  expect(findings, `accessibility of ${where}`).toEqual([])
}

async function look(page: Page): Promise<{ id: string; help: string; nodes: string[] }[]> {
  await settle(page)
  return await page.evaluate(async () => {
    const runner = (globalThis as unknown as { axe: typeof axe }).axe
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await runner.run({ runOnly: { type: 'tag', values: tags } })
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(node => node.html).slice(0, 3),
    }))
  })
}

/** Waits until nothing fades or slides any more: a colour on its way is not the one that people read. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { document } = globalThis as unknown as { document: { getAnimations(): PageAnimation[] } }
    const finite = document
      .getAnimations()
      .filter(animation => animation.effect?.getTiming().iterations !== Infinity)
    await Promise.allSettled(finite.map(animation => animation.finished))
  })
}

/** What is used of an animation of the page; these tests are typed for Node. */
interface PageAnimation {
  readonly finished: Promise<unknown>
  readonly effect: { getTiming(): { iterations?: number } } | null
}

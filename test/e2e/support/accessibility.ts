import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Fails with the findings of axe, WCAG 2.2 A and AA, on the page as it is now. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  await settle(page)
  await page.evaluate(axe.source)
  const findings = await page.evaluate(async () => {
    const runner = (globalThis as unknown as { axe: typeof axe }).axe
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await runner.run({ runOnly: { type: 'tag', values: tags } })
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(node => node.html).slice(0, 3),
    }))
  })
  expect(findings, `accessibility of ${where}`).toEqual([])
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

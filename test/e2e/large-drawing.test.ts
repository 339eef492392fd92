import { dirname } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { largeWorkflow } from '../../bench/support/large-workflow.ts'
import { expectAccessible } from './support/accessibility.ts'
import { runCommand, type TestHost } from './support/host.ts'
import { useWindow } from './support/use-window.ts'

const activities = 96

let page: Page

useWindow(async window => {
  ;({ page } = window)
  await page.getByRole('link', { name: 'Workflows' }).first().waitFor()
  await page.waitForURL(/#\/people/)
  await page.goto(`${window.host.origin}/#/workflows/${await createLarge(window.host)}`)
  await page.locator('.flow-node').first().waitFor()
})

async function createLarge({ workspace }: TestHost): Promise<number> {
  const given = JSON.stringify({ name: 'Large', document: largeWorkflow(activities) })
  const parameters = ['call', 'workflows.create', given, '--workspace', workspace]
  const { output } = await runCommand(parameters, { home: dirname(workspace) })
  return (JSON.parse(output) as { id: number }).id
}

const shapes = () => page.locator('.flow-node').count()
const names = () => page.locator('.flow-node-name').count()
const summaries = () => page.locator('.flow-node-summary').count()
const distance = () => page.locator('.flow-canvas').getAttribute('data-distance')

describe('a large drawing', () => {
  it('is shapes from afar, and written on where one comes near', async () => {
    await page.getByRole('button', { name: 'Show everything' }).click()
    await expect.poll(distance).toBe('far')
    expect([await shapes(), await names()]).toEqual([activities, 0])
    expect(await page.getByRole('group', { name: /^Step \d+$/ }).count()).toBe(activities)
    await expectAccessible(page, 'a large drawing from afar')
    await page.getByRole('button', { name: /back to 100/ }).click()
    await expect.poll(distance).toBe('near')
    await expect.poll(summaries).toBeGreaterThan(3)
    expect(await summaries()).toBeLessThan(activities)
    await expectAccessible(page, 'a part of a large drawing')
  })

  it('comes to what is looked for, which can be changed there', async () => {
    await page.getByRole('button', { name: 'Show everything' }).click()
    await expect.poll(distance).toBe('far')
    await page.getByRole('button', { name: /back to 100/ }).click()
    await expect.poll(distance).toBe('near')
    await page.locator('.flow-canvas').focus()
    await page.keyboard.press('Control+f')
    await page.keyboard.type('Step 96')
    await page.keyboard.press('Enter')
    const last = page.getByRole('group', { name: 'Step 96', exact: true })
    await last.locator('.flow-node-name').waitFor()
    await expect.poll(() => last.evaluate(each => each.matches(':focus'))).toBe(true)
    await page.keyboard.press('Delete')
    await expect.poll(shapes).toBe(activities - 1)
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect.poll(shapes).toBe(activities)
  })

  it('lets a line be chosen and taken away', async () => {
    await page.getByRole('button', { name: 'Show everything' }).click()
    await page.getByRole('button', { name: /back to 100/ }).click()
    await page.locator('.flow-line').first().waitFor()
    await expect.poll(() => page.locator('.flow-canvas[data-moving]').count()).toBe(0)
    await page.getByRole('button', { name: 'Put an activity in between' }).first().waitFor()
    await page.locator('.flow-line').nth(3).dispatchEvent('click')
    await page.locator('.flow-line[data-selected]').waitFor()
    const left = page.locator('.flow-line[data-selected]')
    await page.locator('.flow-canvas').focus()
    await page.keyboard.press('Delete')
    await left.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
  })
})

import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { callBeside } from './support/call.ts'
import type { TestHost } from './support/host.ts'
import { waitUntilSaved } from './support/saved.ts'
import { useWindow } from './support/use-window.ts'

let page: Page
let host: TestHost

useWindow(
  async window => {
    ;({ page, host } = window)
    await openNew('First')
  },
  { sample: true },
)

/** Opens a workflow in which there is nothing. */
async function openNew(name: string): Promise<void> {
  const { id } = await callBeside<{ id: number }>(host, 'workflows.create', { name })
  await page.goto(`${host.origin}/#/workflows/${id}`)
  await page.getByRole('heading', { name, exact: true }).waitFor()
}

const node = (name: string) => page.getByRole('group', { name, exact: true })
const names = () => page.locator('.outline-name').allInnerTexts()
const nodeCount = () => page.locator('.flow-node').count()
const lineCount = () => page.locator('.flow-line').count()

/** Drags from the middle of one thing to the middle of another; each has to stand still first. */
async function drag(from: string, to: string): Promise<void> {
  await page.locator(to).first().hover()
  await page.locator(from).first().hover()
  await page.mouse.down()
  await page.locator(to).first().hover()
  await page.mouse.up()
}

async function undoAll(): Promise<number> {
  const undo = page.getByRole('button', { name: 'Undo', exact: true })
  let steps = 0
  while (await undo.isEnabled()) {
    await undo.click()
    steps += 1
  }
  return steps
}

async function redoAll(): Promise<number> {
  const redo = page.getByRole('button', { name: 'Redo', exact: true })
  let steps = 0
  while (await redo.isEnabled()) {
    await redo.click()
    steps += 1
  }
  return steps
}

const palette = (name: string) => page.locator('.flow-palette').getByRole('button', { name, exact: true })
const saved = () => waitUntilSaved(page)

describe('the editor of workflows', () => {
  it('draws a schedule, people, a split and two messages by mouse; undone to nothing and redone after a reload', async () => {
    await palette('Scheduler').click()
    await palette('Build audience').click()
    await palette('Split').click()
    await palette('SMS').click()
    expect(await lineCount()).toBe(3)
    await palette('SMS').dragTo(page.locator('.flow-canvas'), { targetPosition: { x: 200, y: 480 } })
    await page.getByRole('button', { name: 'Show everything' }).click()
    await expect.poll(nodeCount).toBe(5)
    const split = '.vue-flow__node:has(.flow-node-name:text-is("Split"))'
    const second = '.vue-flow__node:has(.flow-node-name:text-is("SMS 2"))'
    await drag(`${split} .source >> nth=1`, `${second} .target`)
    await expect.poll(lineCount).toBe(4)
    await expectAccessible(page, 'the canvas of a workflow that splits')
    await takePicture(page, 'editor-mouse')
    await saved()
    await page.reload()
    await page.locator('.flow-node').first().waitFor()
    const steps = await undoAll()
    expect(steps).toBeGreaterThanOrEqual(6)
    expect(await nodeCount()).toBe(0)
    await saved()
    await page.reload()
    await page.getByRole('button', { name: 'Redo', exact: true }).waitFor()
    expect(await redoAll()).toBe(steps)
    expect([await nodeCount(), await lineCount()]).toEqual([5, 4])
  })

  it('draws the same in the outline by keyboard alone', async () => {
    await page.getByRole('radio', { name: 'Canvas' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('button', { name: 'Add activity' }).focus()
    await page.keyboard.press('Enter')
    await chooseKind('Scheduler')
    for (const kind of ['Build audience', 'Split', 'SMS']) {
      await page.keyboard.press('a')
      await chooseKind(kind)
    }
    await page.keyboard.press('ArrowUp')
    await focused('Split')
    await tabTo('Add an activity here', 2)
    await page.keyboard.press('Enter')
    await chooseKind('SMS')
    await focused('SMS 2')
    expect(await page.getByRole('row').count()).toBe(5)
    expect(await page.getByText('to SMS 2').count()).toBe(1)
    await page.keyboard.press('d')
    await page.getByRole('row', { name: /SMS 2.*Disabled/ }).waitFor()
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Enable' }).waitFor()
    await expectAccessible(page, 'the menu of an activity in the outline')
    await page.keyboard.press('Escape')
    await focused('SMS 2')
    await page.keyboard.press('n')
    await page.locator('.flow-panel textarea:focus').waitFor()
    await page.keyboard.type('Ask Ann first.')
    await page.getByRole('button', { name: 'Ask Ann first.' }).waitFor()
    await expectAccessible(page, 'the outline')
    await takePicture(page, 'editor-outline')
    await page.getByRole('button', { name: 'Undo', exact: true }).waitFor()
    const steps = await undoAll()
    expect(await page.getByRole('row').count()).toBe(0)
    expect(await redoAll()).toBe(steps)
    expect(await page.getByRole('row').count()).toBe(5)
  })

  it('takes activities along the workflow and to another branch in the outline, and says where they are', async () => {
    await page.getByRole('radio', { name: 'Canvas' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('button', { name: 'Add activity' }).click()
    await chooseKind('Build audience')
    await focused('Build audience')
    for (const kind of ['Deduplication', 'Split', 'Save audience']) {
      await page.keyboard.press('a')
      await chooseKind(kind)
      await focused(kind)
    }
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    await focused('Deduplication')
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(names).toEqual(['Build audience', 'Split', 'Deduplication', 'Save audience'])
    await focused('Deduplication')
    await page.getByText('“Deduplication” now comes after Split.').waitFor()
    await page.keyboard.press('m')
    const places = page.getByRole('dialog', { name: 'Where “Deduplication” goes' })
    await places.getByRole('option', { name: 'Behind Split (Subset 2)' }).waitFor()
    await expectAccessible(page, 'the places for an activity')
    await page.keyboard.type('Subset 2')
    await page.keyboard.press('Enter')
    await places.waitFor({ state: 'detached' })
    await expect.poll(() => page.getByText('to Deduplication').count()).toBe(1)
    await expect.poll(() => page.getByText('to Save audience').count()).toBe(1)
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await expect.poll(names).toEqual(['Build audience', 'Deduplication', 'Split', 'Save audience'])
  })

  it('copies, cuts and pastes, also into another workflow, and leaves foreign text alone', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await palette('Build audience').click()
    await palette('SMS').click()
    await page.locator('.flow-canvas').focus()
    await page.keyboard.press('n')
    await page.keyboard.type('A note')
    await page.locator('.flow-canvas').focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+c')
    await page.keyboard.press('Control+v')
    await expect.poll(nodeCount).toBe(4)
    expect(await page.locator('.flow-note').count()).toBe(2)
    await page.keyboard.press('Control+x')
    await expect.poll(nodeCount).toBe(2)
    await saved()
    await openNew('Second')
    await page.getByText('Drag Build audience here').waitFor()
    await page.locator('.flow-canvas').focus()
    await page.keyboard.press('Control+v')
    await expect.poll(nodeCount).toBe(2)
    expect(await lineCount()).toBe(1)
    await page.getByRole('button', { name: 'Show everything' }).click()
    await node('SMS').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Copy' }).click()
    await page.getByRole('menu').waitFor({ state: 'detached' })
    await node('SMS').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Paste' }).click()
    await page.getByRole('menu').waitFor({ state: 'detached' })
    await expect.poll(nodeCount).toBe(4)
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect.poll(nodeCount).toBe(2)
    await page.locator('.flow-canvas').focus()
    await page.evaluate("navigator.clipboard.writeText('Dear Ann, ...')")
    await page.keyboard.press('Control+v')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+d')
    await expect.poll(nodeCount).toBe(4)
  })

  it('finds, arranges, tidies up on trial, and keeps properties in undo', async () => {
    await palette('Build audience').click()
    await palette('SMS').click()
    await page.keyboard.press('Escape')
    await page.locator('.flow-canvas').focus()
    await page.keyboard.press('Control+f')
    await page.keyboard.type('sms')
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Label' }).waitFor()
    expect(await page.getByRole('textbox', { name: 'Label' }).inputValue()).toBe('SMS')
    await node('SMS').focus()
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByRole('button', { name: 'Tidy up' }).click()
    await page.getByRole('button', { name: 'Put back' }).click()
    await page.getByRole('button', { name: 'Put back' }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Properties of the workflow' }).click()
    await page.getByRole('spinbutton', { name: 'Most people in a run' }).fill('500')
    await page
      .getByRole('combobox', { name: 'When an error occurs' })
      .selectOption('Go on without this branch')
    await expectAccessible(page, 'the properties of a workflow')
    await takePicture(page, 'editor-properties')
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect
      .poll(() => page.getByRole('spinbutton', { name: 'Most people in a run' }).inputValue())
      .toBe('')
    await page.locator('.flow-canvas').focus()
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('Workflow: Duplicate').waitFor()
    await expectAccessible(page, 'the keys of the editor')
  })
})

async function chooseKind(name: string): Promise<void> {
  const kinds = page.getByRole('dialog', { name: 'Add an activity' })
  await kinds.getByRole('option', { name, exact: true }).waitFor()
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await kinds.waitFor({ state: 'detached' })
}

/** The row that has the keyboard. */
async function focused(name: string): Promise<void> {
  await page
    .locator('.outline-open:focus', { has: page.locator(`.outline-name:text-is("${name}")`) })
    .waitFor()
}

/** Tabs to the n-th button of a name from here on. */
async function tabTo(name: string, times: number): Promise<void> {
  let met = 0
  for (let stop = 0; stop < 30; stop += 1) {
    await page.keyboard.press('Tab')
    const isMet = await page
      .getByRole('button', { name, exact: true })
      .evaluateAll(all => all.some(each => each.matches(':focus')))
    met += isMet ? 1 : 0
    if (met === times) return
  }
  throw new Error(`${name} cannot be reached by Tab.`)
}

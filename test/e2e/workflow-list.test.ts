import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { createTemporaryFolder } from '../support/temporary-folder.ts'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { useWindow } from './support/use-window.ts'

let page: Page
useWindow(async window => {
  page = window.page
  await page.getByRole('link', { name: 'Workflows', exact: true }).first().click()
})

async function makeFrom(template: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'New workflow' }).first().click()
  await page.getByRole('button', { name: template }).click()
  await page.getByRole('heading', { level: 1, name: template }).waitFor()
}

async function backToList(): Promise<void> {
  await page.getByRole('link', { name: 'Workflows', exact: true }).first().click()
  await page.getByRole('grid', { name: 'Workflows' }).waitFor()
}

async function choose(row: string, item: string): Promise<void> {
  await page.getByRole('link', { name: row, exact: true }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: item }).click()
}

async function exportOf(row: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), choose(row, 'Export as file')])
  expect(download.suggestedFilename()).toMatch(/\.campanile\.json$/)
  return readFileSync(await download.path(), 'utf8')
}

async function importText(text: string): Promise<void> {
  const path = join(createTemporaryFolder(), 'some.campanile.json')
  writeFileSync(path, text)
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Open file' }).first().click(),
  ])
  await chooser.setFiles(path)
}

describe('the list of workflows', () => {
  it('makes a workflow of a template, which goes out and comes in as a file without a change', async () => {
    await page.getByRole('button', { name: 'New workflow' }).first().click()
    await page.getByRole('button', { name: /Try two texts/ }).waitFor()
    await expectAccessible(page, 'the templates')
    await takePicture(page, 'workflow-templates')
    await page.keyboard.press('Escape')
    await makeFrom(/Try two texts/)
    await backToList()
    await expectAccessible(page, 'the list of workflows')
    const text = await exportOf('Try two texts, A and B')
    await choose('Try two texts, A and B', 'Remove')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
    await page.getByText('Draw your first workflow').waitFor()
    await importText(text)
    await page.getByRole('link', { name: 'Try two texts, A and B' }).waitFor()
    expect(await exportOf('Try two texts, A and B')).toBe(text)
  })

  it('is made once of a template that is clicked twice', async () => {
    await page.getByRole('button', { name: 'New workflow' }).first().click()
    await page.getByRole('button', { name: /One-off announcement/ }).dblclick()
    await page.getByRole('heading', { level: 1, name: /One-off announcement/ }).waitFor()
    await backToList()
    await page.getByRole('link', { name: 'One-off announcement', exact: true }).waitFor()
    expect(await page.getByRole('link', { name: /One-off announcement/ }).count()).toBe(1)
  })

  it('makes the field that a template needs, so that nothing is left to mend', async () => {
    await page.getByRole('button', { name: 'New workflow' }).first().click()
    await page.getByRole('button', { name: /Birthday every day/ }).click()
    const question = page.getByRole('dialog', { name: 'Which field is it?' })
    await question.getByRole('combobox', { name: 'Birthday' }).waitFor()
    await expectAccessible(page, 'the question for a field')
    await takePicture(page, 'template-field')
    await question.getByRole('button', { name: 'Make workflow' }).click()
    await page.getByRole('heading', { level: 1, name: 'Birthday every day' }).waitFor()
    await page.locator('.flow-node', { hasText: 'Whose birthday it is' }).click()
    await page.locator('.flow-panel').getByText('comes round today').first().waitFor()
    await expect.poll(() => page.getByText('asks for the field').count()).toBe(0)
  })

  it('opens a file that it does not understand for looking alone, and gives it back', async () => {
    await makeFrom(/One-off announcement/)
    await backToList()
    const text = (await exportOf('One-off announcement')).replace('"kind": "sms"', '"kind": "carrier-pigeon"')
    await choose('One-off announcement', 'Remove')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
    await page.getByText('Draw your first workflow').waitFor()
    await importText(text)
    expect(await exportOf('One-off announcement')).toBe(text)
    await page.getByRole('link', { name: 'One-off announcement' }).click()
    await page.getByText('This workflow can only be looked at').waitFor()
    expect(
      await page.locator('header').getByRole('button', { name: 'Start', exact: true }).isDisabled(),
    ).toBe(true)
    await expectAccessible(page, 'a workflow that can only be looked at')
  })

  it('says what is wrong with a damaged file', async () => {
    await importText('{"format": "campanile-wor')
    await page.getByText('The file is damaged: it is not JSON.').waitFor()
  })

  it('keeps workflows in campaigns and shows those of one', async () => {
    await makeFrom(/One-off announcement/)
    await backToList()
    await choose('One-off announcement', 'Duplicate')
    await page.getByRole('link', { name: 'Copy of One-off announcement' }).waitFor()
    await choose('One-off announcement', 'Put into a campaign')
    await page.getByRole('button', { name: 'New campaign' }).click()
    await page.getByLabel('Name of the campaign').fill('Spring')
    await page.getByRole('button', { name: 'Save campaign' }).click()
    await page.getByRole('radio', { name: 'Spring' }).waitFor()
    await expectAccessible(page, 'the choice of a campaign')
    await page.getByRole('button', { name: 'Choose campaign' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByLabel('Campaign', { exact: true }).selectOption('Spring')
    await page.getByText('1 of 2').waitFor()
    expect(await page.getByRole('link', { name: 'Copy of One-off announcement' }).count()).toBe(0)
  })

  it('keeps a workflow as a template of one’s own', async () => {
    await makeFrom(/Welcome new people/)
    await page.getByRole('button', { name: 'Campaign, template, file' }).click()
    await page.getByRole('menuitem', { name: 'Save as template' }).click()
    await page.getByLabel('Name of the template').fill('Mine')
    await page.getByRole('button', { name: 'Save template' }).click()
    await page.getByText('Template “Mine” saved').waitFor()
    await backToList()
    await makeFrom(/^Mine/)
  })
})

describe('the versions of a workflow', () => {
  it('say what changed, and one of them can be the drawing again, which undo takes back', async () => {
    const welcome = () => page.locator('.outline-open', { hasText: 'Welcome' })
    await makeFrom(/Welcome new people/)
    await page.locator('header').getByRole('button', { name: 'Start', exact: true }).click()
    await page.getByText('Version 1', { exact: true }).waitFor()
    await page.getByRole('radio', { name: 'Outline' }).check({ force: true })
    await welcome().click()
    await page.keyboard.press('Delete')
    await page.getByText(/Version 1 runs/).waitFor()
    await page.getByRole('button', { name: 'Versions' }).click()
    const dialog = page.getByRole('dialog', { name: 'Versions' })
    await dialog.getByText('“Welcome” is gone').waitFor()
    await expectAccessible(page, 'the versions')
    await takePicture(page, 'workflow-versions')
    await dialog.getByRole('button', { name: 'Make version 1 the drawing' }).click()
    await welcome().waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => welcome().count()).toBe(0)
  })
})

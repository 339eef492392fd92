import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { callBeside } from './support/call.ts'
import type { TestHost } from './support/host.ts'
import { useWindow } from './support/use-window.ts'

let host: TestHost
let page: Page

useWindow(window => void ({ host, page } = window), { sample: true })

const call = <T>(name: string, input: object): Promise<T> => callBeside<T>(host, name, input)

type Settings = Record<string, unknown>
interface Drawn {
  readonly id: number
  readonly document: {
    readonly activities: readonly { readonly id: string; readonly settings: Settings }[]
    readonly transitions: readonly { readonly from: string; readonly outlet: string; readonly to: string }[]
  }
  readonly lastRun: { readonly state: string } | null
}

const everyone = { version: 3, root: { type: 'group', match: 'all', items: [] } }
const french = {
  version: 3,
  root: {
    type: 'group',
    match: 'all',
    items: [{ type: 'field', field: 'language', operator: 'is', value: 'fr' }],
  },
}
const usual = { rule: everyone, size: { kind: 'all' }, order: { by: 'random' }, skipsEmpty: false, code: '' }

/** Everyone but the French, by number, divided into two, of whom the second are kept. */
async function draw(): Promise<number> {
  const activity = (id: string, kind: string, label: string, settings: Settings) => {
    const position = { x: 60 + 260 * ['e', 'c', 'd', 's', 'k'].indexOf(id), y: 120 }
    return { id, kind, version: 1, label, settings, position: id === 'f' ? { x: 60, y: 300 } : position }
  }
  const transition = (from: string, outlet: string, to: string) => ({
    id: `${from}:${outlet}:${to}`,
    from,
    outlet,
    to,
  })
  const combine = {
    match: 'person',
    keys: [],
    primary: null,
    keepsCommon: false,
    limit: null,
    complement: false,
  }
  const subsets = [
    { ...usual, id: 'subset-1', label: '', size: { kind: 'percent', percent: 50 } },
    { ...usual, id: 'subset-2', label: '' },
  ]
  const phone = { from: 'field', name: 'phone' }
  const document = {
    version: 1,
    activities: [
      activity('e', 'build-audience', 'Everyone', { source: 'rule', rule: everyone }),
      activity('f', 'build-audience', 'French', { source: 'rule', rule: french }),
      activity('c', 'combine', 'Combine', { ...combine, operation: 'exclusion' }),
      activity('d', 'deduplication', 'Single', {
        keys: [phone],
        keep: 1,
        strategy: { by: 'oldest' },
        complement: false,
      }),
      activity('s', 'split', 'Split', { subsets, overlap: false, complement: false }),
      activity('k', 'save-audience', 'Keep', { target: 'named', name: 'Second half', change: 'replace' }),
    ],
    transitions: [
      transition('e', 'result', 'c'),
      transition('f', 'result', 'c'),
      transition('c', 'result', 'd'),
      transition('d', 'result', 's'),
      transition('s', 'subset-2', 'k'),
    ],
  }
  return (await call<Drawn>('workflows.create', { name: 'Populations', document })).id
}

async function select(name: string): Promise<void> {
  await page.locator('.flow-node', { hasText: name }).first().click()
  await page.locator('.flow-panel').getByRole('textbox', { name: 'Label' }).waitFor()
}

async function subsetNames(): Promise<string[]> {
  return page.locator('.subset-name').allTextContents()
}

describe('activities on populations', () => {
  it('are set up by mouse and keyboard, and the workflow does what they say', async () => {
    const id = await draw()
    await page.goto(`${host.origin}/#/workflows/${id}`)
    await page.getByRole('button', { name: 'Show everything' }).click()
    await select('Combine')
    await page.getByText('Choose the primary set.').first().waitFor()
    await page.getByRole('radio', { name: /^Everyone/ }).check()
    await page.getByText('Choose the primary set.').first().waitFor({ state: 'detached' })
    await expectAccessible(page, 'the settings of Combine')
    await takePicture(page, 'combine')

    await select('Split')
    expect(await subsetNames()).toEqual(['Subset 1', 'Subset 2'])
    await page.getByText('Together 50% of everyone who comes in; 50% are left.').waitFor()
    await page.getByRole('button', { name: 'Add subset' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Others')
    await expectAccessible(page, 'the settings of Split')
    await takePicture(page, 'split')

    await page.keyboard.press('Escape')
    await page.locator('.subset-open', { hasText: 'Others' }).click()
    await page.locator('.subset-open', { hasText: 'Others' }).press('Alt+ArrowUp')
    expect(await subsetNames()).toEqual(['Subset 1', 'Others', 'Subset 2'])
    await page.getByText('Others is now at place 2.').waitFor()
    await page
      .locator('.subset-grip')
      .first()
      .dragTo(page.locator('.subset').last(), { targetPosition: { x: 90, y: 36 } })
    await expect.poll(subsetNames).toEqual(['Others', 'Subset 2', 'Subset 1'])
    await page.getByRole('button', { name: 'Remove Others' }).click()
    await expect.poll(subsetNames).toEqual(['Subset 2', 'Subset 1'])

    await select('Single')
    await page.getByRole('combobox', { name: 'Who is kept' }).selectOption({ label: 'Who has a value' })
    await page.getByText('No field or column is chosen.').first().waitFor()
    await page.getByRole('combobox', { name: /^Value of/ }).selectOption({ label: 'First name' })
    await page.getByText('No field or column is chosen.').first().waitFor({ state: 'detached' })
    await expectAccessible(page, 'the settings of Deduplication')
    await takePicture(page, 'deduplication')

    await select('Keep')
    await page.getByRole('radio', { name: /^Keep them and add/ }).check()
    await expectAccessible(page, 'the settings of Save audience')
    await takePicture(page, 'save-audience')

    const saved = async (): Promise<unknown> =>
      (await call<Drawn>('workflows.get', { id })).document.activities.find(each => each.id === 'k')
        ?.settings['change']
    await expect.poll(saved).toBe('add')
    const { document } = await call<Drawn>('workflows.get', { id })
    expect(document.transitions.map(({ from, outlet, to }) => `${from}.${outlet}>${to}`)).toContain(
      's.subset-2>k',
    )

    await call('workflows.start', { id })
    const state = async () => (await call<Drawn>('workflows.get', { id })).lastRun?.state
    await expect.poll(state).toBe('finished')
    const lists = await call<{ name: string; kind: string; filledBy: { name: string } | null }[]>(
      'audiences.list',
      {},
    )
    const list = lists.find(({ name }) => name === 'Second half')
    expect(list).toMatchObject({ kind: 'list', filledBy: { name: 'Populations' } })
  })
})

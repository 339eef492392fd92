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

interface List {
  readonly id: number
  readonly subscribed: number
  readonly usedBy: readonly { readonly workflowId: number }[]
}

const everyone = { version: 3, root: { type: 'group', match: 'all', items: [] } }

/** Everyone is put on one list and taken off another; which ones remains to be said. */
async function draw(): Promise<number> {
  const activity = (id: string, kind: string, label: string, settings: object) => {
    return { id, kind, version: 1, label, settings, position: { x: id === 'e' ? 60 : 380, y: 120 } }
  }
  const off = activity('u', 'unsubscribe', 'Leaving', { note: '', errorOutlet: false })
  const document = {
    version: 1,
    activities: [
      activity('e', 'build-audience', 'Everyone', { source: 'rule', rule: everyone }),
      activity('s', 'subscribe', 'Joining', { note: '', includesLeft: false, errorOutlet: false }),
      { ...off, position: { x: 700, y: 120 } },
    ],
    transitions: [
      { id: 'e:result:s', from: 'e', outlet: 'result', to: 's' },
      { id: 's:result:u', from: 's', outlet: 'result', to: 'u' },
    ],
  }
  return (await call<{ id: number }>('workflows.create', { name: 'Lists', document })).id
}

async function select(name: string): Promise<void> {
  await page.locator('.flow-node', { hasText: name }).first().click()
  await page.locator('.flow-panel').getByRole('textbox', { name: 'Label' }).waitFor()
}

async function choose(list: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Subscription list' }).fill(list)
  await page.getByRole('option', { name: list }).click()
}

describe('activities on subscription lists', () => {
  it('are set up in their panel, and a run subscribes and unsubscribes', async () => {
    const news = await call<List>('subscriptionLists.save', { name: 'News' })
    const offers = await call<List>('subscriptionLists.save', { name: 'Offers' })
    const id = await draw()
    await page.goto(`${host.origin}/#/workflows/${id}`)
    await select('Joining')
    await page.getByText('No subscription list is chosen.').first().waitFor()
    await takePicture(page, 'subscribe-empty')
    await choose('News')
    await page.getByRole('textbox', { name: 'Where the consent comes from' }).fill('Form at the desk')
    await page.getByText('No subscription list is chosen.').first().waitFor({ state: 'detached' })
    await page.locator('.flow-node', { hasText: 'Joining' }).getByText('News').waitFor()
    await expectAccessible(page, 'the settings of Subscribe')
    await takePicture(page, 'subscribe')

    await select('Leaving')
    await choose('Offers')
    await page.locator('.flow-node', { hasText: 'Leaving' }).getByText('Offers').waitFor()
    await expectAccessible(page, 'the settings of Unsubscribe')
    await takePicture(page, 'unsubscribe')

    const readList = (of: List) => call<List>('subscriptionLists.get', { id: of.id })
    await expect.poll(async () => (await readList(offers)).usedBy.length).toBe(1)
    await call('workflows.start', { id })
    await expect.poll(async () => (await readList(news)).subscribed).toBeGreaterThan(0)
    const state = async () =>
      (await call<{ lastRun: { state: string } | null }>('workflows.get', { id })).lastRun?.state
    await expect.poll(state).toBe('finished')
    await takePicture(page, 'subscribe-done')
    expect((await readList(offers)).subscribed).toBe(0)
  })
})

import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { callBeside } from './support/call.ts'
import type { TestHost } from './support/host.ts'
import { confirmDelivery, prepareDelivery } from './support/sending.ts'
import { useWindow } from './support/use-window.ts'

let host: TestHost
let page: Page

useWindow(window => void ({ host, page } = window), { sample: true })

const call = <T>(name: string, input: object): Promise<T> => callBeside<T>(host, name, input)

/** How many stops a person may have to tab through before it counts as out of reach. */
const mostStops = 80

async function tabTo(target: Locator): Promise<void> {
  await target.waitFor()
  for (let stop = 0; stop < mostStops; stop++) {
    if (await target.evaluate(element => element.matches(':focus'))) return
    await page.keyboard.press('Tab')
  }
  throw new Error('It cannot be reached by Tab.')
}

async function press(name: string | RegExp, role: 'button' | 'tab' = 'button'): Promise<void> {
  await tabTo(page.getByRole(role, { name }).or(page.getByRole('link', { name })).first())
  await page.keyboard.press('Enter')
}

describe('the page of a person', () => {
  it('opens from an exclusion of a delivery by keyboard, and answers why', async () => {
    await confirmDelivery(host, await prepareDelivery(host, { id: 1 }))
    await page.goto(`${host.origin}/#/deliveries/1`)
    const tab = page.getByRole('tab', { name: /^Exclusions/ })
    await tab.waitFor()
    await page.locator('h1').first().focus()
    await tabTo(page.getByRole('tab', { selected: true }))
    for (let step = 0; step < 4 && (await tab.getAttribute('aria-selected')) !== 'true'; step++) {
      await page.keyboard.press('ArrowRight')
    }
    const table = page.getByRole('grid', { name: 'Excluded people' })
    await table.getByRole('row').nth(1).waitFor()
    await tabTo(table)
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')

    await page.getByRole('heading', { name: 'Why did or didn’t this person get it?' }).waitFor()
    const entry = page.getByRole('listitem').filter({ hasText: 'Spring greeting' }).first()
    await entry.getByText('Excluded').waitFor()
    await expectAccessible(page, 'a person who was left out of a delivery')
    await takePicture(page, 'person-excluded')
    await press('Show everything')
    await page.getByRole('heading', { name: 'What happened' }).waitFor()
    await tabTo(page.getByRole('radio', { name: 'All', exact: true }))
    await page.keyboard.press('ArrowRight')
    await page.getByText('No message to or from this person yet.').waitFor()
  })

  it('shows messages in both directions, clicks and consent in one history', async () => {
    const { person } = await call<{ person: { phone: string } }>('people.get', { id: 1 })
    await call('clicks.record', { clicks: [{ phone: person.phone, url: 'https://example.com/menu' }] })
    const { id } = await call<{ id: number }>('subscriptionLists.save', { name: 'Opening hours' })
    await page.goto(`${host.origin}/#/people/1`)
    await page.getByText('https://example.com/menu').waitFor()
    await page.getByRole('button', { name: 'Subscribe to a list' }).click()
    await page.getByRole('menuitem', { name: 'Opening hours' }).click()
    await expectAccessible(page, 'the question where a consent comes from')
    await page.getByRole('textbox', { name: 'Where the consent comes from' }).fill('Paper form at the desk')
    await page.keyboard.press('Enter')
    await page.getByText('1 person was subscribed to Opening hours').waitFor()
    await page.getByText('By hand · “Paper form at the desk”').first().waitFor()
    await page.getByRole('button', { name: 'Unsubscribe from Opening hours' }).click()
    await page.getByRole('button', { name: 'Subscribe to Opening hours' }).click()
    await page.getByText('This person has unsubscribed from the list').waitFor()
    await page.keyboard.press('Escape')
    await expectAccessible(page, 'a person with consent and clicks')
    await takePicture(page, 'person-consent')
    expect(await call('subscriptionLists.get', { id })).toMatchObject({ subscribed: 0, unsubscribed: 1 })
  })
})

describe('a subscription list', () => {
  it('is made, filled from a tag, narrowed by hand, asked about in a rule, and not deleted while in use', async () => {
    await call('people.tag', { selection: { ids: [1, 2, 3] }, name: 'Choir' })
    await page.getByRole('link', { name: 'Audiences' }).first().click()
    await page.getByRole('tab', { name: /Subscription lists/ }).click()
    await page.getByText('No subscription list yet').waitFor()
    await expectAccessible(page, 'subscription lists without any')
    await page.getByRole('button', { name: 'New subscription list' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Concerts')
    await page.keyboard.press('Enter')

    await page.getByRole('heading', { level: 1, name: 'Concerts' }).waitFor()
    await expectAccessible(page, 'an empty subscription list')
    await page.getByRole('button', { name: 'Subscribe people' }).first().click()
    await page.getByRole('radio', { name: 'Tag' }).check({ force: true })
    await page.getByRole('combobox', { name: 'Tag' }).click()
    await page.getByRole('option', { name: 'Choir' }).click()
    await expectAccessible(page, 'the choice of whom to subscribe')
    await page.getByRole('button', { name: 'Continue with 3 people' }).click()
    await page.getByRole('textbox', { name: 'Where the consent comes from' }).fill('Ticket shop')
    await page.getByRole('button', { name: 'Subscribe 3 people' }).click()
    await page.getByText('3 people were subscribed to Concerts').waitFor()

    await page.getByRole('row').nth(1).getByRole('checkbox').click()
    await page.getByRole('button', { name: 'Unsubscribe', exact: true }).click()
    await page.getByRole('button', { name: 'Unsubscribe 1 person' }).click()
    await page.getByText('1 person was taken off Concerts').waitFor()
    await page.getByRole('link', { name: /^Unsubscribed/ }).click()
    await page.getByText('1 person', { exact: true }).waitFor()
    await expectAccessible(page, 'people who left a subscription list')
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByText('By hand · “Ticket shop”').waitFor()
    await expectAccessible(page, 'the history of a subscription list')
    await takePicture(page, 'subscription-list')

    await useInRule()
    await page.goto(`${host.origin}/#/audiences?tab=lists`)
    const lists = page.getByRole('grid', { name: 'Subscription lists' })
    await lists.getByRole('link', { name: 'Concerts' }).waitFor()
    await lists.focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Delete')
    await page.getByText('“Concerts” is in use').waitFor()
    await page.getByRole('link', { name: 'Concert members' }).waitFor()
  })

  it('takes people who are ticked by keyboard, and so does a list made for them', async () => {
    await call('subscriptionLists.save', { name: 'Concerts' })
    await page.getByRole('link', { name: 'People' }).first().click()
    await page.getByRole('grid').focus()
    await page.keyboard.press('Home')
    await page.keyboard.press(' ')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press(' ')
    await page.getByText('2 people selected').waitFor()
    await page.getByRole('button', { name: 'Add to list' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'A list of people…' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Name of the list' }).fill('Open day')
    await expectAccessible(page, 'the choice of a list')
    await page.keyboard.press('Enter')
    await page.getByText('2 people were added to “Open day”').waitFor()

    await page.getByRole('button', { name: 'Add to list' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'A subscription list…' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Where the consent comes from' }).fill('Asked them')
    await page.keyboard.press('Enter')
    await page.getByText('2 people were subscribed to Concerts').waitFor()
    await page.getByRole('button', { name: 'Show the list' }).first().click()
    await page.getByText('The people of this list were chosen by hand.').waitFor()
    await expectAccessible(page, 'a list that was made by hand')
    await page.getByRole('row').nth(1).getByRole('checkbox').click()
    await page.getByRole('button', { name: 'Take out of the list' }).click()
    await page.getByText('1 person was taken out').waitFor()
  })

  /** An audience of whoever is subscribed to it. */
  async function useInRule(): Promise<void> {
    await page.goto(`${host.origin}/#/audiences/new`)
    await page.getByRole('textbox', { name: 'Name' }).first().fill('Concert members')
    await page.getByRole('button', { name: 'Condition', exact: true }).click()
    await page.getByRole('combobox', { name: 'About' }).selectOption({ label: 'Subscription list' })
    await page.getByRole('combobox', { name: 'Subscription list' }).click()
    await page.getByRole('option', { name: 'Concerts' }).click()
    await page
      .getByRole('status')
      .filter({ hasText: 'people match' })
      .getByText('2', { exact: true })
      .waitFor()
    await expectAccessible(page, 'a rule about a subscription list')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('“Concert members” was saved').waitFor()
  }
})

describe('tags', () => {
  it('are renamed and taken away by keyboard', async () => {
    await call('people.tag', { selection: { ids: [1, 2] }, name: 'Quire' })
    await page.goto(`${host.origin}/#/people/tags`)
    const table = page.getByRole('grid', { name: 'Tags' })
    await table.getByRole('row').nth(1).waitFor()
    await expectAccessible(page, 'the tags')
    await table.focus()
    await page.keyboard.press('F2')
    await page.getByRole('textbox', { name: 'Name' }).fill('Choir')
    await page.keyboard.press('Enter')
    await table.getByText('Choir', { exact: true }).waitFor()
    await table.focus()
    await page.keyboard.press('Delete')
    await page.getByText('It is taken away from 2 people; the people stay.').waitFor()
    await expectAccessible(page, 'the question before a tag is deleted')
    await tabTo(page.getByRole('alertdialog').getByRole('button', { name: 'Delete the tag' }))
    await page.keyboard.press('Enter')
    await page.getByText('No tag yet').waitFor()
  })
})

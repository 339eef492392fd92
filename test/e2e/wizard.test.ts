import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { callBeside } from './support/call.ts'
import type { TestHost } from './support/host.ts'
import { readDelivery } from './support/sending.ts'
import { useWindow } from './support/use-window.ts'

let page: Page
let host: TestHost

useWindow(
  async window => {
    ;({ page, host } = window)
    await page.getByRole('link', { name: 'Deliveries' }).first().click()
    await page.getByRole('link', { name: 'Send to a group' }).click()
  },
  { sample: true },
)

const step = (name: string) => page.locator('.ui-steps li[aria-current="step"]', { hasText: name }).waitFor()
const next = () => page.getByRole('button', { name: 'Next', exact: true }).click()

async function writeTo(audience: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name' }).fill('Opening hours')
  await page.getByRole('radio', { name: 'A saved audience' }).click()
  await page.getByRole('combobox', { name: 'Audience' }).click()
  await page.getByRole('option', { name: audience }).click()
  await next()
  await step('Message')
  await page.getByRole('textbox', { name: /Message/ }).fill('We are open on Sunday.')
}

it('A message to a group is written in five steps, reviewed, and sent', async () => {
  await step('People')
  await expectAccessible(page, 'the people of a message')
  await takePicture(page, 'wizard-people')
  await writeTo('Members')
  await expectAccessible(page, 'the text of a message')
  await takePicture(page, 'wizard-message')
  await next()
  await step('Line and time')
  await expectAccessible(page, 'line and time of a message')
  await takePicture(page, 'wizard-time')
  await next()
  await step('Rules')
  await expectAccessible(page, 'rules of a message')
  await takePicture(page, 'wizard-rules')
  await page.getByRole('button', { name: 'Prepare and review' }).click()

  const send = page.getByRole('button', { name: /Send to \d+ people/ })
  await send.waitFor()
  await expectAccessible(page, 'the review of a message')
  await takePicture(page, 'wizard-review')
  const count = /\d+/.exec((await send.textContent()) ?? '')?.[0] ?? ''
  await send.click()
  const dialog = page.getByRole('alertdialog')
  if (await dialog.getByRole('textbox').count()) await dialog.getByRole('textbox').fill(count)
  await dialog.getByRole('button', { name: `Send ${count} messages` }).click()
  await page.getByRole('tab', { name: /Messages/ }).waitFor()
  await expect.poll(() => page.url()).toMatch(/\/deliveries\/\d+$/)
})

it('What was written is kept, and is the same on the canvas', async () => {
  await writeTo('Members')
  await page.getByRole('button', { name: 'Open on the canvas' }).click()
  await page.getByRole('heading', { name: 'Opening hours', exact: true }).waitFor()
  await expect.poll(() => page.locator('.flow-node').count()).toBe(2)
  await page.goBack()
  await step('Message')
  await expect
    .poll(() => page.getByRole('textbox', { name: /Message/ }).inputValue())
    .toBe('We are open on Sunday.')
})

it('Another text after the review is prepared anew, and the old preparation is discarded', async () => {
  await writeTo('Members')
  await next()
  await next()
  await page.getByRole('button', { name: 'Prepare and review' }).click()
  await page.getByRole('button', { name: /Send to \d+ people/ }).waitFor()
  await page.getByRole('button', { name: 'Message', exact: true }).click()
  await page.getByRole('textbox', { name: /Message/ }).fill('We are open on Monday.')
  await next()
  await next()
  await page.getByRole('button', { name: 'Prepare and review' }).click()
  await page.getByRole('button', { name: /Send to \d+ people/ }).waitFor()
  await page.getByText('We are open on Monday.').first().waitFor()
})

it('What is missing is said where it is missing', async () => {
  await page.getByRole('textbox', { name: 'Name' }).fill('')
  await page.getByRole('radio', { name: 'A saved audience' }).click()
  await next()
  await page.getByText('Give the message a name.').waitFor()
  await page.getByText('Choose an audience.').waitFor()
  await step('People')
})

it('What keeps a message from being prepared is said in the words of its steps, and leads to them', async () => {
  await next()
  await page.getByRole('textbox', { name: /Message/ }).fill('Until {{ dday }}')
  await next()
  await step('Line and time')
  await next()
  await step('Rules')
  await page.getByRole('button', { name: 'Prepare and review' }).click()
  await page.getByText('The message cannot be prepared yet').waitFor()
  const fault = page.getByRole('listitem').filter({ hasText: 'There is no field “dday”' })
  await fault.getByRole('button', { name: 'Message' }).click()
  await step('Message')
})

it('What was chosen before the first step was left is not lost without a question', async () => {
  await step('People')
  await page.getByRole('link', { name: 'Cancel' }).click()
  await page.getByRole('link', { name: 'Send to a group' }).click()
  await step('People')
  await page.getByRole('textbox', { name: 'Name' }).fill('Half written')
  await page.getByRole('link', { name: 'People', exact: true }).first().click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Keep editing' }).click()
  await expect.poll(() => page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Half written')
  await page.getByRole('link', { name: 'Cancel' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Leave without saving' }).click()
  await page.getByRole('heading', { level: 1, name: 'Deliveries' }).waitFor()
})

/** Goes on with the Tab key alone until something has the keyboard. */
async function tabTo(target: Locator): Promise<void> {
  const has = () => target.evaluate(element => element === element.ownerDocument.activeElement)
  for (let presses = 0; presses < 60; presses += 1) {
    if (await has()) return
    await page.keyboard.press('Tab')
  }
  throw new Error('the Tab key does not get there')
}

/** The heading has the keyboard once a step is there. */
const headed = () => page.locator('.page h1:focus').waitFor()

it('The keyboard alone is enough to write a message and to have it prepared', async () => {
  await step('People')
  await tabTo(page.getByRole('textbox', { name: 'Name' }))
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('By keys')
  await page.getByRole('heading', { name: 'By keys' }).waitFor()
  for (const [before, name] of [
    ['Message', 'Next'],
    ['Line and time', 'Next'],
    ['Rules', 'Next'],
    ['Review', 'Prepare and review'],
  ] as const) {
    await page.getByRole('heading', { level: 1 }).focus()
    if (before === 'Line and time') {
      await tabTo(page.getByRole('textbox', { name: /Message/ }))
      await page.keyboard.type('We are open on Sunday.')
      await page.getByRole('heading', { level: 1 }).focus()
    }
    await tabTo(page.getByRole('button', { name, exact: true }))
    await page.keyboard.press('Enter')
    await step(before)
    await headed()
  }
  const send = page.getByRole('button', { name: /Send to \d+ people/ })
  await send.waitFor()
  await tabTo(send)
  await page.keyboard.press('Enter')
  await page.getByRole('alertdialog').waitFor()
})

it('What another window saved is shown, or waits for a choice where something is written here', async () => {
  await writeTo('Members')
  await next()
  await step('Line and time')
  await page.getByRole('button', { name: 'Message', exact: true }).click()
  await step('Message')
  const other = await page.context().newPage()
  await other.goto(page.url())
  await other.reload()
  const text = (window: Page) => window.getByRole('textbox', { name: /Message/ })
  await text(other).fill('From the other window.')
  await other.getByRole('button', { name: 'Next', exact: true }).click()
  await expect.poll(() => text(page).inputValue()).toBe('From the other window.')

  await other.getByRole('button', { name: 'Message', exact: true }).click()
  await text(page).fill('Mine.')
  await text(other).fill('Theirs.')
  await other.getByRole('button', { name: 'Next', exact: true }).click()
  await page.getByText('This message was changed in another window').waitFor()
  await page.getByRole('button', { name: 'Keep mine' }).click()
  await next()
  await step('Line and time')
  await other.getByRole('button', { name: 'Message', exact: true }).click()
  await expect.poll(() => text(other).inputValue()).toBe('Mine.')

  await text(page).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Message', exact: true }).click()
  await text(page).fill('Mine again.')
  await text(other).fill('Theirs again.')
  await other.getByRole('button', { name: 'Next', exact: true }).click()
  await page.getByRole('button', { name: 'Load theirs' }).click()
  await expect.poll(() => text(page).inputValue()).toBe('Theirs again.')
})

it('An audience that is gone is said, and another one is asked for', async () => {
  await page.goto(`${new URL(page.url()).origin}/#/deliveries/send?audience=999999`)
  await page.getByText('This audience was removed. Choose another one.').waitFor()
  await next()
  await step('People')
  await expectAccessible(page, 'a message to an audience that is gone')
})

it('The people of now are taken in from the review, though nothing else was changed', async () => {
  await page.getByRole('textbox', { name: 'Name' }).fill('To everyone')
  await next()
  await page.getByRole('textbox', { name: /Message/ }).fill('We are open on Sunday.')
  for (const name of ['Line and time', 'Rules']) {
    await next()
    await step(name)
  }
  await page.getByRole('button', { name: 'Prepare and review' }).click()
  const send = page.getByRole('button', { name: /Send to \d+ people/ })
  await send.waitFor()
  const before = Number(/\d+/.exec((await send.textContent()) ?? '')?.[0])
  await callBeside(host, 'people.create', { phone: '+447700900999', firstName: 'Late' })
  await page.getByText('The audience is larger by now').waitFor()
  await page.getByRole('button', { name: 'Take in the people of now' }).dblclick()
  await page.getByRole('button', { name: `Send to ${before + 1} people` }).waitFor()
  await page.getByText('The audience is larger by now').waitFor({ state: 'detached' })
  const deliveries = await callBeside<{ state: string }[]>(host, 'deliveries.list', {})
  expect(deliveries.map(({ state }) => state).toSorted()).toEqual(['ready', 'stopped'])
})

it('A delivery that was edited by itself is told apart from what the steps say', async () => {
  await writeTo('Members')
  await next()
  await next()
  await page.getByRole('button', { name: 'Prepare and review' }).click()
  await page.getByRole('button', { name: /Send to \d+ people/ }).waitFor()
  const notice = page.getByText('This delivery was edited by itself')
  expect(await notice.count()).toBe(0)
  const { id, revision, label, settings } = await readDelivery(host)
  const content = { text: 'We are open on Monday.' }
  await callBeside(host, 'deliveries.edit', { id, basedOn: revision, label, settings, content })
  await callBeside(host, 'deliveries.prepare', { id })
  await notice.waitFor()
  await page.getByText('We are open on Monday.').first().waitFor()
  await page.getByRole('button', { name: 'Prepare what the steps say' }).click()
  await page.getByText('We are open on Sunday.').first().waitFor()
  await notice.waitFor({ state: 'detached' })
})

it('A message that was sent stays as it was, and is the beginning of another one', async () => {
  await writeTo('Members')
  await next()
  await next()
  await page.getByRole('button', { name: 'Prepare and review' }).click()
  const send = page.getByRole('button', { name: /Send to \d+ people/ })
  await send.waitFor()
  const count = /\d+/.exec((await send.textContent()) ?? '')?.[0] ?? ''
  await send.click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('textbox').fill(count)
  await dialog.getByRole('button', { name: `Send ${count} messages` }).click()
  await page.getByRole('tab', { name: /Messages/ }).waitFor()
  await page.getByRole('link', { name: 'Workflows' }).first().click()
  await page.getByRole('button', { name: 'Actions for Opening hours' }).click()
  await page.getByRole('menuitem', { name: 'Open step by step' }).click()
  await page.getByText('“Opening hours” has been confirmed').waitFor()
  await expectAccessible(page, 'a message that was sent')
  await page.getByRole('link', { name: 'Open delivery' }).click()
  await page.getByRole('tab', { name: /Messages/ }).waitFor()
})

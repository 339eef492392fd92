import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectAccessible } from './support/accessibility.ts'
import { takePicture } from './support/browser.ts'
import { callBeside } from './support/call.ts'
import type { TestHost } from './support/host.ts'
import { prepareDelivery, readDelivery } from './support/sending.ts'
import { useWindow } from './support/use-window.ts'

let host: TestHost
let page: Page

useWindow(window => void ({ host, page } = window), { sample: true })

const call = <T>(name: string, input: object): Promise<T> => callBeside<T>(host, name, input)

function ofCity(value: string) {
  const item = { type: 'field', field: 'city', operator: 'is', value }
  return { version: 3, root: { type: 'group', match: 'all', items: [item] } }
}

it('leaves people out by a rule that is on, says so in the review, and lets them back in when it is off', async () => {
  await page.evaluate("location.hash = '#/deliveries/rules'")
  await page.getByText('No rule yet.').waitFor()
  await expectAccessible(page, 'rules without any')
  await page.getByRole('button', { name: 'Add cap' }).click()
  await page.getByLabel('Days in a row').waitFor()
  await expect.poll(() => call('deliveryRules.caps', {})).toEqual([{ most: 2, days: 7 }])

  await page.getByRole('button', { name: 'Add rule' }).first().click()
  const added = page.getByRole('dialog', { name: 'Add rule' })
  await added.getByText('Add at least one condition').waitFor()
  await added.getByRole('textbox', { name: /^Name/ }).fill('Everybody')
  expect(await added.getByRole('button', { name: 'Save rule' }).isDisabled()).toBe(true)
  await expectAccessible(page, 'a rule without a condition')
  await added.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await call('deliveryRules.save', { name: 'Colleagues', rule: ofCity('Toulouse'), scope: {}, isOn: true })
  await page.getByRole('button', { name: 'Colleagues', exact: true }).click()
  await page.getByRole('dialog', { name: 'Edit rule' }).getByText('people match').waitFor()
  await expectAccessible(page, 'a rule')
  await takePicture(page, 'delivery-rule')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  const delivery = await prepareDelivery(host, { id: 1 })
  const count = delivery.preparation?.excluded.find(({ cause }) => cause === 'custom-filter')?.count
  expect(count).toBeGreaterThan(0)
  await page.evaluate(`location.hash = '#/deliveries/${delivery.id}'`)
  await page.getByRole('button', { name: `Left out by a rule: ${count}` }).click()
  await page.getByText('Left out by a rule: Colleagues').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await page.evaluate("location.hash = '#/deliveries/rules'")
  await page.getByRole('switch', { name: 'Rule “Colleagues” is on' }).click()
  const isLeftOut = async (): Promise<boolean | undefined> =>
    (await readDelivery(host)).preparation?.excluded.some(({ cause }) => cause === 'custom-filter')
  await expect.poll(isLeftOut).toBe(false)

  await page.getByRole('button', { name: 'Remove “Colleagues”' }).click()
  await expectAccessible(page, 'the question before a rule is removed')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove rule' }).click()
  await page.getByText('No rule yet.').waitFor()
  expect(await call('deliveryRules.list', {})).toEqual([])
})

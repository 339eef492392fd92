import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Delivery } from '../../../src/shared/contract/deliveries.ts'
import type { DeliverySettings } from '../../../src/shared/delivery/delivery-settings.ts'
import { draw, given } from '../../support/workflow-world.ts'
import { callBeside } from './call.ts'
import type { TestHost } from './host.ts'

/** A part on the lines that are made here: five cents. */
const priceMicros = 50_000

/** A line that deliveries leave through unless they name another. */
export async function addLine(
  host: TestHost,
  kind: 'simulator' | 'gsm-modem',
  settings: object,
): Promise<void> {
  const line = { name: 'First line', kind, settings, isDefault: true, priceMicros, currency: 'EUR' }
  await callBeside(host, 'lines.save', line)
}

/** People who get what is sent to them within about a second, and one without a number. */
export async function addPeople(host: TestHost, count: number): Promise<void> {
  for (let index = 1; index <= count; index += 1) {
    const phone = `+4477009000${String(index).padStart(2, '0')}`
    await callBeside(host, 'people.create', { phone, firstName: `Person ${index}` })
  }
  await callBeside(host, 'people.create', { firstName: 'Nobody' })
}

/** The only delivery of a workspace. */
export async function readDelivery(host: TestHost): Promise<Delivery> {
  const [delivery] = await callBeside<Delivery[]>(host, 'deliveries.list', {})
  return delivery ?? expect.fail('there is no delivery')
}

/** Starts a workflow that sends to everybody, and opens its delivery as soon as that can be reviewed. */
export async function openReview(
  { host, page }: { readonly host: TestHost; readonly page: Page },
  settings: Partial<DeliverySettings> = {},
): Promise<void> {
  const delivery = { lineId: null, maxParts: 3, ...settings }
  const sms = { kind: 'sms', settings: { ...given.sms.settings, delivery } } as const
  const document = draw({ people: given.everyone, sms }, ['people>sms'], { timeZone: 'UTC' })
  const { id } = await callBeside<{ id: number }>(host, 'workflows.create', { name: 'Spring', document })
  await callBeside(host, 'workflows.start', { id })
  await expect
    .poll(async () => (await callBeside<Delivery[]>(host, 'deliveries.list', {}))[0]?.state)
    .toBe('ready')
  await page.evaluate(`location.hash = '#/deliveries/${(await readDelivery(host)).id}'`)
  await page.getByRole('button', { name: /^Send to/ }).waitFor()
}

/** Presses Send and confirms; the button of the question says what it does. */
export async function confirmSending(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: /^Send to/ }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: words }).click()
  await page.getByRole('alertdialog').waitFor({ state: 'detached' })
}

/** Waits until so many messages of a delivery have come to one of these states. */
export async function waitForCounts(host: TestHost, counts: Partial<Delivery['counts']>): Promise<void> {
  await expect.poll(async () => (await readDelivery(host)).counts, { timeout: 30_000 }).toMatchObject(counts)
}

/** Waits until a delivery has come so far. */
export async function waitForState(host: TestHost, state: Delivery['state']): Promise<void> {
  await expect.poll(async () => (await readDelivery(host)).state, { timeout: 30_000 }).toBe(state)
}

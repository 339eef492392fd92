import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Delivery } from '../../../src/shared/contract/deliveries.ts'
import type { DeliverySettings } from '../../../src/shared/delivery/delivery-settings.ts'
import { drawGroupMessage, newGroupMessage } from '../../../src/shared/workflow/group-message.ts'
import { draw, given } from '../../support/workflow-world.ts'
import { callBeside } from './call.ts'
import type { TestHost } from './host.ts'

/** A part on the lines that are made here: five cents. */
const priceMicros = 50_000

/** A line; unless it has a name, the one that deliveries leave through which name no other. */
export async function addLine(
  host: TestHost,
  kind: 'simulator' | 'gsm-modem',
  settings: object,
  name?: string,
): Promise<void> {
  const line = { name: name ?? 'First line', kind, settings, isDefault: name === undefined }
  await callBeside(host, 'lines.save', { ...line, priceMicros, currency: 'EUR' })
}

/** A line into a simulated network in which messages arrive at once. */
export async function addFastLine(host: TestHost, settings: object = {}): Promise<void> {
  await addLine(host, 'simulator', { latencyMs: 1, speed: 100, ...settings })
}

/** People who get what is sent to them within about a second, and one without a number. */
export async function addPeople(host: TestHost, count: number): Promise<void> {
  for (let index = 1; index <= count; index += 1) {
    const phone = `+4477009000${String(index).padStart(2, '0')}`
    await callBeside(host, 'people.create', { phone, firstName: `Person ${index}` })
  }
  await callBeside(host, 'people.create', { firstName: 'Nobody' })
}

interface Numbered {
  readonly id: number
}

/** Which delivery is meant where there are several: that of a workflow. */
interface DeliveryOf {
  readonly workflow?: Numbered | null
}

/** The only delivery of a workspace, or of a workflow. */
export async function readDelivery(host: TestHost, { workflow }: DeliveryOf = {}): Promise<Delivery> {
  const [delivery] = await callBeside<Delivery[]>(host, 'deliveries.list', { workflowId: workflow?.id })
  return delivery ?? expect.fail('there is no delivery')
}

/** Starts a workflow, and waits until its delivery can be confirmed. */
export async function prepareDelivery(host: TestHost, workflow: Numbered): Promise<Delivery> {
  await callBeside(host, 'workflows.start', { id: workflow.id })
  return await waitForState(host, 'ready', { workflow })
}

/** A message to the first audience of the sample, as the wizard draws it, at whatever time of the day. */
export async function prepareGroupMessage(
  host: TestHost,
  { name, text, timing = {} }: { readonly name: string; readonly text: string; readonly timing?: object },
): Promise<Delivery> {
  const quietHours = { kind: 'off' as const }
  const message = {
    ...newGroupMessage,
    people: { source: 'audience' as const, audienceId: 1 },
    content: { text },
    settings: { lineId: null, maxParts: 2, timing: { quietHours, ...timing } },
  }
  const document = drawGroupMessage(message, { people: 'People', message: name })
  return await prepareDelivery(host, await callBeside(host, 'workflows.create', { name, document }))
}

/** Confirms what was prepared, as somebody would who has typed how many it is. */
export async function confirmDelivery(host: TestHost, { id, preparation }: Delivery): Promise<void> {
  const { digest, toDeliver } = preparation ?? expect.fail('nothing is prepared')
  await callBeside(host, 'deliveries.confirm', { id, digest, typedCount: toDeliver })
}

/** Starts a workflow that sends to everybody, and opens its delivery as soon as that can be reviewed. */
export async function openReview(
  { host, page }: { readonly host: TestHost; readonly page: Page },
  settings: Partial<DeliverySettings> = {},
): Promise<void> {
  const delivery = { lineId: null, maxParts: 3, ...settings }
  const sms = { kind: 'sms', settings: { ...given.sms.settings, delivery } } as const
  const document = draw({ people: given.everyone, sms }, ['people>sms'], { timeZone: 'UTC' })
  const { id } = await prepareDelivery(
    host,
    await callBeside(host, 'workflows.create', { name: 'Spring', document }),
  )
  await page.evaluate(`location.hash = '#/deliveries/${id}'`)
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
  await expect.poll(async () => (await readDelivery(host)).counts).toMatchObject(counts)
}

/** Waits until a delivery has come so far, and gives it as it is then. */
export async function waitForState(
  host: TestHost,
  state: Delivery['state'],
  of: DeliveryOf = {},
): Promise<Delivery> {
  let delivery: Delivery | undefined
  const read = async () => (delivery = await readDelivery(host, of)).state
  await expect.poll(read, { timeout: 120_000 }).toBe(state)
  return delivery ?? expect.fail('there is no delivery')
}

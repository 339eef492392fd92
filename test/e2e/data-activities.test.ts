import type { Locator, Page } from 'playwright-core'
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
  }
  readonly lastRun: { readonly id: number; readonly state: string } | null
}
interface SamplePerson {
  readonly id: number
  readonly phone: string | null
  readonly firstName: string
}

const everyone = { version: 3, root: { type: 'group', match: 'all', items: [] } }
const sms = { content: { text: 'See you.' }, delivery: { lineId: null, maxParts: 3 }, outbound: 'none' }

/** Activities that lead from one to the next. */
async function draw(name: string, kinds: Readonly<Record<string, Settings>>): Promise<number> {
  const labels = Object.keys(kinds)
  const activities = labels.map((label, index) => {
    const { kind = label, ...settings } = kinds[label] ?? {}
    const position = { x: 60 + 260 * (index % 3), y: 60 + 140 * Math.floor(index / 3) }
    return { id: label, kind, version: 1, label, position, settings }
  })
  const transitions = labels.slice(1).map((to, index) => {
    const from = labels[index] ?? ''
    return { id: `${from}:result:${to}`, from, outlet: 'result', to }
  })
  const document = { version: 1, activities, transitions }
  const { id } = await call<Drawn>('workflows.create', { name, document })
  await page.goto(`${host.origin}/#/workflows/${id}`)
  return id
}

async function select(label: string): Promise<Locator> {
  await page.locator('.flow-node', { hasText: label }).first().click()
  const panel = page.locator('.flow-panel')
  const input = panel.getByRole('textbox', { name: 'Label', exact: true })
  await input.waitFor()
  await expect.poll(() => input.inputValue()).toBe(label)
  return panel
}

/** Starts a workflow when it is kept as it is in the window. */
async function run(id: number, kept: string): Promise<void> {
  const text = async (): Promise<string> =>
    JSON.stringify(
      (await call<Drawn>('workflows.get', { id })).document.activities.map(each => each.settings),
    )
  await expect.poll(text).toContain(kept)
  await call('workflows.start', { id })
}

describe('activities that know more about people', () => {
  it('Load file: a file is chosen, its columns are carried, and stand in messages', async () => {
    const { rows } = await call<{ rows: SamplePerson[] }>('people.page', { limit: 12 })
    const lines = rows.map(({ phone }, index) => `${phone};21 Nov ${index + 8}:30;${index},5;`)
    const text = ['Mobile;Appointment;Points;Note', ...lines, '07700 900999;x;y;', '12;x;1;'].join('\n')
    const id = await draw('Reminder', {
      'load-file': {
        reading: {},
        country: null,
        match: [],
        columns: [],
        unmatched: { kind: 'leave-out' },
        empty: 'fail',
        errorOutlet: false,
      },
      sms,
    })
    const panel = await select('load-file')
    await panel.getByText('No file is chosen. Choose one.').waitFor()
    await expectAccessible(page, 'Load file without a file')
    const chooser = page.waitForEvent('filechooser')
    await panel.getByRole('button', { name: 'Choose file' }).click()
    await (await chooser).setFiles({ name: 'tomorrow.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })

    await panel.getByText('people are found by the 14 rows of today’s file').waitFor()
    await panel.getByText('number that is too short').waitFor()
    const types = panel.getByRole('combobox', { name: 'Type' })
    expect(await chosenOf(types)).toEqual(['Text', 'Number', 'Text'])
    expect(await chosenOf(panel.getByRole('combobox', { name: 'Decimals' }))).toEqual(['1,5'])
    await takePicture(page, 'load-file')
    await types.last().scrollIntoViewIfNeeded()
    await takePicture(page, 'load-file-columns')
    await panel.getByRole('radio', { name: /^Add them/ }).check()
    await panel.getByRole('button', { name: 'Add a field' }).click()
    await expectAccessible(page, 'Load file')
    await takePicture(page, 'load-file-add')
    await panel.getByRole('radio', { name: /^Leave them out/ }).check()

    const content = await select('sms')
    const message = content.getByRole('textbox', { name: /^Message/ })
    await message.press('End')
    await content.getByRole('button', { name: 'Insert field' }).click()
    await takePicture(page, 'sms-fields')
    await page.getByRole('menuitem', { name: 'Appointment' }).click()
    await expect.poll(() => message.inputValue()).toBe('See you.{{ appointment | default: "appointment" }}')
    await run(id, '{{ appointment')
    await page.getByRole('button', { name: 'Show the 12 people who travelled here' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText('21 Nov 19:30').waitFor()
    await takePicture(page, 'people-who-carry')
    await expectAccessible(page, 'people with columns')
    await page.keyboard.press('Escape')
    await select('sms')
    await takePicture(page, 'sms-preview')
    await select('load-file')
    await panel.getByRole('heading', { name: 'Last time' }).scrollIntoViewIfNeeded()
    await takePicture(page, 'load-file-last')
    await expectAccessible(page, 'Load file after a run')
  })

  it('Enrichment gives columns and Update data writes them down', async () => {
    const id = await draw('Knowledge', {
      'build-audience': { source: 'rule', rule: everyone },
      enrichment: { columns: [], primary: null, keeps: true },
      'update-data': { changes: [], addTags: [], removeTags: [], rejects: false, errorOutlet: false },
    })
    const panel = await select('enrichment')
    await takePicture(page, 'enrichment-empty')
    await panel.getByRole('button', { name: 'Add column' }).click()
    await takePicture(page, 'enrichment-menu')
    await page.getByRole('menuitem', { name: 'A fixed value' }).click()
    await panel.getByRole('textbox', { name: 'Value' }).fill('spring')
    await panel.getByRole('textbox', { name: 'Name of the column' }).fill('Campaign')
    await panel.getByRole('button', { name: 'Add column' }).click()
    await page.getByRole('menuitem', { name: 'Messages and replies' }).click()
    await panel.getByRole('combobox', { name: 'What to find out' }).selectOption({ label: 'Messages sent' })
    await panel.getByText('{{ messages_sent }}').waitFor()
    await expectAccessible(page, 'Enrichment')
    await takePicture(page, 'enrichment')

    await select('update-data')
    await takePicture(page, 'update-data-empty')
    await panel.getByRole('button', { name: 'Change a field' }).click()
    await panel.getByRole('combobox', { name: 'Field' }).fill('City')
    await page.getByRole('option', { name: 'City' }).click()
    await panel.getByRole('combobox', { name: 'Set to' }).selectOption({ label: 'A column' })
    await panel.getByRole('combobox', { name: 'Column' }).selectOption({ label: 'Campaign' })
    await panel.getByRole('textbox', { name: 'Give tags' }).fill('Asked')
    await page.keyboard.press('Enter')
    await panel.getByRole('switch', { name: /^An outlet for those/ }).check()
    await expectAccessible(page, 'Update data')
    await takePicture(page, 'update-data')
    await run(id, '"rejects":true')
    await expect
      .poll(async () => (await call<Drawn>('workflows.get', { id })).lastRun?.state)
      .toBe('finished')
    const { rows } = await call<{ rows: SamplePerson[] }>('people.page', { limit: 1 })
    expect(rows[0]).toMatchObject({ fields: { city: 'spring' } })
    await takePicture(page, 'update-data-done')
  })

  it('an Incremental query says who is new, and forgets when asked', async () => {
    const id = await draw('News', {
      'incremental-query': { source: 'rule', rule: everyone, by: { mode: 'never-returned', keepDays: 0 } },
    })
    const panel = await select('incremental-query')
    await panel.getByText('people are new now').waitFor()
    await expectAccessible(page, 'Incremental query')
    await takePicture(page, 'incremental-query')
    await run(id, '')
    await panel.getByText(/^Returned so far: 600 people/).waitFor()
    await takePicture(page, 'incremental-query-after')
    await panel.getByRole('button', { name: 'Forget them…' }).click()
    await expectAccessible(page, 'the question before forgetting')
    await page.getByRole('button', { name: 'Forget them', exact: true }).click()
    await panel.getByText('It has not been executed yet').waitFor()
    await panel.getByRole('radio', { name: /^Whoever has a date/ }).check()
    await expectAccessible(page, 'Incremental query by dates')
    await takePicture(page, 'incremental-query-dates')
  })
})

/** The words that stand in fields to choose from. */
async function chosenOf(fields: Locator): Promise<(string | undefined)[]> {
  const all = await fields.all()
  return Promise.all(all.map(field => field.locator('option:checked').textContent())).then(texts =>
    texts.map(text => text?.trim()),
  )
}

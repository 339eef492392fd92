import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia, type Pinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ColumnTarget } from '../../../../../src/shared/contract/imports.ts'
import type { PersonField } from '../../../../../src/shared/contract/people.ts'
import type {
  Inspection,
  MappedDraft,
} from '../../../../../src/renderer/features/people/import/import-draft.ts'
import { standInForEngine } from '../../../support/fake-engine.ts'

const phone = { to: 'field', field: 'phone' } as const
const columns: Inspection['columns'] = [
  { header: 'Mobile', target: { ...phone, priority: 1 }, samples: ['07700 900123'] },
  { header: 'Phone 2', target: { ...phone, priority: 2 }, samples: ['020 7946 0001'] },
  {
    header: 'Born',
    target: { to: 'new-field', label: 'Born', type: 'date', dateOrder: 'day-month' },
    samples: ['03/04/1985', '31/12/1990'],
  },
  { header: 'Level', target: { to: 'field', field: 'level' }, samples: ['Gold'] },
]
const found: Inspection = {
  fileName: 'people.csv',
  bytes: 100,
  reading: { format: 'delimited', encoding: 'utf-8', delimiter: ',', hasHeader: true },
  remembered: null,
  rows: null,
  sheets: [],
  remarks: [],
  columns,
  preview: [],
}
const fields: PersonField[] = [
  { key: 'phone', label: 'Phone', type: 'text', isBuiltIn: true },
  { key: 'level', label: 'Level', type: 'choice', isBuiltIn: false, choices: ['Gold'] },
]

let inspected = found
const engine = standInForEngine({
  'workspace.describe': () => ({
    name: 'Test',
    version: '1',
    people: 0,
    settings: { defaultCountry: 'GB', currency: 'EUR' },
    timeZone: 'Europe/London',
    notices: [],
  }),
  'imports.inspect': () => inspected,
  'people.tags': () => [{ id: 1, name: 'Choir', people: 3 }],
  'audiences.list': () => [
    { id: 4, name: 'Members', kind: 'list' },
    { id: 5, name: 'Everyone live', kind: 'query' },
  ],
})
const { useImportSession } =
  await import('../../../../../src/renderer/features/people/import/import-session.ts')
const { default: MatchColumns } =
  await import('../../../../../src/renderer/features/people/import/MatchColumns.vue')
const { findRemarks } = await import('../../../../../src/renderer/features/people/import/column-targets.ts')
const { mountKit } = await import('../../../ui/mount-kit.ts')

let pinia: Pinia

/** The step as it is shown after a text was pasted. */
async function open() {
  const session = useImportSession()
  await session.paste('…', 'Pasted')
  const draft = () => session.draft as MappedDraft
  const wrapper = mountKit(MatchColumns, {
    props: { draft: draft(), fields, remarks: findRemarks(draft().targets, fields) },
  })
  const settle = async (): Promise<void> => {
    await flushPromises()
    await wrapper.setProps({ draft: draft(), fields, remarks: findRemarks(draft().targets, fields) })
  }
  await settle()
  return { session, draft, wrapper, settle }
}

function control(wrapper: VueWrapper, label: string) {
  return wrapper.get<HTMLSelectElement>(`[aria-label="${label}"]`)
}

const targetOf = (draft: MappedDraft, index: number): ColumnTarget | undefined => draft.targets[index]

describe('the step that matches columns', () => {
  beforeEach(() => {
    pinia = createPinia()
    setActivePinia(pinia)
    engine.calls.length = 0
    inspected = found
    document.body.innerHTML = ''
  })

  it('puts several columns with numbers in an order that can be changed', async () => {
    const { draft, wrapper, settle } = await open()
    const place = control(wrapper, 'When the number of column Phone 2 is taken')
    expect(place.element.value).toBe('2')
    await place.setValue('1')
    await settle()
    expect([0, 1].map(index => targetOf(draft(), index))).toEqual([
      { ...phone, priority: 2 },
      { ...phone, priority: 1 },
    ])
  })

  it('lets the type of a new field be chosen, and says what could not be read', async () => {
    const { draft, wrapper, settle } = await open()
    expect(wrapper.text()).not.toContain('cannot be read')
    await control(wrapper, 'How column Born writes dates').setValue('month-day')
    await settle()
    expect(targetOf(draft(), 2)).toMatchObject({ type: 'date', dateOrder: 'month-day' })
    expect(wrapper.text()).toContain('One of these values cannot be read as: Date.')
    await control(wrapper, 'Type of column Born').setValue('number')
    await settle()
    expect(wrapper.text()).toContain('2 of these values cannot be read as: Number.')
    expect(wrapper.find('[aria-label="How column Born writes dates"]').exists()).toBe(false)
    expect(wrapper.find('[aria-label="Type of column Level"]').exists()).toBe(false)
  })

  it('offers lists alone, and calls a new one like the file', async () => {
    const { session, draft, wrapper, settle } = await open()
    const list = wrapper.findAll('select').find(each => each.text().includes('No list'))
    expect(list?.findAll('option').map(option => option.text())).toEqual(['No list', 'Members', 'New list…'])
    await list?.setValue('list:4')
    expect(draft().list).toEqual({ id: 4 })
    await list?.setValue('new')
    await settle()
    expect(draft().list).toEqual({ name: 'people' })
    session.change({ tags: ['Choir'] })
    await settle()
    expect(wrapper.text()).toContain('Choir')
  })

  it('says since when the columns are known, and guesses them anew when asked', async () => {
    const remembered = {
      at: Date.UTC(2026, 4, 3),
      defaultCountry: 'GB',
      badNumbers: 'reject',
      existing: 'skip',
      tags: [],
    } as const
    inspected = { ...found, remembered: { ...remembered, tags: [] } }
    const { draft, wrapper, settle } = await open()
    expect(wrapper.text()).toMatch(/Mapped as on .*2026/)
    expect(draft().existing).toBe('skip')
    inspected = found
    await wrapper
      .findAll('button')
      .find(button => button.text() === 'Guess anew')
      ?.trigger('click')
    await settle()
    expect(engine.calls.at(-1)?.input).toMatchObject({ guessAnew: true })
    expect(wrapper.text()).not.toContain('Mapped as on')
    expect(draft().existing).toBe('skip')
  })
})

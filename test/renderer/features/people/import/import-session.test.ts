import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type {
  Inspection,
  MappedDraft,
} from '../../../../../src/renderer/features/people/import/import-draft.ts'
import { standInForEngine } from '../../../support/fake-engine.ts'

function inspectionOf(
  fileName: string,
  headers: readonly string[] = ['naam', 'mobiel', 'club_lid'],
): Inspection {
  return {
    fileName,
    bytes: 100,
    reading: { format: 'delimited', encoding: 'utf-8', delimiter: ';', hasHeader: true },
    columns: headers.map((header, index) => ({
      header,
      target: index === 1 ? { to: 'field', field: 'phone' } : { to: 'new-field', label: header },
      samples: ['a'],
    })),
    preview: [],
    rows: null,
    sheets: [],
    remarks: [],
    remembered: null,
  }
}

/** An error as it crosses the channel. */
const refusal = (code: string) => ({ code, data: {} })

let inspect: (input: { file: string; reading?: { delimiter?: string } }) => unknown
let start: () => unknown
const engine = standInForEngine({
  'workspace.describe': () => ({
    name: 'Test',
    version: '1',
    people: 0,
    settings: { defaultCountry: 'NL', currency: 'EUR' },
    timeZone: 'Europe/Amsterdam',
    notices: [],
  }),
  'imports.inspect': (input: never) => inspect(input),
  'imports.start': () => start(),
})
const { useImportSession } =
  await import('../../../../../src/renderer/features/people/import/import-session.ts')
const { desktop } = await import('../../../../../src/renderer/host.ts')
const inputsOf = (call: string) => engine.calls.filter(each => each.call === call).map(each => each.input)
const file = new File(['x'], 'people.csv')

async function openMapped() {
  const session = useImportSession()
  await session.drop(file)
  return session
}

describe('setting up an import', () => {
  beforeEach(() => {
    setActivePinia(createPinia())
    engine.calls.length = 0
    inspect = ({ file: ref }) => inspectionOf(ref)
    start = () => ({ importId: 7 })
    Object.assign(desktop, { acceptDropped: async ({ name }: File) => ({ ref: `granted ${name}`, name }) })
  })

  it('looks at a dropped file in the country of the workspace and goes on to its columns', async () => {
    const session = await openMapped()
    expect(inputsOf('imports.inspect')).toEqual([{ file: 'granted people.csv', defaultCountry: 'NL' }])
    expect(session.draft).toMatchObject({
      step: 'columns',
      country: 'NL',
      badNumbers: 'reject',
      isReading: false,
    })
  })

  it('gives new fields names for people', async () => {
    const { draft } = await openMapped()
    expect((draft as MappedDraft).targets[2]).toEqual({ to: 'new-field', label: 'Club lid' })
  })

  it('keeps the file when it cannot be read, and reads it again when asked', async () => {
    inspect = () => Promise.reject(refusal('import/not-text'))
    const session = await openMapped()
    expect(session.draft).toMatchObject({
      step: 'file',
      isReading: false,
      source: { file: { name: 'people.csv' } },
    })
    expect(session.draft.trouble).toBeDefined()
    inspect = ({ file: ref }) => inspectionOf(ref)
    await session.retry()
    expect(session.draft).toMatchObject({ step: 'columns', trouble: undefined })
  })

  it('drops the late answer for a file after another one was chosen', async () => {
    const waiting: (() => void)[] = []
    inspect = ({ file: ref }) =>
      ref === 'granted slow.csv'
        ? new Promise(resolve => waiting.push(() => resolve(inspectionOf('slow.csv'))))
        : inspectionOf('fast.csv')
    const session = useImportSession()
    const slow = session.drop(new File(['x'], 'slow.csv'))
    await vi.waitFor(() => expect(waiting).toHaveLength(1))
    await session.drop(new File(['x'], 'fast.csv'))
    waiting[0]?.()
    await slow
    expect(session.draft).toMatchObject({ step: 'columns', inspection: { fileName: 'fast.csv' } })
  })

  it('keeps what was chosen for a column when the file is read in another way', async () => {
    const session = await openMapped()
    session.retarget(0, { to: 'field', field: 'first_name' })
    session.change({ country: 'BE', badNumbers: 'keep' })
    inspect = () => inspectionOf('people.csv', ['extra', 'mobiel', 'naam'])
    const reading = {
      format: 'delimited',
      encoding: 'windows-1252',
      delimiter: ',',
      hasHeader: true,
    } as const
    await session.reread(reading)
    expect(inputsOf('imports.inspect').at(-1)).toMatchObject({ reading, defaultCountry: 'BE' })
    expect((session.draft as MappedDraft).targets[2]).toEqual({ to: 'field', field: 'first_name' })
    expect(session.draft).toMatchObject({ country: 'BE', badNumbers: 'keep' })
  })

  it('shows the chosen reading and the old columns when the file cannot be read that way', async () => {
    const session = await openMapped()
    inspect = () => Promise.reject(refusal('import/not-text'))
    await session.reread({ format: 'delimited', encoding: 'utf-16le', delimiter: ';', hasHeader: true })
    expect(session.draft).toMatchObject({
      step: 'columns',
      reading: { format: 'delimited', encoding: 'utf-16le' },
      isReading: false,
    })
    expect((session.draft as MappedDraft).inspection.columns).toHaveLength(3)
    expect(session.draft.trouble).toBeDefined()
  })

  it('looks at a pasted text, hands it over with its name, and keeps it when going back', async () => {
    const session = useImportSession()
    session.begin({ way: 'paste', text: 'Ann <07700 900123>' })
    inspect = () => inspectionOf('Pasted')
    await session.paste('Ann <07700 900123>', 'Pasted')
    const asked = { text: 'Ann <07700 900123>', name: 'Pasted' }
    expect(inputsOf('imports.inspect')).toEqual([{ ...asked, defaultCountry: 'NL' }])
    await session.reread({ format: 'numbers' })
    expect(inputsOf('imports.inspect').at(-1)).toMatchObject({ ...asked, reading: { format: 'numbers' } })
    session.restart()
    expect(session.draft).toMatchObject({ step: 'file', way: 'paste', text: 'Ann <07700 900123>' })
    await session.paste('Ann <07700 900123>', 'Pasted')
    await session.start()
    expect(inputsOf('imports.start')).toMatchObject([asked])
  })

  it('takes over what was chosen for the last file with the same columns, until the columns are guessed anew', async () => {
    const remembered = {
      at: 5,
      defaultCountry: 'BE',
      badNumbers: 'keep',
      existing: 'overwrite',
      tags: ['Choir'],
    } as const
    inspect = () => ({ ...inspectionOf('people.csv'), remembered: { ...remembered, tags: ['Choir'] } })
    const session = await openMapped()
    expect(session.draft).toMatchObject({
      country: 'BE',
      badNumbers: 'keep',
      // Overwriting is chosen anew each time.
      existing: 'fill',
      tags: ['Choir'],
    })
    session.retarget(0, { to: 'ignore' })
    session.change({ tags: ['Board'], list: { name: 'All' } })
    inspect = () => inspectionOf('people.csv')
    await session.guessAnew()
    expect(inputsOf('imports.inspect').at(-1)).toMatchObject({ guessAnew: true, defaultCountry: 'BE' })
    expect(session.draft).toMatchObject({
      inspection: { remembered: null },
      tags: ['Board'],
      list: { name: 'All' },
      isReading: false,
    })
    expect((session.draft as MappedDraft).targets[0]).toEqual({ to: 'new-field', label: 'Naam' })
    await session.start()
    expect(inputsOf('imports.start').at(-1)).toMatchObject({
      existing: 'fill',
      tags: ['Board'],
      list: { name: 'All' },
    })
  })

  it('finds out anew where the table of another sheet begins', async () => {
    const reading = { format: 'workbook', sheet: 'Members', firstRow: 4, hasHeader: true } as const
    inspect = () => ({ ...inspectionOf('people.xlsx'), reading })
    const session = await openMapped()
    const other = { ...reading, sheet: 'Guests', firstRow: 1 }
    inspect = () => ({ ...inspectionOf('people.xlsx'), reading: other })
    await session.reread({ format: 'workbook', sheet: 'Guests' })
    expect(inputsOf('imports.inspect').at(-1)).toMatchObject({
      reading: { format: 'workbook', sheet: 'Guests' },
    })
    expect(session.draft).toMatchObject({ reading: other })
  })

  it('starts once, hands over what was chosen, and is empty again', async () => {
    const session = await openMapped()
    session.retarget(2, { to: 'ignore' })
    const [first, second] = await Promise.all([session.start(), session.start()])
    expect([first, second]).toEqual([7, null])
    expect(inputsOf('imports.start')).toEqual([
      {
        file: 'granted people.csv',
        reading: { format: 'delimited', encoding: 'utf-8', delimiter: ';', hasHeader: true },
        columns: [{ to: 'new-field', label: 'Naam' }, { to: 'field', field: 'phone' }, { to: 'ignore' }],
        defaultCountry: 'NL',
        badNumbers: 'reject',
        existing: 'fill',
        tags: [],
      },
    ])
    expect(session.draft).toMatchObject({ step: 'file', source: null })
  })

  it('keeps everything when the import cannot begin', async () => {
    const session = await openMapped()
    start = () => Promise.reject(refusal('import/already-running'))
    session.change({ step: 'check' })
    expect(await session.start()).toBeNull()
    expect(session.draft).toMatchObject({ step: 'check', source: { file: { name: 'people.csv' } } })
    expect(session.draft.trouble).toBeDefined()
    expect(session.isStarting).toBe(false)
  })
})

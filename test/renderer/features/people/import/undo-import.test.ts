import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { anImport } from '../../../../support/an-import.ts'
import { standInForEngine } from '../../../support/fake-engine.ts'

let foresee = (): unknown => ({ removed: 3, touched: 2 })
standInForEngine({ 'imports.foreseeUndo': () => foresee() })
const { default: UndoImport } =
  await import('../../../../../src/renderer/features/people/import/UndoImport.vue')
const { mountKit } = await import('../../../ui/mount-kit.ts')

async function open(): Promise<string> {
  document.body.innerHTML = ''
  const current = anImport({ imported: 4, updated: 5 })
  const wrapper = mountKit(UndoImport, { props: { current, open: false } })
  await wrapper.setProps({ open: true })
  await flushPromises()
  return document.body.textContent
}

it('an undo says whom it deletes, how many of them were touched since, and what others keep', async () => {
  const text = await open()
  expect(text).toContain(
    'The 3 people whom list.csv brought are deleted, 2 of whom were changed, tagged, subscribed or messaged since.',
  )
  expect(text).toContain(
    'Others get back what 5 rows changed of them, except where that was changed again since.',
  )
})

it('an undo says where nothing has happened since to those whom it deletes', async () => {
  foresee = () => ({ removed: 1, touched: 0 })
  expect(await open()).toContain('The 1 person whom list.csv brought is deleted, none of whom')
})

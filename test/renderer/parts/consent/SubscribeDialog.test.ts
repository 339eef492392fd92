import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import { useToasts } from '../../../../src/renderer/ui/index.ts'
import { standInForEngine } from '../../support/fake-engine.ts'

const list = { id: 4, name: 'News', subscribed: 2 }
const engine = standInForEngine({
  'subscriptionLists.list': () => [list],
  'subscriptions.set': () => ({ changed: 1200, unchanged: 3, withoutNumber: 0, heldBack: 1, isWhole: true }),
})
const { SubscribeDialog } = await import('../../../../src/renderer/parts/consent/index.ts')

async function open(props: { listId?: number; hasLeft?: boolean } = {}) {
  const wrapper = mount(SubscribeDialog, {
    attachTo: document.body,
    global: { plugins: [i18n] },
    props: { open: true, selection: { ids: [1, 2] }, count: 2, ...props },
  })
  await vi.waitFor(() => expect(document.body.textContent).toContain('Where the consent comes from'))
  return wrapper
}

const orders = () => engine.calls.filter(({ call }) => call === 'subscriptions.set').map(({ input }) => input)
const submit = () => document.querySelector<HTMLButtonElement>('button[type=submit]')

async function write(text: string): Promise<void> {
  const boxes = document.querySelectorAll<HTMLInputElement>('form input:not([type=checkbox])')
  const box = boxes[boxes.length - 1]
  if (!box) throw new Error('there is nowhere to write')
  box.value = text
  box.dispatchEvent(new Event('input'))
  await nextTick()
}

describe('the question where a consent comes from', () => {
  beforeEach(() => {
    document.body.innerHTML = ''
    engine.calls.length = 0
  })

  it('takes no answer without words, and then says what became of everybody', async () => {
    await open({ listId: 4 })
    expect(submit()?.disabled).toBe(true)
    await write('  ')
    expect(submit()?.disabled).toBe(true)
    await write('Paper form')
    submit()?.click()
    await vi.waitFor(() => expect(orders()).toHaveLength(1))
    expect(orders()[0]).toMatchObject({
      listId: 4,
      state: 'subscribed',
      note: 'Paper form',
      includesUnsubscribed: false,
    })
    const { toasts } = useToasts()
    await vi.waitFor(() => expect(toasts.value.at(-1)?.title).toBe('1,200 people were subscribed to News'))
    expect(toasts.value.at(-1)?.text).toBe('3 were subscribed already. 1 had unsubscribed and was left out.')
  })

  it('warns about somebody who left, and puts them back by the express word', async () => {
    await open({ listId: 4, hasLeft: true })
    expect(document.body.textContent).toContain('This person has unsubscribed from the list')
    await write('Asked on the phone')
    submit()?.click()
    await vi.waitFor(() => expect(orders()[0]).toMatchObject({ includesUnsubscribed: true }))
  })
})

import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { h, nextTick } from 'vue'
import {
  UiButton,
  UiCombobox,
  UiConfirm,
  UiField,
  UiIconButton,
  UiInput,
  UiNumberInput,
  UiStat,
  UiTable,
  UiToasts,
  hasFaultyControl,
  useToasts,
} from '../../../src/renderer/ui/index.ts'
import { i18n } from '../../../src/renderer/i18n/index.ts'
import { mountKit } from './mount-kit.ts'

beforeEach(() => {
  i18n.global.locale.value = 'en'
})
afterEach(() => {
  document.body.replaceChildren()
  vi.useRealTimers()
})

describe('UiButton', () => {
  it('ignores presses while it is loading and stays focusable', async () => {
    const onClick = vi.fn()
    const button = mountKit(UiButton, {
      props: { loading: true, onClick },
      slots: { default: 'Go' },
    })
    await button.trigger('click')
    expect(onClick).not.toHaveBeenCalled()
    expect(button.attributes('disabled')).toBeUndefined()
    expect(button.attributes('aria-disabled')).toBe('true')
  })
})

describe('UiCombobox', () => {
  const options = [
    { value: '', label: 'As the workflow' },
    { value: 'utc', label: 'UTC' },
  ]
  const listed = () => [...document.querySelectorAll('[role=option]')].map(each => each.textContent?.trim())

  it('offers the empty text like any other choice, and gives it back', async () => {
    const onUpdate = vi.fn()
    const mounted = mountKit(UiCombobox, {
      props: { options, modelValue: 'utc', 'onUpdate:modelValue': onUpdate, label: 'Zone' },
    })
    await mounted.get('input').trigger('click')
    await flushPromises()
    expect(listed()).toEqual(['As the workflow', 'UTC'])
    document.querySelector<HTMLElement>('[role=option]')?.click()
    await flushPromises()
    expect(onUpdate).toHaveBeenCalledWith('')
  })

  it('shows the name of the empty text where that is chosen', async () => {
    const mounted = mountKit(UiCombobox, { props: { options, modelValue: '', label: 'Zone' } })
    await flushPromises()
    expect(mounted.get('input').element.value).toBe('As the workflow')
  })
})

describe('UiIconButton', () => {
  it('is no toggle unless it is told to be', () => {
    const icon = { render: () => h('svg') }
    expect(mountKit(UiIconButton, { props: { icon, label: 'Undo' } }).html()).not.toContain('aria-pressed')
    const toggle = mountKit(UiIconButton, { props: { icon, label: 'Grid', pressed: false } })
    expect(toggle.html()).toContain('aria-pressed="false"')
  })
})

describe('UiTooltip', () => {
  const press = (key: string) => window.dispatchEvent(new KeyboardEvent('keydown', { key }))

  it('explains what one walks to, and not what a closed menu gives the focus back to', async () => {
    const icon = { render: () => h('svg') }
    const mounted = mountKit(UiIconButton, { props: { icon, label: 'Actions for Spring' } })
    const button = mounted.get('button').element
    press('Escape')
    button.focus()
    await flushPromises()
    expect(document.querySelector('.ui-tooltip')).toBeNull()
    button.blur()
    press('Tab')
    button.focus()
    await vi.waitFor(() => expect(document.querySelector('.ui-tooltip')).not.toBeNull())
  })
})

describe('UiField', () => {
  it('ties label, hint and error to the control inside', () => {
    const field = mountKit(UiField, {
      props: { label: 'Name', hint: 'As in the list', error: 'It is empty', required: true },
      slots: { default: () => h(UiInput) },
    })
    const input = field.get('input')
    expect(field.get('label').attributes('for')).toBe(input.attributes('id'))
    expect(input.attributes('aria-invalid')).toBe('true')
    expect(input.attributes('aria-required')).toBe('true')
    const described = input.attributes('aria-describedby')?.split(' ') ?? []
    expect(described.map(id => document.querySelector(`[id="${id}"]`)?.textContent)).toEqual([
      'It is empty',
      'As in the list',
    ])
  })
})

describe('UiNumberInput', () => {
  it('reads numbers as the person writes them', async () => {
    i18n.global.locale.value = 'fr'
    const field = mountKit(UiNumberInput, { props: { modelValue: null, decimals: 2 } })
    await field.get('input').setValue('1 204,5')
    expect(field.emitted('update:modelValue')?.at(-1)).toEqual([1204.5])
  })

  it.each([
    ['99', 'Write 30 or less.'],
    ['-1', 'Write 1 or more.'],
    ['1.5', 'Write a whole number.'],
    ['0,125', '“0,125” cannot be read as a number without doubt. Write it like 1,234.'],
  ])('refuses %s with the reason at its field and keeps the number as it was', async (typed, reason) => {
    const onChange = vi.fn()
    const field = mountKit(UiField, {
      props: { label: 'Parts' },
      slots: {
        default: () => h(UiNumberInput, { modelValue: 5, min: 1, max: 30, 'onUpdate:modelValue': onChange }),
      },
    })
    const input = field.get('input')
    await input.setValue(typed)
    await input.trigger('change')
    await nextTick()
    expect(field.get('.ui-field-error').text()).toBe(reason)
    expect(input.attributes('aria-invalid')).toBe('true')
    expect(input.element.value).toBe(typed)
    expect(onChange).not.toHaveBeenCalled()
    expect(hasFaultyControl(field.element)).toBe(true)
    await input.setValue('7')
    expect(hasFaultyControl(field.element)).toBe(false)
  })

  it('is empty, not zero, when nothing is typed', async () => {
    const field = mountKit(UiNumberInput, { props: { modelValue: 5 } })
    await field.get('input').setValue('')
    expect(field.emitted('update:modelValue')?.at(-1)).toEqual([null])
  })
})

describe('UiConfirm', () => {
  const props = {
    open: true,
    title: 'Send?',
    text: 'They leave at once.',
    confirmLabel: 'Send',
    expected: '1,204',
  }
  const press = (): void => [...document.querySelectorAll('button')].at(-1)?.click()

  async function type(text: string): Promise<void> {
    const input = document.querySelector('input')
    if (!input) throw new Error('There is no input.')
    input.value = text
    input.dispatchEvent(new Event('input'))
    await nextTick()
  }

  it('waits until the count is typed, with or without grouping', async () => {
    const dialog = mountKit(UiConfirm, { props })
    await nextTick()
    await type('120')
    press()
    expect(dialog.emitted('confirm')).toBeUndefined()
    await type('1204')
    press()
    expect(dialog.emitted('confirm')).toHaveLength(1)
  })

  it('puts the focus where the count is typed, and says when Enter confirms a wrong one', async () => {
    const dialog = mountKit(UiConfirm, { props })
    await vi.waitFor(() => expect(document.activeElement?.tagName).toBe('INPUT'))
    await type('120')
    document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
    await nextTick()
    expect(document.querySelector('.ui-field-error')?.textContent).toContain('That is not 1,204')
    expect(dialog.emitted('confirm')).toBeUndefined()
    await type('1204')
    expect(document.querySelector('.ui-field-error')).toBeNull()
  })

  it('drops the rest of a double click that closed it, and nothing else', async () => {
    const below = document.createElement('button')
    const pressed = vi.fn()
    below.addEventListener('click', pressed)
    document.body.append(below)
    const dialog = mountKit(UiConfirm, { props })
    await nextTick()
    await dialog.setProps({ open: false })
    below.dispatchEvent(new MouseEvent('click', { detail: 2, bubbles: true }))
    expect(pressed).not.toHaveBeenCalled()
    below.dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true }))
    expect(pressed).toHaveBeenCalledOnce()
    // Another double click, however soon, is one.
    for (const detail of [1, 2]) {
      below.dispatchEvent(new MouseEvent('mousedown', { detail, bubbles: true }))
      below.dispatchEvent(new MouseEvent('click', { detail, bubbles: true }))
    }
    expect(pressed).toHaveBeenCalledTimes(3)
    below.remove()
  })

  it('is cancelled when Enter is let go, so that a key held down presses nothing behind it', async () => {
    const dialog = mountKit(UiConfirm, { props })
    await nextTick()
    const cancel = [...document.querySelectorAll('button')].at(-2)
    const key = (type: string, repeat = false): boolean | undefined =>
      cancel?.dispatchEvent(
        new KeyboardEvent(type, { key: 'Enter', repeat, bubbles: true, cancelable: true }),
      )
    expect(key('keydown', true)).toBe(false)
    key('keyup')
    expect(dialog.emitted('update:open')).toBeUndefined()
    expect(key('keydown')).toBe(false)
    key('keyup')
    expect(dialog.emitted('update:open')).toEqual([[false]])
  })

  it('takes one press; a second one is inert until it is told that the work failed', async () => {
    const dialog = mountKit(UiConfirm, { props })
    await nextTick()
    await type('1,204')
    press()
    press()
    await nextTick()
    press()
    expect(dialog.emitted('confirm')).toHaveLength(1)
    await dialog.setProps({ failed: 'The line is busy.' })
    press()
    expect(dialog.emitted('confirm')).toHaveLength(2)
  })
})

describe('UiStat', () => {
  it('says its name and value, and can be focused for its definition', () => {
    const stat = mountKit(UiStat, { props: { label: 'Targeted', value: '600', definition: 'Who entered.' } })
    const group = stat.get('[role=group]')
    expect(group.attributes('aria-label')).toBe('Targeted: 600')
    expect(group.attributes('tabindex')).toBe('0')
  })
})

describe('UiTable', () => {
  const columns = [{ key: 'name', label: 'Name', sortable: true, value: (row: { name: string }) => row.name }]
  const rows = (offset: number, limit: number) =>
    Promise.resolve(Array.from({ length: limit }, (_, index) => ({ name: `Person ${offset + index}` })))

  it('tells how many rows there are and renders only some', async () => {
    const table = mountKit(UiTable as never, {
      props: { label: 'People', columns, count: 1_000_000, rows } as never,
    })
    await flushPromises()
    expect(table.get('[role=grid]').attributes('aria-rowcount')).toBe('1000001')
    expect(table.findAll('[role=row]').length).toBeLessThan(60)
  })

  it('moves the current row with the keys and activates it with Enter', async () => {
    const table = mountKit(UiTable as never, {
      props: { label: 'People', columns, count: 50, rows } as never,
    })
    await flushPromises()
    const grid = table.get('[role=grid]')
    for (const key of ['End', 'Home', 'ArrowDown', 'ArrowUp', 'ArrowDown'])
      await grid.trigger('keydown', { key })
    expect(table.emitted('update:current')?.map(([index]) => index)).toEqual([49, 0, 1, 0, 1])
    await grid.trigger('keydown', { key: 'Enter' })
    expect(table.emitted('activate')?.[0]).toEqual([{ name: 'Person 1' }, 1])
  })

  it('ticks with Space, a click and Shift, and everything with Ctrl+A; Escape unticks', async () => {
    const selection = {
      has: (row: { name: string }) => row.name === 'Person 1',
      state: 'some',
      label: (row: { name: string }) => `Select ${row.name}`,
    }
    const table = mountKit(UiTable as never, {
      props: { label: 'People', columns, count: 50, rows, selection } as never,
    })
    await flushPromises()
    const grid = table.get('[role=grid]')
    const picked = () => table.emitted('pick')?.map(([, index, isRange]) => [index, isRange])
    await table.get('[aria-label="Select Person 0"]').trigger('click')
    await table.get('[aria-label="Select Person 3"]').trigger('click', { shiftKey: true })
    await grid.trigger('keydown', { key: ' ' })
    await grid.trigger('keydown', { key: 'ArrowDown', shiftKey: true })
    expect(picked()).toEqual([
      [0, false],
      [3, true],
      [3, false],
      [4, true],
    ])
    await grid.trigger('keydown', { key: 'a', ctrlKey: true })
    await grid.trigger('keydown', { key: 'Escape' })
    expect([table.emitted('pickAll')?.length, table.emitted('pickNone')?.length]).toEqual([1, 1])
    expect(table.findAll('[aria-selected=true]').map(row => row.attributes('aria-rowindex'))).toEqual(['3'])
  })

  it('asks for the other order when the same header is pressed again', async () => {
    const table = mountKit(UiTable as never, { props: { label: 'People', columns, count: 1, rows } as never })
    await table.get('.ui-table-sort').trigger('click')
    await table.get('.ui-table-sort').trigger('click')
    expect(table.emitted('update:sort')).toEqual([
      [{ key: 'name', descending: false }],
      [{ key: 'name', descending: true }],
    ])
  })

  it('follows the scroll bar away and back to the very top', async () => {
    const table = mountKit(UiTable as never, {
      props: { label: 'People', columns, count: 1_000_000, rows } as never,
    })
    await flushPromises()
    const grid = table.get('[role=grid]')
    const firstRow = () => table.get('.ui-table-row').attributes('aria-rowindex')
    for (const [scrollTop, isTop] of [
      [6_000_000, false],
      [0, true],
    ] as const) {
      grid.element.scrollTop = scrollTop
      await grid.trigger('scroll')
      expect(firstRow() === '2').toBe(isTop)
    }
  })

  it('says that rows could not be loaded and offers to try again', async () => {
    const broken = () => Promise.reject(new Error('cut'))
    const table = mountKit(UiTable as never, {
      props: { label: 'People', columns, count: 10, rows: broken } as never,
    })
    await flushPromises()
    expect(table.get('[role=alert]').text()).toContain('Try again')
  })
})

describe('Notices', () => {
  it('pass by themselves, but errors stay until they are dismissed', async () => {
    vi.useFakeTimers()
    const outlet = mountKit(UiToasts)
    const { show } = useToasts()
    show({ title: 'Saved' })
    show({ title: 'The file is gone', tone: 'error' })
    await nextTick()
    expect(outlet.findAll('.ui-toast')).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(outlet.findAll('.ui-toast').map(toast => toast.find('p').text())).toEqual(['The file is gone'])
  })
})

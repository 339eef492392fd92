import { nextTick, type Ref } from 'vue'
import { matchesShortcut } from './shortcuts.ts'
import type { TableSelection } from './table.ts'

interface Input<Row> {
  readonly scroller: Ref<HTMLElement | null>
  /** Index of the current row, -1 for none. */
  readonly current: Ref<number>
  readonly selection: () => TableSelection<Row> | undefined
  readonly rowAt: (index: number) => Row | undefined
  /** A row was ticked or unticked; with `isRange` everything from the last one up to it is ticked. */
  readonly pick: (row: Row | undefined, index: number, isRange: boolean) => void
  readonly pickAll: () => void
  readonly pickNone: () => void
}

/**
 * Ticks rows of a table: by their box, by Space, by Mod and a click; with Shift everything up to the row. Without a
 * selection nothing of it happens.
 */
export function useTableTicks<Row>(input: Input<Row>) {
  const { scroller, current, selection, rowAt } = input

  function pick(index: number, isRange: boolean): void {
    current.value = index
    input.pick(rowAt(index), index, isRange)
  }

  function isTicked(row: Row | undefined): boolean {
    return row !== undefined && (selection()?.has(row) ?? false)
  }

  return {
    pick,
    isTicked,
    isSelected: (row: Row | undefined, index: number) =>
      selection() ? isTicked(row) : index === current.value,
    /** Whether the key was one that ticks. */
    pressKey(event: KeyboardEvent): boolean {
      if (!selection()) return false
      if (matchesShortcut(event, 'Mod+A')) input.pickAll()
      else if (event.key === ' ' && current.value >= 0) pick(current.value, event.shiftKey)
      else if (event.key === 'Escape' && selection()?.state !== 'none') input.pickNone()
      else return false
      return true
    },
    clickRow(event: MouseEvent, index: number): void {
      current.value = index
      const isTick = event.shiftKey || event.ctrlKey || event.metaKey
      if (selection() && isTick && !isLink(event.target)) pick(index, event.shiftKey)
    },
    /** Shift and a click would select the text between two rows. */
    pressRow(event: MouseEvent): void {
      if (!selection() || !event.shiftKey || isLink(event.target)) return
      event.preventDefault()
      scroller.value?.focus({ preventScroll: true })
    },
    /** The browser has toggled the box by itself, which a range may not mean. The keys go on speaking to the table. */
    clickBox(event: MouseEvent, index: number): void {
      pick(index, event.shiftKey)
      scroller.value?.focus({ preventScroll: true })
      const box = event.target
      if (box instanceof HTMLInputElement) void nextTick(() => (box.checked = isTicked(rowAt(index))))
    },
  }
}

function isLink(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a') !== null
}

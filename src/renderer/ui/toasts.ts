import { shallowReadonly, shallowRef, type Component } from 'vue'

/** One passing notice. Only things already done or that can wait; what blocks the person is a UiBanner. */
export interface Toast {
  readonly id: number
  readonly title: string
  readonly text?: string | undefined
  readonly tone?: 'info' | 'error' | undefined
  /** It is about what happened on the page that is open, and goes with it. */
  readonly isOfPage?: boolean | undefined
  readonly icon?: Component | undefined
  readonly action?: { readonly label: string; readonly run: () => void } | undefined
}

const toasts = shallowRef<readonly Toast[]>([])
let nextId = 1

function show(toast: Omit<Toast, 'id'>): number {
  const id = nextId++
  // What is said already is not said twice, e.g. while the engine cannot be reached.
  const others = toasts.value.filter(one => one.title !== toast.title || one.text !== toast.text)
  toasts.value = [...others.slice(-3), { ...toast, id }]
  return id
}

function dismiss(id: number): void {
  toasts.value = toasts.value.filter(toast => toast.id !== id)
}

function leavePage(): void {
  toasts.value = toasts.value.filter(({ isOfPage }) => !isOfPage)
}

/** Shows passing notices from anywhere; UiToasts draws them once, in the shell. */
export function useToasts() {
  return { toasts: shallowReadonly(toasts), show, dismiss, leavePage }
}

import {
  computed,
  inject,
  onMounted,
  shallowRef,
  provide,
  type ComponentPublicInstance,
  type ComputedRef,
  type InjectionKey,
  type Ref,
} from 'vue'

const key: InjectionKey<Ref<HTMLElement | null>> = Symbol('float target')

/** Called by dialogs and drawers: what floats above them belongs inside them, where focus and speech are. */
export function provideFloatTarget(element: Ref<HTMLElement | null>): void {
  provide(key, element)
}

/** Where a menu or a tooltip is put: the dialog around it, else the page's main landmark. */
export function useFloatTarget(): ComputedRef<HTMLElement> {
  const dialog = inject(key, undefined)
  const main = shallowRef<HTMLElement | null>(null)
  onMounted(() => (main.value = document.querySelector('main')))
  return computed(() => dialog?.value ?? main.value ?? document.body)
}

/** The element that a component drew, null while it draws none. */
export function findElement(component: ComponentPublicInstance | null): HTMLElement | null {
  const element: unknown = component?.$el
  return element instanceof HTMLElement ? element : null
}

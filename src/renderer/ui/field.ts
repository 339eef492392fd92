import {
  computed,
  inject,
  nextTick,
  onScopeDispose,
  provide,
  shallowRef,
  useId,
  watch,
  type ComputedRef,
  type InjectionKey,
  type Ref,
  type ShallowRef,
} from 'vue'

/** What a UiField tells the control inside it. */
export interface FieldContext {
  readonly id: string
  readonly labelId: string
  readonly describedBy: ComputedRef<string | undefined>
  readonly invalid: ComputedRef<boolean>
  readonly required: ComputedRef<boolean>
  /** What the control itself finds wrong with what was typed. */
  readonly fault: ShallowRef<string | undefined>
}

const key: InjectionKey<FieldContext> = Symbol('field')

/** Called by UiField: makes label, hint and error known to the control in its slot. */
export function provideField(
  context: Omit<FieldContext, 'id' | 'labelId' | 'fault'>,
  fault: ShallowRef<string | undefined> = shallowRef(),
): FieldContext {
  const id = useId()
  const full = { ...context, fault, id: `field-${id}`, labelId: `label-${id}` }
  provide(key, full)
  return full
}

/** Attributes that tie one native control to the UiField around it; empty outside a field. */
export function useFieldControl(): ComputedRef<Record<string, string | boolean | undefined>> {
  const field = inject(key, undefined)
  return computed(() => {
    if (!field) return {}
    return {
      id: field.id,
      'aria-describedby': field.describedBy.value,
      'aria-invalid': field.invalid.value || undefined,
      'aria-required': field.required.value || undefined,
    }
  })
}

/** Shows what a control finds wrong in the UiField around it, as long as the control is there. */
export function useFieldFault(fault: Readonly<Ref<string | undefined>>): void {
  const field = inject(key, undefined)
  if (!field) return
  watch(fault, found => (field.fault.value = found))
  onScopeDispose(() => (field.fault.value = undefined))
}

/**
 * Whether a control inside found what was typed wrong and did not take it; puts the cursor there. Ask before saving.
 */
export function hasFaultyControl(root: ParentNode | null | undefined): boolean {
  const faulty = [...(root?.querySelectorAll('input') ?? [])].find(input => !input.validity.valid)
  faulty?.focus()
  return faulty !== undefined
}

/** Puts the cursor into the first control that is marked as wrong, once the marks are shown. */
export async function goToFaultyControl(root: ParentNode | null | undefined): Promise<void> {
  await nextTick()
  root?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}

/** The same for a group of controls (radio group, segmented), which a label element cannot name. */
export function useFieldGroup(): ComputedRef<Record<string, string | undefined>> {
  const field = inject(key, undefined)
  return computed(() => {
    if (!field) return {}
    return { 'aria-labelledby': field.labelId, 'aria-describedby': field.describedBy.value }
  })
}

import { computed, readonly, ref, shallowReadonly, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { describeError, type ErrorWords } from './describe-error.ts'

/** Work that a press begins and that can be refused. */
export interface Attempt {
  readonly isBusy: Readonly<Ref<boolean>>
  /** Why the last attempt failed; undefined from the next one on. */
  readonly failure: Readonly<Ref<ErrorWords | undefined>>
  /** The same as one text, for a question. */
  readonly failed: ComputedRef<string | undefined>
  /** Does the work and keeps why it failed. A press while it goes on is inert. */
  readonly attempt: (work: () => Promise<void>) => Promise<void>
}

/**
 * @param open of the dialog that asks: opened or closed, it forgets what failed before
 */
export function useAttempt(open?: Readonly<Ref<boolean>>): Attempt {
  const isBusy = ref(false)
  const failure = shallowRef<ErrorWords>()
  if (open) watch(open, () => (failure.value = undefined))

  async function attempt(work: () => Promise<void>): Promise<void> {
    if (isBusy.value) return
    isBusy.value = true
    failure.value = undefined
    try {
      await work()
    } catch (error) {
      failure.value = describeError(error)
    } finally {
      isBusy.value = false
    }
  }

  const failed = computed(() => failure.value && `${failure.value.title} ${failure.value.next}`.trim())
  return { isBusy: readonly(isBusy), failure: shallowReadonly(failure), failed, attempt }
}

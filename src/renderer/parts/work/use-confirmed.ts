import { shallowReadonly, shallowRef, watch, type Ref } from 'vue'
import { describeError, type ErrorWords } from '../errors/index.ts'

/** Long work that was asked about first. */
export interface Confirmed {
  /** Why it failed, while the question is open again. */
  readonly failure: Readonly<Ref<ErrorWords | undefined>>
  /** Does the work; the question makes way for its progress, and comes back with the reason when it fails. */
  readonly confirmed: (work: () => Promise<void>) => Promise<void>
}

/** @param isAsking whether the question is open */
export function useConfirmed(isAsking: Ref<boolean>): Confirmed {
  const failure = shallowRef<ErrorWords>()
  watch(isAsking, isOpen => {
    if (!isOpen) failure.value = undefined
  })
  return {
    failure: shallowReadonly(failure),
    async confirmed(work) {
      failure.value = undefined
      isAsking.value = false
      try {
        await work()
      } catch (error) {
        failure.value = describeError(error)
        isAsking.value = true
      }
    },
  }
}

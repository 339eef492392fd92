import { inject, provide, shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import type { Transition } from '../../../../shared/workflow-document.ts'

/** The people on a transition that are being looked at. */
export interface Peeked {
  readonly populationId: number
  readonly transition: Transition
}

/** Opens the drawer with the people of a transition. */
export interface Peek {
  readonly shown: ShallowRef<Peeked | null>
  readonly open: (peeked: Peeked) => void
}

const key: InjectionKey<Peek> = Symbol('peek')

/** Called by the screen that holds the drawer. */
export function providePeek(): Peek {
  const shown = shallowRef<Peeked | null>(null)
  const peek: Peek = { shown, open: peeked => void (shown.value = peeked) }
  provide(key, peek)
  return peek
}

/** The drawer of the screen around the calling component. */
export function usePeek(): Peek {
  const peek = inject(key)
  if (!peek) throw new Error('No drawer for people here')
  return peek
}

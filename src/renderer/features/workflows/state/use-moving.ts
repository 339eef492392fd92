import { inject, provide, ref, shallowRef, type InjectionKey, type Ref, type ShallowRef } from 'vue'

/** Taking an activity elsewhere: what is asked, and what is told of it. */
export interface Moving {
  /** The activity whose new place is being chosen; null while nothing is asked. */
  readonly asked: ShallowRef<string | null>
  /** Spoken when something has moved. */
  readonly told: Ref<string>
}

const key: InjectionKey<Moving> = Symbol('moving')

/** Called by the screen that holds the list of places. */
export function provideMoving(): Moving {
  const moving: Moving = { asked: shallowRef(null), told: ref('') }
  provide(key, moving)
  return moving
}

/** The moves of the screen around the calling component. */
export function useMoving(): Moving {
  const moving = inject(key)
  if (!moving) throw new Error('Nothing can be moved here')
  return moving
}

import { inject, provide, shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import type { Point } from '../../../../shared/workflow/change.ts'

/** Where an activity goes whose kind is still to be chosen. */
export type AddPlace =
  /** Behind what is selected, else at the end. */
  | { readonly at: 'end' }
  | { readonly at: 'behind'; readonly activityId: string; readonly outlet?: string }
  | { readonly at: 'before'; readonly activityId: string }
  | { readonly at: 'transition'; readonly transitionId: string }
  | { readonly at: 'point'; readonly point: Point }

const key: InjectionKey<ShallowRef<AddPlace | null>> = Symbol('adding')

/** Called by the screen that holds the list of kinds; null while that is closed. */
export function provideAdding(): ShallowRef<AddPlace | null> {
  const place = shallowRef<AddPlace | null>(null)
  provide(key, place)
  return place
}

/** Where the list of kinds is asked for; give it a place to open it. */
export function useAdding(): ShallowRef<AddPlace | null> {
  const place = inject(key)
  if (!place) throw new Error('No list of kinds here')
  return place
}

import { inject, provide, shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import type { Activity } from '../../../../shared/workflow-document.ts'

const key: InjectionKey<ShallowRef<Activity | null>> = Symbol('signalling')

/** The External signal that a person is about to send; null while there is none. Called by the screen with the dialog. */
export function provideSignalling(): void {
  provide(key, shallowRef<Activity | null>(null))
}

/** The External signal whose dialog is open on the screen around the calling component; set it to open the dialog. */
export function useSignalling(): ShallowRef<Activity | null> {
  const asked = inject(key)
  if (!asked) throw new Error('No signals are sent here')
  return asked
}

import type { InjectionKey } from 'vue'

/** Whether sections of settings are open at first, also where everything is as usual. */
export const startsOpen: InjectionKey<boolean> = Symbol('starts open')

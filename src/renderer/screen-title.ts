import { onBeforeUnmount, shallowRef, watchEffect } from 'vue'

/** The name of the thing on screen, e.g. of a delivery; undefined where the route's own title is enough. */
export const screenTitle = shallowRef<string>()

/** Puts the name of the thing on screen into the window's title. */
export function useScreenTitle(title: () => string | undefined): void {
  watchEffect(() => (screenTitle.value = title()))
  onBeforeUnmount(() => (screenTitle.value = undefined))
}

import { useMediaQuery, useMutationObserver } from '@vueuse/core'
import { watch } from 'vue'

/** Calls back after the colours have changed, by choice or by the system; for what is drawn on a canvas. */
export function useThemeChange(changed: () => void): void {
  useMutationObserver(() => document.documentElement, changed, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-contrast'],
  })
  watch(useMediaQuery('(prefers-color-scheme: dark)'), changed, { flush: 'post' })
}
